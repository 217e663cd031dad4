"""A message that shows a firm several people is no card of one: what happens leaves the others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from storage.erasure import erase_silently
from storage.models import Offer
from storage.models.offers import OfferState
from storage.offers_asked import ask_now
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    PERSON,
    a_minute,
    agreed,
    is_interested,
    looking,
    moves,
    stage,
    way,
)
from tests.people import Bubble, Phone, Town
from tests.scheduler.desk import local, offered

pytestmark = pytest.mark.both_databases
MONDAY, DAY = date(2026, 11, 16), timedelta(days=1)


def asked_about(at: Town, *names: str) -> tuple[Phone, list[int]]:
    """Let a firm be asked about several people in its message of the day."""
    firm, offer = looking(at, places=9, street="Musterweg 8")
    keys = [is_interested(at, offer, name) for name in names]
    at.walk(at.now + DAY)
    return firm.reads(), keys


def again(firm: Phone) -> None:
    """Let what changes other cards of a thing arrive; it follows some seconds later."""
    firm.town.now += timedelta(seconds=30)
    firm.reads()


def listed(firm: Phone) -> Bubble:
    """Ask for the list of who is on the way."""
    return firm.says("/mypeople").bubbles[-1]


def test_a_list_stays_a_list_when_something_is_said_to_one_of_them(alb: Town) -> None:
    firm, (amal, reza) = asked_about(alb, "amal", "reza")
    people = listed(firm)
    firm.taps(f"(J{amal})").taps("Please send")
    again(firm)
    assert people.text.startswith("🤝 On the way to you")
    assert [f"(J{key})" in str(people.buttons) for key in (amal, reza)] == [True, True]
    firm.taps(f"(J{reza})", people).taps("❌ No").taps("German")
    a_minute(alb, firm)
    again(firm)
    assert stage(alb, reza) is Stage.REFUSED
    assert people.text.startswith("🤝 On the way to you")


def test_who_is_taken_back_is_no_more_on_the_list_and_the_others_are(alb: Town) -> None:
    firm, (amal, reza) = asked_about(alb, "amal", "reza")
    agreed(alb, amal, MONDAY)
    people = listed(firm.reads())
    assert "Amal" in people.text
    moves(alb, amal, Move.WITHDRAW, PERSON)
    firm.reads()
    assert "Amal" not in people.text
    assert people.text.startswith("🤝 On the way to you")
    assert [f"(J{key})" in str(people.buttons) for key in (amal, reza)] == [False, True]


def test_who_is_erased_goes_from_every_list_they_stand_on(alb: Town) -> None:
    firm, (amal, _reza) = asked_about(alb, "amal", "reza")
    agreed(alb, amal, MONDAY)
    people, who = listed(firm.reads()), way(alb, amal).person_id
    alb.do(lambda s: erase_silently(alb.work(s), who))
    alb.tick()
    firm.reads()
    deleted = [key for body in firm.others for key in body.get("message_ids", ())]
    assert people.row in deleted or "Amal" not in people.text


def test_the_message_of_the_day_keeps_its_other_questions_when_one_is_answered_elsewhere(
    alb: Town,
) -> None:
    firm, (amal, reza, bea) = asked_about(alb, "amal", "reza", "bea")
    agreed(alb, bea, MONDAY)
    alb.walk(alb.now + DAY)
    day = firm.reads().bubbles[-1]
    assert day.text.startswith("📬 New for you:")
    assert "Bea comes: Monday" in day.text
    assert f"Code: J{amal}" in day.text
    firm.taps(f"(J{amal})", listed(firm)).taps("Please send")
    again(firm)
    assert "Bea comes: Monday" in day.text
    assert "We ask this person now." in day.text
    assert f"Code: J{reza}" in day.text
    firm.taps("Please send", day)
    assert stage(alb, reza) is Stage.WANTED


def test_what_cannot_be_taken_back_any_more_has_no_button_above_the_next_question(
    alb: Town,
) -> None:
    firm, (amal, reza) = asked_about(alb, "amal", "reza")
    agreed(alb, amal, MONDAY)
    alb.walk(local(MONDAY + DAY, 9))
    day = firm.reads().bubbles[-1]
    firm.taps("Did not come", day)
    assert "In a minute we tell the person and the centre." in day.text
    assert "↩️ Take it back" in day.buttons
    assert f"Code: J{reza}" in day.text
    a_minute(alb, firm)
    again(firm)
    assert stage(alb, amal) is Stage.TALKING
    assert "↩️ Take it back" not in day.buttons
    assert "In a minute" not in day.text
    assert f"Code: J{reza}" in day.text
    firm.taps("Please send", day)
    assert stage(alb, reza) is Stage.WANTED


def test_a_need_that_is_filled_by_now_leaves_the_question_below_it(alb: Town) -> None:
    firm, offer = looking(alb, places=9, street="Musterweg 8")
    is_interested(alb, offer, "amal")
    other = offered(alb)

    def asks_of_both(session: Session) -> None:
        mine, found = session.get_one(Offer, offer), session.get_one(Offer, other)
        found.employer = mine.employer
        for each in (mine, found):
            ask_now(alb.work(session), each)

    alb.do(asks_of_both)
    alb.walk(alb.now + timedelta(hours=2))
    day = firm.reads().bubbles[-1]
    firm.taps("Please send", day).taps("No, filled", day)
    assert "The offer closes in a minute." in day.text
    assert f"Code: E{other}" in day.text
    a_minute(alb, firm)
    again(firm)
    assert "in a minute" not in day.text
    assert "Filled" in day.text
    assert f"Code: E{other}" in day.text
    assert alb.do(lambda s: s.get_one(Offer, offer).state) is OfferState.FILLED
    firm.taps("Yes, still open", day)
    assert "How many places?" in day.text

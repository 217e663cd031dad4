"""Staff ask why somebody got nothing, and why one was shown an offer before another."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from locales.languages import LANGUAGES
from storage import hiding
from storage.models import Audit, Offer, Person, Profile, Proposal
from storage.models.offers import ProposalState
from storage.offers import answer_offer, show
from tests.conversations import desk_scene
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import changed, newcomer, offered, person_of, said

pytestmark = pytest.mark.both_databases
DAY = timedelta(days=1)


def coded(at: Town, name: str, code: str, **known: Any) -> Phone:
    """Let somebody be known by a code."""
    phone = newcomer(at, name, **known)
    who = person_of(phone)
    at.do(lambda s: s.execute(update(Person).where(Person.id == who).values(ref=code)))
    return phone


def sends(at: Town, phone: Phone, key: int, days: int, pushed: bool = True) -> None:
    """Note that somebody was shown an offer so many days ago."""
    who = person_of(phone)

    def unit(session: Session) -> None:
        show(at.work(session), who, session.get_one(Offer, key), pushed=pushed)
        session.execute(
            update(Proposal)
            .where(Proposal.person_id == who, Proposal.offer_id == key)
            .values(shown_at=at.now - days * DAY)
        )
        session.execute(
            update(Profile).where(Profile.person_id == who).values(offered_at=at.now - days * DAY)
        )

    at.do(unit)


def why(petra: Phone, code: str = "R-1042") -> list[str]:
    """Open the part of the card; return what it says below the name and above the code."""
    return petra.reads().says(f"/people {code}").taps("Why no match?").sees.split("\n")[1:-1]


def test_nothing_keeps_anything_back(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    coded(here, "amal", "R-1042")
    offered(here)
    assert why(petra) == ["💼 Offers that fit now: 1"]


def test_the_question_is_open_and_then_offers_pause(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal = coded(here, "amal", "R-1042")
    for days in (20, 16, 12):
        sends(here, amal, offered(here), days)
    assert why(petra)[0] == "❓ Offers without an answer: 3. Before the next one we ask the person."
    said(amal, still_at=here.now)
    asked = "We asked on Tuesday, 10.11.2026 if the person still looks for work."
    assert why(petra)[0] == f"❓ {asked} No offers until they answer."
    said(amal, work_on=False)
    assert why(petra)[0] == f"🔕 {asked} No answer: the offers pause."
    said(amal, still_at=None)
    assert why(petra)[0] == "🔕 The person wants no offers now."


def test_the_week_is_full_the_firm_rests_and_an_offer_is_hidden(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal = coded(here, "amal", "R-1042")
    first, second = offered(here), offered(here)
    sends(here, amal, first, 2)
    sends(here, amal, second, 1)
    here.do(lambda s: answer_offer(here.work(s), person_of_(s), first, ProposalState.DECLINED))
    assert why(petra)[:1] == ["📬 The person was sent enough for today or this week."]
    here.now += 10 * DAY
    rests, hides = offered(here), offered(here, german_min="A1")

    def unit(session: Session) -> None:
        session.get_one(Offer, rests).employer = session.get_one(Offer, first).employer
        session.flush()
        hiding.hide(here.work(session), session.get_one(Offer, hides))

    here.do(unit)
    assert why(petra) == [
        "💼 Offers that fit now: 2",
        "⏳ Not sent yet: this firm sent the same work lately:",
        "• Work: Näherin (Deutsch)",
        "🛑 Hidden after a problem, until a colleague looked:",
        "• Work: Näherin (Deutsch)",
        "🙅 The person said no:",
        "• Work: Näherin (Deutsch)",
    ]


def person_of_(session: Session) -> int:
    """Return the key of the one with the code."""
    return session.query(Person).filter_by(ref="R-1042").one().id


def card(petra: Phone, key: int) -> Phone:
    return petra.reads().says("/offer").taps(f"desk_offers.{key}.1.show")


def test_the_order_names_own_people_with_points_by_part_and_who_waits(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    coded(here, "amal", "R-1042")
    reza = coded(here, "reza", "R-1050", skills={"textile.machine": 2}, slots=None)
    coded(here, "selam", "R-1060", plz="72555", mobility=["car"])
    sends(here, reza, offered(here), 9)
    here.do(partial(answered, who=person_of(reza)))
    key = offered(here, places=9)
    petra = card(petra, key).taps("Who comes next")
    assert petra.sees.split("\n")[:-1] == [
        "🔎 Who is sent this offer next",
        "Work: Näherin (Deutsch)",
        "1. R-1042",
        "Points: 95 (skill 45, German 15, times 20, way 14,6)",
        "⏳ Was never shown an offer before.",
        "2. somebody of another centre",
        "3. R-1050",
        "Points: 70 (skill 30, German 15, times 10, way 14,6)",
    ]
    assert "R-1060" not in petra.sees
    assert petra.sees.split("\n")[-1].startswith("⏳ Without an offer since: Sunday, 01.11.2026")


def answered(session: Session, who: int) -> None:
    session.execute(
        update(Proposal).where(Proposal.person_id == who).values(answered_at=Proposal.shown_at)
    )


def compared(petra: Phone, key: int, codes: str = "R-1042 R-1050") -> list[str]:
    return card(petra, key).taps("Who comes next").taps("Compare").says(codes).sees.split("\n")


def test_equal_points_and_who_waited_longer_was_first(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    reza, amal = coded(here, "reza", "R-1050"), coded(here, "amal", "R-1042")
    before, key = offered(here), offered(here)
    sends(here, reza, before, 9)
    sends(here, amal, before, 12)
    sends(here, amal, key, 3)
    sends(here, reza, key, 1)
    assert compared(petra, key) == [
        "Work: Näherin (Deutsch)",
        "R-1042",
        "📤 Sent: Saturday, 07.11.2026, 09:00 (in the morning)",
        "Points: 95 (skill 45, German 15, times 20, way 14,6)",
        "⏳ Without an offer since: Thursday, 29.10.2026, 09:00 (in the morning)",
        "R-1050",
        "📤 Sent: Monday, 09.11.2026, 09:00 (in the morning)",
        "Points: 95 (skill 45, German 15, times 20, way 14,6)",
        "⏳ Without an offer since: Sunday, 01.11.2026, 09:00 (in the morning)",
        "👉 The points are equal. R-1042 waited longer than R-1050.",
        "This is what we know today.",
    ]


def test_a_comparison_is_written_into_the_log_for_both(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    both = [person_of(coded(here, name, code)) for name, code in (("a", "R-1042"), ("b", "R-1050"))]
    compared(petra, offered(here))
    rows = select(Audit.about_id).where(Audit.action == "order.compare")
    assert {*here.do(lambda s: s.scalars(rows).all())} == {*both}


def test_each_reason_has_its_sentence(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal, reza = coded(here, "amal", "R-1042"), coded(here, "reza", "R-1050")
    key = offered(here)
    assert "👉 All is equal. R-1042 is known to us longer than R-1050." in compared(petra, key)
    set_german(here, reza, "A1")
    assert "👉 R-1042 has more points than R-1050." in compared(petra, key)
    said(reza, work_on=False)
    shown = compared(petra, key)
    assert "🔕 The person wants no offers now." in shown
    assert "👉 R-1050 is not sent it: see above." in shown
    sends(here, reza, key, 1)
    sends(here, amal, key, 0)
    assert "👉 R-1050 came first then. What we know of them changed since." in compared(petra, key)
    here.do(lambda s: s.execute(update(Proposal).values(pushed=False)))
    asked = "👉 R-1050 asked for offers and saw it. Nobody was passed over."
    assert asked in compared(petra, key)


def set_german(at: Town, phone: Phone, level: str) -> None:
    who = person_of(phone)
    at.do(lambda s: setattr(s.get_one(Profile, who), "german", level))


def test_a_firm_that_rests_is_said_and_what_does_not_fit(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal, reza = coded(here, "amal", "R-1042"), coded(here, "reza", "R-1050")
    first, key = offered(here), offered(here, german_min="B1")
    here.do(lambda s: setattr(s.get_one(Offer, key), "employer", s.get_one(Offer, first).employer))
    sends(here, reza, first, 9)
    set_german(here, reza, "A0")
    shown = compared(petra, key)
    assert "⏳ Was sent an offer of this firm with the same work lately." in shown
    assert "💬 The firm wants more German:" in shown
    assert amal.bubbles == []


@pytest.mark.parametrize("codes", ["R-1042", "R-1042 R-1042", "R-1042 R-1060", "x y", "R-1042 ???"])
def test_codes_of_nobody_or_of_another_centre_say_nothing(here: Town, codes: str) -> None:
    petra = staff(here, "petra", "alb")
    coded(here, "amal", "R-1042")
    coded(here, "selam", "R-1060", plz="72555", mobility=["car"])
    key = offered(here)
    (line,) = compared(petra, key, codes)
    assert line == "Please write two codes of people of your centre, such as R-1042 R-1050."


def test_where_nobody_is_sent_it_that_is_said(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    key = offered(here)
    assert "Nobody now." in card(petra, key).taps("Who comes next").sees
    changed(here, key, places=0)
    assert "The offer is not open now." in card(petra, key).taps("Who comes next").sees


def test_many_are_pages(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    for number in range(7):
        coded(here, f"newcomer {number}", f"R-20{number}0")
    key = offered(here, places=9)
    petra = card(petra, key).taps("Who comes next")
    assert petra.sees.endswith("… +2")
    assert "6. R-2050" in petra.taps("Show more").sees


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_every_language(here: Town, language: str) -> None:
    eva = desk_scene.lead(here, "eva", language)
    coded(here, "amal", "R-1042")
    coded(here, "reza", "R-1050")
    key = offered(here)
    eva.reads().says("/offer").taps(f"desk_offers.{key}.1.show").taps(".order").taps(".compare")
    assert "R-1042" in eva.says("R-1042 R-1050").sees

"""Who is on the way to a firm and cannot be told is called; who deletes leaves no trace there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from conversations.introductions import permission_anew
from storage import calls
from storage.erasure import FACTS, erase_silently, export_person
from storage.models import Call, Chat, Due, Introduction, Offer, Outbox, Person
from storage.models.calls import CallReason
from storage.models.due import DueState
from storage.models.offers import OfferState
from storage.models.outbox import OutboxState
from storage.offers import set_state
from storage.queues import outbox
from storage.queues.kinds import Kind
from storage.retention import clean
from storage.rules.ages import AgeBand
from storage.rules.stages import Move, Side, Stage
from tests.conversations.candidate_scene import is_interested, looking
from tests.conversations.invited import staff
from tests.conversations.way_scene import (
    CENTRE,
    DAY,
    comes_to,
    interested,
    looks,
    moves,
    names_days,
    newest,
    stage,
    with_a_firm,
)
from tests.people import Phone, Town
from tests.scheduler.desk import local, news, person_of, put_out, said, walked

pytestmark = pytest.mark.both_databases


def reasons(at: Town) -> list[CallReason]:
    """Return why somebody on a way is to be called now."""

    def unit(session: Session) -> list[CallReason]:
        waiting = calls.waiting(at.work(session), "alb")
        return [each.reason for mine in waiting for each in mine]

    return at.do(unit)


def mute(at: Town, phone: Phone) -> None:
    """Let somebody have no chat that hears."""
    at.do(lambda s: s.execute(update(Chat).where(Chat.id == phone.chat).values(language=None)))


def test_who_has_no_chat_that_hears_is_called_with_how_far_it_is(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    comes_to(alb, amal, Stage.NAMING)
    mute(alb, amal)
    names_days(alb)
    petra.reads().says("/today").taps("Whom to call")
    assert petra.sees.split("\n")[1].startswith("☎️ Amal (R-")
    assert petra.sees.split("\n")[2] == (
        "🧭 Näherei Muster: ❗ please choose a day. Why: has no chat and no page with us"
    )
    petra.taps("Called")
    assert reasons(alb) == []


def test_a_call_is_over_when_it_went_on(alb: Town, amal: Phone) -> None:
    mute(alb, amal)
    moves(alb, Move.SEND)
    assert reasons(alb) == [CallReason.NO_CHAT]
    moves(alb, Move.REFUSE)
    assert reasons(alb) == [CallReason.NO_CHAT], "that it is over must be said as well"
    assert alb.do(lambda s: len(s.scalars(select(Call)).all())) == 2


@pytest.mark.parametrize(
    ("ends", "why"),
    [
        (outbox.unclear, CallReason.UNCLEAR),
        (outbox.blocked, CallReason.REFUSED),
        (outbox.expire, CallReason.LATE),
    ],
)
def test_what_did_not_arrive_is_called(
    alb: Town, amal: Phone, ends: Callable[..., None], why: CallReason
) -> None:
    comes_to(alb, amal, Stage.DATED)
    amal.reads()
    alb.walk(local(DAY - timedelta(days=1), 18))
    rows = select(Outbox.id).where(Outbox.kind == Kind.TRIAL_REMINDER, Outbox.chat_id == amal.chat)
    [row] = alb.do(lambda s: s.scalars(rows).all())
    alb.do(partial(ends, row_id=row, now=alb.now))
    alb.tick()
    assert reasons(alb) == [why]


def test_a_reminder_that_came_too_late_is_a_call(alb: Town, amal: Phone) -> None:
    comes_to(alb, amal, Stage.DATED)
    amal.reads()
    alb.now = local(DAY, 8, 45)
    alb.tick()
    assert reasons(alb) == [CallReason.LATE]
    late = select(Due.state).where(Due.kind == Kind.TRIAL_REMINDER, Due.state == DueState.LATE)
    assert alb.do(lambda s: s.scalars(late).all())


def test_what_a_firm_did_not_get_is_no_call_for_the_person(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.DATED)
    rows = select(Outbox.id).where(
        Outbox.kind == Kind.INTRODUCED_FIRM, Outbox.state == OutboxState.TODO
    )
    for row in alb.do(lambda s: s.scalars(rows).all()):
        alb.do(partial(outbox.unclear, row_id=row, now=alb.now))
    alb.tick()
    assert reasons(alb) == []


def test_who_stops_everything_is_called_about_the_way(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    comes_to(alb, amal, Stage.DATED)
    amal.reads().says("/stop").taps("Everything")
    assert "About your ways to firms the centre calls you." in amal.sees
    assert reasons(alb) == [CallReason.STOPPED]
    petra.reads()
    moves(alb, Move.CLOSE, CENTRE, reason="stopped")
    assert news(amal) == []
    assert reasons(alb) == [CallReason.STOPPED]
    petra.reads().says("/today").taps("Whom to call")
    assert "Why: wants no messages" in petra.sees


def test_who_pauses_offers_hears_of_their_way(alb: Town, amal: Phone) -> None:
    said(amal, work_on=False)
    moves(alb, Move.SEND)
    assert news(amal) == ["🧭 Your way to Näherei Muster"]


def test_erasing_takes_the_card_back_and_frees_the_place(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.DATED)
    alb.walk(local(date(2026, 11, 23), 10))
    assert looks(alb, lambda way: (way.seat, way.key is not None)) == (1, True)
    firm.reads()
    amal.reads().says("/delete")
    assert "Firms only hear that you do not come any more." in amal.sees
    amal.taps("Yes, delete everything")
    heard = len(firm.bubbles)
    [told] = [bubble.text for bubble in firm.reads().bubbles[heard:]]
    assert told.split("\n") == [
        "This person is no longer available.",
        "A day to try out (Probearbeiten): Näherin (Deutsch)",
        "❌ Nobody comes on Tuesday, 24.11.2026.",
        "You need not do anything.",
    ]
    assert alb.do(lambda s: s.scalars(select(Introduction.id)).all()) == []
    waits = select(Due.id).where(Due.kind == Kind.TRIAL_REMINDER, Due.state == DueState.TODO)
    assert alb.do(lambda s: s.scalars(waits).all()) == []
    alb.do(lambda s: set_state(alb.work(s), s.scalars(select(Offer)).one(), OfferState.OPEN))
    comes_to(alb, interested(alb, name="Reza"), Stage.DATED)
    assert looks(alb, lambda way: way.seat) == 1


def test_the_firm_hears_at_once_that_nobody_comes_on_a_day_that_was_given_up(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.DATED)
    firm.reads()
    alb.now = local(DAY - timedelta(days=1), 18)
    amal.reads().taps("I cannot come").taps("Another day, please")
    heard = firm.reads().bubbles[-1].text.split("\n")
    assert "❌ Nobody comes on Tuesday, 24.11.2026." in heard
    assert "👍 Amal would like to come. Which day is good for you?" in heard


def test_who_changes_the_kind_of_work_reads_that_nobody_comes(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.DATED)
    firm.reads()
    becomes_other_work(alb)
    alb.walk(alb.now + timedelta(days=1))
    assert "❌ Nobody comes on Tuesday, 24.11.2026." in firm.reads().bubbles[-1].text.split("\n")
    assert stage(alb) is Stage.PERMIT


def becomes_other_work(at: Town) -> None:
    """Let the firm itself say that it is an internship now."""

    def unit(session: Session) -> None:
        found = newest(session)
        offer = session.get_one(Offer, found.offer_id)
        offer.kind = "internship"
        permission_anew(at.work(session), offer, Side.FIRM)

    at.do(unit)


def test_a_day_that_was_given_up_is_not_named_to_the_firm(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.DATED)
    moves(alb, Move.OTHER, Side.PERSON)
    heard = len(firm.reads().bubbles)
    amal.says("/delete").taps("Yes, delete everything")
    alb.walk(alb.now + timedelta(days=1))
    assert "This person is no longer available." in news(firm)
    assert all("Nobody comes" not in each.text for each in firm.bubbles[heard:])


def test_of_many_who_delete_a_firm_hears_once_at_its_hour(alb: Town) -> None:
    names = [f"p{number}" for number in range(4)]
    firm, offer = looking(alb, kind="job", places=9)
    for name in names:
        is_interested(alb, offer, name)
    alb.walk(local(date(2026, 11, 11), 22))
    heard = len(firm.reads().bubbles)
    for name in names:
        alb.phone(name).reads().says("/delete").taps("Yes, delete everything")
        alb.walk(alb.now + timedelta(minutes=1))
    assert firm.reads().bubbles[heard:] == []
    alb.walk(local(date(2026, 11, 12), 8))
    assert walked(alb, local(date(2026, 11, 14), 9), firm) == [
        "12.11. 09:00 This person is no longer available."
    ]


def test_a_firm_that_never_saw_somebody_hears_nothing(alb: Town, firm: Phone, amal: Phone) -> None:
    looks(alb, lambda way: setattr(way, "shown_at", None))
    amal.says("/delete").taps("Yes, delete everything")
    assert put_out(alb, Kind.NO_LONGER) == 0


def test_who_is_forgotten_in_time_leaves_firms_the_same_way(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    who = person_of(amal)
    alb.do(lambda s: erase_silently(alb.work(s), who))
    alb.walk(alb.now + timedelta(days=1))
    assert "This person is no longer available." in news(firm)
    assert alb.do(lambda s: s.get(Person, who)) is None


def test_what_is_handed_out_says_what_was_said(alb: Town, amal: Phone) -> None:
    comes_to(alb, amal, Stage.NAMING)
    who = person_of(amal)
    found = alb.do(lambda s: export_person(alb.work(s), who))
    assert found[FACTS] == [{"first_name": "Amal"}]
    assert found["introduction"][0]["stage"] == "naming"


def test_a_call_is_forgotten_in_time(alb: Town, amal: Phone) -> None:
    mute(alb, amal)
    moves(alb, Move.SEND)
    alb.now += timedelta(days=alb.limits.record_days + 1)
    while alb.do(lambda s: clean(alb.work(s))):
        pass
    assert alb.do(lambda s: s.scalars(select(Call)).all()) == []


def test_a_young_person_needs_the_guardian_too(alb: Town) -> None:
    """16 and 17: a colleague begins for them, and sees the guardian's yes."""
    petra = staff(alb, "petra", "alb")
    key, _firm = with_a_firm(alb, "look_day")
    selam = interested(alb, name="Selam")
    who = person_of(selam)
    alb.do(lambda s: setattr(s.get_one(Person, who), "age_band", AgeBand.YOUNG))
    moves(alb, Move.SEND)
    selam.reads()
    assert "your parents or guardian must say yes, too" in selam.sees
    petra.reads()
    selam.taps("Yes, tell the firm")
    assert stage(alb) is Stage.GUARDIAN
    assert len(news(petra)) == 1
    assert "Next: the centre asks your parents or guardian." in selam.sees
    moves(alb, Move.GUARD, CENTRE)
    assert stage(alb) is Stage.NAMING
    assert key == alb.do(lambda s: newest(s).offer_id)

"""Nothing ends in silence: every end of every kind of row, and who hears of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import product

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from conversations.kit.events import Blocked, Unblocked
from scheduler.due import HANDLERS
from storage.models import Chat, Due, Outbox
from storage.models.due import DueState
from storage.models.inbox import InboxState
from storage.models.outbox import OutboxState
from storage.queues import outbox
from storage.queues.endings import DUE, INBOX, LOST, Hears, who_hears
from storage.queues.kinds import MANNERS, TOLD, Kind
from storage.work import Work
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import booked, cancelled, local, moved, newcomer, news

pytestmark = pytest.mark.both_databases

THURSDAY = date(2026, 11, 12)
CALL = "☎️ Please call Amal (R-1): our message about the appointment did not arrive."
ENDS = {
    OutboxState.FAILED: outbox.failed,
    OutboxState.UNCLEAR: outbox.unclear,
    OutboxState.EXPIRED: outbox.expire,
    OutboxState.BLOCKED: outbox.blocked,
}


@pytest.fixture
def amal(alb: Town) -> Phone:
    return newcomer(alb, "amal", first_name="Amal")


def first_line(phone: Phone) -> list[str]:
    return [line.replace(_code(line), "R-1") for line in news(phone)]


def _code(line: str) -> str:
    return next((word.strip("():") for word in line.split() if word.startswith("(R-")), "R-1")


def end(at: Town, kind: Kind, state: OutboxState) -> None:
    """Let the newest row of a kind end as the sender would write it."""
    newest = select(Outbox.id).where(Outbox.kind == kind).order_by(Outbox.id.desc()).limit(1)

    def unit(session: Session) -> None:
        key = session.scalars(newest).one()
        session.execute(update(Outbox).where(Outbox.id == key).values(state=OutboxState.SENDING))
        ENDS[state](session, key, at.now)

    at.do(unit)
    at.tick()


def test_every_end_of_every_queue_has_somebody_who_hears() -> None:
    assert set(LOST) | {OutboxState.TODO, OutboxState.SENDING, OutboxState.SENT} == set(OutboxState)
    assert INBOX.keys() | {InboxState.NEW, InboxState.DONE} == set(InboxState)
    assert DUE.keys() | {DueState.TODO, DueState.DONE} == set(DueState)
    speaking = [kind for kind, manner in MANNERS.items() if manner.speaks]
    for kind, state in product([None, *speaking], LOST):
        silent = kind is None and state is OutboxState.BLOCKED
        assert (who_hears(kind, state) is Hears.NOBODY) == silent


@pytest.mark.parametrize("state", LOST)
def test_a_reminder_that_did_not_arrive_becomes_a_call(
    alb: Town, amal: Phone, state: OutboxState
) -> None:
    petra = staff(alb, "petra", "alb")
    booked(alb, amal, THURSDAY, time(15))
    news(amal)
    alb.now = local(THURSDAY - timedelta(days=1), 18)
    alb.tick()
    end(alb, Kind.APPOINTMENT_REMINDER, state)
    assert who_hears(Kind.APPOINTMENT_REMINDER, state) is Hears.CENTRE
    assert first_line(petra) == [CALL]
    assert "📅 Thursday, 12.11.2026" in petra.sees
    assert "☎️ Please call: 1" in petra.says("/today").sees
    assert "☎️ Amal (R-" in petra.taps("Whom to call").sees


@pytest.mark.parametrize("state", LOST)
def test_a_cancellation_that_did_not_arrive_becomes_a_call(
    alb: Town, amal: Phone, state: OutboxState
) -> None:
    petra = staff(alb, "petra", "alb")
    key = booked(alb, amal, THURSDAY, time(15))
    news(amal)
    cancelled(alb, key)
    end(alb, Kind.APPOINTMENT_CANCELLED, state)
    [line] = news(petra)
    assert "the appointment is cancelled, and our message did not arrive" in line


def test_what_arrived_on_one_phone_is_no_reason_to_call(alb: Town, amal: Phone) -> None:
    petra, second = staff(alb, "petra", "alb"), alb.phone("amal at home")

    def same_person(session: Session) -> None:
        chat = session.get_one(Chat, second.chat)
        chat.person_id, chat.language = session.get_one(Chat, amal.chat).person_id, "en"

    alb.do(same_person)
    booked(alb, amal, THURSDAY, time(15))
    news(amal)
    end(alb, Kind.APPOINTMENT_MADE, OutboxState.FAILED)
    assert news(petra) == []


def test_who_blocked_us_is_called_and_hears_it_when_they_come_back(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    amal.does(Blocked())
    booked(alb, amal, THURSDAY, time(15))
    alb.tick()
    assert first_line(petra) == [CALL]
    amal.does(Unblocked())
    assert amal.sees.startswith("📅 Your appointment (Termin)")


def test_who_was_away_when_it_was_moved_reads_what_it_was_until_they_answered(
    alb: Town, amal: Phone
) -> None:
    key = booked(alb, amal, THURSDAY, time(15))
    news(amal)
    amal.does(Blocked())
    moved(alb, key, THURSDAY, time(10))
    alb.tick()
    amal.does(Unblocked())
    assert amal.sees.split("\n")[:2] == [
        "❗ CHANGED. Your appointment (Termin) has a new time.",
        "Old: Thursday, 12.11.2026, 15:00 (in the afternoon)",
    ]
    amal.taps("I will come").says("/appointments")
    assert "CHANGED" not in amal.sees


def test_who_blocked_us_after_the_notice_is_called_about_the_reminder(
    alb: Town, amal: Phone
) -> None:
    petra = staff(alb, "petra", "alb")
    booked(alb, amal, THURSDAY, time(15))
    news(amal)
    amal.does(Blocked())
    alb.now = local(THURSDAY - timedelta(days=1), 18)
    alb.tick()
    assert first_line(petra) == [CALL]


def test_nobody_calls_who_wants_no_word_from_us_or_does_not_come(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    booked(alb, amal, THURSDAY, time(15))
    news(amal)
    amal.taps("I cannot come")
    news(petra)
    end(alb, Kind.APPOINTMENT_MADE, OutboxState.FAILED)
    assert news(petra) == []


def test_an_old_time_that_did_not_arrive_is_no_reason_to_call(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    key = booked(alb, amal, THURSDAY, time(15))
    end(alb, Kind.APPOINTMENT_MADE, OutboxState.FAILED)
    moved(alb, key, THURSDAY, time(16))
    news(petra)
    news(amal)
    alb.tick()
    assert news(petra) == []


def test_a_reminder_that_cannot_be_worked_off_becomes_a_call(
    alb: Town, amal: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(work: Work, row: Due) -> None:
        raise OSError

    monkeypatch.setitem(HANDLERS, Kind.APPOINTMENT_REMINDER, broken)
    petra = staff(alb, "petra", "alb")
    booked(alb, amal, THURSDAY, time(15))
    news(amal)
    alb.now = local(THURSDAY - timedelta(days=1), 18)
    for _attempt in range(4):
        alb.tick()
        alb.now += timedelta(minutes=1)
    assert first_line(petra) == ["⚠️ Messages that failed: 1", CALL]


def test_every_told_kind_is_an_appointment_a_reply_or_on_the_way_to_a_firm() -> None:
    on_the_way = {Kind.INTRODUCED, Kind.INTRODUCED_FIRM, Kind.TRIAL_REMINDER}
    others = {kind for kind in TOLD if not kind.startswith("appointment_")}
    assert others == {Kind.REPLY, *on_the_way}


def test_staff_of_another_centre_hear_where_nobody_of_this_one_does(alb: Town, amal: Phone) -> None:
    far = staff(alb, "rolf", "reutlingen")
    amal.says("/person").taps("Something is wrong")
    assert [line[:1] for line in news(far)] == ["⚠"]


def test_who_asks_while_no_staff_can_be_told_learns_how_to_reach_the_centre(
    alb: Town, amal: Phone
) -> None:
    amal.says("/person").taps("Something is wrong")
    danger, nobody = amal.sees.split("\n")[:2]
    assert danger == (
        "In danger: call 112 or 110. Violence against women: 116 016, free, day and night."
    )
    assert nobody.startswith("Your request is kept. But nobody reads here now")
    assert "Integrationszentrum Alb" in amal.sees


def test_who_asked_for_a_person_hears_that_it_was_dealt_with(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    amal.says("/person").taps("A letter or paper").says("/person").taps("German course")
    petra.reads().taps("Take")
    assert news(amal) == ["👋 Petra (Integrationszentrum Alb) answers you now."]
    petra.taps("Close")
    assert news(amal) == []
    petra.taps("Not closed")
    alb.now += timedelta(minutes=1)
    assert news(amal) == []
    petra.taps("Close")
    alb.now += timedelta(minutes=1)
    assert news(amal) == ["✔️ The centre worked on this: ✉️ A letter or paper · 🎓 German course"]


def test_what_is_overdue_says_so(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    amal.says("/person").taps("A letter or paper")
    alb.now += timedelta(days=9)
    petra.says("/today")
    assert any("⏰ Overdue since: Friday, 13.11.2026" in each.text for each in petra.bubbles)


def test_a_long_day_is_shown_in_pages_from_what_is_going_on(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    for hour in range(8, 20):
        booked(alb, newcomer(alb, f"newcomer {hour}"), alb.now.date(), time(hour))
    alb.now = datetime.combine(alb.now.date(), time(13, 40), alb.now.tzinfo)
    petra.says("/today").taps("📅 Appointments")
    assert "📅 6 · 13:00" in petra.sees
    assert "📅 10 · 17:00" in petra.sees
    petra.taps("Later that day")
    assert "📅 12 · 19:00" in petra.sees

"""Whom to call and why: one list, one caller, and who was reached leaves it."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from conversations.kit.events import Tapped
from storage import calls
from storage.audit import entries
from storage.models import Appointment, Call, Chat, Outbox
from storage.models.appointments import Attendance
from storage.models.calls import CallKind, CallReason
from storage.models.outbox import OutboxState
from storage.queues import outbox
from storage.queues.kinds import Kind
from storage.retention import clean
from storage.work import Work
from tests.conversations.colleagues import lead
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import booked, cancelled, local, moved, newcomer, news, person_of

pytestmark = pytest.mark.both_databases

THURSDAY = date(2026, 11, 12)
EVE = local(THURSDAY - timedelta(days=1), 18)
REMINDERS = select(Outbox.id).where(Outbox.kind == Kind.APPOINTMENT_REMINDER)
NOBODY = "Nobody to call now."


def lost(town: Town, *phones: Phone, state: OutboxState = OutboxState.UNCLEAR) -> list[int]:
    """Let the eve reminders of appointments not arrive; return the appointments."""
    keys = [booked(town, phone.reads(), THURSDAY, time(15)) for phone in phones]
    for phone in phones:
        phone.reads()
    town.now = EVE
    town.tick()
    ends = {OutboxState.UNCLEAR: outbox.unclear, OutboxState.BLOCKED: outbox.blocked}
    ends |= {OutboxState.FAILED: outbox.failed, OutboxState.EXPIRED: outbox.expire}
    for row in town.do(lambda s: s.scalars(REMINDERS).all()):
        town.do(partial(ends[state], row_id=row, now=town.now))
    town.tick()
    return keys


@pytest.fixture
def amal(alb: Town) -> Phone:
    return newcomer(alb, "amal", first_name="Amal")


def listed(who: Phone) -> str:
    """Open the list from /today: two taps."""
    return who.reads().says("/today").taps("Whom to call").sees


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (OutboxState.UNCLEAR, "perhaps our message did not arrive"),
        (OutboxState.FAILED, "our message does not arrive"),
        (OutboxState.BLOCKED, "our message does not arrive"),
        (OutboxState.EXPIRED, "our message came too late"),
    ],
)
def test_the_list_says_whom_when_and_why(
    alb: Town, amal: Phone, state: OutboxState, why: str
) -> None:
    petra = staff(alb, "petra", "alb")
    lost(alb, amal, state=state)
    when = "📅 Thursday, 12.11.2026, 15:00 (in the afternoon): First talk. Why: "
    assert listed(petra).split("\n")[1].startswith("☎️ Amal (R-")
    assert petra.sees.split("\n")[2] == when + why


def test_who_has_no_phone_here_is_on_the_list(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    alb.do(lambda s: s.execute(update(Chat).where(Chat.id == amal.chat).values(language=None)))
    booked(alb, amal, THURSDAY, time(15))
    alb.tick()
    assert "has no chat and no page with us" in listed(petra)


def test_one_calls_for_all_and_the_other_reads_who_it_was(alb: Town, amal: Phone) -> None:
    petra, eva = staff(alb, "petra", "alb"), lead(alb, "eva")
    lost(alb, amal)
    assert "Amal" in listed(petra)
    assert "Amal" in listed(eva)
    assert NOBODY in petra.taps("Called").sees
    assert petra.toast == "Noted: called"
    assert eva.taps("Called").toast == "Petra called already."
    assert NOBODY in eva.sees
    assert "Please call" not in eva.says("/today").sees
    done = alb.do(lambda s: s.scalars(select(Call)).one())
    assert (done.done_by, done.done_at) == (person_of(petra), alb.now)
    assert logged(alb) == [(calls.CALLED, person_of(petra), person_of(amal), "alb")]


def test_who_was_not_reached_stays_and_the_tries_are_counted(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    lost(alb, amal)
    listed(petra)
    petra.taps("Not reached")
    alb.now += timedelta(minutes=30)
    petra.taps("Not reached")
    assert "📵 Not reached: 2. Last: Wednesday, 11.11.2026, 18:30" in petra.sees
    assert petra.toast == "Noted: not reached"
    assert [action for action, *_ in logged(alb)] == [calls.TRIED, calls.TRIED]


def logged(town: Town) -> list[tuple[str, int | None, int | None, str | None]]:
    rows = town.do(lambda s: entries(town.work(s), town.now - timedelta(days=1), 9))
    return [
        (row.action, row.actor_id, row.about_id, row.centre)
        for row in rows
        if row.action.startswith("call.")
    ]


def test_another_centre_neither_sees_nor_presses(alb: Town, amal: Phone) -> None:
    petra, ute = staff(alb, "petra", "alb"), staff(alb, "ute", "reutlingen")
    lost(alb, amal)
    listed(petra)
    button = petra.bubbles[-1].data("Called")
    assert "Whom to call" not in " ".join(ute.says("/today").buttons)
    ute.does(Tapped(button, None))
    assert ute.toast == "This is closed. Here is the menu: /menu"
    assert alb.do(lambda s: s.scalars(select(Call.done_at)).all()) == [None]


def test_who_heard_later_said_no_or_has_another_time_leaves_the_list(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    phones = [newcomer(alb, name, first_name=name) for name in ("Amal", "Sara", "Zara", "Omid")]
    moves, says_no, *_ = lost(alb, *phones)
    assert listed(petra).count("☎️ ") == 5  # the heading, too
    moved(alb, moves, THURSDAY + timedelta(days=1), time(9))
    alb.do(
        lambda s: s.execute(
            update(Appointment).where(Appointment.id == says_no).values(answer="cannot")
        )
    )
    phones[2].says("/stop").taps("Everything")
    assert "Omid" in listed(petra)
    assert petra.sees.count("☎️ ") == 2
    alb.walk(local(THURSDAY, 13))
    assert any("Today" in line for line in news(phones[3]))
    assert "Please call" not in petra.says("/today").sees


def test_the_cancelled_one_is_called_before_they_come_in_vain(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    key = booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    cancelled(alb, key)
    told = (Outbox.kind == Kind.APPOINTMENT_CANCELLED, Outbox.chat_id == amal.chat)
    row = alb.do(lambda s: s.scalars(select(Outbox.id).where(*told)).one())
    alb.do(lambda s: outbox.failed(s, row, alb.now))
    alb.tick()
    assert "❌ Thursday, 12.11.2026, 15:00 (in the afternoon): First talk, cancelled." in listed(
        petra
    )


def test_others_may_put_somebody_on_the_list_with_a_number(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")

    key = booked(alb, amal, alb.now.date(), time(8))
    for _ in range(2):
        alb.do(lambda s: missed(alb.work(s), key))
    phone, why = listed(petra).split("\n")[2:]
    assert phone == "☎️ Phone: 0151 000"
    assert why.endswith("Why: was not there two times")


def missed(work: Work, key: int) -> None:
    found = work.session.get_one(Appointment, key)
    found.attendance = Attendance.MISSED
    about, who, why = (CallKind.MISSED, key, 1), found.person_id, CallReason.MISSED
    calls.ask(work, *about, person_id=who, centre="alb", reason=why, phone="0151 000")


def test_many_are_pages(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    lost(alb, *(newcomer(alb, f"newcomer {number}") for number in range(6)))
    assert "… +2" in listed(petra)
    assert petra.taps("Show more").sees.count("☎️ R-") == 2


def test_a_week_after_the_call_it_is_forgotten(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    lost(alb, amal)
    listed(petra)
    petra.taps("Called")
    alb.now += timedelta(days=6)
    _clean(alb)
    assert len(alb.do(lambda s: s.scalars(select(Call.id)).all())) == 1
    alb.now += timedelta(days=1, minutes=1)
    _clean(alb)
    assert alb.do(lambda s: s.scalars(select(Call.id)).all()) == []


def _clean(town: Town) -> None:
    while town.do(lambda s: clean(town.work(s))):
        pass

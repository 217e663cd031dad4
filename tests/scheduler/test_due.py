"""What is due is done once; what fails is tried again, then put aside, and staff hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Update, select, update
from sqlalchemy.orm import Session

from scheduler import reminders
from scheduler.due import BATCH, TOGETHER, ensure_daily, ready, run_due
from storage.activities import save_activity
from storage.announcements import approve, draft
from storage.models import Activity, Chat, Due, Outbox
from storage.models.due import DueState
from storage.models.outbox import OutboxState
from storage.queues import due, outbox
from storage.queues.kinds import Kind
from storage.work import Work
from tests.conversations.invited import staff
from tests.people import BERLIN, Town
from tests.scheduler.desk import (
    booked,
    local,
    newcomer,
    news,
    person_of,
    put_out,
    states,
    walked,
)
from tests.works import work_at

pytestmark = pytest.mark.both_databases

TUESDAY = date(2026, 11, 10)


def _broken(at: Town, subject: int = 1) -> None:
    """A reminder of an activity on a day that is no date."""
    at.do(
        lambda session: due.schedule(
            at.work(session), Kind.ACTIVITY_REMINDER, at.now, subject=subject, offset="never"
        )
    )


def test_what_fails_three_times_is_put_aside_and_staff_are_told(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    _broken(alb)
    for _ in range(5):
        alb.tick()
        alb.now += timedelta(minutes=1)
    assert states(alb, Kind.ACTIVITY_REMINDER) == [DueState.PARKED]
    assert news(petra) == ["⚠️ Messages that failed: 1"]


def test_what_fails_does_not_hold_up_the_others(alb: Town) -> None:
    _broken(alb)
    amal = newcomer(alb, "amal")
    booked(alb, amal, TUESDAY + timedelta(days=2), time(8))
    alb.now = local(TUESDAY + timedelta(days=1), 18)
    alb.tick()
    assert put_out(alb, Kind.APPOINTMENT_REMINDER) == 1


def test_an_unknown_kind_is_put_aside_too(alb: Town) -> None:
    alb.do(lambda session: session.add(Due(kind="from_the_future", due_at=alb.now)))
    for _ in range(4):
        alb.tick()
        alb.now += timedelta(minutes=1)
    assert states(alb, "from_the_future") == [DueState.PARKED]


def test_a_few_dozen_at_a_time(alb: Town) -> None:
    for subject in range(1, BATCH + 3):
        _broken(alb, subject)
    done = alb.do(lambda s: run_due(alb.work(s), seconds=60))
    assert done == BATCH


def test_what_ended_meanwhile_is_not_done_and_is_through_with(alb: Town) -> None:
    _broken(alb)
    keys = alb.do(lambda s: ready(alb.work(s)))
    alb.do(lambda s: due.end(alb.work(s), keys))
    assert alb.do(lambda s: run_due(alb.work(s), keys)) == 1
    assert states(alb, Kind.ACTIVITY_REMINDER) == [DueState.DONE]


def test_what_is_too_late_soonest_goes_first(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    for day, at in ((2, 16), (1, 9), (2, 10)):
        booked(alb, amal, TUESDAY + timedelta(days=day), time(at))
    alb.do(lambda s: s.execute(update(Due).values(due_at=alb.now)))
    keys = alb.do(lambda s: ready(alb.work(s)))
    soonest = select(Due.id).order_by(Due.too_late_at)
    assert len(keys) == 6
    assert keys == alb.do(lambda s: s.scalars(soonest).all())


def test_where_many_fail_together_each_is_done_alone(
    alb: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlucky(work: Work, rows: Sequence[Due]) -> None:
        reminders.remind_of_appointments(work, rows)
        raise OSError

    monkeypatch.setitem(TOGETHER, Kind.APPOINTMENT_REMINDER, unlucky)
    for number in range(3):
        phone = newcomer(alb, f"newcomer {number}")
        booked(alb, phone, TUESDAY + timedelta(days=2), time(8))
    alb.now = local(TUESDAY + timedelta(days=1), 18)
    alb.tick()
    assert states(alb, Kind.APPOINTMENT_REMINDER) == [DueState.DONE] * 3
    assert put_out(alb, Kind.APPOINTMENT_REMINDER) == 3


def test_what_takes_long_leaves_the_rest_to_the_next_time(alb: Town) -> None:
    for subject in range(1, 4):
        _broken(alb, subject)
    done = alb.do(lambda s: run_due(alb.work(s), seconds=0))
    assert done == 1


def test_the_nightly_cleaning_comes_every_night(alb: Town) -> None:
    for _ in range(2):
        alb.do(lambda session: ensure_daily(alb.work(session)))
    nights = select(Due.due_at).where(Due.kind == Kind.RETENTION)
    for night in (11, 12, 13):
        [at] = alb.do(lambda s: s.scalars(nights).all())
        assert at.astimezone(BERLIN) == datetime(2026, 11, night, 3, 30, tzinfo=BERLIN)
        alb.walk(at + timedelta(minutes=5))


def test_a_parked_cleaning_begins_again_at_the_next_start(alb: Town) -> None:
    alb.do(lambda session: ensure_daily(alb.work(session)))
    alb.do(lambda session: session.execute(update(Due).values(state=DueState.PARKED)))
    alb.do(lambda session: ensure_daily(alb.work(session)))
    assert states(alb, Kind.RETENTION) == [DueState.TODO]


def test_a_question_that_did_not_arrive_is_asked_afresh_and_can_be_answered(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/person")
    amal.says("/delete")
    question = amal.bubbles[-1]
    alb.do(lambda session: session.execute(_sending(question.row)))
    alb.do(lambda session: outbox.unclear(session, question.row, alb.now))
    alb.tick()
    amal.reads()
    assert amal.bubbles[-1].row != question.row
    assert amal.bubbles[-1].text == question.text
    assert question.rows  # it is not there, or still the same: nothing is to be changed in it
    amal.taps("No, keep it")
    assert amal.sees == "Nothing was deleted."


def test_a_question_that_did_not_come_into_its_message_is_asked_below(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/profile").taps("Change")
    card = amal.bubbles[-1]
    amal.taps(".mobility")
    lost = alb.do(lambda s: s.scalars(select(Outbox.id).order_by(Outbox.id.desc())).first())
    assert lost is not None
    alb.do(lambda session: session.execute(_sending(lost)))
    alb.do(lambda session: outbox.unclear(session, lost, alb.now))
    alb.tick()
    amal.reads()
    assert "How can you travel?" in amal.sees
    assert amal.bubbles[-1].row != card.row
    assert card.rows == []


def _sending(row: int) -> Update:
    return update(Outbox).where(Outbox.id == row).values(state=OutboxState.SENDING)


def test_nobody_is_asked_afresh_when_no_question_is_open(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/help")
    alb.do(lambda s: due.schedule(alb.work(s), Kind.REASK, alb.now, subject=99, chat_id=amal.chat))
    alb.tick()
    assert news(amal) == []


def test_a_chat_is_forgotten_after_the_farewell_and_not_before(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    amal.says("/delete").taps("Yes, delete")
    alb.do(lambda s: s.execute(update(Outbox).values(state=OutboxState.TODO)))
    alb.now += timedelta(minutes=2)
    alb.tick()
    assert _is_there(alb, amal.chat)
    amal.reads()
    alb.now += timedelta(minutes=2)
    alb.tick()
    assert not _is_there(alb, amal.chat)


def test_who_comes_back_within_the_minute_stays(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/delete").taps("Yes, delete").says("/start")
    alb.now += timedelta(minutes=5)
    alb.tick()
    assert _is_there(alb, amal.chat)
    amal.taps("English").taps("I agree")
    assert person_of(amal) > 0


def _is_there(at: Town, chat: int) -> bool:
    return at.do(lambda session: session.get(Chat, chat)) is not None


def test_an_announcement_goes_out_a_few_dozen_at_a_time(alb: Town) -> None:
    phones = [newcomer(alb, f"newcomer {number}") for number in range(40)]
    on = TUESDAY + timedelta(days=3)
    alb.do(lambda session: _announced(session, on, alb))
    alb.tick()
    assert put_out(alb, Kind.ANNOUNCEMENT) == 0
    alb.now += alb.limits.undo
    alb.tick()
    assert put_out(alb, Kind.ANNOUNCEMENT) == 30
    for phone in phones[:30]:
        phone.reads()
    alb.now += timedelta(seconds=1)
    alb.tick()
    assert put_out(alb, Kind.ANNOUNCEMENT) == 40
    assert phones[0].sees.startswith("📣 New near you:")
    assert walked(alb, alb.now + timedelta(hours=1), phones[0]) == []


def _announced(session: Session, on: date, at: Town) -> None:
    activity = Activity(
        kind="german_course",
        centre="alb",
        plz="72525",
        on_date=on,
        starts=time(10),
        ends=time(12),
    )
    save_activity(at.work(session), activity)
    made = draft(at.work(session), activity, "alb", None)
    approve(work_at(session, at.now, replace(at.limits, approval_above=100)), made)

"""What is due is scheduled once and done once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from storage.engine.database import Database
from storage.models import Due, Person
from storage.models.due import DueState
from storage.queues import due
from tests.storage.desk import chat_of, do, look

DAY = timedelta(days=1)


def states(database: Database) -> list[DueState]:
    return list(look(database, lambda s: s.scalars(select(Due.state).order_by(Due.id)).all()))


def ready(database: Database, now: datetime, limit: int = 10) -> list[int]:
    return look(database, lambda session: due.ready(session, now, limit))


def person(database: Database, now: datetime) -> int:
    def unit(session: Any) -> int:
        somebody = Person(created_at=now, active_at=now)
        session.add(somebody)
        session.flush()
        return somebody.id

    return do(database, unit)


@pytest.mark.parametrize("difference", ["kind", "subject", "revision", "person_id", "offset"])
def test_the_same_thing_is_due_once(database: Database, now: datetime, difference: str) -> None:
    hamid, selam = person(database, now), person(database, now)
    one = {"kind": "eve", "subject": 4, "revision": 1, "person_id": hamid, "offset": "2h"}
    other = {"kind": "hours", "subject": 5, "revision": 2, "person_id": selam, "offset": "1d"}
    for at in (now, now + DAY):
        do(database, due.schedule, due_at=at, **one)
    assert len(states(database)) == 1
    assert look(database, due.next_due_at) == now
    do(database, due.schedule, due_at=now, **one | {difference: other[difference]})
    assert len(states(database)) == 2


def test_a_chat_without_a_person_has_its_own_rows(database: Database, now: datetime) -> None:
    for name in ("Hamid", "Selam"):
        for _ in range(2):
            do(database, due.schedule, "nudge", now, chat_id=chat_of(database, name, now))
    assert len(states(database)) == 2


def test_rows_come_when_their_time_has_come_the_oldest_first(
    database: Database, now: datetime
) -> None:
    for subject, days in enumerate((1, 0, -1, -2)):
        do(database, due.schedule, "eve", now + days * DAY, subject=subject)
    assert ready(database, now) == [4, 3, 2]
    assert ready(database, now, 2) == [4, 3]
    assert look(database, due.next_due_at) == now - 2 * DAY


def test_what_is_done_late_or_parked_is_not_taken_again(database: Database, now: datetime) -> None:
    for subject in range(3):
        do(database, due.schedule, "eve", now, subject=subject)
    do(database, due.done, 1)
    do(database, due.late, 2)
    assert [do(database, due.fail, 3, 3) for _ in range(4)] == [False, False, True, False]
    assert states(database) == [DueState.DONE, DueState.LATE, DueState.PARKED]
    assert [do(database, due.take, due_id) for due_id in (1, 2, 3)] == [None, None, None]
    assert ready(database, now) == []
    assert look(database, due.next_due_at) is None


def test_a_failure_may_be_tried_again_later(database: Database, now: datetime) -> None:
    do(database, due.schedule, "eve", now)
    do(database, due.fail, 1, 3, now + DAY)
    assert ready(database, now) == []
    assert ready(database, now + DAY) == [1]


@pytest.mark.parametrize(
    ("kinds", "before", "left"),
    [
        ("appointment.", None, {"appointment_x"}),
        ("appointment.", 2, {"appointment.hours", "appointment_x"}),
        (["appointment.eve"], None, {"appointment.hours", "appointment_x"}),
        ([], None, {"appointment.eve", "appointment.hours", "appointment_x"}),
    ],
)
def test_what_belongs_to_an_old_revision_is_cancelled(
    database: Database, now: datetime, kinds: Any, before: int | None, left: set[str]
) -> None:
    for kind, revision in (("appointment.eve", 1), ("appointment.hours", 2), ("appointment_x", 1)):
        do(database, due.schedule, kind, now, subject=4, revision=revision)
    do(database, due.schedule, "appointment.eve", now, subject=5)
    assert do(database, due.cancel, kinds, 4, before) == 3 - len(left)
    todo = select(Due.kind).where(Due.state == DueState.TODO, Due.subject == 4)
    assert set(look(database, lambda session: session.scalars(todo).all())) == left
    assert len(ready(database, now)) == len(left) + 1

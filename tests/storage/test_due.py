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
from storage.queues.kinds import Kind
from tests.storage.desk import chat_of, do, look
from tests.works import unit_at, work_at

DAY = timedelta(days=1)
EVE, HOURS = Kind.APPOINTMENT_REMINDER, Kind.ACTIVITY_REMINDER


def states(database: Database) -> list[DueState]:
    return list(look(database, lambda s: s.scalars(select(Due.state).order_by(Due.id)).all()))


def ready(database: Database, now: datetime, limit: int = 10) -> list[int]:
    return look(database, lambda session: due.ready(work_at(session, now), limit))


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
    one = {"kind": EVE, "subject": 4, "revision": 1, "person_id": hamid, "offset": "2h"}
    other = {"kind": HOURS, "subject": 5, "revision": 2, "person_id": selam, "offset": "1d"}
    for at in (now, now + DAY):
        do(database, unit_at(now, due.schedule), due_at=at, **one)
    assert len(states(database)) == 1
    assert look(database, due.next_due_at) == now
    do(database, unit_at(now, due.schedule), due_at=now, **one | {difference: other[difference]})
    assert len(states(database)) == 2


def test_a_chat_without_a_person_has_its_own_rows(database: Database, now: datetime) -> None:
    for name in ("Hamid", "Selam"):
        for _ in range(2):
            do(
                database,
                unit_at(now, due.schedule),
                Kind.NEWS,
                now,
                chat_id=chat_of(database, name, now),
            )
    assert len(states(database)) == 2


def test_rows_come_when_their_time_has_come_the_oldest_first(
    database: Database, now: datetime
) -> None:
    for subject, days in enumerate((1, 0, -1, -2)):
        do(database, unit_at(now, due.schedule), EVE, now + days * DAY, subject=subject)
    assert ready(database, now) == [4, 3, 2]
    assert ready(database, now, 2) == [4, 3]
    assert look(database, due.next_due_at) == now - 2 * DAY


def test_what_is_done_late_or_parked_is_not_taken_again(database: Database, now: datetime) -> None:
    for subject in range(3):
        do(database, unit_at(now, due.schedule), EVE, now, subject=subject)
    do(database, unit_at(now, due.end), [1])
    do(database, unit_at(now, due.end), [2], DueState.LATE)
    assert [do(database, unit_at(now, due.fail), 3) for _ in range(4)] == [
        False,
        False,
        True,
        False,
    ]
    assert states(database) == [DueState.DONE, DueState.LATE, DueState.PARKED]
    assert [do(database, unit_at(now, due.take), due_id) for due_id in (1, 2, 3)] == [
        None,
        None,
        None,
    ]
    assert ready(database, now) == []
    assert look(database, due.next_due_at) is None


def test_a_failure_may_be_tried_again_later(database: Database, now: datetime) -> None:
    do(database, unit_at(now, due.schedule), EVE, now)
    do(database, unit_at(now, due.fail), 1, now + DAY)
    assert ready(database, now) == []
    assert ready(database, now + DAY) == [1]


@pytest.mark.parametrize(
    ("kinds", "before", "left"),
    [
        ([EVE, HOURS], None, {Kind.NEWS}),
        ([EVE, HOURS], 2, {HOURS, Kind.NEWS}),
        ([EVE], None, {HOURS, Kind.NEWS}),
        ([], None, {EVE, HOURS, Kind.NEWS}),
    ],
)
def test_what_belongs_to_an_old_revision_is_cancelled(
    database: Database, now: datetime, kinds: list[Kind], before: int | None, left: set[Kind]
) -> None:
    schedule = unit_at(now, due.schedule)
    for kind, revision in ((EVE, 1), (HOURS, 2), (Kind.NEWS, 1)):
        do(database, schedule, kind, now, subject=4, revision=revision)
    do(database, schedule, EVE, now, subject=5)
    assert do(database, unit_at(now, due.cancel), kinds, 4, before) == 3 - len(left)
    todo = select(Due.kind).where(Due.state == DueState.TODO, Due.subject == 4)
    assert set(look(database, lambda session: session.scalars(todo).all())) == left
    assert len(ready(database, now)) == len(left) + 1


def test_the_most_urgent_kind_goes_first_and_no_kind_is_forgotten(
    database: Database, now: datetime
) -> None:
    for kind, days in ((Kind.NEWS, 3), (HOURS, 1), (EVE, 1), (EVE, 2), (EVE, -1)):
        due_at = now - days * DAY
        do(database, unit_at(now, due.schedule), kind, due_at, subject=days)

    def urgent(limit: int, *kinds: Kind) -> list[int]:
        return look(database, lambda session: due.ready(work_at(session, now), limit, kinds))

    assert urgent(10, EVE, HOURS) == [4, 3, 2]
    assert urgent(2, EVE, HOURS) == [4, 3]
    do(database, unit_at(now, due.schedule), HOURS, now, subject=9)
    assert urgent(3, EVE, HOURS) == [4, 3, 2]
    assert urgent(10, Kind.RETENTION) == [1, 4, 2, 3, 6]


def test_a_row_that_was_ended_meanwhile_is_not_open(database: Database, now: datetime) -> None:
    do(database, unit_at(now, due.schedule), EVE, now)
    assert look(database, lambda session: due.is_open(work_at(session, now), 1)) is True
    do(database, unit_at(now, due.cancel), [EVE], 0)
    assert look(database, lambda session: due.is_open(work_at(session, now), 1)) is False
    do(database, unit_at(now, due.end), [1])
    assert states(database) == [DueState.CANCELLED]


def test_what_was_put_off_since_its_key_was_read_is_not_done(
    database: Database, now: datetime
) -> None:
    do(database, unit_at(now, due.schedule), Kind.NEWS, now)
    (key,) = ready(database, now)
    do(database, unit_at(now, due.renew), Kind.NEWS, now + DAY)
    assert do(database, unit_at(now, due.load), [key]) == []
    assert look(database, lambda session: due.is_open(work_at(session, now), key)) is False
    assert ready(database, now + DAY) == [key]

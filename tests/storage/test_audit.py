"""The log of what we did: nobody changes it on either database; a day has its limits."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from storage.audit import entries, note
from storage.daily import ERASED, OPENED, may_erase, may_open_profile
from storage.engine.database import Database, Priority
from tests.works import work_at

STATEMENTS = (
    "UPDATE audit SET action = 'nothing'",
    "UPDATE audit SET actor_id = NULL WHERE id = 1",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE id = 1",
)


def noted(session: Session, now: datetime) -> None:
    note(work_at(session, now), OPENED, 7, 8, "alb")


def actions(database: Database, now: datetime) -> list[str]:
    def read(session: Session) -> list[str]:
        return [row.action for row in entries(work_at(session, now), now, 10)]

    return database.submit(Priority.TURN, read).result()


@pytest.mark.parametrize("statement", STATEMENTS)
def test_nobody_changes_what_was_noted(database: Database, now: datetime, statement: str) -> None:
    database.submit(Priority.TURN, lambda s: noted(s, now)).result()
    with pytest.raises(DatabaseError, match="stays as it was written"):
        database.submit(Priority.TURN, lambda s: s.execute(text(statement))).result()
    assert actions(database, now) == [OPENED]


def test_nobody_writes_over_it(sqlite_database: Database, now: datetime) -> None:
    sqlite_database.submit(Priority.TURN, lambda s: noted(s, now)).result()
    over = "INSERT OR REPLACE INTO audit (id, at, action) VALUES (1, '2026-01-01', 'nothing')"
    with pytest.raises(DatabaseError, match="stays as it was written"):
        sqlite_database.submit(Priority.TURN, lambda s: s.execute(text(over))).result()
    assert actions(sqlite_database, now) == [OPENED]


def test_nobody_empties_it(postgres_database: Database, now: datetime) -> None:
    postgres_database.submit(Priority.TURN, lambda s: noted(s, now)).result()
    with pytest.raises(DatabaseError, match="stays as it was written"):
        postgres_database.submit(
            Priority.TURN, lambda s: s.execute(text("TRUNCATE audit"))
        ).result()
    assert actions(postgres_database, now) == [OPENED]


def test_forty_profiles_and_three_erasures_a_day(database: Database, now: datetime) -> None:
    def day(session: Session) -> list[bool]:
        work = work_at(session, now)
        for person in range(39):
            note(work, OPENED, 7, person)
            note(work, OPENED, 7, person)
        before = may_open_profile(work, 7, 39)
        note(work, OPENED, 7, 39)
        morning = work_at(session, now + timedelta(days=1))
        return [
            before,
            may_open_profile(work, 7, 40),
            may_open_profile(work, 7, 5),
            may_open_profile(work, 8, 40),
            may_open_profile(morning, 7, 40),
        ]

    def erasures(session: Session) -> list[bool]:
        found = []
        for person in range(4):
            found.append(may_erase(work_at(session, now), 7))
            note(work_at(session, now), ERASED, 7, person)
        return found

    run = database.submit(Priority.TURN, day).result()
    assert run == [True, False, True, True, True]
    assert database.submit(Priority.TURN, erasures).result() == [True, True, True, False]

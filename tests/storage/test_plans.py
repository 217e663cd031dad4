"""What is asked in a turn or a tick finds its messages by an index, however many were sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from storage import announced, announcements, appointments, calls, firm_calls, firm_days, firm_news
from storage.engine.database import Database
from storage.models import Activity, Announcement, Appointment, Centre, Outbox
from storage.page import unopened
from storage.work import Work
from tests.storage.desk import do
from tests.works import work_at

READ = ("outbox", "word")
FOUND = ("ix_outbox_about", "ix_outbox_chat_id", "ix_page_entry_outbox_id")
SENT = Announcement(id=1, activity_id=1, state="approved")
CHANGED = Activity(id=1, revision=2)
PUT = Outbox(kind="offer", subject=1, dedupe_key="offer:1:1")
BOOKED = Appointment(id=1, revision=1, centre="alb", told=True)

ASKED: dict[str, Callable[[Work], object]] = {
    "how far an announcement is": lambda work: announcements.progress(work, SENT),
    "whether it can be taken back": lambda work: announcements.goes_out_at(work, SENT),
    "who hears of a change": lambda work: announced.tell_of_change(work, CHANGED),
    "how many words of it wait": lambda work: announced.expand_change(work, CHANGED),
    "whom to call": lambda work: calls.waiting(work, "alb"),
    "what arrived": lambda work: appointments.has_news(work, BOOKED, Centre(key="alb")),
    "what a firm was told": lambda work: list(firm_news.days_told(work, 1, ())),
    "which firm to call": lambda work: firm_calls.waiting(work, "alb"),
    "whether it was opened": lambda work: unopened.is_told(work, PUT),
    "on which days a firm was written to": lambda work: firm_days.days_asked(work, 1),
}


@pytest.mark.parametrize("what", ASKED)
def test_messages_of_a_thing_are_found_by_an_index(sqlite_database: Database, what: str) -> None:
    plan = do(sqlite_database, lambda session: explained(session, ASKED[what]))
    steps = [step for step in plan if any(name in step.partition(" USING ")[0] for name in READ)]
    assert steps
    assert [step for step in steps if not any(index in step for index in FOUND)] == []


def explained(session: Session, ask: Callable[[Work], object]) -> list[str]:
    """Return how SQLite finds what is asked."""
    plan: list[str] = []
    connection = session.connection()

    def note(
        _: Connection, cursor: object, statement: str, values: Sequence[object], *rest: object
    ) -> None:
        if statement.startswith("SELECT"):
            rows = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", values)
            plan.extend(row[3] for row in rows)

    event.listen(connection, "before_cursor_execute", note)
    ask(work_at(session))
    return plan

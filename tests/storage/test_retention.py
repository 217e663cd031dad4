"""What may be forgotten is forgotten in time, and not before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from storage.engine.database import Database
from storage.erasure import privacy
from storage.models import (
    Announcement,
    Appointment,
    Approval,
    Call,
    Chat,
    Closing,
    Dialogue,
    Due,
    Earlier,
    Inbox,
    Invitation,
    Nearby,
    Outbox,
    Person,
    Proposal,
    Record,
    Request,
    Seat,
    Signup,
)
from storage.models.due import DueState
from storage.models.inbox import InboxState
from storage.models.outbox import OutboxState
from storage.retention import ELSEWHERE, RULES, clean
from tests.storage.desk import do, look
from tests.storage.seeding import AT, counts, seed
from tests.works import unit_at

DAY = timedelta(days=1)
Case = tuple[type[Any], dict[str, Any], timedelta, Callable[[Any], object]]


def all_clean(database: Database, now: datetime) -> int:
    rounds = 0
    while do(database, unit_at(now, clean)):
        rounds += 1
        assert rounds < 20
    return rounds


def settle(database: Database) -> None:
    """Give the seeded rows states in which time alone decides."""

    def unit(session: Any) -> None:
        far = AT + 900 * DAY
        session.execute(delete(Seat))
        session.execute(update(Person).values(active_at=far))
        session.execute(update(Chat).values(blocked_at=None, heard_at=far))
        session.execute(update(Inbox).values(state=InboxState.NEW, received_at=far))
        session.execute(update(Outbox).values(state=OutboxState.TODO, finished_at=far))
        session.execute(update(Due).values(due_at=far))
        session.execute(update(Signup).values(on_date=far.date()))
        session.execute(update(Appointment).values(starts_at=far))
        session.execute(update(Request).values(closed_at=None, phone_at=far))
        session.execute(update(Proposal).values(shown_at=far))
        session.execute(update(Announcement).values(created_at=far))
        session.execute(update(Invitation).values(expires_at=far))
        session.execute(update(Dialogue).values(asked_at=far, holds_since=None))
        session.execute(update(Call).values(opened_at=far, done_at=None))
        session.execute(update(Earlier).values(since=far))
        session.execute(update(Approval).values(asked_at=far))
        session.execute(update(Closing).values(on_date=far.date()))
        session.execute(update(Nearby).values(week=far.date()))

    do(database, unit)


CASES: dict[str, Case] = {
    "update": (Inbox, {"state": InboxState.DONE, "finished_at": AT}, 8 * DAY, lambda row: row),
    "parked update": (
        Inbox,
        {"state": InboxState.PARKED, "finished_at": AT},
        30 * DAY,
        lambda row: row,
    ),
    "message heard": (Inbox, {"received_at": AT}, 2 * DAY, lambda row: row.message_id),
    "message sent": (
        Outbox,
        {"state": OutboxState.SENT, "finished_at": AT},
        30 * DAY,
        lambda row: row.message_id,
    ),
    "sent row": (
        Outbox,
        {"state": OutboxState.SENT, "finished_at": AT},
        90 * DAY,
        lambda row: row,
    ),
    "notes": (Dialogue, {"holds_since": AT}, 14 * DAY, lambda row: row.notes),
    "open question": (Dialogue, {"asked_at": AT}, 14 * DAY, lambda row: row.flow),
    "stranger": (Chat, {"person_id": None, "heard_at": AT}, 14 * DAY, lambda row: row),
    "block": (Chat, {"blocked_at": AT}, 30 * DAY, lambda row: row),
    "person": (Person, {"active_at": AT}, 365 * DAY, lambda row: row),
    "proposal": (Proposal, {"shown_at": AT}, 183 * DAY, lambda row: row),
    "appointment": (Appointment, {"starts_at": AT}, 90 * DAY, lambda row: row),
    "announcement": (Announcement, {"created_at": AT}, 90 * DAY, lambda row: row.created_by),
    "number for a call": (
        Request,
        {"opened_at": AT - 30 * DAY, "phone_at": AT},
        7 * DAY,
        lambda row: row.phone,
    ),
    "word handed over": (Request, {"closed_at": AT}, 30 * DAY, lambda row: row.word),
    "text of a request": (Request, {"closed_at": AT}, 30 * DAY, lambda row: row.text),
    "due": (Due, {"state": DueState.DONE, "due_at": AT}, 90 * DAY, lambda row: row),
    "invitation": (Invitation, {"expires_at": AT}, 90 * DAY, lambda row: row),
    "call": (Call, {"done_at": AT}, 7 * DAY, lambda row: row),
    "call nobody made": (Call, {"opened_at": AT}, 90 * DAY, lambda row: row),
    "who waits": (Earlier, {"since": AT, "appointment_id": None}, 90 * DAY, lambda row: row),
    "second person": (Approval, {"asked_at": AT}, 90 * DAY, lambda row: row),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_thing_is_forgotten_after_its_time_and_not_before(
    sqlite_database: Database, case: Case
) -> None:
    model, values, period, told = case
    keys = do(sqlite_database, seed)
    settle(sqlite_database)
    do(sqlite_database, lambda session: session.execute(update(model).values(values)))
    key = keys[model.__tablename__]

    def left() -> object:
        return look(sqlite_database, lambda s: (row := s.get(model, key)) and told(row))

    all_clean(sqlite_database, AT + period)
    assert left()
    all_clean(sqlite_database, AT + period + timedelta(seconds=1))
    assert not left()


def test_a_signup_goes_the_day_after(sqlite_database: Database) -> None:
    do(sqlite_database, seed)
    settle(sqlite_database)
    do(sqlite_database, lambda session: session.execute(update(Signup).values(on_date=AT.date())))
    for days, left in ((0, 1), (1, 0)):
        all_clean(sqlite_database, AT + days * DAY)
        assert look(sqlite_database, counts)["signup"] == left


@pytest.mark.parametrize(
    ("model", "column", "days"), [(Nearby, "week", 21), (Closing, "on_date", 90)]
)
def test_what_is_of_a_day_goes_days_after(
    sqlite_database: Database, model: type[Any], column: str, days: int
) -> None:
    do(sqlite_database, seed)
    settle(sqlite_database)
    do(sqlite_database, lambda s: s.execute(update(model).values({column: AT.date()})))
    for later, left in ((days, 1), (days + 1, 0)):
        all_clean(sqlite_database, AT + later * DAY)
        assert look(sqlite_database, counts)[model.__tablename__] == left


@pytest.mark.parametrize(("model", "days"), [(Call, 7), (Earlier, 0)])
def test_what_is_about_an_appointment_goes_after_it(
    sqlite_database: Database, model: type[Any], days: int
) -> None:
    key = do(sqlite_database, seed)["appointment"]
    settle(sqlite_database)
    subject = {"subject" if model is Call else "appointment_id": key}
    do(sqlite_database, lambda s: s.execute(update(model).values(subject)))
    do(
        sqlite_database,
        lambda s: s.execute(update(Appointment).values(starts_at=AT, cancelled_at=None)),
    )
    for at, left in ((AT, 1), (AT + timedelta(seconds=1), 0)):
        all_clean(sqlite_database, at + days * DAY)
        assert look(sqlite_database, counts)[model.__tablename__] == left


def test_every_period_a_column_names_has_a_rule() -> None:
    columns = [column for table in Record.metadata.sorted_tables for column in table.columns]
    named = {privacy(column).keep for column in columns} - {""}
    assert named == RULES.keys() | ELSEWHERE


def test_after_years_only_the_district_and_its_work_are_left(database: Database) -> None:
    do(database, seed)
    all_clean(database, AT + 1000 * DAY)
    left = {name for name, rows in look(database, counts).items() if rows}
    assert left == {
        *("centre", "municipality", "postcode", "place_alias", "setting"),
        *("employer", "offer", "offer_skill", "activity", "announcement", "loaded", "mark"),
        *("sentence", "consulting", "audit", "firm_invited"),  # the newest of what we did stays
    }


def test_a_blocked_chat_does_not_take_somebody_who_is_still_here(
    sqlite_database: Database,
) -> None:
    keys = do(sqlite_database, seed)
    settle(sqlite_database)

    def second_phone(session: Any) -> None:
        chat = session.get_one(Chat, keys["chat"])
        chat.blocked_at = AT
        session.add(
            Chat(
                address="private:new",
                address_key="new",
                kind=chat.kind,
                person_id=chat.person_id,
                created_at=AT,
                heard_at=chat.heard_at,
            )
        )

    do(sqlite_database, second_phone)
    all_clean(sqlite_database, AT + 31 * DAY)
    found = look(sqlite_database, counts)
    assert (found["person"], found["profile"], found["chat"]) == (1, 1, 1)


def test_cleaning_goes_in_slices(sqlite_database: Database) -> None:
    def fill(session: Any) -> None:
        for number in range(450):
            row = Inbox(source_key=number, state=InboxState.DONE, received_at=AT, finished_at=AT)
            session.add(row)

    do(sqlite_database, fill)
    assert all_clean(sqlite_database, AT + 9 * DAY) == 3
    assert look(sqlite_database, counts)["inbox"] == 0

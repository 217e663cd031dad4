"""A time is taken once: of a desk, of a person, by whoever comes first."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.appointments import book, cancel, change, move, relocate
from storage.cells import TakenError
from storage.consulting import free_slots
from storage.engine.database import Database, Priority
from storage.erasure import erase_silently
from storage.models import Appointment, Cell, Centre, Closing, Consulting, Person
from tests.storage.desk import do, look
from tests.works import work_at

pytestmark = pytest.mark.furnished("district")
FRIDAY = date(2026, 11, 13)
TEN = time(10)


def people(database: Database, count: int, now: datetime) -> list[int]:
    def unit(session: Session) -> list[int]:
        every = [Person(created_at=now, active_at=now) for _ in range(count)]
        session.add_all(every)
        session.flush()
        return [each.id for each in every]

    return do(database, unit)


def at(person: int, at_time: time = TEN, **facts: Any) -> Appointment:
    known = {"centre": "alb", "kind": "cv", "on_date": FRIDAY, "zone": "Europe/Berlin"}
    return Appointment(person_id=person, at_time=at_time, **{"minutes": 30} | known | facts)


def booked(database: Database, now: datetime, person: int, *when: time, **facts: Any) -> int:
    def unit(session: Session) -> int:
        new = at(person, *when, **facts)
        book(work_at(session, now), new)
        return new.id

    return do(database, unit)


def taken(database: Database) -> int:
    return look(database, lambda s: s.scalar(select(func.count()).select_from(Cell)) or 0)


def test_of_a_hundred_who_want_one_slot_one_has_it(database: Database, now: datetime) -> None:
    every = people(database, 100, now)

    def wants(person: int) -> Future[None]:
        def unit(session: Session) -> None:
            book(work_at(session, now), at(person, desk="1.1"))

        return database.submit(Priority.TURN, unit)

    asked = [wants(person) for person in every]
    errors = [each.exception(30) for each in asked]
    assert errors.count(None) == 1
    assert [e.whose for e in errors if isinstance(e, TakenError)] == ["desk"] * 99
    assert taken(database) == 6
    assert look(database, lambda s: len(s.scalars(select(Appointment)).all())) == 1


def test_two_lengths_that_overlap_are_no_two_slots(database: Database, now: datetime) -> None:
    hanna, omar = people(database, 2, now)
    booked(database, now, hanna, time(10), desk="1.1", minutes=45)
    with pytest.raises(TakenError, match="desk"):
        booked(database, now, omar, time(10, 30), desk="1.1")
    booked(database, now, omar, time(10, 45), desk="1.1")
    booked(database, now, omar, time(9, 30), desk="1.2")


def test_a_person_is_at_one_place_at_a_time(database: Database, now: datetime) -> None:
    hanna, omar = people(database, 2, now)
    booked(database, now, hanna)
    with pytest.raises(TakenError) as refused:
        booked(database, now, hanna, time(10, 25), centre="ermstal", desk="2.1")
    assert refused.value.whose == "person"
    booked(database, now, omar)


def test_what_is_refused_leaves_everything_as_it_was(database: Database, now: datetime) -> None:
    hanna, omar = people(database, 2, now)
    booked(database, now, hanna, desk="1.1")
    mine = booked(database, now, omar, time(11), desk="1.1")

    def unit(session: Session) -> None:
        found = session.get_one(Appointment, mine)
        with pytest.raises(TakenError):
            move(work_at(session, now), found, FRIDAY, time(10), desk="1.1")
        assert (found.at_time, found.revision) == (time(11), 1)

    do(database, unit)
    kept = look(database, lambda s: s.get_one(Appointment, mine))
    assert (kept.at_time, kept.desk, kept.revision) == (time(11), "1.1", 1)
    assert taken(database) == 12


def test_a_cancelled_or_moved_one_gives_its_time_back(database: Database, now: datetime) -> None:
    hanna, omar = people(database, 2, now)
    first = booked(database, now, hanna, desk="1.1")
    do(database, lambda s: cancel(work_at(s, now), s.get_one(Appointment, first)))
    second = booked(database, now, omar, desk="1.1")
    do(
        database,
        lambda s: move(work_at(s, now), s.get_one(Appointment, second), FRIDAY, time(11)),
    )
    assert look(database, lambda s: s.get_one(Appointment, second)).desk is None
    booked(database, now, hanna, desk="1.1")
    do(database, lambda s: erase_silently(work_at(s, now), omar))
    assert taken(database) == 6


def test_who_moves_within_their_own_time_does_not_stand_in_their_own_way(
    database: Database, now: datetime
) -> None:
    (hanna,) = people(database, 1, now)
    mine = booked(database, now, hanna, desk="1.1")

    def unit(session: Session) -> None:
        work, found = work_at(session, now), session.get_one(Appointment, mine)
        move(work, found, FRIDAY, time(10, 10), desk="1.1")
        change(work, found, desk="1.2")
        relocate(work, session.get_one(Centre, "alb"), {"address": "elsewhere"})

    do(database, unit)
    rows = look(database, lambda s: s.execute(select(Cell.desk, Cell.at).order_by(Cell.at)).all())
    assert [(desk, f"{cell:%H:%M}") for desk, cell in rows] == [
        ("1.2", f"09:{minute}") for minute in range(10, 40, 5)
    ]


def test_nothing_is_booked_into_a_closed_hour_from_its_commit_on(
    database: Database, now: datetime
) -> None:
    (hanna,) = people(database, 1, now)
    hours = {"weekday": 4, "starts": time(9), "ends": time(12), "minutes": 30, "places": 1}

    def unit(session: Session) -> None:
        session.add(Consulting(centre="alb", **hours))
        session.add(Closing(centre="alb", on_date=FRIDAY, starts=TEN, created_at=now))

    do(database, unit)
    slots = look(database, lambda s: free_slots(work_at(s, now), "alb", "cv", days=7))
    assert [slot.at_time for slot in slots] == [time(9), time(9, 30)]
    with pytest.raises(TakenError, match="desk"):
        booked(database, now, hanna, desk="1.1")
    booked(database, now, hanna)  # freely chosen: whoever does so was warned


def test_who_is_booked_anywhere_is_offered_no_slot_at_that_time(
    database: Database, now: datetime
) -> None:
    hanna, omar = people(database, 2, now)
    hours = {"weekday": 4, "starts": time(9), "ends": time(11), "minutes": 30, "places": 1}
    do(database, lambda s: s.add(Consulting(centre="alb", **hours)))
    booked(database, now, hanna, centre="ermstal", minutes=20)
    booked(database, now, omar, time(9), desk="1.1")

    def free(person: int | None) -> list[str]:
        slots = look(
            database,
            lambda s: free_slots(work_at(s, now), "alb", "cv", days=7, person_id=person),
        )
        return [f"{slot.at_time:%H:%M}" for slot in slots]

    assert free(None) == ["09:30", "10:00", "10:30"]
    assert free(hanna) == ["09:30", "10:30"]

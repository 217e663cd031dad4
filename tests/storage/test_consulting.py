"""Why a freely chosen time is no slot: what whoever books it is warned of."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from storage.appointments import book
from storage.consulting import free_slots, outside
from storage.engine.database import Database
from storage.models import Appointment, Centre, Closing, Colleague, Consulting, Person
from tests.storage.desk import do, look
from tests.storage.files import loaded
from tests.works import work_at

pytestmark = pytest.mark.furnished("district")
FRIDAY = date(2026, 11, 13)
NINE, TEN, TWELVE = time(9), time(10), time(12)


@pytest.fixture
def frau_kaya(database: Database, now: datetime) -> int:
    """Who sees people on Fridays; there is nobody else in Münsingen."""

    def unit(session: Session) -> int:
        person = Person(created_at=now, active_at=now)
        session.add(person)
        session.flush()
        session.add(Consulting(**_hours(kinds=["cv"], with_id=person.id)))
        return person.id

    return do(database, unit)


def _hours(**facts: Any) -> dict[str, Any]:
    known = {"centre": "alb", "weekday": 4, "starts": NINE, "ends": TWELVE}
    return known | {"minutes": 30, "places": 1} | facts


def why(
    database: Database, now: datetime, at: time = TEN, on: date = FRIDAY, kind: str = "cv"
) -> str | None:
    return look(database, lambda s: outside(work_at(s, now), "alb", kind, on, at, minutes=30))


def closes(database: Database, now: datetime, **facts: Any) -> None:
    do(database, lambda s: s.add(Closing(centre="alb", on_date=FRIDAY, created_at=now, **facts)))


def test_within_the_hours_nothing_speaks_against(
    database: Database, now: datetime, frau_kaya: int
) -> None:
    assert why(database, now) is None
    assert why(database, now, time(10, 10)) is None
    assert why(database, now, time(11, 40)) == "no_hours"
    assert why(database, now, kind="first_talk") == "no_hours"
    assert why(database, now, on=date(2026, 11, 6)) == "past"
    assert why(database, now, on=date(2026, 12, 25)) == "closed"


def test_a_colleague_who_is_away_sees_nobody(
    database: Database, now: datetime, frau_kaya: int
) -> None:
    back = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)  # on Monday
    do(database, lambda s: s.add(Colleague(person_id=frau_kaya, away_until=back)))
    assert why(database, now) == "closed"
    assert why(database, now, on=date(2026, 11, 20)) is None
    slots = look(database, lambda s: free_slots(work_at(s, now), "alb", "cv", days=14))
    assert {slot.on_date for slot in slots} == {date(2026, 11, 20)}


def test_what_is_taken_overlaps(database: Database, now: datetime, frau_kaya: int) -> None:
    def unit(session: Session) -> None:
        new = Appointment(person_id=frau_kaya, centre="alb", kind="cv", minutes=30)
        new.on_date, new.at_time, new.zone = FRIDAY, TEN, "Europe/Berlin"
        new.desk = f"p{frau_kaya}.1"
        book(work_at(session, now), new)

    do(database, unit)
    assert why(database, now, time(10, 20)) == "taken"
    assert why(database, now, time(10, 30)) is None


def test_closed_is_a_day_a_sick_colleagues_and_what_the_opening_hours_say(
    database: Database, now: datetime, frau_kaya: int
) -> None:
    closes(database, now, ends=TEN)
    assert [why(database, now, at) for at in (time(9, 45), TEN)] == ["closed", None]
    closes(database, now, person_id=frau_kaya)
    assert why(database, now) == "closed"
    said = "Mo-Fr 9:00-12:00; 20.11. geschlossen"
    do(database, lambda s: setattr(s.get_one(Centre, "alb"), "hours", said))
    assert why(database, now, on=date(2026, 11, 20)) == "closed"
    slots = look(database, lambda s: free_slots(work_at(s, now), "alb", "cv", days=14))
    assert slots == []
    assert why(database, now, on=date(2026, 11, 27)) is None


def test_a_centre_without_consulting_hours_warns_of_nothing_but_the_past(
    database: Database, now: datetime
) -> None:
    assert why(database, now) is None
    assert look(database, lambda s: free_slots(work_at(s, now), "alb", "cv")) == []


def test_slots_begin_today_or_later_and_end_with_the_days(
    database: Database, now: datetime, frau_kaya: int
) -> None:
    def free(**options: Any) -> list[date]:
        slots = look(database, lambda s: free_slots(work_at(s, now), "alb", "cv", **options))
        return sorted({slot.on_date for slot in slots})

    assert free(days=7) == [FRIDAY]
    assert free(days=7, since=date(2026, 11, 14)) == [date(2026, 11, 20)]
    assert free(days=4, since=date(2026, 1, 1)) == [FRIDAY]
    assert len(free()) == 4
    assert len(free(most=7)) == 2


def test_hours_come_from_a_file_and_change_with_it_and_not_before(
    database: Database, now: datetime
) -> None:
    entry: dict[str, Any] = {
        "id": "H1",
        "centre": "alb",
        "weekday": "fr",
        "from": "09:00",
        "to": "10:00",
    }
    entry |= {"minutes": 30}

    def free() -> list[str]:
        slots = look(database, lambda s: free_slots(work_at(s, now), "alb", "cv", days=7))
        return [f"{slot.at_time:%H:%M}" for slot in slots]

    loaded(database, now, consulting=[entry])
    assert free() == ["09:00", "09:30"]
    do(database, lambda s: setattr(s.get_one(Consulting, 1), "ends", TWELVE))
    assert loaded(database, now, consulting=[entry]).unchanged == {"consulting": 1}
    assert len(free()) == 6
    loaded(database, now, consulting=[{**entry, "minutes": 60}])
    assert free() == ["09:00"]
    loaded(database, now, consulting=[{**entry, "until": "2026-11-09"}])
    assert free() == []
    assert look(database, lambda s: s.get_one(Consulting, 1)).revision == 3

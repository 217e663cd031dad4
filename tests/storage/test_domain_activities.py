"""What is on this week near somebody, who comes, and who waits for a place."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.activities import (
    Happens,
    coming,
    save_activity,
    sign_off,
    sign_up,
    this_week,
)
from storage.engine.database import Database, Priority
from storage.models import Activity
from storage.queues.kinds import Kind
from storage.work import Work
from tests.storage.desk import do, look
from tests.storage.domain import Somebody, due_rows, newcomer
from tests.works import NOW, unit_at, work_at

pytestmark = pytest.mark.furnished("demo")

T = TypeVar("T")
THURSDAY = date(2026, 11, 12)


@pytest.fixture
def cooking(database: Database, now: datetime) -> int:
    """Cooking together in Münsingen, Thursdays at 17:00, with places for two."""

    def unit(session: Session) -> int:
        found = session.scalars(select(Activity).where(Activity.ref == "A7")).one()
        found.capacity = 2
        return found.id

    return do(database, unit)


@pytest.fixture
def three(database: Database, now: datetime) -> list[Somebody]:
    """Three people of Münsingen."""
    return [newcomer(database, name, now) for name in ("Selam", "Tekle", "Hiwet")]


def with_activity(
    database: Database, key: int, what: Callable[..., T], *args: Any, now: datetime = NOW
) -> T:
    """Do something with an activity in a transaction."""
    return do(database, lambda s: what(work_at(s, now), s.get_one(Activity, key), *args))


def comes(database: Database, key: int, who: Somebody, now: datetime) -> bool:
    return with_activity(database, key, sign_up, THURSDAY, who.person, now=now)


def stays_away(database: Database, key: int, who: Somebody, now: datetime) -> None:
    with_activity(database, key, sign_off, THURSDAY, who.person, now=now)


def numbers(database: Database, key: int) -> tuple[int, int | None]:
    return look(database, lambda s: coming(work_at(s), s.get_one(Activity, key), THURSDAY))


def week(database: Database, plz: str | None, centre: str | None, now: datetime) -> list[Happens]:
    return look(database, lambda s: this_week(work_at(s, now), None, plz, centre))


def lines(found: list[Happens]) -> list[str]:
    return [
        f"{each.activity.ref} {each.on_date:%a} {each.starts:%H:%M}{' here' if each.here else ''}"
        for each in found
    ]


def test_this_week_begins_in_the_own_town_then_the_own_centre(
    database: Database, now: datetime, cooking: int
) -> None:
    assert lines(week(database, "72525", "alb", now))[:3] == [
        "A7 Thu 17:00 here",
        "A9 Fri 10:00 here",
        "A8 Wed 10:00",
    ]
    assert [each.activity.ref for each in week(database, "72581", "ermstal", now)] == [
        *("A8", "A5", "A6", "A6"),
        *("A3", "A1", "A10", "A2", "A7", "A9"),
    ]


def test_what_is_over_or_called_off_or_out_of_season_is_not_shown(
    database: Database, now: datetime, cooking: int
) -> None:
    def called_off(session: Session, activity: Activity) -> None:
        activity.cancelled_at = now

    with_activity(database, cooking, called_off)
    shown = [each.activity.ref for each in week(database, None, None, now)]
    assert len(shown) == 9
    assert not {"A4", "A7"} & {*shown}  # the garden opens in April
    after_sewing = now + timedelta(hours=3)
    assert "A3 Tue 09:30" in lines(week(database, None, None, now))
    assert "A3 Tue 09:30" not in lines(week(database, None, None, after_sewing))


def test_two_come_the_third_waits_and_moves_up_when_one_stays_away(
    database: Database, now: datetime, cooking: int, three: list[Somebody]
) -> None:
    selam, hiwet = three[0], three[2]
    assert [comes(database, cooking, each, now) for each in three] == [True, True, False]
    assert numbers(database, cooking) == (2, 2)
    assert due_rows(database, Kind.ACTIVITY_REMINDER) == ["2026-11-12 11.11. 18:00"] * 2
    stays_away(database, cooking, selam, now)
    assert numbers(database, cooking) == (2, 2)
    assert comes(database, cooking, hiwet, now)
    assert due_rows(database, Kind.ACTIVITY_PLACE) == ["2026-11-12 10.11. 09:00"]
    assert due_rows(database, Kind.ACTIVITY_REMINDER) == ["2026-11-12 11.11. 18:00"] * 2
    assert not comes(database, cooking, selam, now)


def test_saying_it_twice_changes_nothing_and_coming_back_reminds_again(
    database: Database, now: datetime, cooking: int, three: list[Somebody]
) -> None:
    selam = three[0]
    for _ in range(2):
        assert comes(database, cooking, selam, now)
    assert numbers(database, cooking) == (1, 2)
    for _ in range(2):
        stays_away(database, cooking, selam, now)
    assert (numbers(database, cooking), due_rows(database, Kind.ACTIVITY_REMINDER)) == ((0, 2), [])
    comes(database, cooking, selam, now)
    assert due_rows(database, Kind.ACTIVITY_REMINDER) == ["2026-11-12 11.11. 18:00"]


def test_after_the_eve_the_reminder_comes_two_hours_before(
    database: Database, now: datetime, cooking: int, three: list[Somebody]
) -> None:
    comes(database, cooking, three[0], now + timedelta(days=2))
    assert due_rows(database, Kind.ACTIVITY_REMINDER) == ["2026-11-12 12.11. 15:00"]


def test_nobody_signs_up_for_a_day_on_which_nothing_is(
    database: Database, now: datetime, cooking: int, three: list[Somebody]
) -> None:
    friday = date(2026, 11, 13)
    with pytest.raises(ValueError, match="does not take place on 2026-11-13"):
        with_activity(database, cooking, sign_up, friday, three[0].person, now=now)


def test_a_changed_hour_moves_the_reminders_and_is_told_once(
    database: Database, now: datetime, cooking: int, three: list[Somebody]
) -> None:
    def later(work: Work, activity: Activity) -> None:
        activity.starts, activity.ends = time(8), time(10)
        save_activity(replace(work, now=now + timedelta(days=1, hours=11)), activity)

    comes(database, cooking, three[0], now)
    with_activity(database, cooking, later)
    assert look(database, lambda s: s.get_one(Activity, cooking).revision) == 2
    assert (
        due_rows(database, Kind.ACTIVITY_REMINDER) == []
    )  # before nine the eve stands alone, and it is over
    assert due_rows(database, Kind.ACTIVITY_CHANGED) == ["2026-11-12 11.11. 20:00"]


def test_days_that_make_no_sense_are_not_saved(database: Database, now: datetime) -> None:
    nonsense = Activity(kind="sport", centre="alb", plz="72525", starts=time(9), ends=time(8))
    with pytest.raises(ValueError, match="no rule"):
        do(database, unit_at(now, save_activity), nonsense)


def test_six_at_once_do_not_take_more_than_two_places(
    database: Database, now: datetime, cooking: int
) -> None:
    def say(who: Somebody) -> Future[bool]:
        return database.submit(
            Priority.TURN,
            lambda s: sign_up(work_at(s, now), s.get_one(Activity, cooking), THURSDAY, who.person),
        )

    six = [newcomer(database, f"guest {number}", now) for number in range(6)]
    said = [future.result(20) for future in [say(each) for each in six]]
    assert sorted(said) == [False] * 4 + [True] * 2
    assert numbers(database, cooking) == (2, 2)

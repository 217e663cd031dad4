"""What is on this week nearby: weekly rules, seasons, single days, and the order of nearness."""

from __future__ import annotations

from datetime import date, time

import pytest

from storage.rules.activities import (
    Exceptions,
    Happening,
    Occurrence,
    Rule,
    near,
    occurrences,
    rule,
    week_of,
)
from storage.rules.demodates import day_of, moment_of, working_day
from storage.rules.places import shipped

BERLIN = "Europe/Berlin"
MONDAY = date(2026, 5, 4)
DISTRICT = shipped()


def weekly(days: str, season: str | None = None) -> Rule:
    return rule(time(10), time(12), days, None, season)


def test_homework_help_on_tuesday_and_thursday() -> None:
    days = [each.on_date for each in week_of(weekly("tu,th"), MONDAY)]
    assert days == [date(2026, 5, 5), date(2026, 5, 7)]


def test_a_week_begins_today_and_holds_each_weekday_once() -> None:
    assert [each.on_date for each in week_of(weekly("mo"), MONDAY)] == [MONDAY]
    assert len(week_of(weekly("mo,tu,we,th,fr,sa,su"), date(2026, 5, 7))) == 7


def test_the_garden_sleeps_in_winter() -> None:
    garden = weekly("sa", "04-10")
    assert occurrences(garden, date(2026, 3, 25), date(2026, 4, 4)) == (
        Occurrence(date(2026, 4, 4), time(10), time(12)),
    )
    assert occurrences(garden, date(2026, 11, 1), date(2027, 3, 31)) == ()


def test_a_season_may_run_over_the_new_year() -> None:
    winter = weekly("sa", "11-02")
    days = occurrences(winter, date(2026, 10, 1), date(2027, 3, 31))
    assert (days[0].on_date, days[-1].on_date) == (date(2026, 11, 7), date(2027, 2, 27))


def test_a_single_day() -> None:
    once = rule(time(17), time(20), None, date(2026, 5, 7), None)
    assert [each.on_date for each in week_of(once, MONDAY)] == [date(2026, 5, 7)]
    assert week_of(once, date(2026, 5, 8)) == ()
    assert occurrences(once, MONDAY, date(2026, 5, 3)) == ()


@pytest.mark.parametrize(
    ("weekdays", "on_date", "season", "ends"),
    [
        ("xx", None, None, time(12)),
        (None, None, None, time(12)),
        ("mo", MONDAY, None, time(12)),
        ("mo", None, "13-02", time(12)),
        ("mo", None, "summer", time(12)),
        ("mo", None, None, time(10)),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(
    weekdays: str | None, on_date: date | None, season: str | None, ends: time
) -> None:
    with pytest.raises(ValueError, match=r"no rule|no season|invalid literal|unpack"):
        rule(time(10), ends, weekdays, on_date, season)


def happening(key: int, centre: str, plz: str, day: int = 5) -> Happening:
    when = Occurrence(date(2026, 5, day), time(10), time(12))
    return Happening(key, centre, DISTRICT.spot(plz), when)


def test_what_is_in_town_comes_first_then_the_own_centre_then_what_is_near() -> None:
    in_town_later = happening(1, "ermstal", "72574", day=9)
    own_far = happening(2, "ermstal", "72555")
    own_near_later = happening(3, "ermstal", "72581", day=8)
    own_near = happening(4, "ermstal", "72581", day=6)
    other_near = happening(5, "alb", "72525")
    mixed = [other_near, own_far, own_near_later, in_town_later, own_near]
    ordered = near(mixed, DISTRICT.spot("72574"), {"ermstal"})
    assert [each.activity for each in ordered] == [1, 4, 3, 2, 5]


def test_without_a_home_the_centre_and_the_day_decide() -> None:
    later, sooner = happening(1, "alb", "72525", day=8), happening(2, "alb", "72525")
    other = happening(3, "ermstal", "72555", day=4)
    assert near([later, other, sooner], None, {"alb"}) == [sooner, later, other]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("d+0", "2026-05-04"),
        ("d+4", "2026-05-08"),
        ("d+5", "2026-05-11"),
        ("d+6", "2026-05-11"),
        ("d+14", "2026-05-18"),
        ("d-1", "2026-05-04"),
        ("next 1 Sept", "2026-09-01"),
        ("next 4 May", "2027-05-04"),
        ("2026-12-24", "2026-12-24"),
        ("24.12.2026", "2026-12-24"),
        ("1. 5. 2026", "2026-05-01"),
        ("d+10", "2026-05-15"),  # the day before is a holiday
    ],
)
def test_dates_of_the_demo_set(text: str, day: str) -> None:
    assert day_of(text, MONDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("d+2 10:00", (date(2026, 5, 6), time(10))),
        ("d+5 09:30", (date(2026, 5, 11), time(9, 30))),
        ("2026-06-01 15:00", (date(2026, 6, 1), time(15))),
        ("2026-06-01T15:00:00", (date(2026, 6, 1), time(15))),
        ("1.6.2026 15.30 Uhr", (date(2026, 6, 1), time(15, 30))),
        ("2026-06-01 9 Uhr", (date(2026, 6, 1), time(9))),
        ("2026-06-01T22:30:00Z", (date(2026, 6, 2), time(0, 30))),
        ("2026-06-01T15:00:00+02:00", (date(2026, 6, 1), time(15))),
    ],
)
def test_times_of_the_demo_set(text: str, local: tuple[date, time]) -> None:
    assert moment_of(text, MONDAY, BERLIN) == local


@pytest.mark.parametrize("text", ["", "soon", "d+", "next 1 Foo", "2026-13-01", "next 31 Feb"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no date|no month|day is out of range"):
        day_of(text, MONDAY)


@pytest.mark.parametrize("text", ["", "d+2", "10:00", "d+2 25:00", "d+2 10", "next 1 Sept"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no date with time"):
        moment_of(text, MONDAY, BERLIN)


def test_the_weekend_moves_to_monday() -> None:
    assert [working_day(date(2026, 5, day)).day for day in (8, 9, 10, 11)] == [8, 11, 11, 11]


def days(but: Exceptions, first: date, last: date, weekdays: str = "th") -> list[str]:
    """Return the days of a weekly rule with exceptions, such as `03.12.`."""
    found = occurrences(rule(time(10), time(12), weekdays, None, None, but=but), first, last)
    return [f"{each.on_date:%d.%m.}" for each in found]


@pytest.mark.parametrize(
    ("but", "expected"),
    [
        (Exceptions(), "03.12. 10.12. 17.12. 07.01. 14.01."),
        (Exceptions(on_holidays=True), "03.12. 10.12. 17.12. 24.12. 31.12. 07.01. 14.01."),
        (Exceptions(off=frozenset({date(2026, 12, 10)})), "03.12. 17.12. 07.01. 14.01."),
        (Exceptions(until=date(2026, 12, 10)), "03.12. 10.12."),
        (Exceptions(since=date(2026, 12, 17)), "17.12. 07.01. 14.01."),
        (Exceptions(every=2, since=date(2026, 11, 30)), "03.12. 17.12. 14.01."),
        (Exceptions(every=2, since=date(2026, 12, 8)), "10.12. 07.01."),
        (Exceptions(every=4, since=date(2026, 12, 10)), "10.12. 07.01."),
        (Exceptions(school_off=True, on_holidays=True), "03.12. 10.12. 17.12. 14.01."),
    ],
)
def test_a_weekly_thing_has_its_exceptions(but: Exceptions, expected: str) -> None:
    assert " ".join(days(but, date(2026, 12, 1), date(2027, 1, 15))) == expected


def test_a_single_day_takes_place_on_a_holiday_too() -> None:
    christmas = date(2026, 12, 25)
    once = rule(time(17), time(20), None, christmas, None)
    assert [each.on_date for each in occurrences(once, christmas, christmas)] == [christmas]


@pytest.mark.parametrize(
    "but",
    [Exceptions(every=2), Exceptions(since=date(2027, 1, 2), until=date(2027, 1, 1))],
)
def test_exceptions_that_make_no_sense_are_refused(but: Exceptions) -> None:
    with pytest.raises(ValueError, match=r"needs `since`|before it begins"):
        rule(time(10), time(12), "th", None, None, but=but)

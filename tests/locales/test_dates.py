"""One date pattern in five languages, also on the days when the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from locales.dates import date_text, part_of_day, relative_day
from locales.languages import LANGUAGES
from locales.render import label
from locales.words import Day, Hours, Moment, Weekday

BERLIN = ZoneInfo("Europe/Berlin")
THURSDAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Donnerstag, 05.03.2026, 15:00 Uhr (nachmittags)"),
        ("ar", "الخميس، 05.03.2026، الساعة 15:00 (بعد الظهر)"),
        ("fa", "پنجشنبه، 05.03.2026، ساعت 15:00 (بعد از ظهر)"),
        ("ti", "ሓሙስ፣ 05.03.2026፣ ሰዓት 15:00 (ድሕሪ ቐትሪ)"),
        ("en", "Thursday, 05.03.2026, 15:00 (in the afternoon)"),
    ],
)
def test_an_appointment_cannot_be_misread(language: str, expected: str) -> None:
    moment = Moment(datetime(2026, 3, 5, 15, 0, tzinfo=BERLIN))
    assert date_text(moment, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Do. 05.03. 15:00 (nachmittags)"),
        ("ar", "الخميس 05.03، 15:00 (بعد الظهر)"),
        ("fa", "پنجشنبه 05.03، 15:00 (بعد از ظهر)"),
        ("ti", "ሓሙስ 05.03፣ 15:00 (ድሕሪ ቐትሪ)"),
        ("en", "Thu 05.03. 15:00 (in the afternoon)"),
    ],
)
def test_on_a_button_no_dot_floats_and_no_weekday_is_cut_to_two_letters(
    language: str, expected: str
) -> None:
    moment = Moment(datetime(2026, 3, 5, 15, 0, tzinfo=BERLIN), short=True)
    assert date_text(moment, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Donnerstag, 05.03.2026"),
        ("ar", "الخميس، 05.03.2026"),
        ("fa", "پنجشنبه، 05.03.2026"),
        ("ti", "ሓሙስ፣ 05.03.2026"),
        ("en", "Thursday, 05.03.2026"),
    ],
)
def test_a_day_has_its_weekday(language: str, expected: str) -> None:
    assert date_text(Day(THURSDAY), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "von 15:00 bis 16:30 Uhr"),
        ("ar", "من 15:00 إلى 16:30"),
        ("fa", "از 15:00 تا 16:30"),
        ("ti", "ካብ 15:00 ክሳብ 16:30"),
        ("en", "from 15:00 to 16:30"),
    ],
)
def test_hours_are_said_with_words(language: str, expected: str) -> None:
    assert date_text(Hours(time(15), time(16, 30)), language) == expected


def test_monday_in_all_languages() -> None:
    mondays = [date_text(Weekday(0), language) for language in LANGUAGES]
    assert mondays == ["الاثنين", "دوشنبه", "ሰኑይ", "Montag", "Monday"]


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "nachts"),
        (4, "nachts"),
        (5, "vormittags"),
        (10, "vormittags"),
        (11, "mittags"),
        (12, "mittags"),
        (13, "nachmittags"),
        (17, "nachmittags"),
        (18, "abends"),
        (23, "abends"),
    ],
)
def test_parts_of_the_day_begin_on_the_hour(hour: int, words: str) -> None:
    assert label(part_of_day(hour), "de") == words


@pytest.mark.parametrize(
    ("utc", "expected"),
    [
        ("2026-03-29T00:30", "Sonntag, 29.03.2026, 01:30 Uhr (nachts)"),
        ("2026-03-29T01:30", "Sonntag, 29.03.2026, 03:30 Uhr (nachts)"),
        ("2026-03-28T23:30", "Sonntag, 29.03.2026, 00:30 Uhr (nachts)"),
        ("2026-10-25T00:30", "Sonntag, 25.10.2026, 02:30 Uhr (nachts)"),
        ("2026-10-25T01:30", "Sonntag, 25.10.2026, 02:30 Uhr (nachts)"),
        ("2026-10-25T08:00", "Sonntag, 25.10.2026, 09:00 Uhr (vormittags)"),
    ],
)
def test_days_when_the_clock_changes(utc: str, expected: str) -> None:
    at = datetime.fromisoformat(utc).replace(tzinfo=UTC).astimezone(BERLIN)
    assert date_text(Moment(at), "de") == expected


def test_a_moment_without_zone_is_refused() -> None:
    naive = datetime(2026, 3, 5, 15, 0, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        date_text(Moment(naive), "de")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 3, 28), "heute"),
        (date(2026, 3, 29), "morgen"),
        (date(2026, 3, 30), None),
        (date(2026, 3, 27), None),
    ],
)
def test_today_and_tomorrow_are_local_dates(on: date, expected: str | None) -> None:
    words = relative_day(on, today=date(2026, 3, 28))
    assert (label(words, "de") if words else None) == expected

"""Days and times as people type them, and whatever the bot itself prints, read back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales.dates import date_text
from locales.direction import isolated
from locales.languages import LANGUAGES
from locales.words import Day, Moment, Weekday
from storage.rules.dates import read_day
from storage.rules.last_day import read_last_day
from storage.rules.times import read_time
from tests.works import BERLIN

TUESDAY = date(2026, 11, 10)
EVE = date(2026, 12, 24)
THURSDAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.12.2026", EVE),
        ("24.12.26", EVE),
        ("24.12.", EVE),
        ("24.12", EVE),
        ("24. 12. 2026", EVE),
        ("24 12 2026", EVE),
        ("24/12/2026", EVE),
        ("24-12-26", EVE),
        ("2026-12-24", EVE),
        ("20261224", EVE),
        ("Do 24.12.2026", EVE),
        ("Do., 24.12.", EVE),
        ("am Donnerstag, den 24.12.", EVE),
        ("24. Dezember", EVE),
        ("24. Dez. 2026", EVE),
        ("Dezember 24", EVE),
        ("December 24th", EVE),
        ("٢٤/١٢/٢٠٢٦", EVE),
        ("۲۴.۱۲.۲۶", EVE),
        ("24.12. um 17:30 Uhr", EVE),
        ("\u206724.12.2026\u2069.", EVE),
        ("1.11.", date(2027, 11, 1)),
        ("29.2.", date(2028, 2, 29)),
        ("heute", TUESDAY),
        ("morgen", TUESDAY + timedelta(days=1)),
        ("uebermorgen", THURSDAY),
        ("غدًا", TUESDAY + timedelta(days=1)),
        ("پس‌فردا", THURSDAY),
        ("ጽባሕ", TUESDAY + timedelta(days=1)),
        ("Donnerstag", THURSDAY),
        ("am Do", THURSDAY),
        ("Dienstag", TUESDAY + timedelta(days=7)),
        ("الخميس", THURSDAY),
        ("پنج شنبه", THURSDAY),
        ("ሐሙስ", THURSDAY),
        ("Mo 24.12.2026", None),
        ("nächsten Donnerstag", None),
        ("24.12. oder 25.12.", None),
        ("nicht am 24.12.", None),
        ("31.2.2026", None),
        ("24.13.", None),
        ("12/24/2026", None),
        ("17.30", None),
        ("24", None),
        ("bald", None),
        ("", None),
    ],
)
def test_a_day(typed: str, day: date | None) -> None:
    assert read_day(typed, TUESDAY) == day


TENTH, ENDS = date(2027, 1, 10), date(2027, 1, 31)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("10.1.", TENTH),
        ("wir sind bis 10.1. im Urlaub", TENTH),
        ("Bin bis zum 10. Januar weg", TENTH),
        ("bis einschließlich So 10.1.2027 nicht da", TENTH),
        ("Betriebsferien vom 23.12. bis 10.1.", TENTH),
        ("Urlaub bis 10.1., ab 11.1. wieder da", TENTH),
        ("bis Ende Januar weg", ENDS),
        ("away until the end of January", ENDS),
        ("on holiday until 10.1.", TENTH),
        ("أنا في إجازة حتى 10.1.", TENTH),
        ("حتى نهاية يناير", ENDS),
        ("حتى نهاية كانون الثاني", ENDS),
        ("تا ۱۰.۱ نیستم", TENTH),
        ("تا پایان ژانویه", ENDS),
        ("ክሳብ 10.1. ኣይህሉን", TENTH),
        ("ክሳብ መወዳእታ ጥሪ", ENDS),
        ("bis Donnerstag im Urlaub", THURSDAY),
        ("ab 11.1. wieder da", None),
        ("bis 10.1. oder bis 12.1.", None),
        ("im Urlaub", None),
        ("bis bald", None),
        ("bis", None),
    ],
)
def test_the_last_day_away(typed: str, day: date | None) -> None:
    assert read_last_day(typed, TUESDAY) == day


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("17:30", time(17, 30)),
        ("17:30 Uhr", time(17, 30)),
        ("17.30 Uhr", time(17, 30)),
        ("17h30", time(17, 30)),
        ("1730", time(17, 30)),
        ("17 30", time(17, 30)),
        ("17 Uhr 30", time(17, 30)),
        ("17 Uhr", time(17)),
        ("um 17 Uhr.", time(17)),
        ("17", time(17)),
        ("۱۷:۳۰", time(17, 30)),
        ("halb sechs", time(17, 30)),
        ("السادسة مساءً", time(18)),
        ("الساعة الثامنة صباحا", time(8)),
        ("ساعت شش عصر", time(18)),
        ("ሰዓት ሽዱሽተ ምሸት", time(18)),
        ("halb 6", time(17, 30)),
        ("Halb acht", time(7, 30)),
        ("halb sechs morgens", time(5, 30)),
        ("viertel nach fünf", time(17, 15)),
        ("viertel vor sechs", time(17, 45)),
        ("dreiviertel sechs", time(17, 45)),
        ("fünf vor halb neun", time(8, 25)),
        ("acht Uhr", time(8)),
        ("acht Uhr dreißig", time(8, 30)),
        ("mittags", time(12)),
        ("5 pm", time(17)),
        ("12 am", time(0)),
        ("5 Uhr nachmittags", time(17)),
        ("٥ مساء", time(17)),
        ("8 شب", time(20)),
        ("half past five", time(17, 30)),
        ("17:30 bis 18:00", None),
        ("24:00", None),
        ("17:60", None),
        ("nicht um 17 Uhr", None),
        ("später", None),
        ("", None),
    ],
)
def test_a_time(typed: str, at: time | None) -> None:
    assert read_time(typed) == at


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.dates(TUESDAY, TUESDAY + timedelta(days=366)))
@settings(deadline=None)
def test_every_day_the_bot_prints_is_read(language: str, day: date) -> None:
    printed = date_text(Day(day), language)
    for text in (printed, f"📅 {printed}", isolated(printed, "rtl"), printed + "."):
        assert read_day(text, TUESDAY) == day


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.dates(TUESDAY, TUESDAY + timedelta(days=366)), st.times())
@settings(deadline=None)
def test_every_moment_the_bot_prints_is_read(language: str, day: date, at: time) -> None:
    printed = date_text(Moment(datetime.combine(day, at, BERLIN)), language)
    assert read_day(printed, TUESDAY) == day, printed
    assert read_time(printed) == at.replace(second=0, microsecond=0), printed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize("short", [True, False])
def test_every_weekday_the_bot_prints_is_read(language: str, number: int, short: bool) -> None:
    day = read_day(date_text(Weekday(number, short), language), TUESDAY)
    assert day is not None
    assert day.weekday() == number
    assert 0 < (day - TUESDAY).days <= 7


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_is_read_without_an_error(text: str) -> None:
    read_day(text, TUESDAY)
    read_time(text)

"""Opening hours as staff write them: understood in every usual spelling, or refused."""

from __future__ import annotations

from datetime import date

import pytest

from storage.rules.opening_hours import is_closed, opening_hours, understood

MONDAY = date(2026, 11, 9)
WEEKDAYS = "Mo 09-12 Tu 09-12 We 09-12 Th 09-12 Fr 09-12"


def week(text: str, today: date = MONDAY) -> str:
    """Return what is shown, such as `Tu 09-12 Th 13-17`."""
    return " ".join(
        f"{('Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su')[each.weekday]} "
        f"{each.starts:%H:%M}-{each.ends:%H:%M}".replace(":00", "")
        for each in opening_hours(text, today)
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tue 09:00-12:00, Thu 13:00-17:00 (walk-in, invented)", "Tu 09-12 Th 13-17"),
        ("Mon 9:00 – 10:30", "Mo 09-10:30"),
        ("Mon-Fri 09:00-12:00", WEEKDAYS),
        ("Mo-Fr 09:00-12:00; PH off", WEEKDAYS),
        ("Mo-Fr 9-12 Uhr", WEEKDAYS),
        ("Montag bis Freitag von 9.00 bis 12.00 Uhr", WEEKDAYS),
        ("Mo. – Fr. 9 Uhr - 12 Uhr, an Feiertagen geschlossen", WEEKDAYS),
        ("Mo-Fr, 9-12", WEEKDAYS),
        (
            "Mo, Di und Do 9-12 und 14-16 Uhr",
            "Mo 09-12 Mo 14-16 Tu 09-12 Tu 14-16 Th 09-12 Th 14-16",
        ),
        ("dienstags 8:30-12, donnerstags 14-18 Uhr", "Tu 08:30-12 Th 14-18"),
        ("Mo-Do: 8:00-12:00\nFr: 8:00-11:30", "Mo 08-12 Tu 08-12 We 08-12 Th 08-12 Fr 08-11:30"),
        ("Mo/Mi 9-12 Sa 10-11", "Mo 09-12 We 09-12 Sa 10-11"),
        ("Mo-Fr 9-12, Mi geschlossen", "Mo 09-12 Tu 09-12 Th 09-12 Fr 09-12"),
        ("Mo-Fr 9-12, 11.11. geschlossen", "Mo 09-12 Tu 09-12 Th 09-12 Fr 09-12"),
        ("Mo-Fr 9-12; 10.11.2026-12.11.2026 geschlossen", "Mo 09-12 Fr 09-12"),
        ("Mo-Fr 9-12; 10. – 12.11.2026 geschlossen", "Mo 09-12 Fr 09-12"),
        ("Mo-Fr 9-12; 10.-12.11. geschlossen", "Mo 09-12 Fr 09-12"),
        ("Fr[2] 09:00-12:00", "Fr 09-12"),
    ],
)
def test_hours_are_read_in_every_usual_spelling(text: str, shown: str) -> None:
    assert week(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("", "Mo", "Mo-Fr", "9-12 Uhr", "Xyz 09:00-10:00", "Mo 12-9", "Mo 25-26", "Mo 9-12:60"),
        *("Mo-Fr 9am-12pm", "jeden ersten Freitag 9-12", "vormittags", "Mo ab 14 Uhr", "Mo 14:00+"),
        *("Mo sunrise-sunset", "PH 10:00-12:00", "Mo, 9-12, Di", "werktags 9-12", "31.02. 9-12"),
    ],
)
def test_what_is_not_understood_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"^no opening hours: .* \(Mo-Fr 9:00-12:00, Do 14-17 Uhr"):
        understood(text)
    assert week(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("nach Vereinbarung", "Mo-Fr 9-12, sonst nach telefonischer Absprache"),
        *("Mo-Fr 9-12 (nur für Frauen)", "Di 9-12 (nicht am 1.)", "by appointment only", "24/7"),
    ],
)
def test_what_says_more_than_hours_is_shown_as_it_was_written(text: str) -> None:
    assert understood(text)
    assert week(text) == ""


def test_nothing_is_open_on_a_holiday_or_when_schools_are_closed_where_that_is_said() -> None:
    assert week("Mo-Fr 9-12", date(2027, 1, 4)) == "Mo 09-12 Tu 09-12 Th 09-12 Fr 09-12"
    assert week("Mo-Fr 9-12", date(2026, 12, 21)) == "Mo 09-12 Tu 09-12 We 09-12"
    assert week("Mo-Fr 9-12; Ferien geschlossen", date(2026, 12, 21)) == "Mo 09-12 Tu 09-12"
    assert week("Mo-Fr 9-12; PH,SH off", date(2026, 12, 21)) == "Mo 09-12 Tu 09-12"


@pytest.mark.parametrize(
    ("text", "day", "closed"),
    [
        ("Mo-Fr 9-12; 23.12.-06.01. geschlossen", date(2026, 12, 23), True),
        ("Mo-Fr 9-12; 23.12.-06.01. geschlossen", date(2026, 12, 22), False),
        ("Mo-Fr 9-12, Mi geschlossen", date(2026, 11, 11), True),
        ("Tue 09:00-12:00", date(2026, 11, 11), False),
        ("nobody understands this", date(2026, 11, 11), False),
        (None, date(2026, 11, 11), False),
        (None, date(2026, 12, 25), True),
    ],
)
def test_a_day_is_closed_where_it_is_named_or_a_holiday(
    text: str | None, day: date, closed: bool
) -> None:
    assert is_closed(text, day) is closed

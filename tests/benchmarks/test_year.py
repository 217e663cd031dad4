"""Three weeks at a centre, with the day the clocks change: nothing twice, late or on a day off."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.benchmarks.year import Year
from tests.people import Town

BEFORE_SUMMER_TIME = datetime(2027, 3, 15, 7, tzinfo=UTC)
"""Good Friday and the change of the clock lie within two weeks of it."""
NEVER = (
    "reminders too late",
    "appointments with a reminder due, and none sent",
    "double bookings of a desk",
    "double bookings of a person",
    "appointments on a day off",
    "messages that can wait, sent in quiet hours",
)


def test_nothing_is_booked_twice_and_everybody_is_reminded(here: Town) -> None:
    here.now = BEFORE_SUMMER_TIME
    year = Year(here, people=25, days=18, books=0.05)
    year.live()
    told = year.told()
    assert told["appointments booked"] > 20
    assert told["reminders sent"] > 20
    assert {what: told[what] for what in NEVER} == dict.fromkeys(NEVER, 0)

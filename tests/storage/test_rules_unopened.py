"""When somebody who opened nothing is called: while a call still helps."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storage.rules.clock import to_local
from storage.rules.unopened import call_at, days_later
from tests.works import BERLIN

GRACE = timedelta(minutes=10)
ZONE = BERLIN.key


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "starts", "called"),
    [
        ("11-03 09:00", "11-06 10:00", "11-05 16:00"),  # the working day before
        ("11-03 09:00", "11-09 10:00", "11-06 16:00"),  # a Monday: Friday
        ("12-21 09:00", "12-28 10:00", "12-23 16:00"),  # nobody works at Christmas
        ("11-05 17:00", "11-06 10:00", "11-05 17:10"),  # made later: at once
        ("11-05 18:30", "11-06 10:00", "11-06 08:00"),  # or when somebody is there
        ("11-05 18:30", "11-06 08:30", "11-05 18:40"),  # unless that is too late
        ("11-06 08:00", "11-06 10:00", "11-06 08:10"),
    ],
)
def test_who_opened_nothing_is_called_while_it_helps(now: str, starts: str, called: str) -> None:
    assert call_at(at(now), at(starts), ZONE, GRACE) == at(called)


def test_three_working_days_pass_over_a_weekend() -> None:
    assert to_local(days_later(at("11-05 12:00"), 3, ZONE), ZONE) == at("11-10 16:00")

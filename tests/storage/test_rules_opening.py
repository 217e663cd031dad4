"""Opening hours in codes."""

from __future__ import annotations

from datetime import time

import pytest

from storage.rules.opening_hours import Opening, opening_hours


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        (
            "Tue 09:00-12:00, Thu 13:00-17:00 (walk-in, invented)",
            (Opening(1, time(9), time(12)), Opening(3, time(13), time(17))),
        ),
        ("Mon 9:00 – 10:30", (Opening(0, time(9), time(10, 30)),)),
        ("nach Vereinbarung", ()),
        ("Xyz 09:00-10:00", ()),
        ("", ()),
    ],
)
def test_hours_are_read_or_left_out(text: str, openings: tuple[Opening, ...]) -> None:
    assert opening_hours(text) == openings

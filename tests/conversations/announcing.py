"""Staff who announce a course, and those it is for."""

from __future__ import annotations

from datetime import timedelta

from tests.people import Phone, Town

ANSWERS = ("German course", "Friday, 13.11.2026", "10:00", "12:00", "Free, with child care")


def newcomers(at: Town, *names: str, place: str = "Münsingen") -> list[Phone]:
    return [at.phone(name).settles_in(place=place) for name in names]


def planned(phone: Phone, *, last: str = "8") -> Phone:
    """Answer everything up to the preview."""
    phone.says("/announce")
    for answer in ANSWERS:
        phone.taps(answer)
    return phone.taps(last)


def a_minute_later(at: Town) -> None:
    """Let the time to take something back pass."""
    at.now += timedelta(minutes=1)
    at.tick()

"""The one clock: what time it is for people, and steady seconds for waiting."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

STEP = timedelta(minutes=5)  # what a clock may go wrong by without being doubted
AWAY = timedelta(days=2)  # how long nobody may have looked at the clock
APART, TOLERATED = 5.0, 3.0  # seconds between two readings that must agree, and how well


class Clock:
    """The computer's time; the demo has one that walks."""

    walks = False

    def now(self) -> datetime:
        """Return the time people live in, aware, in UTC."""
        return datetime.fromtimestamp(time.time(), UTC)

    def steady(self) -> float:
        """Return seconds that never jump, for limits and timeouts."""
        return time.monotonic()

    @property
    def is_sure(self) -> bool:
        """Whether what cannot be undone may be done at this time."""
        return True

    @property
    def wrong_by(self) -> timedelta:
        """How far the computer's time is from the time that is believed."""
        return timedelta()

    def hear(self, date: datetime) -> None:
        """Take note of the messenger's time."""


class CheckedClock(Clock):
    """A clock that does not jump because the computer's does.

    Time goes on steadily from the last reading until the messenger, asked twice, says another one:
    a clock that is wrong for ten seconds erases nobody. At the start a time long after the last
    one in the database, or before it, is not sure until the messenger says the same.
    """

    def __init__(self, clock: Clock, seen: datetime | None = None) -> None:
        """Begin with a reading; `seen` is the last time in the database."""
        self._clock = clock
        self._lock = threading.Lock()
        self._at, self._steady = clock.now(), clock.steady()
        self._is_sure = seen is None or seen - STEP <= self._at <= seen + AWAY
        self._wrong_by = timedelta()
        self._heard: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """Return the time that is believed."""
        with self._lock:
            return self._read()

    def steady(self) -> float:
        """Return seconds that never jump."""
        return self._clock.steady()

    @property
    def is_sure(self) -> bool:
        """Whether it was never doubted, or the messenger said the same."""
        return self._is_sure

    @property
    def wrong_by(self) -> timedelta:
        """How far the computer's time is from the time that is believed; zero for a little."""
        with self._lock:
            self._read()
            return self._wrong_by

    def hear(self, date: datetime) -> None:
        """Believe the messenger where it says another time twice, some seconds apart."""
        with self._lock:
            if abs(date - self._read()) <= STEP:
                self._is_sure, self._heard = True, None
            elif self._heard is None or not _agree(self._heard, (date, self._steady)):
                self._heard = date, self._steady
            elif self._steady - self._heard[1] >= APART:
                self._at, self._is_sure, self._heard = date, True, None

    def _read(self) -> datetime:
        """Move on by what passed; to the computer's time unless that jumped."""
        reading, steady = self._clock.now(), self._clock.steady()
        believed = self._at + timedelta(seconds=steady - self._steady)
        wrong_by = reading - believed
        if abs(wrong_by) <= STEP:
            believed, wrong_by = reading, timedelta()
        self._at, self._steady, self._wrong_by = believed, steady, wrong_by
        return believed


def _agree(first: tuple[datetime, float], second: tuple[datetime, float]) -> bool:
    """Tell whether two readings are as far apart as the steady seconds between them."""
    passed = (second[0] - first[0]).total_seconds() - (second[1] - first[1])
    return abs(passed) <= TOLERATED

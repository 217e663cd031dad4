"""How fast calls came: the worst second, and the share of the allowed rate."""

from __future__ import annotations

import asyncio
import math
import os
import time
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.standin.call_log import Call
from bot.standin.faults import SENDING

MOST_LATE = 0.25


def starts(calls: Iterable[Call]) -> list[float]:
    """Return when the calls that count against the limit began, in order."""
    return sorted(call.started for call in calls if call.method in SENDING)


def worst_second(times: Sequence[float], late: float = 0.0) -> int:
    """Return the most calls that began within any sliding second.

    Who hears a call up to `late` seconds after it began can only be sure of so much less.
    """
    window: deque[float] = deque()
    worst = 0
    for at in times:
        window.append(at)
        while window[0] <= at - 1 + min(late, MOST_LATE):
            window.popleft()
        worst = max(worst, len(window))
    return worst


def share(times: Sequence[float], since: float, until: float, rate: int) -> float:
    """Return how much of the allowed rate was used between two moments, 0..1."""
    used = sum(since <= at <= until for at in times)
    return used / ((until - since) * rate)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that `percent` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


class Noise:
    """What the machine does to every figure: late wake-ups and slow disk writes, in seconds."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "noise"
        self.late: list[float] = []
        self.disk: list[float] = []

    async def sleeper(self, every: float = 0.005) -> None:
        """Sleep and look at the clock until cancelled."""
        while True:
            wanted = time.monotonic() + every
            await asyncio.sleep(every)
            self.late.append(time.monotonic() - wanted)

    async def writer(self, every: float = 0.25) -> None:
        """Write a page to the disk now and then until cancelled."""
        while True:
            await asyncio.sleep(every)
            self.disk.append(await asyncio.to_thread(self._write))

    def _write(self) -> float:
        began = time.monotonic()
        with self._file.open("wb") as file:
            file.write(bytes(4096))
            os.fsync(file.fileno())
        return time.monotonic() - began

    @property
    def latest(self) -> float:
        """The latest wake-up."""
        return max(self.late, default=0.0)

    def reset(self) -> None:
        """Forget what was measured."""
        self.late.clear()
        self.disk.clear()

"""The one clock: what time it is for people, and steady seconds for waiting."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class Clock:
    """The computer's time; the demo has one that walks."""

    def now(self) -> datetime:
        """Return the time people live in, aware, in UTC."""
        return datetime.fromtimestamp(time.time(), UTC)

    def steady(self) -> float:
        """Return seconds that never jump, for limits and timeouts."""
        return time.monotonic()

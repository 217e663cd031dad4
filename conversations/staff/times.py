"""The times of day a course begins and ends at, as staff choose them."""

from __future__ import annotations

from datetime import time

STARTS = tuple(time(hour) for hour in (9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20))
ENDS = tuple(time(hour, minute) for hour in range(8, 23) for minute in (0, 30))

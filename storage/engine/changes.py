"""Whose rows changed lately: for what a process keeps in memory beside the database."""

from __future__ import annotations

import threading
from collections.abc import Collection


class Changes:
    """Keys that wait to be read again, oldest first; safe between threads.

    A key is noted when its transaction is over, however it ended. Whoever reads it again may strike
    it off only if what they see is not older than the note: `count` when their transaction began.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.count = 0
        self._noted: dict[int, int] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many wait."""
        return len(self._noted)

    def note(self, keys: Collection[int]) -> None:
        """Add keys."""
        if keys:
            with self._lock:
                self.count += 1
                self._noted |= dict.fromkeys(keys, self.count)

    def waiting(self) -> list[int]:
        """Return the keys."""
        with self._lock:
            return list(self._noted)

    def strike(self, keys: Collection[int], began: int) -> None:
        """Take off what was read again in a transaction that began at that count."""
        with self._lock:
            for key in keys:
                if self._noted.get(key, began + 1) <= began:
                    del self._noted[key]

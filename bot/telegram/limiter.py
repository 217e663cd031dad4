"""When the next call may start: the messenger's limits kept exactly, on steady seconds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from storage.models.outbox import Lane

AHEAD = 0.01
SLACK = 0.015
BURST = 5.0
CATCH_UP = 6
BULK_SHARE = 0.977


class Limiter:
    """At most `rate` call starts in any sliding second; bulk evenly paced and slowed by a 429.

    Bulk is everything but answers: a thousand reminders at six must not hold up who chats. A slot
    is held first and started later; held and started slots together never exceed the rate, so the
    limit is exact however long the claim in between takes. `AHEAD` lets a claim begin a little
    before its slot is free, `SLACK` widens the second against jitter on the way, and `BULK_SHARE`
    leaves bulk so far below the rate that an answer finds a slot free at once.
    """

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._full = rate * BULK_SHARE
        self._held = 0
        self._starts: deque[float] = deque()
        self._bulk_rate = self._full
        self._bulk_at = float("-inf")
        self._slowed_at = float("-inf")
        self._fresh = True
        self._chats: dict[int, Bucket] = {}

    def seed(self, chats: Iterable[int], now: float) -> None:
        """Count calls of the last second before a restart as if they had started now."""
        for chat in chats:
            self._starts.append(now)
            self._bucket(chat).start(now)

    def hold(self, now: float) -> Lane | None:
        """Hold the next slot for a claim up to the returned lane; None while there is none."""
        if self._busy(now + AHEAD) + self._held >= self.rate:
            return None
        self._held += 1
        return Lane.ANNOUNCEMENT if now + AHEAD >= self._bulk_at else Lane.ANSWER

    def give_back(self, empty: Lane | None = None) -> None:
        """Return a held slot; `empty` says up to which lane nothing waited."""
        self._held -= 1
        self._fresh = self._fresh or empty is Lane.ANNOUNCEMENT

    def book(self, lane: Lane, now: float) -> float:
        """Return the earliest start of a claimed row: bulk keeps its even pace.

        Every call takes its place in that pace, so bulk makes room for the others.
        """
        step = 1 / self._pace(now)
        late = 0 if self._fresh else CATCH_UP  # a late claim is caught up with, a quiet time not
        at = max(self._bulk_at, now - late * step)
        self._bulk_at, self._fresh = at + step, False
        return now if lane is Lane.ANSWER else at

    def start(self, chat: int, earliest: float, now: float) -> float:
        """Start the call of a held slot now and return 0, or return the seconds to wait."""
        wait = max(earliest - now, self._window_wait(now))
        if wait > 0:
            return wait
        self._held -= 1
        self._starts.append(now)
        self._bucket(chat).start(now)
        return 0.0

    def leave(self, started: float, now: float) -> None:
        """Count a call from when it left: the machine may have been busy since its start."""
        if started in self._starts:  # else it took so long that its start is forgotten already
            self._starts.remove(started)
        self._starts.append(now)

    def pause(self, now: float) -> float:
        """Return the seconds until something may go that may not go now, at most one."""
        waits = [1.0, self._window_wait(now + AHEAD), self.bulk_pause(now)]
        if self._held:
            waits.append(AHEAD)
        waits += [bucket.rest(now) for bucket in self._chats.values()]
        return min(wait for wait in waits if wait > 0)

    def bulk_pause(self, now: float) -> float:
        """Return the seconds until a claim of bulk is worth it."""
        return max(0.0, self._bulk_at - AHEAD - now)

    def resting(self, now: float) -> set[int]:
        """Return the chats that get nothing but answers now."""
        for chat in [c for c, bucket in self._chats.items() if bucket.is_idle(now)]:
            del self._chats[chat]
        return {chat for chat, bucket in self._chats.items() if bucket.rest(now)}

    def chat_wait(self, chat: int, now: float) -> float:
        """Return the seconds until this chat may get another answer."""
        bucket = self._chats.get(chat)
        return bucket.wait(now) if bucket else 0.0

    def park(self, chat: int, seconds: float, now: float) -> None:
        """Leave a chat alone after a 429, and halve the speed of bulk (once a second)."""
        self._bucket(chat).park(now + seconds)
        if now - self._slowed_at >= 1:
            self._bulk_rate = max(1.0, self._pace(now) / 2)
            self._slowed_at = now

    def _pace(self, now: float) -> float:
        """Return the speed of bulk in calls per second: one more each second after a 429."""
        return min(self._full, self._bulk_rate + max(0.0, now - self._slowed_at))

    def _busy(self, now: float) -> int:
        return sum(at > now - 1 - SLACK for at in self._starts)

    def _window_wait(self, now: float) -> float:
        while self._starts and self._starts[0] <= now - 2:
            self._starts.popleft()
        if len(self._starts) < self.rate:
            return 0.0
        return self._starts[-self.rate] + 1 + SLACK - now

    def _bucket(self, chat: int) -> Bucket:
        return self._chats.setdefault(chat, Bucket())


class Bucket:
    """What one chat may get: five answers at once and one a second, other lanes one a second."""

    def __init__(self) -> None:
        self._left = BURST
        self._last = float("-inf")
        self._parked_until = float("-inf")

    def start(self, now: float) -> None:
        """Count one call."""
        self._left = self._filled(now) - 1
        self._last = now

    def park(self, until: float) -> None:
        """Allow nothing before `until`."""
        self._parked_until = max(self._parked_until, until)

    def rest(self, now: float) -> float:
        """Return the seconds in which only answers may go."""
        return max(0.0, self._last + 1 + SLACK - now, self._parked_until - now)

    def wait(self, now: float) -> float:
        """Return the seconds until an answer may go."""
        return max(0.0, 1 - self._filled(now), self._parked_until - now)

    def is_idle(self, now: float) -> bool:
        """Tell whether there is nothing to remember."""
        return self._filled(now) >= BURST and now >= self._parked_until

    def _filled(self, now: float) -> float:
        return min(BURST, self._left + max(0.0, now - self._last))

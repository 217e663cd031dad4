"""The queue of updates at Telegram: numbered, kept until acknowledged, dropped when too old."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.standin.refusal import Json

MESSAGE_LIFE = timedelta(hours=24)
TAP_LIFE = timedelta(seconds=150)
ONLY_WHEN_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}
FIRST_ID = 700_000_001


class Updates:
    """Updates in order of arrival; `next_id` may be set to play Telegram's weekly restart."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.next_id = FIRST_ID
        self.now = clock
        self._queue: deque[tuple[datetime, Json]] = deque()
        self._allowed: frozenset[str] = frozenset()
        self._listeners: list[Callable[[], None]] = []

    def __len__(self) -> int:
        return len(self._queue)

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` for each new update, until the returned function is called."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def add(self, kind: str, payload: Json, since: datetime | None = None) -> int:
        """Queue an update that lives from `since` on; returns its id, 0 if nobody asked for it."""
        if not self._is_allowed(kind):
            return 0
        return self.add_raw({kind: payload}, since)

    def add_raw(self, update: Json, since: datetime | None = None) -> int:
        """Queue `update` as it is, well-formed or not, under the next id."""
        update_id = self.next_id
        self.next_id += 1
        life = TAP_LIFE if "callback_query" in update else MESSAGE_LIFE
        self._queue.append(((since or self.now()) + life, {**update, "update_id": update_id}))
        for listener in list(self._listeners):
            listener()
        return update_id

    def allow(self, kinds: list[str]) -> None:
        """Queue only these kinds from now on; an empty list means the usual ones."""
        self._allowed = frozenset(kinds)

    def acknowledge(self, offset: int) -> None:
        """Forget everything before `offset`; a negative one keeps that many from the end."""
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
        elif offset:
            self._queue = deque(item for item in self._queue if item[1]["update_id"] >= offset)

    def forget(self, update_id: int) -> None:
        """Forget one update: it was brought."""
        self._queue = deque(item for item in self._queue if item[1]["update_id"] != update_id)

    def waiting(self, limit: int) -> list[Json]:
        """Return at most `limit` updates that are neither acknowledged nor too old."""
        now = self.now()
        if any(expires <= now for expires, _ in self._queue):
            self._queue = deque(item for item in self._queue if item[0] > now)
        return [update for _, update in list(self._queue)[:limit]]

    def clear(self) -> None:
        """Forget all updates."""
        self._queue.clear()

    def _is_allowed(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in ONLY_WHEN_ASKED

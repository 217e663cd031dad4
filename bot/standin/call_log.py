"""The log of the bot's calls, for tests that kill the bot and tests that flood it."""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """One call; `started` in monotonic seconds, `outcome` "ok", "hang", "lost" or a code.

    `delivered` tells whether it was carried out, `early` whether it came before the end of
    this chat's retry_after; `reason` is the description of a refusal.
    """

    started: float
    method: str
    chat_id: int | None
    outcome: str
    delivered: bool
    message_id: int | None = None
    early: bool = False
    reason: str = ""


class CallLog(deque[Call]):
    """The calls in the order they ended, getUpdates left out, at most `maxlen` of them."""

    def __init__(self, maxlen: int | None = None) -> None:
        super().__init__(maxlen=maxlen)
        self._parked: dict[int | None, float] = {}

    def park(self, chat_id: int | None, until: float) -> None:
        """Remember that this chat was told to wait until then, in monotonic seconds."""
        self._parked[chat_id] = until

    def is_early(self, chat_id: int | None, started: float) -> bool:
        """Tell whether a call to this chat came before it was allowed to."""
        return started < self._parked.get(chat_id, 0.0)

    def mistakes(self) -> list[Call]:
        """Return the calls that broke a rule of the Bot API."""
        return [call for call in self if call.outcome in {"400", "404"}]

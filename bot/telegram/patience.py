"""How long to wait after an error of Telegram's or the database's, and when to give up."""

from __future__ import annotations

from collections import deque

import structlog
from telegram.error import Conflict, InvalidToken

from bot.backoff import pauses
from bot.clock import Clock
from bot.logs import where
from bot.stopping import StopError
from bot.telegram.sender import REFUSED
from bot.telegram.transport import TooManyError

LOG = structlog.get_logger()
LONGEST_REST = 60.0  # after a 429: all wait
LONGEST_PAUSE = 30.0
CONFLICTS = 3
CONFLICT_SECONDS = 60.0
TWO_BOTS = (
    "Telegram gives this bot's messages to another program, or to a webhook (409): "
    "stop that one, or use another token."
)


class Patience:
    """Counts what went wrong on the way in."""

    def __init__(self, clock: Clock, conflict_seconds: float = CONFLICT_SECONDS) -> None:
        """Give up after three conflicts in so many seconds."""
        self._clock = clock
        self._seconds = conflict_seconds
        self._conflicts: deque[float] = deque(maxlen=CONFLICTS)
        self._pauses = pauses(0.5, LONGEST_PAUSE)

    def rest(self) -> None:
        """Begin anew: it went well."""
        self._pauses = pauses(0.5, LONGEST_PAUSE)

    def pause_after(self, error: Exception) -> float:
        """Return the seconds until the next try; StopError where none makes sense."""
        if isinstance(error, InvalidToken):
            raise StopError(REFUSED) from None
        if isinstance(error, Conflict):
            self.conflict()
        pause = next(self._pauses)
        if isinstance(error, TooManyError):
            pause = max(pause, min(error.seconds, LONGEST_REST))
        LOG.warning("cannot receive", seconds=round(pause, 1), **where(error))
        return pause

    def conflict(self) -> None:
        """Count that another program has our messages; StopError where it insists."""
        now = self._clock.steady()
        self._conflicts.append(now)
        LOG.warning(TWO_BOTS)
        if len(self._conflicts) == CONFLICTS and now - self._conflicts[0] <= self._seconds:
            raise StopError(TWO_BOTS)

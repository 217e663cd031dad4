"""What every face is to a turn: it says what came in, and lets out what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from bot.telegram.claims import Catch
from bot.telegram.pace import Slot
from conversations.kit.context import Context
from conversations.kit.events import Event


@dataclass(frozen=True)
class Answer:
    """A tap that waits for its answer, with or without a short text.

    `alert`: it is all that was said, so it stays until it is read.
    """

    callback_id: str
    toast: str | None = None
    alert: bool = False


class Face(Protocol):
    """Runs inside the unit of a turn; it decides nothing."""

    def event(self, context: Context, raw: dict[str, Any], seq: int) -> Event | None:
        """Return what somebody did; None for what nobody did on purpose."""

    def callback(self, raw: dict[str, Any]) -> str | None:
        """Return the number of a tap that waits for a call as its answer."""

    def speak(self, context: Context, toast: str | None, slot: Slot | None) -> Catch | None:
        """Let out what was said to the chat of a turn; return what is to be called now, if any.

        Without a slot no call is begun.
        """

"""How a kind of message is treated on its way out."""

from __future__ import annotations

from dataclasses import dataclass

from storage.models.outbox import Lane
from storage.queues.lives import Life


@dataclass(frozen=True)
class Manner:
    """How a kind is treated.

    `lane` is where it waits in the outbox, None if it never speaks; `life` how long it is worth
    sending, None if who speaks knows (until an appointment begins); `copies` how often it is sent
    at most where it may have arrived. `due`: it is a kind of due row. `told`: staff hear of it,
    and can call, where it was not sent in time. `may_wait`: it is never sent in quiet hours
    (`storage.queues.quiet`); `gathers`: several that waited for the morning are one message.
    `stays`: its words are never written over. `mails`: it goes by mail alone.
    """

    lane: Lane | None = None
    life: Life | None = None
    copies: int = 1
    due: bool = False
    told: bool = False
    may_wait: bool = False
    gathers: bool = False
    stays: bool = False
    mails: bool = False

    @property
    def speaks(self) -> bool:
        """Whether it is rendered from the outbox."""
        return self.lane is not None

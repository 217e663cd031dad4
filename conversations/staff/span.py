"""From when until when: a time of day that must lie after another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from conversations.kit.here import Here
from conversations.kit.questions import Again, Answer, Heard, Option, Prompt, Said, TimeOf
from conversations.kit.questions.asked import N, in_rows
from conversations.staff.plan import Plan
from locales.words import Words, verbatim
from storage.rules.clock import to_local

SHOWN = 9


@dataclass(frozen=True, kw_only=True)
class LaterTime(TimeOf[N]):
    """A time after `earliest` (local; None: any), else `too_early` is said."""

    earliest: Callable[[Here[N]], time | None]
    too_early: Words

    def ask(self, here: Here[N]) -> Prompt:
        """Show the next times that are late enough."""
        after = self.earliest(here) or time.min
        late_enough = [at for at in self.times if at > after][:SHOWN]
        options = [Option(f"{at:%H%M}", verbatim(f"{at:%H:%M}")) for at in late_enough]
        return Prompt(tuple(self.text(here)), in_rows(options, 3))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a time that is late enough."""
        heard = super().hear(here, said)
        earliest = self.earliest(here)
        if isinstance(heard, Answer) and earliest is not None and heard.value <= earliest:
            return Again(self.too_early)
        return heard


def already(here: Here[Plan]) -> time | None:
    """Return the time of day now, where the planned day is today."""
    if here.notes.day != here.today:
        return None
    return to_local(here.work.now, here.work.zone.key).time().replace(tzinfo=None)


def start(here: Here[Plan]) -> time | None:
    """Return when the planned activity begins."""
    return here.notes.start

"""From when until when: a time of day that must lie after another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from conversations.kit.context import Context
from conversations.kit.questions import Again, Answer, Heard, Option, Prompt, Said, TimeOf
from conversations.kit.questions.asked import in_rows
from conversations.staff.plan import plan
from locales.words import Words, verbatim

SHOWN = 9


@dataclass(frozen=True, kw_only=True)
class LaterTime(TimeOf):
    """A time after `earliest` (local; None: any), else `too_early` is said."""

    earliest: Callable[[Context], time | None]
    too_early: Words

    def ask(self, context: Context) -> Prompt:
        """Show the next times that are late enough."""
        after = self.earliest(context) or time.min
        late_enough = [at for at in self.times if at > after][:SHOWN]
        options = [Option(f"{at:%H%M}", verbatim(f"{at:%H:%M}")) for at in late_enough]
        return Prompt(tuple(self.text(context)), in_rows(options, 3))

    def hear(self, context: Context, said: Said) -> Heard:
        """Take a time that is late enough."""
        heard = super().hear(context, said)
        earliest = self.earliest(context)
        if isinstance(heard, Answer) and earliest is not None and heard.value <= earliest:
            return Again(self.too_early)
        return heard


def already(context: Context) -> time | None:
    """Return the time of day now, where the planned day is today."""
    if plan(context).day != context.today:
        return None
    return context.work.now.astimezone(context.work.zone).time().replace(tzinfo=None)


def start(context: Context) -> time:
    """Return when the planned activity begins."""
    return plan(context).start

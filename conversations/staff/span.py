"""From when until when: a time of day that must lie after another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Protocol, TypeVar

from conversations.kit.here import Here
from conversations.kit.questions import Again, Answer, Heard, Option, Prompt, Said, TimeOf
from conversations.kit.questions.asked import N, always, in_rows
from conversations.kit.questions.pieces import into, one
from conversations.kit.steps import Step
from conversations.staff.usual import ENDS, STARTS
from locales.words import Words, _, verbatim

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


class Timed(Protocol):
    """Notes of what has one day, and a beginning."""

    @property
    def day(self) -> date | None:
        """The local day."""

    @property
    def start(self) -> time | None:
        """When it begins, local time."""


T = TypeVar("T", bound=Timed)


def already(here: Here[Timed]) -> time | None:
    """Return the time of day now, where the day is today."""
    return here.work.local.time() if here.notes.day == here.today else None


def start(here: Here[Timed]) -> time | None:
    """Return when it begins."""
    return here.notes.start


# NOTE: Questions to staff: from when until when something takes place.
def hours_of(
    keep_start: Callable[[Here[T], Any], Step[T]],
    *,
    when: Callable[[Here[T]], bool] = always,
    open_end: Callable[[Here[T]], bool] = always,
) -> tuple[LaterTime[T], LaterTime[T]]:
    """Ask from when, where `when` says so, and until when, where the end is open."""
    begins = LaterTime[T](
        name="start",
        text=one(_("From what time?")),
        times=STARTS,
        earliest=already,
        too_early=_("This time is over. Please choose a later one."),
        keep=keep_start,
        when=when,
    )
    ends = LaterTime[T](
        name="end",
        text=one(_("Until what time?")),
        times=ENDS,
        earliest=start,
        too_early=_("The end must be after the beginning."),
        keep=into("end"),
        when=open_end,
        follows=True,
    )
    return begins, ends

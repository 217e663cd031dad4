"""A day within the next weeks, or a time of day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from conversations.kit.events import Typed
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions.asked import (
    Again,
    Answer,
    Asked,
    Chosen,
    Heard,
    N,
    Option,
    Prompt,
    Said,
    Stay,
    in_rows,
)
from conversations.kit.steps import Goto
from locales.words import Day, Words, _, p_, say, verbatim
from storage.rules.dates import read_day
from storage.rules.times import read_time
from storage.rules.workdays import working_days_after

DAY_AGAIN = _("Please choose a day, or type it like 24.12.2026.")
OTHER = "other"
# NOTE: A button below days to choose from; then one is typed.
ANOTHER = p_("button", "Another day")
# NOTE: Below a question for a day: none of those on the buttons.
TYPE_IT = _("Another day? Please type it like 24.12.2026.")
TIME_AGAIN = _("Please choose a time, or type it like 17:30.")


def _endless(here: object) -> date | None:
    return None


@dataclass(frozen=True, kw_only=True)
class DayOf(Asked[N]):
    """One of the next `days` working days, from today or tomorrow on, or one that is typed.

    It is at most `within` days ahead. None after the `last` one is offered, where there is one; who
    types one reads `later`, or where there is no such word it is taken. A day that was `said`
    before comes first; `reads` is how one is read that is typed.
    """

    days: int = 7
    within: int = 366
    today: bool = False
    last: Callable[[Here[N]], date | None] = _endless
    said: Callable[[Here[N]], date | None] = _endless
    reads: Callable[[str, date], date | None] = read_day
    later: Words | None = None

    def ask(self, here: Here[N]) -> Prompt:
        """Show the next days on which offices work, and that any other can be typed."""
        is_typed = here.half == OTHER
        options = [Option(_code(day), day_label(day)) for day in self.offered(here)]
        options += [] if is_typed or not options else [Option(OTHER, ANOTHER, wide=True)]
        lines = (*self.text(here), *((TYPE_IT,) if is_typed else ()))
        return Prompt(lines, in_rows(options, 2))

    def offered(self, here: Here[N]) -> Sequence[date]:
        """Return the days to choose from."""
        before = here.today - timedelta(days=1) if self.today else here.today
        days = (working_days_after(before, 1 + n) for n in range(self.days))
        last, said = self.last(here) or date.max, self.said(here)
        first = [said] if said is not None and self._is_in_reach(here, said) else []
        return [*first, *(day for day in days if day <= last and day != said)]

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a day that is not over."""
        if isinstance(said, Chosen) and said.value == OTHER:
            return Stay(OTHER)
        text = said.value if isinstance(said, Chosen) else getattr(said, "text", "")
        day = self.reads(text, here.today)
        if day is None or not self._is_in_reach(here, day):
            return Again(DAY_AGAIN)
        if self.later is not None and day > (self.last(here) or date.max):
            return Again(self.later, known=True)
        return Answer(day)

    def _is_in_reach(self, here: Here[N], day: date) -> bool:
        return here.today <= day <= here.today + timedelta(days=self.within)


@dataclass(frozen=True, kw_only=True)
class TimeOf(Asked[N]):
    """One of the times offered, or a typed one (local, 24 hours)."""

    times: Sequence[time]
    numbered: bool = False

    def ask(self, here: Here[N]) -> Prompt:
        """Show the usual times."""
        options = [Option(f"{at:%H%M}", verbatim(f"{at:%H:%M}")) for at in self.times]
        return Prompt(tuple(self.text(here)), in_rows(options, 3))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a time of day."""
        text = (
            said.value if isinstance(said, Chosen) else said.text if isinstance(said, Typed) else ""
        )
        at = read_time(text)
        return Answer(at) if at else Again(TIME_AGAIN)


def day_again(here: Here[N], days: Sequence[str], fresh: N) -> Sequence[Goto[N]]:
    """Ask for days (ISO) again where one is over at the end: the questions were left open."""
    if not any(date.fromisoformat(day[:10]) < here.today for day in days if day):
        return ()
    here.send(Message((DAY_AGAIN,)))
    return [Goto("day", fresh)]


# NOTE: A day to choose.
def day_label(day: date) -> Words:
    """Name a day on a button."""
    return say(p_("button", "📅 {day}"), day=Day(day))


def _code(day: date) -> str:
    return f"{day:%Y%m%d}"

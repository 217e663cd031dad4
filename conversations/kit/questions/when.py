"""A day within the next weeks, or a time of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from conversations.kit.events import Typed
from conversations.kit.here import Here
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
    in_rows,
)
from locales.words import Day, Words, _, p_, say, verbatim
from storage.rules.typed import digits

DAY_AGAIN = _("Please choose a day, or type it like 24.12.2026.")
_CODE = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", re.ASCII)
_WRITTEN = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})", re.ASCII)
TIME_AGAIN = _("Please choose a time, or type it like 17:30.")


@dataclass(frozen=True, kw_only=True)
class DayOf(Asked[N]):
    """One of the next `days` days, or a typed date within a year."""

    days: int = 14

    def ask(self, here: Here[N]) -> Prompt:
        """Show the next days."""
        days = [here.today + timedelta(days=n) for n in range(1, self.days + 1)]
        options = [Option(_code(day), day_label(day)) for day in days]
        return Prompt(tuple(self.text(here)), in_rows(options, 2))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a day that is not over."""
        text = said.value if isinstance(said, Chosen) else getattr(said, "text", "")
        day = read_day(text)
        if day is None or not here.today <= day <= here.today + timedelta(days=366):
            return Again(DAY_AGAIN)
        return Answer(day)


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


# NOTE: A day to choose.
def day_label(day: date) -> Words:
    """Name a day on a button."""
    return say(p_("button", "📅 {day}"), day=Day(day))


def read_day(text: str) -> date | None:
    """Read 20261224 or 24.12.2026 in any script's digits."""
    plain = digits(text).strip()
    found = _CODE.fullmatch(plain) or _WRITTEN.fullmatch(plain)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """Read 1730, 17:30, 17.30 or 17 in any script's digits."""
    found = re.fullmatch(r"(\d{1,2})[:.h]?(\d{2})?", digits(text).strip(), re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


def _code(day: date) -> str:
    return f"{day:%Y%m%d}"

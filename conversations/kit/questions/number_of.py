"""A number: one of the usual ones, or typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
from locales.words import Count, _, say, verbatim
from storage.rules.typed import digits

# NOTE: Somebody typed something else where a number is asked for, or one that is too large.
SORRY = _("Please tap or type a number. Smallest: {least}. Largest: {most}.")


@dataclass(frozen=True, kw_only=True)
class NumberOf(Asked[N]):
    """From `least` to `most`, halves where `halves` says so; digits of every script are read."""

    usual: Sequence[str]
    least: int
    most: int
    halves: bool = False
    numbered: bool = False

    def ask(self, here: Here[N]) -> Prompt:
        """Show the usual ones."""
        options = [Option(each.replace(",", "-"), verbatim(each)) for each in self.usual]
        return Prompt(tuple(self.text(here)), in_rows(options, 3))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a number that is not too small or too large."""
        text = said.value.replace("-", ",") if isinstance(said, Chosen) else ""
        if isinstance(said, Typed):
            text = digits(said.text).strip()
        found = re.fullmatch(r"([0-9]{1,3})(?:[.,]([05]))?", text, re.ASCII)
        number = float(f"{found[1]}.{found[2] or 0}") if found else 0.0
        is_whole = self.halves or number == int(number)
        if not found or not is_whole or not self.least <= number <= self.most:
            return Again(say(SORRY, least=Count(self.least), most=Count(self.most)))
        return Answer(number)

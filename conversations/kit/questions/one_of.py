"""Choose exactly one; yes/no and confirm are this with two options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
    Stay,
    in_rows,
)
from locales.languages import FALLBACK
from locales.words import verbatim

GERMAN = "deutsch"


@dataclass(frozen=True, kw_only=True)
class OneOf(Asked[N]):
    """One option, one tap; `swap` adds a button that shows the text in German (and back)."""

    options: Callable[[Here[N]], Sequence[Option]]
    columns: int = 1
    swap: bool = False

    def ask(self, here: Here[N]) -> Prompt:
        """Show the options."""
        rows = in_rows(self.options(here), self.columns)
        swaps = self.swap and here.language != FALLBACK
        if swaps:
            rows += ((Option(GERMAN, verbatim("Deutsch")),),)
        in_german = swaps and bool(here.half)
        return Prompt(tuple(self.text(here)), rows, in_german=in_german)

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take one of the options, nothing else."""
        if not isinstance(said, Chosen):
            return Again()
        if self.swap and said.value == GERMAN:
            return Stay(not here.half)
        if said.value not in {option.value for option in self.options(here)}:
            return Again()
        return Answer(said.value)

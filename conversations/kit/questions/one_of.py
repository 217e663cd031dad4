"""Choose exactly one; yes/no and confirm are this with two options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.kit.context import Context
from conversations.kit.questions.asked import (
    Again,
    Answer,
    Asked,
    Chosen,
    Heard,
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
class OneOf(Asked):
    """One option, one tap; `swap` adds a button that shows the text in German (and back)."""

    options: Callable[[Context], Sequence[Option]]
    columns: int = 1
    swap: bool = False

    def ask(self, context: Context) -> Prompt:
        """Show the options."""
        rows = in_rows(self.options(context), self.columns)
        swaps = self.swap and context.language != FALLBACK
        if swaps:
            rows += ((Option(GERMAN, verbatim("Deutsch")),),)
        in_german = swaps and bool(context.draft.get(self.state))
        return Prompt(tuple(self.text(context)), rows, in_german=in_german)

    def hear(self, context: Context, said: Said) -> Heard:
        """Take one of the options, nothing else."""
        if not isinstance(said, Chosen):
            return Again()
        if self.swap and said.value == GERMAN:
            context.draft[self.state] = not context.draft.get(self.state)
            return Stay()
        if said.value not in {option.value for option in self.options(context)}:
            return Again()
        context.draft.pop(self.state, None)
        return Answer(said.value)

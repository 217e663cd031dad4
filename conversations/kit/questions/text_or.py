"""A short text, or one of a few options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.kit.here import Here
from conversations.kit.questions.asked import (
    Again,
    Answer,
    Chosen,
    Heard,
    N,
    Option,
    Prompt,
    Said,
    in_rows,
)
from conversations.kit.questions.short_text import ShortText


@dataclass(frozen=True, kw_only=True)
class TextOr(ShortText[N]):
    """Answers with the text, or with what was chosen, as `Chosen`."""

    options: Callable[[Here[N]], Sequence[Option]]

    def ask(self, here: Here[N]) -> Prompt:
        """Show the words and the options."""
        return Prompt(tuple(self.text(here)), in_rows(self.options(here)))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take an option, or a text that is neither empty nor too long."""
        if not isinstance(said, Chosen):
            return super().hear(here, said)
        known = {each.value for each in self.options(here)}
        return Answer(said) if said.value in known else Again()

"""A number nobody else shall read: what is typed is deleted in the chat at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.kit import messages
from conversations.kit.events import Typed
from conversations.kit.here import Here
from conversations.kit.questions.asked import Again, Answer, Asked, Heard, N, Prompt, Said
from locales.words import Words
from storage.rules.typed import digits


@dataclass(frozen=True, kw_only=True)
class DigitsOf(Asked[N]):
    """From `least` to `most` digits, never repeated to who typed them; `secret`: deleted.

    `sorry` is said to anything else.
    """

    sorry: Words
    least: int = 4
    most: int = 4
    secret: bool = True
    numbered: bool = False

    def ask(self, here: Here[N]) -> Prompt:
        """Show the words alone."""
        return Prompt(tuple(self.text(here)))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take digits of any script; whatever holds one is deleted."""
        if not isinstance(said, Typed):
            return Again(self.sorry)
        typed = re.sub(r"\s", "", digits(said.text))
        if self.secret and said.message_id is not None and re.search(r"[0-9]", typed):
            here.context.put(messages.remove([said.message_id]))
        if not re.fullmatch(rf"[0-9]{{{self.least},{self.most}}}", typed):
            return Again(self.sorry)
        return Answer(typed)

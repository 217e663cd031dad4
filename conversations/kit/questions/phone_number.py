"""A number somebody can be called at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.kit.events import Typed
from conversations.kit.here import Here
from conversations.kit.questions.asked import Again, Answer, Asked, Heard, N, Prompt, Said
from locales.words import _
from storage.rules.typed import digits

DIALLED = re.compile(r"\+?[0-9][0-9 ()/-]{4,28}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class PhoneNumber(Asked[N]):
    """What can be dialled; digits of every script are read."""

    numbered: bool = False

    def ask(self, here: Here[N]) -> Prompt:
        """Show the words alone."""
        return Prompt(tuple(self.text(here)))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a number that can be dialled."""
        typed = digits(said.text).strip() if isinstance(said, Typed) else ""
        if not DIALLED.fullmatch(typed):
            return Again(_("Please write a phone number, such as 0151 234567."))
        return Answer(typed)

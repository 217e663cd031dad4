"""A short text in the person's own words."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.kit.events import Typed
from conversations.kit.here import Here
from conversations.kit.questions.asked import Again, Answer, Asked, Heard, N, Prompt, Said
from locales.words import Count, _, n_, say

TOO_LONG = n_("Please write less: up to {n} letter.", "Please write less: up to {n} letters.")


@dataclass(frozen=True, kw_only=True)
class ShortText(Asked[N]):
    """Up to `longest` characters."""

    longest: int = 300

    def ask(self, here: Here[N]) -> Prompt:
        """Show the words alone."""
        return Prompt(tuple(self.text(here)))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a text that is neither empty nor too long."""
        if not isinstance(said, Typed) or not (text := " ".join(said.text.split())):
            return Again(_("Please write a few words."))
        if len(text) > self.longest:
            return Again(say(TOO_LONG, n=Count(self.longest)))
        return Answer(text)

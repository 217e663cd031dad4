"""Digits only their owner knows: taken out of the chat as soon as they were typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.kit import messages
from conversations.kit.events import Typed
from conversations.kit.here import Here
from conversations.kit.questions.asked import Again, Answer, Asked, Heard, N, Prompt, Said
from locales.words import _
from storage.rules.typed import digits


@dataclass(frozen=True, kw_only=True)
class Secret(Asked[N]):
    """Four digits; what was typed is deleted, right or wrong, and never said again."""

    def ask(self, here: Here[N]) -> Prompt:
        """Show the words alone."""
        return Prompt(tuple(self.text(here)))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take four digits of any script."""
        if not isinstance(said, Typed):
            return Again()
        if said.message_id is not None:
            here.context.put(messages.remove([said.message_id]))
        plain = digits(said.text).replace(" ", "")
        if not re.fullmatch("[0-9]{4}", plain):
            # NOTE: Somebody typed something else where four digits are asked for.
            return Again(_("Please type four digits."), known=True)
        return Answer(plain)

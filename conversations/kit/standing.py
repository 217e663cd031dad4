"""Standing buttons and their typed twins: offer, activity, appointment, employer prompt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.kit.buttons import Standing
from conversations.kit.context import Context
from conversations.kit.messages import Button
from conversations.kit.steps import Onward
from locales.words import Ltr, Words, _, say
from storage.rules.typed import digits

CODE = _("Code: {code}")
CLOSED = _("This is closed. Here is the menu: /menu")
CHANGED = _("This changed in the meantime. Please look again.")


@dataclass(frozen=True)
class Subject:
    """A kind of thing with standing buttons; `letter` begins its typed code, such as T12.

    `actions` in the order of the buttons: typing `1 T12` is the first one of appointment 12.
    A function where the buttons depend on how things stand.
    `press` carries an action out and returns a toast, or what follows; it checks action, owner,
    revision and state, for anybody may send any data.
    """

    kind: str
    letter: str
    actions: Sequence[str] | Callable[[Context, int], Sequence[str]]
    press: Callable[[Context, Standing], Sequence[Onward] | Words | None]
    revision: Callable[[Context, int], int | None]

    def button(self, label: Words, subject: int, revision: int, action: str) -> Button:
        """Build a standing button."""
        return Button(label, str(Standing(self.kind, subject, revision, action)))

    def code(self, subject: int) -> Words:
        """Return the line that prints the code of the typed twin."""
        return say(CODE, code=Ltr(f"{self.letter}{subject}"))


def typed_twin(context: Context, subjects: Sequence[Subject], text: str) -> Standing | None:
    """Read `1 T12` or `T12 1` as the first button of appointment 12."""
    found = re.fullmatch(
        r"(?:(\d)\s+)?([a-z])\s?(\d{1,12})(?:\s+(\d))?", digits(text).strip().lower()
    )
    if not found or not (number := found[1] or found[4]):
        return None
    subject = next((s for s in subjects if s.letter.lower() == found[2]), None)
    revision = subject.revision(context, int(found[3])) if subject else None
    if subject is None or revision is None:
        return None
    actions = subject.actions
    offered = actions(context, int(found[3])) if callable(actions) else actions
    if not 1 <= int(number) <= len(offered):
        return None
    return Standing(subject.kind, int(found[3]), revision, offered[int(number) - 1])

"""The way to an appointment of one's own, below a centre and below one's appointments."""

from __future__ import annotations

from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.messages import Button
from conversations.kit.permissions import may
from locales.words import p_
from storage.booking import sees_people

# NOTE: In the menu, and below a centre: somebody books an appointment (Termin) alone.
BOOK = p_("command", "➕ New appointment")


def book_row(context: Context) -> tuple[tuple[Button, ...], ...]:
    """Return the button that books an appointment, where a centre says when it sees people."""
    theirs = context.person is None or may(context.actor, "/book")
    return ((book_button(),),) if theirs and sees_people(context.work) else ()


def book_button() -> Button:
    """Return the button that books an appointment."""
    return button(BOOK, "book")

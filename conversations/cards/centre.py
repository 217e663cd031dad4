"""How to reach a centre, with one tap to copy it."""

from __future__ import annotations

from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.messages import Button
from conversations.kit.permissions import may
from locales.words import p_
from storage.booking import sees_people
from storage.models import Centre, Person

# NOTE: Buttons below the address and the phone number of a centre: a tap copies it.
COPY_ADDRESS, COPY_PHONE = p_("button", "📋 Address"), p_("button", "📋 Phone")
# NOTE: Button below an appointment: a tap copies the person's own code, such as R-1042.
COPY_CODE = p_("button", "📋 My code")
# NOTE: In the menu, and below a centre: somebody books an appointment (Termin) alone.
BOOK = p_("command", "➕ New appointment")


def book_row(context: Context) -> tuple[tuple[Button, ...], ...]:
    """Return the button that books an appointment, where a centre says when it sees people."""
    theirs = context.person is None or may(context.actor, "/book")
    return ((button(BOOK, "book"),),) if theirs and sees_people(context.work) else ()


def copy_row(centre: Centre | None, person: Person | None = None) -> tuple[tuple[Button, ...], ...]:
    """Return a row whose buttons copy what there is of address, phone number and own code."""
    known = (
        (COPY_ADDRESS, centre.address if centre else None),
        (COPY_PHONE, centre.phone if centre else None),
        (COPY_CODE, person.ref if person else None),
    )
    row = tuple(Button(label, copies=text) for label, text in known if text)
    return (row,) if row else ()

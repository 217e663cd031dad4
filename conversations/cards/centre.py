"""How to reach a centre, with one tap to copy it."""

from __future__ import annotations

from conversations.kit.messages import Button
from locales.words import p_
from storage.models import Centre

# NOTE: Buttons below the address and the phone number of a centre: a tap copies it.
COPY_ADDRESS, COPY_PHONE = p_("button", "📋 Address"), p_("button", "📋 Phone")


def copy_row(centre: Centre | None) -> tuple[tuple[Button, ...], ...]:
    """Return a row whose buttons copy the centre's address and phone number, where it has any."""
    if centre is None:
        return ()
    known = ((COPY_ADDRESS, centre.address), (COPY_PHONE, centre.phone))
    row = tuple(Button(label, copies=text) for label, text in known if text)
    return (row,) if row else ()

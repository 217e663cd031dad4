"""How to reach a centre, with one tap to copy it."""

from __future__ import annotations

import re

from conversations.kit.messages import Button
from locales.words import German, p_
from storage.models import Centre, Person

# NOTE: Buttons below the address and the phone number of a centre: a tap copies it.
COPY_ADDRESS, COPY_PHONE = p_("button", "📋 Address"), p_("button", "📋 Phone")
# NOTE: Button below an appointment: a tap copies the person's own code, such as R-1042.
COPY_CODE = p_("button", "📋 My code")


_RANGE = re.compile(r"(?<=\d)\s*[-–]\s*(?=\d)")


def opening(hours: str) -> German:
    """Return opening hours as staff wrote them, spans of time in words: no language turns those."""
    return German(_RANGE.sub(" bis ", hours))


def copy_row(centre: Centre | None, person: Person | None = None) -> tuple[tuple[Button, ...], ...]:
    """Return a row whose buttons copy what there is of address, phone number and own code."""
    known = (
        (COPY_ADDRESS, centre.address if centre else None),
        (COPY_PHONE, centre.phone if centre else None),
        (COPY_CODE, person.ref if person else None),
    )
    row = tuple(Button(label, copies=text) for label, text in known if text)
    return (row,) if row else ()

"""Not open yet: who is new reads so, and what is known of the centres; staff prepare meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.everybody.home import NO_CENTRE
from conversations.kit.context import Context
from conversations.kit.messages import Message
from locales.words import Ltr, Name, Words, _, say
from storage.operator import is_shut
from storage.places import centres

# NOTE: Before the centres have opened this, to somebody who is new; addresses and phones follow.
NOT_OPEN = _("Nobody answers here yet.")
# NOTE: Before the centres have opened this, above their addresses and phones.
CALL = _("Please call the centre, or come.")
LET = frozenset({"start", "language", "privacy", "problem", "stop", "delete"})
"""What anybody can do at any time; /start looks itself who comes."""


def keeps_out(context: Context, command: str = "") -> bool:
    """Tell whether somebody new is not let in yet, and say so.

    Whoever is known goes on: a service that runs is not closed by a setting.
    """
    if context.person is not None or command in LET or not is_shut(context.work):
        return False
    tell(context)
    return True


def tell(context: Context) -> None:
    """Say that it is not open yet, and how to reach the centres."""
    found = tuple(_lines(context))
    context.send(Message((NOT_OPEN, *((CALL, *found) if found else (NO_CENTRE,)))))


def _lines(context: Context) -> Iterator[Words]:
    for each in centres(context.work):
        name = Name(each.name)
        if each.address:
            yield say(_("📍 {centre}: {address}"), centre=name, address=Ltr(each.address))
        if each.phone:
            yield say(_("☎️ {centre}: {phone}"), centre=name, phone=Ltr(each.phone))

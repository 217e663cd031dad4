"""/appoint: make an appointment for a person, or open one by its number."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.kit.context import Context
from conversations.kit.guard import CLOSED, sight
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.steps import Onward, Start
from conversations.staff.appointment_draft import Appointing
from conversations.staff.chosen_person import LONGEST, find
from conversations.staff.visits import KIND, VISIT, visit_message


def appoint(context: Context, argument: str) -> Sequence[Onward]:
    """Begin with a person, whom an argument may name; `#7` opens the seventh appointment."""
    text = " ".join(argument.split())[:LONGEST]
    if text.startswith("#") and text[1:].isdecimal():
        return _open(context, int(text[1:]))
    found = find(Here(context, None), text) if text else []
    return [Start("appoint", Appointing(found[0], given=True) if len(found) == 1 else None)]


def _open(context: Context, key: int) -> Sequence[Onward]:
    """Show a card, where the kit lets this colleague see it."""
    work, actor = context.work, context.actor
    found = sight(work, actor, VISIT, key)
    if found is None:
        context.send(Message((CLOSED,)))
    else:
        context.send(visit_message(work, actor, found), (KIND, found.id))
    return ()

"""What waits longer than promised, as leads read it in the afternoon."""

from __future__ import annotations

from conversations.cards.request import request_lines
from conversations.kit.actor import actor_of
from conversations.kit.bound import REST
from conversations.kit.commands import button
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from conversations.staff.scope import scope
from locales.words import Count, _, p_, say
from storage import threads
from storage.people import TEAM

MOST = 5


def overdue_message(outgoing: Outgoing) -> Message | None:
    """Return the oldest of them, and how many more there are; None where nothing is left."""
    actor = actor_of(outgoing.work, outgoing.person, outgoing.chat.language)
    if not actor.scopes(TEAM):
        return None
    late = threads.overdue(outgoing.work, scope(actor))
    if not late:
        return None
    # NOTE: To leads, in the afternoon: requests whose promised time is over; they follow.
    head = say(_("⏰ These wait longer than promised: {count}"), count=Count(len(late)))
    lines = [line for each in late[:MOST] for line in request_lines(outgoing.work, each)]
    rest = [say(REST, count=Count(len(late) - MOST))] if late[MOST:] else []
    # NOTE: A button: the list of those who wait.
    row = (button(p_("button", "👋 Who waits"), "inbox"),)
    return Message((head, *lines, *rest), (row,), private=True)

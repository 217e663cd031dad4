"""What waits longer than promised, as leads read it in the afternoon."""

from __future__ import annotations

from conversations.cards.request import request_lines
from conversations.kit.actor import actor_of
from conversations.kit.bound import REST
from conversations.kit.commands import button
from conversations.kit.messages import Message, stacked
from conversations.kit.outgoing import Outgoing
from conversations.staff.offer_card import line, list_button
from conversations.staff.scope import scope
from locales.words import Count, _, p_, say
from storage import needs, threads
from storage.people import TEAM

MOST = 5


def overdue_message(outgoing: Outgoing) -> Message | None:
    """Return the oldest of them, and how many more there are; None where nothing is left."""
    actor = actor_of(outgoing.work, outgoing.person, outgoing.chat.language)
    if not actor.scopes(TEAM):
        return None
    work, centre = outgoing.work, scope(actor)
    people, firms = threads.overdue(work, centre), needs.late(work, centre=centre)
    lines = [request_lines(work, each) for each in people] + [[line(work, each)] for each in firms]
    if not lines:
        return None
    # NOTE: To leads, in the afternoon: requests whose promised time is over; they follow.
    head = say(_("⏰ These wait longer than promised: {count}"), count=Count(len(lines)))
    shown = [each for some in lines[:MOST] for each in some]
    rest = [say(REST, count=Count(len(lines) - MOST))] if lines[MOST:] else []
    # NOTE: A button: the list of those who wait.
    waits = [button(p_("button", "👋 Who waits"), "inbox")] if people else []
    buttons = [*waits, *(list_button(each) for each in firms[:MOST])]
    return Message((head, *shown, *rest), stacked(buttons), private=True)

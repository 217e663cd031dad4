"""Offers that end soon: whose they are is asked, without a sound, in one message a day."""

from __future__ import annotations

from conversations.kit.actor import actor_of
from conversations.kit.bound import REST
from conversations.kit.messages import Message, stacked
from conversations.kit.outgoing import Outgoing
from conversations.staff.offer_card import kept, line, list_button, question
from conversations.staff.scope import scope
from locales.words import Count, _, say
from storage import desk_offers
from storage.people import TEAM

MOST = 10
# NOTE: To staff, without a sound: an offer and its buttons follow, or several.
ONE = _("⏰ This offer ends soon. Is it still to be had?")
SEVERAL = _("⏰ These offers end soon. Are they still to be had?")


def ending_message(outgoing: Outgoing) -> Message | None:
    """Ask about the offers that are this colleague's, or nobody's who is there; None: no more."""
    work = outgoing.work
    actor = actor_of(work, outgoing.person, outgoing.chat.language)
    if not actor.scopes(TEAM):
        return None
    own = [
        each
        for each in desk_offers.ending(work, scope(actor))
        if desk_offers.owner_there(work, each) in (None, outgoing.person.id)
    ]
    if len(own) == 1:
        alone = question(work, actor, kept(work, own[0]))
        return Message((ONE, *alone.lines), (*alone.rows, (list_button(own[0]),)))
    shown, rest = own[:MOST], len(own) - MOST
    lines = [line(work, each) for each in shown]
    counted = [say(REST, count=Count(rest))] if rest > 0 else []
    buttons = stacked([list_button(each) for each in shown])
    return Message((SEVERAL, *lines, *counted), buttons) if own else None

"""Staff are asked whether an activity goes on, a week before it ends; and hear that it ended."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.kit.actor import actor_of
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from conversations.kit.permissions import may
from conversations.staff.held import HELD, held_message
from locales.words import Words, _
from storage import activities, programme
from storage.queues.kinds import Kind

FIRST: Mapping[Kind, Words] = {
    # NOTE: To the colleague who looks after an activity; "It goes on" is a button below.
    Kind.ENDING: _("❓ This ends soon. Does it go on?"),
    # NOTE: To staff: an activity is over, because nobody said that it goes on.
    Kind.ENDED: _("🏁 This ended: nobody said that it goes on."),
}


def ending_message(outgoing: Outgoing) -> Message | None:
    """Return the activity with its question; None for who may do nothing about it any more."""
    work = outgoing.work
    activity = activities.find(work, outgoing.row.subject)
    actor = actor_of(work, outgoing.person, outgoing.chat.language)
    if activity is None or activity.cancelled_at is not None:
        return None
    if not may(actor, HELD.row("confirm"), activity.centre):
        return None
    is_over = not programme.is_open(work, activity)
    if is_over != (outgoing.kind == Kind.ENDED):
        return None
    return held_message(work, actor, activity, (FIRST[outgoing.kind],))

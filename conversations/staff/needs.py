"""What firms say they need, as staff read it: to complete, and to read before others do."""

from __future__ import annotations

from dataclasses import replace

from conversations.kit.actor import actor_of
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from conversations.kit.permissions import may
from conversations.staff.offer_card import KIND, card, kept, waiting
from locales.words import _
from storage import offers
from storage.models.offers import OfferState
from storage.queues.kinds import Kind

# NOTE: To staff: a firm said what it needs; its card with whom to call follows.
NEEDS = _("📝 A firm needs somebody. Please call it and complete this:")
# NOTE: To staff: a firm wrote a sentence about its offer; its card follows.
WROTE = _("📝 A firm wrote a sentence. Please read it before people see it:")


def need_notice(outgoing: Outgoing) -> Message | None:
    """Show staff a need while it waits for them; None once it is complete and read, or gone."""
    work, row = outgoing.work, outgoing.row
    offer = offers.find(work, row.subject)
    if offer is None or offer.revision != row.revision:
        return None
    thing, actor = kept(work, offer), actor_of(work, outgoing.person, outgoing.chat.language)
    if not may(actor, f"{KIND}.change", thing.centre):
        return None
    opens = Kind.OFFER_OPENS in waiting(work, offer)
    is_new = offer.state is OfferState.DRAFT and not opens
    if not is_new and (not offer.note or offer.note_ok or opens):
        return None
    shown = card(work, actor, thing)
    return replace(shown, lines=(NEEDS if is_new else WROTE, *shown.lines))

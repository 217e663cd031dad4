"""What somebody says to an offer: interested, not for me, tell me more; and why not."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.offer import (
    KIND,
    LETTER,
    MORE,
    NO,
    WHY,
    YES,
    Shown,
    closed_message,
    declined_message,
    offer_message,
    reason_kept_message,
)
from conversations.everybody import notices
from conversations.kit.buttons import Standing
from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.standing import CHANGED, CLOSED, Subject
from locales.words import Words, _
from storage.matching import Match, match_of
from storage.models import Proposal
from storage.models.offers import ProposalState
from storage.offers import answer_offer, find, proposal_of
from storage.requests import answer_day
from storage.rules.ages import is_adult
from storage.rules.clock import to_local

ACTIONS = (YES, NO, MORE, *WHY)
NOT_FREE_NOW = _("This place is not free now.")


def shown_to(context: Context, proposal: Proposal, details: bool = False) -> Shown:
    """Return how an offer is shown to who may have answered it already."""
    if proposal.state != ProposalState.INTERESTED or proposal.answered_at is None:
        return Shown(details)
    said_on = to_local(proposal.answered_at, context.work.zone.key).date()
    return Shown(details, answer_day(context.work, said_on))


def _press(context: Context, pressed: Standing) -> Words | None:
    proposal = _own(context, pressed.subject)
    match = _match(context, proposal) if proposal else None
    if proposal is None or match is None or pressed.action not in ACTIONS:
        return CLOSED
    if not match.fit.free and pressed.action in (YES, MORE):
        wanted = proposal.state == ProposalState.INTERESTED
        context.show(closed_message(context.work, match, wanted))
        return NOT_FREE_NOW
    if pressed.revision != match.offer.revision and pressed.action not in WHY:
        context.show(offer_message(context.work, match, shown_to(context, proposal)))
        return CHANGED
    return _carry_out(context, proposal, match, pressed.action)


def _carry_out(context: Context, proposal: Proposal, match: Match, action: str) -> Words | None:
    if action == YES:
        return _interested(context, proposal, match)
    if action == NO:
        return _declined(context, proposal, match)
    if action == MORE:
        shown = shown_to(context, proposal, details=True)
        context.show(offer_message(context.work, match, shown))
        return None
    return _reason(context, proposal, match, action)


def _interested(context: Context, proposal: Proposal, match: Match) -> Words:
    person = context.person
    if person is None or not is_adult(person.age_band):
        context.show(Message((_("A person from the centre looks for work with you: /person"),)))
        return CLOSED
    if proposal.state != ProposalState.INTERESTED:
        proposal = _answer(context, proposal, ProposalState.INTERESTED)
        notices.interested(context, proposal)
    context.show(offer_message(context.work, match, shown_to(context, proposal)))
    return _("Thank you. The centre knows it now.")


def _declined(context: Context, proposal: Proposal, match: Match) -> Words:
    if proposal.state != ProposalState.DECLINED:
        _answer(context, proposal, ProposalState.DECLINED)
    context.show(declined_message(context.work, match))
    return _("Thank you for telling us.")


def _reason(context: Context, proposal: Proposal, match: Match, action: str) -> Words:
    if proposal.state != ProposalState.DECLINED:
        return CLOSED
    _answer(context, proposal, ProposalState.DECLINED, action.removeprefix("why-"))
    context.show(reason_kept_message(context.work, match))
    return _("Thank you.")


def _answer(
    context: Context, proposal: Proposal, state: ProposalState, reason: str | None = None
) -> Proposal:
    return answer_offer(context.work, proposal.person_id, proposal.offer_id, state, reason)


def _match(context: Context, proposal: Proposal) -> Match | None:
    offer = find(context.work, proposal.offer_id)
    profile = context.profile
    return match_of(context.work, offer, profile) if offer and profile else None


def _own(context: Context, offer_id: int) -> Proposal | None:
    """Return what was shown to this person: nobody answers an offer they were never shown."""
    if context.chat.person_id is None:
        return None
    return proposal_of(context.work, context.chat.person_id, offer_id)


def _revision(context: Context, offer_id: int) -> int | None:
    offer = find(context.work, offer_id)
    return offer.revision if offer and _own(context, offer_id) else None


def _offered(context: Context, offer_id: int) -> Sequence[str]:
    """Return the actions in the order of the buttons the person sees last."""
    proposal = _own(context, offer_id)
    if proposal is None or proposal.state == ProposalState.SHOWN:
        return (YES, NO, MORE)
    return (NO,) if proposal.state == ProposalState.INTERESTED else tuple(WHY)


OFFER = Subject(KIND, LETTER, _offered, _press, _revision)

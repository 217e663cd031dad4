"""What somebody says to an offer: interested, not for me, tell me more; and why not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from conversations.cards.offer import (
    BACK,
    KIND,
    LETTER,
    MORE,
    NO,
    WHY,
    WRONG,
    YES,
    Shown,
    closed_message,
    declined_message,
    held_message,
    offer_message,
    reason_kept_message,
)
from conversations.cards.way import way_message
from conversations.cards.way_words import KIND as WAY
from conversations.cards.way_words import open_button, short, way_of
from conversations.everybody.trouble import at_firm
from conversations.introductions import carry_on, wants
from conversations.kit.actor import Actor
from conversations.kit.guard import CLOSED, REFUSED
from conversations.kit.messages import Message
from conversations.kit.steps import Interrupt
from conversations.kit.subject import Action, Result, Subject, never
from conversations.newcomer.giving_up import Stepping
from locales.words import _
from storage import holds
from storage.introductions.lists import last, living
from storage.matching import Match, match_of
from storage.models import Proposal
from storage.models.offers import ProposalState
from storage.offers import answer_offer, find, proposal_of
from storage.requests import talk_day
from storage.rules.ages import is_adult
from storage.rules.clock import to_local
from storage.rules.stages import EARLY, ENDS, FOR_GOOD, Move, Side, Stage
from storage.work import Work

NOT_FREE_NOW = _("This place is not free now.")
THROUGH_A_PERSON = _("A person from the centre looks for work with you: /person")


@dataclass(frozen=True)
class Proposed:
    """An offer somebody was shown, and what they said to it."""

    proposal: Proposal
    match: Match


def shown_to(work: Work, proposal: Proposal, details: bool = False) -> Shown:
    """Return how an offer is shown to who may have answered it already."""
    found = living(work, proposal.person_id, proposal.offer_id)
    if found is not None and found.stage is not Stage.INTERESTED:
        return Shown(details, way=(short(work, found), open_button(found)))
    if proposal.state != ProposalState.INTERESTED or proposal.answered_at is None:
        return Shown(details)
    said_on = to_local(proposal.answered_at, work.zone.key).date()
    return Shown(details, talk_day(work, said_on, proposal.person_id))


def _find(work: Work, actor: Actor, offer_id: int) -> Proposed | None:
    """Find what was shown to this person: nobody answers an offer they were never shown."""
    profile = actor.person.profile if actor.person else None
    proposal = proposal_of(work, profile.person_id, offer_id) if profile else None
    offer = find(work, offer_id)
    if profile is None or proposal is None or offer is None:
        return None
    return Proposed(proposal, match_of(work, offer, profile))


def _whose(proposed: Proposed) -> str:
    return str(proposed.proposal.person_id)


def _revision(proposed: Proposed) -> int:
    return proposed.match.offer.revision


def _card(work: Work, actor: Actor, proposed: Proposed) -> Message:
    if _is_held(work, proposed):
        return held_message(work, proposed.match)
    if over := _is_over(work, proposed, ENDS):
        return over
    if proposed.proposal.state == ProposalState.DECLINED:
        has_said_why = proposed.proposal.reason is not None
        message = reason_kept_message if has_said_why else declined_message
        return message(work, proposed.match)
    is_on_a_way = shown_to(work, proposed.proposal).way is not None  # who has the place, too
    if not is_on_a_way and (taken := _taken(work, actor, proposed, "")):
        return taken.card or Message((NOT_FREE_NOW,))
    return _anew(work, actor, proposed)


def _is_held(work: Work, proposed: Proposed) -> bool:
    who, firm = proposed.proposal.person_id, proposed.match.offer.employer_id
    return holds.is_held(work, who, firm)


def _anew(work: Work, actor: Actor, proposed: Proposed, argument: str = "") -> Message:
    if _is_held(work, proposed):
        return held_message(work, proposed.match)
    return offer_message(work, proposed.match, shown_to(work, proposed.proposal))


def _taken(work: Work, actor: Actor, proposed: Proposed, argument: str) -> Result | None:
    if proposed.match.fit.free:
        return None
    wanted = proposed.proposal.state == ProposalState.INTERESTED
    return Result(NOT_FREE_NOW, closed_message(work, proposed.match, wanted))


def _is_over(work: Work, proposed: Proposed, ends: Collection[Stage] = FOR_GOOD) -> Message | None:
    """Return how the way to the firm ended; where it did for good nobody begins it anew."""
    said = proposed.proposal
    found = last(work, said.person_id, said.offer_id)
    is_final = found is not None and found.stage in ends
    way = way_of(work, found) if is_final and said.state == ProposalState.INTERESTED else None
    return way_message(way) if way else None


def _not_theirs(work: Work, actor: Actor, proposed: Proposed, argument: str) -> Result | None:
    if _is_held(work, proposed):
        return Result(card=held_message(work, proposed.match))
    if over := _is_over(work, proposed):
        return Result(CLOSED, over)
    if taken := _taken(work, actor, proposed, argument):
        return taken
    if actor.person is None or not is_adult(actor.person.age_band):
        return Result(CLOSED, Message((THROUGH_A_PERSON,)))
    return None


def _not_declined(work: Work, actor: Actor, proposed: Proposed, argument: str) -> Result | None:
    return None if proposed.proposal.state == ProposalState.DECLINED else REFUSED


def _yes(work: Work, actor: Actor, proposed: Proposed, argument: str) -> Result:
    """Keep it and begin the way to the firm; the centre hears it where it has the next step."""
    found = living(work, proposed.proposal.person_id, proposed.proposal.offer_id)
    if found is None and actor.person is not None:
        _answer(work, proposed, ProposalState.INTERESTED)
        found = wants(work, actor.person, proposed.match.offer)
    if found is not None and found.stage is not Stage.INTERESTED:
        # NOTE: In passing: somebody is interested in an offer; the firm sees what they can do.
        return Result(_("Thank you. The firm is asked now."))
    return Result(_("Thank you. We told the centre."))


def _no(work: Work, actor: Actor, proposed: Proposed, argument: str) -> Result:
    """Keep it for good; where somebody was on the way to the firm, that ends.

    Once both said yes more is given up than a card: it is asked first, as below the way itself.
    """
    found = living(work, proposed.proposal.person_id, proposed.proposal.offer_id)
    if found is not None and found.stage not in EARLY:
        return Result(steps=[Interrupt("stepping_back", Stepping(found.id))])
    if proposed.proposal.state != ProposalState.DECLINED:
        _answer(work, proposed, ProposalState.DECLINED)
    if found is not None:
        carry_on(work, found, Move.WITHDRAW, Side.PERSON)
    return Result(_("Thank you for telling us."))


def _back(work: Work, actor: Actor, proposed: Proposed, argument: str) -> Result:
    """Show it as before: a no was a mistake. A way that it ended may begin anew."""
    _answer(work, proposed, ProposalState.SHOWN)
    return Result()


def _more(work: Work, actor: Actor, proposed: Proposed, argument: str) -> Result:
    shown = shown_to(work, proposed.proposal, details=True)
    return Result(card=offer_message(work, proposed.match, shown), looks=True)


def _wrong(work: Work, actor: Actor, proposed: Proposed, argument: str) -> Result:
    """Tell staff of a problem; until one of them looked nothing of this firm goes on."""
    profile = actor.person.profile if actor.person else None
    centre = profile.centre if profile else None
    telling = at_firm(work, proposed.proposal.person_id, proposed.match.offer, centre)
    return Result(card=held_message(work, proposed.match), steps=[Interrupt("trouble", telling)])


def _why(work: Work, actor: Actor, proposed: Proposed, reason: str) -> Result:
    _answer(work, proposed, ProposalState.DECLINED, reason)
    return Result(_("Thank you."), reason_kept_message(work, proposed.match))


def _answer(
    work: Work, proposed: Proposed, state: ProposalState, reason: str | None = None
) -> Proposal:
    said = proposed.proposal
    return answer_offer(work, said.person_id, said.offer_id, state, reason)


def _is_reason(argument: str) -> bool:
    return f"why-{argument}" in WHY


ACTIONS: Mapping[str, Action[Proposed]] = {
    YES: Action(_yes, _not_theirs),
    NO: Action(_no),
    MORE: Action(_more, _taken),
    WRONG: Action(_wrong, stale=never),
    BACK: Action(_back, _not_declined, never),
    "why": Action(_why, _not_declined, never, _is_reason),
}


def _ways(work: Work, proposed: Proposed) -> Sequence[tuple[str, int]]:
    found = last(work, proposed.proposal.person_id, proposed.proposal.offer_id)
    return ((WAY, found.id),) if found else ()


OFFER = Subject(KIND, LETTER, _find, _whose, _revision, _card, ACTIONS, _anew, along=_ways)

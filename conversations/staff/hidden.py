"""An offer hidden after a problem, as staff see it: looked at, shown again or set aside."""

from __future__ import annotations

from dataclasses import replace

from conversations.employer.prompts import EMPLOYER_OFFER
from conversations.kit.actor import Actor, actor_of
from conversations.kit.guard import CHANGED, DONE
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from conversations.kit.permissions import may
from conversations.kit.subject import Action, Result
from conversations.staff.offer_card import KIND, Kept, card, kept
from locales.words import _
from storage import audit, hiding, offers
from storage.work import Work

LOOKED, ASIDE = "looked", "aside"
# NOTE: To staff: somebody pressed that there is a problem at an offer; its card follows.
TOLD = _("⚠️ Somebody told of a problem at this offer. Nobody sees it until you looked.")


def hidden_notice(outgoing: Outgoing) -> Message | None:
    """Show the card to a colleague who may look; None where one of them did."""
    work = outgoing.work
    offer = offers.find(work, outgoing.row.subject)
    if offer is None or offer.hidden_at is None:
        return None
    thing, actor = kept(work, offer), actor_of(work, outgoing.person, outgoing.chat.language)
    shown = card(work, actor, thing)
    is_theirs = may(actor, f"{KIND}.{LOOKED}", thing.centre)
    return replace(shown, lines=(TOLD, *shown.lines)) if is_theirs else None


def _looked(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    _note(work, actor, thing, LOOKED)
    hiding.show_again(work, thing.offer)
    return Result(DONE, changed=((EMPLOYER_OFFER.kind, thing.id),))


def _aside(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    _note(work, actor, thing, ASIDE)
    hiding.set_aside(work, thing.offer)
    return Result(DONE, changed=((EMPLOYER_OFFER.kind, thing.id),))


def _note(work: Work, actor: Actor, thing: Kept, action: str) -> None:
    who = actor.person.id if actor.person else None
    audit.note(work, f"{KIND}.{action}", who, None, thing.centre)


def _unless_hidden(work: Work, actor: Actor, thing: Kept, argument: str) -> Result | None:
    return None if thing.offer.hidden_at is not None else Result(CHANGED)


ACTIONS = {LOOKED: Action(_looked, _unless_hidden), ASIDE: Action(_aside, _unless_hidden)}

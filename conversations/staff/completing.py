"""What nobody said of a need is asked before it is published: one tap each, then it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from conversations.cards import offer_asked
from conversations.cards.offer_draft import ANSWERS, Draft, centre_of, drafted, into
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import Asked
from conversations.kit.steps import Onward
from conversations.staff.offer_card import KIND, card, kept
from conversations.staff.offer_questions import HOW, WHAT
from storage import audit, offers, pending
from storage.models import Offer
from storage.queues.kinds import Kind
from storage.rules.pay import MAY_BE_UNPAID

LACKS = "lacks"
When = Callable[[Here[Draft]], bool]


def lacking(offer: Offer) -> Draft:
    """Return the notes of what was said; the rest is asked."""
    known = tuple(name for name in ANSWERS if name not in (offer.unsaid or ()))
    return replace(drafted(offer), known=known)


def _unless(name: str) -> When:
    return lambda here: name not in here.notes.known


def _may_be_unpaid(here: Here[Draft]) -> bool:
    return "paid" not in here.notes.known and here.notes.kind in MAY_BE_UNPAID


def _hours_are_asked(here: Here[Draft]) -> bool:
    return offer_asked.other_times(here) or here.notes.hours is None


def _finish(here: Here[Draft]) -> Sequence[Onward]:
    """Save it; once all is said it opens after the time to take it back."""
    work, offer = here.work, offers.find(here.work, here.notes.key)
    if offer is None or here.person is None:
        return ()
    if offer.revision != here.notes.revision:
        here.send(Message((CHANGED,)))
    elif into(here.notes, offer):
        offers.save_offer(work, offer)
        audit.note(work, f"{KIND}.change", here.person.id, None, centre_of(work, here.notes))
        if not offer.unsaid:
            pending.begin(work, Kind.OFFER_OPENS, offer.id, offer.revision, here.person.id)
    here.context.send(card(work, here.context.actor, kept(work, offer)), (KIND, offer.id))
    return ()


BY_NAME: dict[str, Asked[Draft]] = {each.name: each for each in (*WHAT, *HOW)}
COMPLETING: Flow[Draft] = Flow(
    LACKS,
    (
        replace(BY_NAME["kind"], when=_unless("kind")),
        replace(BY_NAME["town"], when=_unless("place")),
        replace(BY_NAME["places"], when=_unless("many")),
        replace(offer_asked.SPANS, when=_unless("spans")),
        offer_asked.GRID,
        replace(offer_asked.HOURS, when=_hours_are_asked),
        offer_asked.FEW_HOURS,
        replace(offer_asked.GERMAN, when=_unless("german")),
        replace(offer_asked.EXPERIENCE, when=_unless("experience")),
        replace(offer_asked.PAID, when=_may_be_unpaid),
    ),
    finish=_finish,
    notes=Draft,
    guard=f"{KIND}.change",
    scope=centre_of,
)

"""What of a need that is not complete nobody said yet: there stands what is usual."""

from __future__ import annotations

from conversations.cards.offer_draft import LONGEST_TITLE, SPANS, USUAL_SPAN
from storage import pending
from storage.models import Offer
from storage.models.offers import OfferState
from storage.places import gazetteer
from storage.queues.kinds import Kind
from storage.rules.need_words import given, stated
from storage.rules.pay import MAY_BE_UNPAID, MINIJOB_HOURS
from storage.rules.slots import SHORTCUTS
from storage.work import Work


def unsaid(work: Work, offer: Offer) -> frozenset[str]:
    """Name the questions whose answer is the usual one, in a need that is not complete."""
    opens = pending.waits(work, Kind.OFFER_OPENS, offer.id) if offer.id else None
    if offer.state is not OfferState.DRAFT or opens:
        return frozenset()
    most = MINIJOB_HOURS if offer.kind == "minijob" else SPANS[USUAL_SPAN]
    usual = {
        "spans": set(offer.slots) == SHORTCUTS[USUAL_SPAN],
        "hours": offer.hours_week == min(SPANS[USUAL_SPAN], most),
        "german": offer.german_min == "A1",
        "experience": offer.experience == "none",
        "paid": offer.paid is (offer.kind not in MAY_BE_UNPAID),
        **(_of_text(work, offer) if is_text(offer) else {}),
    }
    return frozenset(name for name, is_usual in usual.items() if is_usual)


def is_text(offer: Offer) -> bool:
    """Tell whether a need came as a sentence."""
    return bool(offer.note) and offer.title_de == (offer.note or "")[:LONGEST_TITLE]


def _of_text(work: Work, offer: Offer) -> dict[str, bool]:
    """Tell which of the first answers are usual, and were not in the sentence."""
    said = given(stated(offer.note or "", work.today, gazetteer(work)))
    usual = {
        "kind": offer.kind == "job",
        "many": offer.places == 1,
        "place": offer.plz == offer.employer.plz,
    }
    return {name: is_usual and name not in said for name, is_usual in usual.items()}

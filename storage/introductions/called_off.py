"""Who comes on a day is called off where a place is filled, and comes where it is not after all."""

from __future__ import annotations

from storage import pending
from storage.introductions import firm_said, lists
from storage.introductions.planned import OFF, Planned
from storage.models import Introduction, Offer
from storage.queues.kinds import Kind
from storage.rules.stages import Move, Side
from storage.work import Work

CALLED_OFF = Planned(Move.REFUSE, Side.FIRM, OFF)
"""It goes with the place: a no to somebody alone stands, also where its reason is the same."""


def call_off(work: Work, introduction: Introduction) -> None:
    """Say no to somebody in a minute, because nobody is needed any more."""
    firm_said.begin(work, introduction, CALLED_OFF)


def keeps_open(work: Work, offer: Offer) -> bool:
    """Take back that an offer is filled, and that nobody need come; tell whether it was to close.

    However it is said that somebody is needed: who was called off in the last minute comes.
    """
    for each in lists.of_offer(work, offer.id):
        if firm_said.waits(work, each) == CALLED_OFF:
            firm_said.take_back(work, each)
    return pending.take_back(work, Kind.OFFER_FILLED, offer.id)

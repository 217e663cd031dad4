"""An introduction goes on: everybody concerned hears of it, but who did it."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.employer.closing import tell_interested
from conversations.everybody import notices
from storage import offers, people
from storage.introductions import lists, steps
from storage.introductions.beginning import begin
from storage.introductions.permission import begin_permission_anew
from storage.introductions.steps import NOTHING_NEW, Facts
from storage.models import Introduction, Offer, Person
from storage.models.offers import EmployerStatus, OfferState
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.rules.ages import is_adult
from storage.rules.introducing import Move, Side, Stage, takes_place
from storage.work import Work

PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE
IS_FILLED = "filled"
"""The reason why somebody's way ends where the places went to others."""
BEGUN = frozenset({Stage.STARTING, Stage.STARTED})
HEARS: Mapping[Stage, frozenset[Side]] = {
    Stage.INTERESTED: frozenset({CENTRE}),
    Stage.SHOWN: frozenset({PERSON}),
    Stage.QUESTION: frozenset({CENTRE}),
    Stage.WANTED: frozenset({PERSON}),
    Stage.GUARDIAN: frozenset({CENTRE}),
    Stage.PERMIT: frozenset({PERSON, FIRM, CENTRE}),
    Stage.NAMING: frozenset({PERSON}),
    Stage.CHOOSING: frozenset({PERSON}),
    Stage.DATED: frozenset({PERSON, FIRM, CENTRE}),
    Stage.CAME: frozenset(),
    Stage.TALKING: frozenset({PERSON, FIRM, CENTRE}),
    Stage.STARTING: frozenset({PERSON, FIRM, CENTRE}),
    Stage.STARTED: frozenset(),
    Stage.KEPT: frozenset({CENTRE}),
    Stage.LEFT: frozenset({PERSON, FIRM, CENTRE}),
    Stage.REFUSED: frozenset({PERSON}),
    Stage.WITHDRAWN: frozenset({FIRM, CENTRE}),
    Stage.EXPIRED: frozenset({PERSON, FIRM, CENTRE}),
    Stage.CLOSED: frozenset({PERSON, FIRM}),
}
"""Who hears that a stage began. What a firm has to answer is among its questions of the day."""


def wants(work: Work, person: Person, offer: Offer) -> Introduction:
    """Begin for who is interested: the firm sees a card without a name, or a colleague decides.

    Adults go on at once; whoever is younger, and the people for a firm that cannot be asked
    here, wait for their centre.
    """
    introduction = begin(work, person, offer)
    if introduction.stage is not Stage.INTERESTED:
        return introduction
    is_known = offer.employer.status is EmployerStatus.VERIFIED
    if is_known and is_adult(person.age_band) and people.employer_doors(work, offer.employer_id):
        carry_on(work, introduction, Move.SHOW, PERSON)
    else:
        _tell(work, introduction, PERSON)
    return introduction


def carry_on(
    work: Work,
    introduction: Introduction,
    move: Move,
    side: Side,
    facts: Facts = NOTHING_NEW,
) -> bool:
    """Move on as `steps.advance` does, and tell whoever did not do it; False where it cannot be.

    Where the last place went, the offer is filled and who else wanted it hears so. Raises
    FullError where it went to somebody else.
    """
    was = introduction.stage
    if not steps.advance(work, introduction, move, side, facts):
        return False
    _tell(work, introduction, side, was)
    if takes_place(introduction.stage, introduction.kind):
        _fill_if_full(work, introduction.offer_id)
    return True


def _fill_if_full(work: Work, offer_id: int) -> None:
    """Close an offer whose last place went; who else was on the way hears so, each once."""
    offer = offers.find(work, offer_id)
    if offer is None or offer.state is OfferState.FILLED:
        return
    if lists.seats_taken(work, offer) >= offer.places:
        offers.set_state(work, offer, OfferState.FILLED)
        close_others(work, offer, CENTRE)
        tell_interested(work, offer)


def close_others(work: Work, offer: Offer, side: Side) -> None:
    """End the way of everybody who has no place of an offer that is filled; each hears once."""
    for each in lists.of_offer(work, offer.id):
        if each.seat is None and each.stage not in BEGUN:
            carry_on(work, each, Move.CLOSE, side, Facts(reason=IS_FILLED))


def permission_anew(work: Work, offer: Offer, side: Side) -> None:
    """Begin the permission of everybody on the way anew, since the kind of work is another one."""
    for each in begin_permission_anew(work, offer):
        _tell(work, each, side)


def _tell(work: Work, introduction: Introduction, side: Side, was: Stage | None = None) -> None:
    hears = HEARS[introduction.stage] - {side}
    about = (introduction.id, introduction.revision)
    if PERSON in hears:
        people.tell(work, introduction.person_id, Kind.INTRODUCED, *about)
    if FIRM in hears and was is not Stage.INTERESTED:
        for door in people.employer_doors(work, introduction.employer_id):
            speak(work, door.chat_id, Kind.INTRODUCED_FIRM, *about, whom=door.person_id)
    if CENTRE in hears:
        notices.to_introduce(work, introduction)

"""An introduction goes on: everybody concerned hears of it, but who did it."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.everybody import notices
from conversations.everybody.taking_back import take_back
from storage import firm_days, people
from storage.introductions import steps
from storage.introductions.beginning import begin
from storage.introductions.steps import NOTHING_NEW, Facts
from storage.models import Introduction, Offer, Person
from storage.models.offers import EmployerStatus
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.rules.ages import is_adult
from storage.rules.introducing import ENDS, MANNERS, Move, Side, Stage
from storage.work import Work

PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE
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
    _keep_firm(work, introduction)
    return True


def _keep_firm(work: Work, introduction: Introduction) -> None:
    """Ask the firm where it has the next step; take its cards back where it ended."""
    if introduction.stage in ENDS:
        take_back(work, introduction)
    elif MANNERS[introduction.stage].owner is FIRM:
        firm_days.opened(work, introduction.employer_id)


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

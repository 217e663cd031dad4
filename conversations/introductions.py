"""An introduction goes on: everybody concerned hears of it, but who did it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from conversations.cards.unpaid import trained
from conversations.everybody import notices, ways
from conversations.everybody.closing import tell_interested
from conversations.everybody.taking_back import take_back
from storage import firm_days, firm_told, holds, offers, people
from storage.introductions import asking, lists, sealing, seats, steps
from storage.introductions.beginning import begin
from storage.introductions.days import off_day
from storage.introductions.grown import is_unseen
from storage.introductions.held import begin_anew
from storage.introductions.permission import begin_permission_anew
from storage.introductions.steps import NOTHING_NEW, Facts
from storage.introductions.timing import as_read, asks_first
from storage.models import Introduction, Offer, Person
from storage.models.offers import EmployerStatus, OfferState
from storage.queues.kinds import Kind
from storage.rules.ages import is_adult
from storage.rules.hearing import HEARS
from storage.rules.stages import (
    EARLY,
    ENDS,
    FILLED,
    MANNERS,
    Move,
    Side,
    Stage,
    begins_to_take,
)
from storage.work import Work

PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE
LEFT = "left"
"""Tells the notice that nobody looks after it any more from the others about it."""
GROWN = "grown"
"""Tells the notice that somebody says they are 18 now from the one that their parents are asked."""


def wants(work: Work, person: Person, offer: Offer) -> Introduction:
    """Begin for who is interested: the firm sees a card without a name, or a colleague decides.

    Adults go on at once; whoever is younger, the people for a firm of which nobody is here, and
    who is trained in what an internship without pay asks for, wait for their centre.
    """
    introduction = begin(work, person, offer)
    if introduction.stage is not Stage.INTERESTED:
        return introduction
    if _goes_on_at_once(work, person, offer):
        carry_on(work, introduction, Move.SHOW, PERSON)
    else:
        _tell(work, introduction, HEARS[Stage.INTERESTED])
    return introduction


def _goes_on_at_once(work: Work, person: Person, offer: Offer) -> bool:
    """Tell whether nobody of the centre has to look before a firm sees a card."""
    is_known = offer.employer.status is EmployerStatus.VERIFIED
    if not is_known or not is_adult(person.age_band) or is_unseen(work, person):
        return False
    if trained(work, person.id, offer):
        return False
    return bool(people.employer_doors(work, offer.employer_id))


def carry_on(
    work: Work,
    introduction: Introduction,
    move: Move,
    side: Side,
    facts: Facts = NOTHING_NEW,
    *,
    by: int | None = None,
) -> bool:
    """Move on as `steps.advance` does, and tell whoever did not do it; False where it cannot be.

    `by` is the colleague who did it, were it for a side they talked to. With the person's yes the
    firm may read their first name, unless they said another one for it. Where the last place went,
    the offer is filled and who else wanted it hears so. Raises FullError where it went to somebody
    else.
    """
    was, had = introduction.stage, introduction.seat
    if not steps.advance(work, introduction, move, side, facts):
        return False
    if move is Move.ANSWER and introduction.stage is was:
        firm_told.tell(work, introduction, once=f"{work.now:%y%m%d%H%M%S}")
        return True
    if move is Move.AGREE and sealing.FIRST_NAME not in sealing.facts(introduction):
        person = people.find(work, introduction.person_id)
        profile = person.profile if person else None
        sealing.note(introduction, first_name=profile.first_name if profile else None)
    _tell(work, introduction, _hears(work, introduction, was, side), by)
    _keep_firm(work, introduction)
    if had is None and introduction.seat is not None:
        _fill(work, introduction)
    return True


def _hears(work: Work, introduction: Introduction, was: Stage, side: Side) -> Collection[Side]:
    """Return who hears of a step a side did; the centre, too, that a question is still open."""
    hears = HEARS[introduction.stage] - {side}
    if was in (Stage.DATED, Stage.STARTING) and introduction.stage in ENDS:
        hears |= {CENTRE}
    if off_day(work, introduction) is not None or asks_first(introduction):
        hears |= {FIRM}  # what nobody there has heard yet, and of parents nothing
    if was is Stage.GUARDIAN and introduction.stage is Stage.EXPIRED:
        hears |= {CENTRE}
    if was is Stage.QUESTION and asking.is_open(introduction):
        hears |= {CENTRE}
    return hears - {FIRM} if was is Stage.INTERESTED else hears


def release(work: Work, person_id: int, employer_id: int) -> bool:
    """Let go on what a problem held, since a colleague looked; False where nothing was held."""
    if not holds.release(work, person_id, employer_id):
        return False
    begin_anew(work, person_id, employer_id)
    firm_days.opened(work, employer_id)
    return True


def goes_on(work: Work, introduction: Introduction, not_before: datetime) -> None:
    """Tell both sides how far it is, where no stage began: the permission is a step further.

    Whom no message reaches hears it with the next news: nobody is called about each step.
    """
    about = (introduction.id, introduction.revision)
    people.tell(work, introduction.person_id, Kind.INTRODUCED, *about, not_before=not_before)
    firm_told.tell(work, introduction)


def close_early(
    work: Work,
    offer: Offer,
    stages: Collection[Stage] = EARLY,
    reason: str = FILLED,
    *,
    side: Side = FIRM,
) -> None:
    """End what is at these stages of an offer that is not to be had now; each person hears so.

    Who has a place, or is further, is left to those who know them. The firm said no to nobody:
    unless it is the `side` that did it, it hears of whom it waits for, as of other ends; a card it
    did not answer goes without a word. Whose parents are asked first goes with who is asked.
    """
    for each in lists.of_offer(work, offer.id):
        if each.seat is None and as_read(each) in stages:
            waits = each.stage not in (Stage.INTERESTED, Stage.SHOWN)
            carry_on(work, each, Move.CLOSE, side if waits else FIRM, Facts(reason=reason))


def age_changed(work: Work, person: Person) -> None:
    """Let every way follow another age: who is younger than they said needs the parents' yes.

    Who says that they are 18 while the parents are asked waits until the centre has looked. It
    hears of each, also of who works there already; a firm where a day was agreed.
    """
    grown = is_adult(person.age_band)
    for each in lists.of_person(work, person.id):
        was = each.stage
        if grown and was is Stage.GUARDIAN:
            notices.to_introduce(work, each, once=GROWN)
        elif not grown and was is Stage.STARTED:
            _tell(work, each, {CENTRE})
        elif not grown and carry_on(work, each, Move.PARENTS, PERSON):
            _tell(work, each, {PERSON})


def permission_anew(work: Work, offer: Offer, side: Side) -> None:
    """Begin the permission of everybody on the way anew, since the kind of work is another one.

    Where a day was agreed, it comes to nothing: whoever changed the kind hears that as well.
    """
    for each in begin_permission_anew(work, offer):
        is_off = each.stage is Stage.PERMIT and off_day(work, each) is not None
        _tell(work, each, HEARS[each.stage] - (set() if is_off else {side}))
    _seat(work, offer)


def _seat(work: Work, offer: Offer) -> None:
    """Give the places to who comes first, where a day takes one now that took none before.

    Nobody comes on a day for which no place is left: it ends, and both hear so before.
    """
    ways = lists.of_offer(work, offer.id)
    for each in sorted(ways, key=lambda way: (way.stage is Stage.DATED, way.on_date or date.max)):
        if each.seat is None and begins_to_take(each.stage, each.kind):
            seats.take(work, each, each.stage)
            _fill(work, each)


def let_go(work: Work, person_id: int) -> None:
    """Give to the centre what a colleague who goes looked after; it hears of each."""
    for each in lists.let_go(work, person_id):
        notices.to_introduce(work, each, once=LEFT)


def _fill(work: Work, introduction: Introduction) -> None:
    """Close the offer with its last place; whoever else wanted it hears so, each once."""
    offer = offers.find(work, introduction.offer_id)
    if offer is None or lists.seats_taken(work, offer) < offer.places:
        return
    if offer.state is not OfferState.FILLED:
        offers.set_state(work, offer, OfferState.FILLED)
    close_early(work, offer, MANNERS.keys() - {Stage.STARTED}, side=CENTRE)
    tell_interested(work, offer)


def _keep_firm(work: Work, introduction: Introduction) -> None:
    """Ask the firm where it has the next step; take its cards back where it ended."""
    if introduction.stage in ENDS:
        take_back(work, introduction)
    elif MANNERS[introduction.stage].owner is FIRM:
        firm_days.opened(work, introduction.employer_id)


def _tell(
    work: Work, introduction: Introduction, hears: Collection[Side], by: int | None = None
) -> None:
    """Tell these sides; the centre calls a person who has no chat and no page."""
    if PERSON in hears:
        ways.tell(work, introduction, Kind.INTRODUCED)
    if FIRM in hears:
        firm_told.tell(work, introduction)
    if CENTRE in hears:
        notices.to_introduce(work, introduction, but=by)

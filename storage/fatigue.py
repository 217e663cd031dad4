"""Who had enough: offers unanswered one after the other, and the same firm again and again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import Integer, Select, bindparam, exists, func, select, update
from sqlalchemy.orm import aliased

from storage.models import Offer, OfferSkill, Person, Proposal
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.ages import is_adult
from storage.rules.clock import to_local
from storage.rules.fatigue import ANY, Sent, asked_of
from storage.work import Work

LATE = timedelta(days=3)
"""So long after its time a question that nobody closed counts as closed: nobody waits for ever."""
_later = aliased(Proposal)
_people = bindparam("people", expanding=True, type_=Integer())
_said_since = exists().where(
    _later.person_id == Proposal.person_id, _later.answered_at >= Proposal.shown_at
)
SILENT = (
    select(Proposal.person_id)
    .where(Proposal.person_id.in_(_people), Proposal.pushed, Proposal.answered_at.is_(None))
    .where(~_said_since)
    .group_by(Proposal.person_id)
    .having(func.count() >= bindparam("unanswered", type_=Integer()))
)
"""Who let the last so many offers pass that were sent to them."""


def is_silent(work: Work, person_id: int) -> bool:
    """Tell whether somebody let so many offers pass that we ask before we send another."""
    values = {"people": [person_id], "unanswered": work.limits.unanswered_pushes}
    return work.session.execute(SILENT, values).first() is not None


def heard(work: Work, person_id: int) -> None:
    """Note that somebody still looks for work, or said something: nothing is unanswered now."""
    passed = (Proposal.person_id == person_id, Proposal.pushed, Proposal.answered_at.is_(None))
    work.session.execute(update(Proposal).where(*passed).values(answered_at=work.now))
    person = work.session.get(Person, person_id)
    if person is not None and person.still_at is not None:
        person.still_at = None
    work.session.flush()


def is_asked(work: Work, person: Person) -> bool:
    """Tell whether somebody was asked if they still look for work, and may still answer."""
    lasts = timedelta(days=work.limits.still_days) + LATE
    return person.still_at is not None and person.work_on and work.now < person.still_at + lasts


def answer_by(work: Work, asked_at: datetime) -> date:
    """Return the last local day before offers pause, for who was asked then."""
    lasts = timedelta(days=work.limits.still_days)
    return to_local(asked_at + lasts, work.zone.key).date()


def watch(work: Work, person_id: int) -> None:
    """Have somebody asked, in the time the next offer would come, if they answer none by then."""
    if is_silent(work, person_id):
        at = work.daytime(work.now + timedelta(hours=work.limits.wave_hours))
        due.schedule(work, Kind.STILL, at, person_id=person_id, offset=f"{work.today}")


def ask(work: Work, person: Person) -> bool:
    """Note that somebody is asked now; False where that is not needed, or they were already."""
    wants = person.work_on and person.stopped_at is None and is_adult(person.age_band)
    if not wants or is_asked(work, person) or not is_silent(work, person.id):
        return False
    person.still_at = work.now
    at = work.daytime(work.now + timedelta(days=work.limits.still_days))
    due.schedule(work, Kind.STILL_OVER, at, person_id=person.id, offset=f"{work.today}")
    work.session.flush()
    return True


def give_up(work: Work, person: Person, asked_on: str) -> bool:
    """Let offers pause for who did not answer; False where they did, or were asked again since."""
    if not person.work_on or person.stopped_at is not None or person.still_at is None:
        return False
    if f"{to_local(person.still_at, work.zone.key).date()}" != asked_on:
        return False
    person.work_on = False
    work.session.flush()
    return True


def sent_lately(work: Work, person_id: int) -> Sent:
    """Return the firms, with their skills, of what somebody was sent in the last weeks."""
    rows = _pushed(work).with_only_columns(Offer.employer_id, OfferSkill.skill)
    found = work.session.execute(rows.where(Proposal.person_id == person_id))
    return frozenset((employer, skill or ANY) for employer, skill in found)


def resting(work: Work, employer_id: int, skills: Collection[str]) -> set[int]:
    """Return who was sent an offer of a firm lately that asked for one of these skills."""
    asked = func.coalesce(OfferSkill.skill, ANY).in_(sorted(asked_of(skills)))
    rows = _pushed(work).where(Offer.employer_id == employer_id, asked)
    return set(work.session.scalars(rows))


def _pushed(work: Work) -> Select[int]:
    since = work.now - timedelta(days=work.limits.employer_pause_days)
    return (
        select(Proposal.person_id)
        .join(Offer, Offer.id == Proposal.offer_id)
        .outerjoin(OfferSkill, OfferSkill.offer_id == Offer.id)
        .where(Proposal.pushed, Proposal.shown_at > since)
    )

"""What a desk looks at: the day of a centre, an employer's offers, who is interested."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, exists, func, or_, select

from storage import places
from storage.holds import goes_on
from storage.models import Appointment, Introduction, Offer, Proposal
from storage.models.offers import OfferState, ProposalState
from storage.queues.health import aside
from storage.rules.interpreting import OPEN as MISSING
from storage.rules.stages import Stage
from storage.work import Work


def appointments_on(work: Work, centre: str | None, day: date) -> list[Appointment]:
    """Return the day's appointments of a centre (None: of all), the earliest first."""
    rows = select(Appointment).where(Appointment.on_date == day, Appointment.cancelled_at.is_(None))
    if centre is not None:
        rows = rows.where(Appointment.centre == centre)
    return list(work.session.scalars(rows.order_by(Appointment.at_time, Appointment.id)))


def next_day(work: Work, centre: str | None) -> date | None:
    """Return the next day after today with appointments at a centre (None: at any)."""
    rows = select(func.min(Appointment.on_date)).where(
        Appointment.on_date > work.today, Appointment.cancelled_at.is_(None)
    )
    if centre is not None:
        rows = rows.where(Appointment.centre == centre)
    return work.session.scalar(rows)


def without_interpreter(work: Work, centre: str | None, until: date) -> int:
    """Count what is still to come until a day and needs somebody who interprets."""
    rows = select(func.count(Appointment.id)).where(
        Appointment.starts_at > work.now,
        Appointment.on_date <= until,
        Appointment.cancelled_at.is_(None),
        Appointment.interpreter.is_not(None),
        Appointment.interpreting.in_(MISSING),
    )
    if centre is not None:
        rows = rows.where(Appointment.centre == centre)
    return work.session.scalar(rows) or 0


def interest(work: Work, centre: str | None) -> list[tuple[Offer, int]]:
    """Return the open offers around a centre that somebody wants and the centre goes on with.

    With how many people do; where their firm sees them already they do not count. An offer
    outside the district is around all centres.
    """
    wanted = func.count(Proposal.id)
    rows = (
        select(Offer, wanted)
        .join(Proposal, Proposal.offer_id == Offer.id)
        .where(Proposal.state == ProposalState.INTERESTED, Offer.state != OfferState.FILLED)
        .where(goes_on(), _waits_for_the_centre())
        .group_by(Offer.id)
        .order_by(wanted.desc(), Offer.id)
    )
    rows = places.around(rows, Offer.plz, centre)
    return [(offer, count) for offer, count in work.session.execute(rows)]


def _waits_for_the_centre() -> ColumnElement[bool]:
    """Whether who is interested is not on the way to the firm yet, and never was."""
    own = (Introduction.person_id == Proposal.person_id, Introduction.offer_id == Proposal.offer_id)
    waits = (Introduction.stage == Stage.INTERESTED, Introduction.ended_at.is_(None))
    return or_(exists().where(*own, *waits), ~exists().where(*own))


def offers_of(work: Work, employer_id: int) -> list[Offer]:
    """Return an employer's offers that are not filled, the newest first."""
    own = (Offer.employer_id == employer_id, Offer.state != OfferState.FILLED)
    return list(work.session.scalars(select(Offer).where(*own).order_by(Offer.id.desc())))


def closed_of(work: Work, employer_id: int) -> list[Offer]:
    """Return an employer's offers that are filled, the newest first."""
    own = (Offer.employer_id == employer_id, Offer.state == OfferState.FILLED)
    return list(work.session.scalars(select(Offer).where(*own).order_by(Offer.id.desc())))


def parked(work: Work) -> int:
    """Count the updates and due things that were put aside after failing."""
    return aside(work.session)

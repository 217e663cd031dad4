"""Nobody forgotten: who heard nothing, who has no match and why, who cannot be told of a date."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import exists, or_, select

from storage.finding import at_centre, newcomers, of_centre
from storage.matching import without_match
from storage.models import Appointment, Chat, Person, Seat
from storage.people import can_hear
from storage.rules.obstacles import Obstacle
from storage.work import Work


def silent(work: Work, centre: str | None) -> list[int]:
    """Return who came over 14 days ago and got no message since, who waits longest first.

    Who wants no messages is left in peace; who never had a phone here was not promised any.
    """
    since = work.now - timedelta(days=work.limits.quiet_days)
    uses, sits = Chat.person_id == Person.id, Seat.person_id == Person.id
    rows = (
        newcomers(None)
        .add_columns(at_centre)
        .where(Person.created_at < since, Person.stopped_at.is_(None))
        .where(or_(Person.told_at.is_(None), Person.told_at < since))
        .where(or_(exists().where(uses), exists().where(sits)))
    )
    ordered = rows.order_by(None).order_by(Person.active_at, Person.id)
    everywhere = work.session.execute(ordered)  # the centre is asked last: PostgreSQL misjudges it
    return [key for key, own in everywhere if centre is None or own in (centre, None)]


def unmatched(work: Work, centre: str | None) -> list[int]:
    """Return who looks for work, can be told, and fits no open offer."""
    return [each for people in unmatched_by(work, centre).values() for each in people]


def unmatched_by(work: Work, centre: str | None) -> dict[Obstacle, list[int]]:
    """Return them by the one thing that stands in the way."""
    found = without_match(work)
    own = set(of_centre(work, centre, [each for who in found.values() for each in who]))
    kept = {each: [one for one in who if one in own] for each, who in found.items()}
    return {each: who for each, who in kept.items() if who}


def unreachable(work: Work, centre: str | None) -> list[int]:
    """Return who has an appointment coming and no chat that hears, the next appointment first."""
    coming = (Appointment.cancelled_at.is_(None), Appointment.starts_at > work.now)
    rows = (
        select(Appointment.person_id)
        .where(*coming, ~can_hear(Appointment.person_id))
        .order_by(Appointment.starts_at, Appointment.id)
    )
    return of_centre(work, centre, list(dict.fromkeys(work.session.scalars(rows))))


def nobody_forgotten(work: Work, centre: str | None) -> int:
    """Count who heard nothing, has no match or cannot be reached: somebody should do something."""
    lists = (silent, unmatched, unreachable)
    return len({person for each in lists for person in each(work, centre)})

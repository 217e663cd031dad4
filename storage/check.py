"""What an operator should know before people rely on the data."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import Activity, Appointment, Centre, Offer, OfferSkill, ProfileSkill
from storage.models.offers import OfferState
from storage.rules import codes
from storage.rules.taxonomy import skills
from storage.signups import rule_of


def findings(session: Session) -> list[str]:
    """Return one English sentence for each thing that must be put right; empty when all is well."""
    return [*_centres(session), *_skills(session), *_offers(session), *_activities(session)]


def _centres(session: Session) -> Iterator[str]:
    """A centre with open appointments is live: people look for its door and its number."""
    count = func.count(Appointment.id)
    live = (
        select(Centre, count)
        .join(Appointment, Appointment.centre == Centre.key)
        .where(Appointment.cancelled_at.is_(None))
        .group_by(Centre.key)
    )
    for centre, appointments in session.execute(live.order_by(Centre.key)):
        missing = [name for name in ("address", "phone") if not getattr(centre, name)]
        if missing:
            yield (
                f"The centre {centre.key} has {appointments} appointments but no "
                f"{' and no '.join(missing)}."
            )


def _skills(session: Session) -> Iterator[str]:
    used = {*session.scalars(select(OfferSkill.skill).union(select(ProfileSkill.skill)))}
    for skill in sorted(used - skills().keys()):
        yield f"The skill {skill} is used but not in the taxonomy."


def _offers(session: Session) -> Iterator[str]:
    for offer in session.scalars(select(Offer).order_by(Offer.ref)):
        if offer.kind not in codes.OFFER_KINDS:
            yield f"The offer {offer.ref} has the unknown kind {offer.kind}."
        if not offer.skills and offer.state == OfferState.OPEN:
            yield f"The offer {offer.ref} names no skill and fits nobody."


def _activities(session: Session) -> Iterator[str]:
    for each in session.scalars(select(Activity).order_by(Activity.id)):
        name = each.ref or each.id
        if each.kind not in codes.ACTIVITY_KINDS:
            yield f"The activity {name} has the unknown kind {each.kind}."
        try:
            rule_of(each)
        except ValueError:
            yield f"The activity {name} has days or hours that make no sense."

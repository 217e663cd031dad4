"""What an operator should know before people rely on the data."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from storage.desk import parked
from storage.models import Activity, Appointment, Centre, Offer, OfferSkill, ProfileSkill
from storage.models.offers import OfferState
from storage.resealing import unreadable
from storage.rules import codes
from storage.rules.taxonomy import skills
from storage.signups import rule_of
from storage.work import Work


def findings(work: Work) -> list[str]:
    """Return one English sentence for each thing that must be put right; empty when all is well."""
    found = (_centres, _skills, _offers, _activities, _parked, _unreadable)
    return [sentence for part in found for sentence in part(work)]


def _centres(work: Work) -> Iterator[str]:
    """A centre with open appointments is live: people look for its door and its number."""
    count = func.count(Appointment.id)
    live = (
        select(Centre, count)
        .join(Appointment, Appointment.centre == Centre.key)
        .where(Appointment.cancelled_at.is_(None))
        .group_by(Centre.key)
    )
    for centre, appointments in work.session.execute(live.order_by(Centre.key)):
        missing = [name for name in ("address", "phone") if not getattr(centre, name)]
        if missing:
            yield (
                f"The centre {centre.key} has {appointments} appointments but no "
                f"{' and no '.join(missing)}."
            )


def _skills(work: Work) -> Iterator[str]:
    used = {*work.session.scalars(select(OfferSkill.skill).union(select(ProfileSkill.skill)))}
    for skill in sorted(used - skills().keys()):
        yield f"The skill {skill} is used but not in the taxonomy."


def _offers(work: Work) -> Iterator[str]:
    for offer in work.session.scalars(select(Offer).order_by(Offer.ref)):
        if offer.kind not in codes.OFFER_KINDS:
            yield f"The offer {offer.ref} has the unknown kind {offer.kind}."
        if not offer.skills and offer.state == OfferState.OPEN:
            yield f"The offer {offer.ref} names no skill and fits nobody."


def _activities(work: Work) -> Iterator[str]:
    for each in work.session.scalars(select(Activity).order_by(Activity.id)):
        name = each.ref or each.id
        if each.kind not in codes.ACTIVITY_KINDS:
            yield f"The activity {name} has the unknown kind {each.kind}."
        try:
            rule_of(each)
        except ValueError:
            yield f"The activity {name} has days or hours that make no sense."


def _parked(work: Work) -> Iterator[str]:
    if count := parked(work):
        yield f"{count} updates or due things were put aside after failing; the log names them."


def _unreadable(work: Work) -> Iterator[str]:
    for column, count in unreadable(work.session):
        yield f"The column {column} has {count} values that no key of JIP_SECRET_KEY opens."

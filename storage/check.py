"""What an operator should know before people rely on the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from sqlalchemy import func, select

from storage.clashes import upcoming_clashes
from storage.desk import parked
from storage.exchange.fields import CENTRE_KEY, FAR
from storage.models import Activity, Appointment, Centre, Offer, OfferSkill, ProfileSkill
from storage.models.offers import OfferState
from storage.places import kilometres_away
from storage.resealing import unreadable
from storage.rules import codes
from storage.rules.opening_hours import ALWAYS, understood
from storage.rules.places import OUTSIDE_KM
from storage.rules.taxonomy import skills
from storage.rules.way import misplaced
from storage.signups import rule_of
from storage.work import Work


def findings(work: Work) -> list[str]:
    """Return one English sentence for each thing that must be put right; empty when all is well."""
    return [
        *_sentences(work),
        *_centres(work),
        *_values(work),
        *_skills(work),
        *_offers(work),
        *_activities(work),
        *upcoming_clashes(work).values(),
        *_parked(work),
        *_unreadable(work),
    ]


def _sentences(work: Work) -> Iterator[str]:
    """A sentence of law is not shown before somebody answers for it."""
    if not work.limits.money_sentence_confirmed:
        yield (
            "People are not told that their money and their right to stay do not depend on this. "
            "Once your data protection officer confirmed it, say yes in the setting "
            "money_sentence_confirmed."
        )


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


def _values(work: Work) -> Iterator[str]:
    """What was written past the loading of files, which refuses it."""
    for each in work.session.scalars(select(Centre).order_by(Centre.key)):
        if not re.fullmatch(CENTRE_KEY, each.key):
            yield f"The centre {each.key!r} has a key that buttons cannot carry."
        if wrong := misplaced(each.lat, each.lon, partial(kilometres_away, work), OUTSIDE_KM):
            yield f"The centre {each.key} lies outside the district: {wrong}."
        try:
            understood(each.hours or ALWAYS)
        except ValueError:
            yield f"The centre {each.key} has hours nobody understands: {each.hours!r}."


def _skills(work: Work) -> Iterator[str]:
    used = {*work.session.scalars(select(OfferSkill.skill).union(select(ProfileSkill.skill)))}
    for skill in sorted(used - skills().keys()):
        yield f"The skill {skill} is used but not in the taxonomy."


def _offers(work: Work) -> Iterator[str]:
    for offer in work.session.scalars(select(Offer).order_by(Offer.ref)):
        if offer.kind not in codes.OFFER_KINDS:
            yield f"The offer {offer.ref} has the unknown kind {offer.kind}."
        if offer.start_on and offer.start_on > work.today + FAR:
            yield f"The offer {offer.ref} begins on {offer.start_on}, years from now."
        helps = offer.experience == "none"
        if not offer.skills and not helps and offer.state == OfferState.OPEN:
            yield f"The offer {offer.ref} names no skill and fits nobody."


def _activities(work: Work) -> Iterator[str]:
    for each in work.session.scalars(select(Activity).order_by(Activity.id)):
        name = each.ref or each.id
        if each.kind not in codes.ACTIVITY_KINDS:
            yield f"The activity {name} has the unknown kind {each.kind}."
        if not each.place_hint and each.cancelled_at is None:
            yield f"The activity {name} has no street: people are told to ask where it is."
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

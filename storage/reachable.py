"""Whom the database could send an offer: cheap conditions first, so that few are weighed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    or_,
    select,
)

from storage.models import Chat, Person, Profile, ProfileSkill, Proposal
from storage.places import gazetteer
from storage.rules.ages import AgeBand
from storage.rules.facts import is_too_far, liked_areas, linking_skills
from storage.rules.fit import enough_german
from storage.rules.fit_codes import LEVELS, WANT_OF_KIND, Opening
from storage.rules.places import Gazetteer
from storage.rules.way import Mode, Spot
from storage.work import Work

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FACTS = (
    Profile.person_id,
    Profile.plz,
    Profile.ags,
    Profile.wants,
    Profile.areas,
    Profile.slots,
    Profile.mobility,
    Profile.licences,
    Profile.german,
    Profile.childcare,
    Profile.offered_at,
)
Skills = dict[int, list[tuple[str, int]]]


def reachable(work: Work, opening: Opening) -> list[Row[*tuple[Any, ...]]]:
    """Return the facts of adults who can be sent an offer now, want its kind and link to it.

    The rules decide; left out is only whom they refuse in any case.
    """
    german = Profile.german
    chat = exists().where(
        Chat.person_id == Person.id, Chat.blocked_at.is_(None), Chat.language.is_not(None)
    )
    seen = exists().where(Proposal.person_id == Person.id, Proposal.offer_id == opening.id)
    rows = (
        select(*FACTS)
        .join(Person, Person.id == Profile.person_id)
        .where(Person.work_on, Person.stopped_at.is_(None), Person.age_band == AgeBand.ADULT)
        .where(_names(Profile.wants, [WANT_OF_KIND.get(opening.kind, "")]), _links(opening))
        .where(or_(german.is_(None), german.not_in(LEVELS), german.in_(enough_german(opening))))
        .where(~_too_far(gazetteer(work), opening))
        .where(chat, ~seen, Person.id.not_in(full(work)))
    )
    return list(work.session.execute(rows))


def skills_for(work: Work, opening: Opening) -> Skills:
    """Return who has which of the skills that touch an offer, with their levels."""
    found: Skills = defaultdict(list)
    having = select(ProfileSkill.person_id, ProfileSkill.skill, ProfileSkill.level)
    for person_id, skill, level in work.session.execute(having.where(_touches(opening))):
        found[person_id].append((skill, level))
    return found


def full(work: Work) -> Select[int]:
    """Return who was sent enough offers unasked, today or this week."""
    today = func.sum(case((Proposal.shown_at > work.now - DAY, 1), else_=0))
    return (
        select(Proposal.person_id)
        .where(Proposal.pushed, Proposal.shown_at > work.now - WEEK)
        .group_by(Proposal.person_id)
        .having(
            or_(today >= work.limits.pushes_per_day, func.count() >= work.limits.pushes_per_week)
        )
    )


def _links(opening: Opening) -> ColumnElement[bool]:
    able = Profile.person_id.in_(select(ProfileSkill.person_id).where(_touches(opening)))
    return or_(able, _names(Profile.areas, liked_areas(opening)))


def _too_far(places: Gazetteer, opening: Opening) -> ColumnElement[bool]:
    """Whether the home is known and far, for whoever has a car and for all others."""
    plz, ags = func.coalesce(Profile.plz, ""), func.coalesce(Profile.ags, "")
    has_car = func.coalesce(_names(Profile.mobility, [Mode.CAR]), false())

    def far(modes: Collection[str]) -> ColumnElement[bool]:
        codes = [key for key in places.by_plz if _is_far(places.spot(key), opening, modes)]
        towns = [key for key in places.by_ags if _is_far(places.spot(None, key), opening, modes)]
        return or_(plz.in_(codes), and_(plz == "", ags.in_(towns)))

    return or_(far([*Mode]), and_(~has_car, far({*Mode} - {Mode.CAR})))


def _is_far(home: Spot | None, opening: Opening, modes: Collection[str]) -> bool:
    return home is not None and is_too_far(opening, home, modes)


def _touches(opening: Opening) -> ColumnElement[bool]:
    return ProfileSkill.skill.in_(sorted(linking_skills(opening)))


def _names(column: Any, codes: Collection[str]) -> ColumnElement[bool]:
    """Whether a JSON list of codes holds one of these; both databases keep it as text."""
    written = cast(column, String)
    return or_(false(), *(written.contains(f'"{code}"', autoescape=True) for code in sorted(codes)))

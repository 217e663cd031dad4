"""Somebody has work, or looks again: offers stop and come back, help stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from storage.introductions.lists import of_person
from storage.models import Introduction, Person
from storage.rules.clock import to_local
from storage.rules.stages import Stage
from storage.work import Work

AT_WORK = frozenset({Stage.STARTING, Stage.STARTED})


ARE = select(Introduction.person_id).where(Introduction.stage.in_(AT_WORK))
"""Who works through us, or begins soon: nothing else is sent to them unasked."""


def has_work(work: Work, person: Person, since: date) -> None:
    """Note that somebody has work since a local day: no more offers, everything else stays."""
    person.works_since, person.work_on = since, False
    work.session.flush()


def looks_again(work: Work, person: Person) -> None:
    """Note that somebody looks for work again: offers come."""
    person.works_since, person.work_on = None, True
    work.session.flush()


def is_at_work(work: Work, person_id: int) -> bool:
    """Tell whether somebody works at a firm through us, or begins there soon."""
    return any(each.stage in AT_WORK for each in of_person(work, person_id))


def has_news(work: Work, person_id: int) -> bool:
    """Tell whether how it goes at a firm is news enough: they are at work, or a way ends today."""
    every = of_person(work, person_id, living=False)
    ends = (each.ended_at or each.expires_at for each in every)
    days = (to_local(at, work.zone.key).date() for at in ends if at)
    return is_at_work(work, person_id) or work.today in days


def began(work: Work, person_id: int) -> Introduction | None:
    """Return the way on which somebody began to work through us, and still does."""
    found = of_person(work, person_id)
    return next((each for each in found if each.stage is Stage.STARTED), None)


def others(work: Work, person_id: int, through: int = 0) -> Sequence[Introduction]:
    """Return the ways somebody is on beside the one that led to work."""
    found = of_person(work, person_id)
    return [each for each in found if each.id != through and each.stage not in AT_WORK]

"""Somebody whose parents were asked says that they are 18 now: that counts once staff saw it."""

from __future__ import annotations

from sqlalchemy import exists, func, or_, select

from storage.models import Introduction, Person
from storage.rules.ages import is_adult, is_minor
from storage.rules.stages import Stage
from storage.work import Work


def counts_as_minor(work: Work, person: Person) -> bool:
    """Tell whether somebody's guardian is asked: they are not 18, or only say so since."""
    return is_minor(person.age_band) or is_unseen(work, person)


def is_unseen(work: Work, person: Person) -> bool:
    """Tell whether somebody says to be 18 since parents were asked, and nobody looked yet.

    A way that ended meanwhile changes nothing; one that went on after it does.
    """
    if not is_adult(person.age_band):
        return False
    own, stage = Introduction.person_id == person.id, Introduction.stage
    was_asked = or_(stage == Stage.GUARDIAN, Introduction.reason == Stage.GUARDIAN)
    last = func.max(func.coalesce(Introduction.ended_at, work.now))
    asked_at = work.session.scalar(select(last).where(own, was_asked))
    if asked_at is None:
        return False
    seen = exists().where(own, stage != Stage.GUARDIAN, Introduction.introduced_at >= asked_at)
    return not work.session.scalar(select(seen))

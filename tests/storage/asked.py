"""Whom an offer goes to, asked twice: of memory, and of everybody one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from storage import census
from storage.matching import candidates, seeker_of
from storage.models import Chat, Offer, Profile, Proposal
from storage.openings import opening_of
from storage.rules.fit import judge, rank
from storage.work import Work
from tests.people import Town

T = TypeVar("T")
P = ParamSpec("P")
DAY = timedelta(days=1)


def chat_of(work: Work, person: int) -> Chat:
    return work.session.scalars(select(Chat).where(Chat.person_id == person)).one()


def expected(work: Work, offer: Offer) -> list[int]:
    """Judge everybody, one by one."""
    hears = set(work.session.scalars(select(Chat.person_id).where(Chat.blocked_at.is_(None))))
    shown = work.session.scalars(select(Proposal)).all()
    opening, fits = opening_of(work, offer), []
    for profile in work.session.scalars(select(Profile).options(selectinload(Profile.skills))):
        mine = [each for each in shown if each.person_id == profile.person_id]
        times = [work.now - each.shown_at for each in mine if each.pushed]
        is_full = any(at < DAY for at in times) or sum(at < 7 * DAY for at in times) > 1
        seeker = replace(
            seeker_of(work, profile, is_full), silent=silent(mine), sent=sent(work, mine)
        )
        fit = judge(seeker, opening, work.today)
        seen = {each.offer_id for each in mine}
        if fit.pushed and profile.person_id in hears and offer.id not in seen:
            fits.append(fit)
    return [fit.seeker for fit in rank(fits)]


def silent(mine: Sequence[Proposal]) -> bool:
    """Tell whether the last three sent to somebody are unanswered, and nothing was said since."""
    said = max((each.answered_at for each in mine if each.answered_at), default=None)
    passed = [each for each in mine if each.pushed and each.answered_at is None]
    return sum(said is None or said < each.shown_at for each in passed) >= 3


def sent(work: Work, mine: Sequence[Proposal]) -> frozenset[tuple[int, str]]:
    """Return the firms and skills of what somebody was sent within thirty days."""
    lately = [each for each in mine if each.pushed and work.now - each.shown_at < 30 * DAY]
    offers = [work.session.get_one(Offer, each.offer_id) for each in lately]
    skills = [(each.employer_id, {row.skill for row in each.skills} or {""}) for each in offers]
    return frozenset((firm, skill) for firm, named in skills for skill in named)


def named(work: Work, offer: Offer, most: int | None = None) -> list[int]:
    return [person.id for person, _ in candidates(work, offer, most)]


def compare(work: Work) -> int:
    """Compare for all offers; return how many people fit one."""
    fits = 0
    for offer in work.session.scalars(select(Offer)).all():
        wanted = expected(work, offer)
        found = [named(work, offer, most) for most in (1, 5, None)]
        assert found == [wanted[:1], wanted[:5], wanted]
        fits += len(wanted)
    return fits


def read(
    town: Town, unit: Callable[Concatenate[Work, P], T], *args: P.args, **options: P.kwargs
) -> T:
    """Run a unit in the reader."""
    asked = town.database.read(lambda session: unit(town.work(session), *args, **options))
    return asked.result(20)


def write(
    town: Town, unit: Callable[Concatenate[Work, P], T], *args: P.args, **options: P.kwargs
) -> T:
    """Run a unit in the writer."""
    return town.do(lambda session: unit(town.work(session), *args, **options))


def until_ready(town: Town) -> None:
    """Wait for what is read beside."""
    for _ in range(500):
        if write(town, census.is_ready):
            return
        time.sleep(0.01)
    raise AssertionError("never ready")

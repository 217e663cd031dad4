"""The facts about one person and one offer: skill link, German, way, times."""

from __future__ import annotations

from collections.abc import Iterator

from storage.rules.fit_codes import LEVELS, Facts, Link, Opening, Seeker
from storage.rules.slots import overlap
from storage.rules.taxonomy import skills
from storage.rules.way import Mode, Way, best_way

EXACT = {1: 15.0, 2: 30.0, 3: 45.0}
OPEN_POINTS = 11.0
FULL_LIMIT, PART_LIMIT, PART_HOURS = 60, 45, 20
UNKNOWN_MOBILITY = frozenset({Mode.FOOT, Mode.BUS})
NOTHING = Opening(0, "", frozenset(), None, 1, FULL_LIMIT)
"""An offer that asks for nothing."""


def gather(seeker: Seeker, opening: Opening) -> Facts:
    """Measure once what the filters, the score and the reasons need."""
    barred = _barred(opening)
    way = by_day = _way(seeker, opening, before_six=False)
    if opening.early:
        way = _way(seeker, opening, before_six=True)
    return Facts(
        seeker,
        opening,
        link=_link(seeker, opening, opening.skills - barred),
        needs_recognition=bool(barred) and barred == opening.skills,
        german_gap=_german_gap(seeker, opening),
        way=way,
        way_by_day=by_day,
        minutes_limit=minutes_limit(opening),
        times=None if seeker.slots is None else overlap(opening.slots, seeker.slots),
    )


def linking_skills(opening: Opening) -> frozenset[str]:
    """Return the skills that touch an offer: those asked for and their neighbours."""
    wanted = opening.skills - _barred(opening)
    near = (key for key, skill in skills().items() if not skill.related.isdisjoint(wanted))
    return wanted.union(near)


def liked_areas(opening: Opening) -> frozenset[str]:
    """Return the areas whoever likes one of needs no skill; none where experience is asked for."""
    if opening.experience != "none":
        return frozenset()
    own = [opening.area] if opening.area else []
    return frozenset({"any", *own, *(key.split(".")[0] for key in opening.skills)})


def minutes_limit(opening: Opening) -> int:
    """Return how long one way may take, in minutes: shorter for few hours a week."""
    return PART_LIMIT if opening.hours_week <= PART_HOURS else FULL_LIMIT


def recognised_elsewhere(key: str | None) -> bool:
    """Whether the skill is a profession that must be recognised before it can be a job."""
    skill = skills().get(key or "")
    return skill is not None and skill.regulated == "recognition"


def _barred(opening: Opening) -> frozenset[str]:
    if opening.kind not in {"job", "minijob"}:
        return frozenset()
    return frozenset(key for key in opening.skills if recognised_elsewhere(key))


def _link(seeker: Seeker, opening: Opening, wanted: frozenset[str]) -> Link | None:
    links = list(_links(seeker, wanted))
    if not liked_areas(opening).isdisjoint(seeker.areas):
        links.append(Link(OPEN_POINTS))
    return max(links, key=lambda link: link.points, default=None)


def _links(seeker: Seeker, wanted: frozenset[str]) -> Iterator[Link]:
    known = skills()
    for own, level in sorted(seeker.skills):
        points = EXACT.get(level, 0.0)
        for skill in sorted(wanted):
            if own == skill:
                yield Link(points, skill, own)
            elif own in known and skill in known[own].related:
                yield Link(points / 2, skill, own)


def _german_gap(seeker: Seeker, opening: Opening) -> int | None:
    if seeker.german not in LEVELS or opening.german_min not in LEVELS:
        return None
    return max(0, LEVELS.index(opening.german_min) - LEVELS.index(seeker.german))


def _way(seeker: Seeker, opening: Opening, before_six: bool) -> Way | None:
    if not seeker.home or not opening.at:
        return None
    mobility = UNKNOWN_MOBILITY if seeker.mobility is None else seeker.mobility
    return best_way(seeker.home, opening.at, mobility, before_six)

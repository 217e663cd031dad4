"""The facts about one person and one offer: skill link, German, way, times."""

from __future__ import annotations

from collections.abc import Iterator

from storage.rules.openings import LEVELS, Facts, Link, Opening, Seeker
from storage.rules.slots import overlap
from storage.rules.taxonomy import skills
from storage.rules.way import Mode, Way, best_way

EXACT = {1: 15.0, 2: 30.0, 3: 45.0}
OPEN_POINTS = 11.0
FULL_LIMIT, PART_LIMIT, PART_HOURS = 60, 45, 20
UNKNOWN_MOBILITY = frozenset({Mode.FOOT, Mode.BUS})


def gather(seeker: Seeker, opening: Opening) -> Facts:
    """Measure once what the filters, the score and the reasons need."""
    barred = _barred(opening)
    return Facts(
        seeker,
        opening,
        link=_link(seeker, opening, opening.skills - barred),
        needs_recognition=bool(barred) and barred == opening.skills,
        german_gap=_german_gap(seeker, opening),
        way=_way(seeker, opening, opening.early),
        way_by_day=_way(seeker, opening, before_six=False),
        minutes_limit=PART_LIMIT if opening.hours_week <= PART_HOURS else FULL_LIMIT,
        times=None if seeker.slots is None else overlap(opening.slots, seeker.slots),
    )


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
    if opening.experience == "none" and _area_liked(seeker, opening):
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


def _area_liked(seeker: Seeker, opening: Opening) -> bool:
    areas = {key.split(".")[0] for key in opening.skills}
    return "any" in seeker.areas or not areas.isdisjoint(seeker.areas)


def _german_gap(seeker: Seeker, opening: Opening) -> int | None:
    if seeker.german not in LEVELS or opening.german_min not in LEVELS:
        return None
    return max(0, LEVELS.index(opening.german_min) - LEVELS.index(seeker.german))


def _way(seeker: Seeker, opening: Opening, before_six: bool) -> Way | None:
    if not seeker.home or not opening.at:
        return None
    mobility = UNKNOWN_MOBILITY if seeker.mobility is None else seeker.mobility
    return best_way(seeker.home, opening.at, mobility, before_six)

"""Why an offer fits, in at most three lines and one caution, from the same facts as the score."""

from __future__ import annotations

from collections.abc import Iterator

from storage.rules.facts import recognised_elsewhere
from storage.rules.fit_codes import Facts, Reason, Say
from storage.rules.way import Mode

MOST_REASONS = 3
ABOUT_MINUTES = 5


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """Return up to three lines: skill, way, times, German, in this order."""
    return tuple(_reasons(facts))[:MOST_REASONS]


def caution(facts: Facts) -> Reason | None:
    """Return the one thing to know before saying yes, the weightiest first."""
    return next(_cautions(facts), None)


def _reasons(facts: Facts) -> Iterator[Reason]:
    yield from _skill(facts)
    yield from _way(facts)
    if facts.times == 1:
        yield Reason(Say.TIMES)
    if facts.german_gap == 0:
        yield Reason(Say.GERMAN, needed=facts.opening.german_min, has=facts.seeker.german)


def _skill(facts: Facts) -> Iterator[Reason]:
    link = facts.link
    if not link:
        return
    if link.skill is None:
        liked = sorted({key.split(".")[0] for key in facts.opening.skills})
        own = [area for area in liked if area in facts.seeker.areas]
        yield Reason(Say.LEARN, area=next(iter(own + liked), None))
    elif link.skill == link.own_skill:
        yield Reason(Say.CAN, skill=link.skill, own_skill=link.own_skill)
    else:
        yield Reason(Say.NEIGHBOUR, skill=link.skill, own_skill=link.own_skill)


def _way(facts: Facts) -> Iterator[Reason]:
    way, at = facts.way, facts.opening.at
    if not way or not at or way.minutes > facts.minutes_limit:
        return
    if way.same_place:
        yield Reason(Say.IN_TOWN, place=at.name)
    else:
        about = max(1, round(way.minutes / ABOUT_MINUTES)) * ABOUT_MINUTES
        yield Reason(Say.WAY, mode=way.mode, minutes=about, place=at.name)


def _cautions(facts: Facts) -> Iterator[Reason]:
    seeker, opening = facts.seeker, facts.opening
    if facts.german_gap:
        yield Reason(Say.GERMAN_SHORT, needed=opening.german_min, has=seeker.german)
    if facts.times is not None and facts.times < 1:
        yield Reason(Say.TIMES_PART)
    if seeker.childcare and opening.childcare is False:
        yield Reason(Say.NO_CHILDCARE)
    if facts.link and recognised_elsewhere(facts.link.own_skill):
        yield Reason(Say.RECOGNITION_ADVICE, own_skill=facts.link.own_skill)
    way = facts.way
    if way and way.mode == Mode.BUS and way.on_alb and not way.same_place:
        yield Reason(Say.ASK_BUS)

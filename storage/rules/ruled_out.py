"""What of an offer alone rules it out for somebody, so that it need not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import product
from typing import NamedTuple, TypeVar

from storage.rules.codes import LICENCES_ASKED
from storage.rules.facts import NOTHING
from storage.rules.fit import Opening, Refusal, Seeker, measure
from storage.rules.fit_codes import FAR, LEVELS, UNLINKED, WANT_OF_KIND
from storage.rules.taxonomy import areas, skills
from storage.rules.way import Spot

T = TypeVar("T")


class RuledOut(NamedTuple):
    """Known values the rules refuse, each asked for alone; of what is not named they judge.

    `german`: levels with and without help at work; a skill rules out where no other is asked for,
    a sector where none is; `places` are keys of those given, too far whatever the hours.
    """

    kinds: list[str]
    licences: list[str]
    german: list[tuple[str, bool]]
    skills: list[str]
    sectors: list[str]
    places: list[str]


def ruled_out(seeker: Seeker, places: Mapping[str, Spot | None]) -> RuledOut:
    """Ask the rules of each value alone."""
    out = partial(_out, seeker)
    german = product(LEVELS, (False, True))
    return RuledOut(
        out({Refusal.KIND}, WANT_OF_KIND, lambda kind: replace(NOTHING, kind=kind)),
        out({Refusal.LICENCE}, LICENCES_ASKED, lambda each: replace(NOTHING, licence=each)),
        out({Refusal.GERMAN}, german, _german),
        out(UNLINKED, skills(), lambda skill: replace(NOTHING, skills=frozenset({skill}))),
        out(UNLINKED, areas(), lambda area: replace(NOTHING, area=area)),
        out(FAR, places, lambda place: replace(NOTHING, at=places[place])),
    )


def _german(asked: tuple[str, bool]) -> Opening:
    return replace(NOTHING, german_min=asked[0], german_help=asked[1])


def _out(
    seeker: Seeker, why: Iterable[Refusal], values: Iterable[T], asking: Callable[[T], Opening]
) -> list[T]:
    """Return the values for which an offer that asks nothing else is refused."""
    return [each for each in values if not measure(seeker, asking(each))[1].isdisjoint(why)]

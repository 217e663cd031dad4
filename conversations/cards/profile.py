"""What somebody said of themselves, answer by answer, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from conversations import terms
from conversations.terms import named_area, named_skill
from locales.words import VERBATIM, Weekday, Words, _, say, verbatim
from storage.models import Person, Profile
from storage.places import centre_of, gazetteer
from storage.rules.slots import DAYS, PARTS, SHORTCUTS
from storage.work import Work

Lines: TypeAlias = dict[str, Words | None]
# NOTE: Line of the card: work of any kind.
EVERYTHING = _("anything")
# NOTE: Line of the card: on these days at these times, such as: Monday · Friday (morning).
DAYS_AND_PARTS = _("{days} ({parts})")


# NOTE: Line of the card: no driving licence.
def values(work: Work, person: Person, profile: Profile) -> Lines:
    """Return what was said to each question, None where nothing was."""
    town = gazetteer(work).by_ags.get(profile.ags or "")
    own = profile.centre or person.centre
    centre = centre_of(work, own) if own else None
    return {
        "age": _code(person.age_band, terms.AGES),
        "place": verbatim(town.name) if town else None,
        "centre": verbatim(centre.name) if centre else None,
        "area": _skills(profile),
        "wants": _codes(profile.wants, terms.WANTS),
        "areas": several([_area(key) for key in profile.areas or []]),
        "times": times(profile.slots),
        "hours": _code(profile.hours, terms.HOURS),
        "start": _code(profile.start, terms.STARTS),
        "mobility": _codes(profile.mobility, terms.MOBILITY),
        "licences": _codes(profile.licences, terms.LICENCES, none=_("none")),
        "german": _code(profile.german, terms.GERMAN),
        "childcare": _code(profile.childcare, terms.CHILDCARE),
        "school": _code(profile.school, terms.SCHOOL),
        "papers": _code(profile.papers, terms.PAPERS),
    }


def _skills(profile: Profile) -> Words | None:
    said = terms.BACKGROUNDS.get(profile.background or "")
    return several([named_skill(each.skill) for each in profile.skills], none=said)


def _area(key: str) -> Words:
    return EVERYTHING if key == "any" else named_area(key)


def _code(code: str | None, labels: Mapping[str, Words]) -> Words | None:
    return labels.get(code or "")


def _codes(
    codes: Sequence[str] | None, labels: Mapping[str, Words], none: Words | None = None
) -> Words | None:
    if codes is None:
        return None
    return several([labels[code] for code in codes if code in labels], none)


def several(words: Sequence[Words], none: Words | None = None) -> Words | None:
    """Join words with dots; `none` where there are none."""
    return terms.joined(words) if words else none


def times(slots: Sequence[str] | None) -> Words | None:
    """Name the usual times, or else the days, those with the same parts together."""
    for code, words in terms.TIMES.items():
        if set(slots or ()) == SHORTCUTS[code]:
            return words
    days: dict[tuple[str, ...], list[str]] = {}
    for day in DAYS:
        if parts := tuple(part for part in PARTS if f"{day}.{part}" in (slots or ())):
            days.setdefault(parts, []).append(day)
    groups = [_group(same, parts) for parts, same in days.items()]
    return terms.joined(groups, terms.COMMA) if groups else None


def _group(days: Sequence[str], parts: Sequence[str]) -> Words:
    named = terms.joined([_day(day) for day in days])
    if len(parts) == len(PARTS):
        return named
    when = terms.joined([terms.PARTS[part] for part in parts])
    return say(DAYS_AND_PARTS, days=named, parts=when)


def _day(day: str) -> Words:
    return say(Words("{text}", context=VERBATIM), text=Weekday(DAYS.index(day)))

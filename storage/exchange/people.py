"""Newcomers and volunteers of a file: created once; what they say themselves comes after."""

from __future__ import annotations

from typing import Any

from storage.exchange.file import Entry
from storage.exchange.loading import Loading, Save, assign, slots
from storage.models import Person
from storage.models.people import AgeBand, RoleName
from storage.people import by_ref, grant
from storage.places import gazetteer
from storage.profiles import profile_of, set_skills
from storage.rules import codes
from storage.rules.slots import SLOTS
from storage.rules.taxonomy import areas, skills

LISTS = {"wants": codes.WANTS, "areas": {*areas(), "any"}, "mobility": codes.MOBILITY}
NEWCOMER = (
    *("id", "alias", "lang", "plz", "skills", "slots", "hours", "start", "german", "licences"),
    *("childcare", "permit_check", "first_name", "note"),
)
VOLUNTEER = ("id", "alias", "languages", "roles", "plz", "slots", "note")


def read_newcomer(entry: Entry, loading: Loading) -> Save:
    """Read one newcomer of 18 or older, who gets a chat later (`people.bind_chat`)."""
    entry.only(*NEWCOMER, *LISTS)
    lists = {name: entry.codes(name, known) for name, known in LISTS.items()}
    values: dict[str, Any] = {
        **lists,
        "plz": loading.plz(entry),
        "first_name": entry.maybe("first_name", 40),
        "slots": slots(entry, SLOTS),
        "hours": entry.maybe_code("hours", codes.HOURS),
        "start": entry.maybe_code("start", codes.STARTS),
        "german": entry.maybe_code("german", codes.GERMAN),
        "childcare": entry.maybe_code("childcare", codes.CHILDCARE),
        "permit_check": entry.maybe("permit_check", 20),
    }
    if "licences" in entry.data:
        values["licences"] = entry.codes("licences", {*codes.LICENCES_ASKED, "foreign"})
    levels = _skills(entry)
    return lambda: _save_newcomer(loading, entry.ref, values, levels)


def read_volunteer(entry: Entry, loading: Loading) -> Save:
    """Read one volunteer; only that they are one is kept until volunteers have profiles."""
    entry.only(*VOLUNTEER)

    def save() -> None:
        _save_person(loading, entry.ref, RoleName.VOLUNTEER)

    return save


def _skills(entry: Entry) -> dict[str, int]:
    chosen = entry.inner("skills").data
    for skill, level in chosen.items():
        if skill not in skills() or level not in (1, 2, 3):
            entry.wrong("skills", f"{skill}: {level} is no skill with a level from 1 to 3")
    return chosen


def _save_person(loading: Loading, ref: str, role: RoleName) -> Person | None:
    session = loading.session
    if by_ref(loading.work, ref):
        return None
    person = Person(ref=ref, created_at=loading.now, active_at=loading.now)
    session.add(person)
    session.flush()
    grant(loading.work, person.id, role)
    return person


def _save_newcomer(
    loading: Loading, ref: str, values: dict[str, Any], levels: dict[str, int]
) -> None:
    person = _save_person(loading, ref, RoleName.NEWCOMER)
    if person is None:
        return
    person.age_band = AgeBand.ADULT
    place = gazetteer(loading.work)
    town = place.by_ags[place.by_plz[values["plz"]].ags]
    profile = profile_of(loading.work, person)
    assign(profile, {**values, "ags": town.ags, "centre": town.centre})
    set_skills(loading.work, profile, levels)

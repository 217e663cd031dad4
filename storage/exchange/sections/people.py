"""Newcomers and volunteers: created once; what they say themselves comes after."""

from __future__ import annotations

from typing import Annotated

from storage.exchange.entry import Entry, assign
from storage.exchange.fields import German, NotKept, Plz, Ref, Skill, Slots, letters, one_of, whole
from storage.exchange.known import Known
from storage.models import Person
from storage.models.people import RoleName
from storage.people import by_ref, grant
from storage.places import gazetteer
from storage.profiles import profile_of, set_skills
from storage.rules import codes
from storage.rules.ages import AgeBand
from storage.rules.taxonomy import areas
from storage.work import Work

AREAS = {*areas(), "any"}
LEFT = "is not there any more"
LICENCES = {*codes.LICENCES_ASKED, "foreign"}


class NewcomerEntry(Entry):
    """One newcomer of 18 or older, who gets a chat later (`people.bind_chat`).

    `skills` with levels from 1, helped sometimes, to 3, was the work for years; missing is not
    answered.
    """

    id: Ref
    first_name: Annotated[str, letters(40)] | None = None
    plz: Plz
    skills: dict[Skill, Annotated[int, whole(1, 3)]]
    wants: list[Annotated[str, one_of(codes.WANTS)]]
    areas: list[Annotated[str, one_of(AREAS)]]
    mobility: list[Annotated[str, one_of(codes.MOBILITY)]]
    slots: Slots
    hours: Annotated[str, one_of(codes.HOURS)] | None = None
    start: Annotated[str, one_of(codes.STARTS)] | None = None
    german: German | None = None
    licences: list[Annotated[str, one_of(LICENCES)]] | None = None
    childcare: Annotated[str, one_of(codes.CHILDCARE)] | None = None
    permit_check: Annotated[str, letters(20)] | None = None
    alias: NotKept = None
    lang: NotKept = None
    note: NotKept = None

    def left_out(self, known: Known) -> str | None:
        """Leave out who deleted their data: they do not come back with a file."""
        return LEFT if known.gone("newcomers", self.id) else None

    def save(self, work: Work) -> None:
        """Create the person with what they would say."""
        person = _created(work, self.id, RoleName.NEWCOMER)
        if person is None:
            return
        person.age_band = AgeBand.ADULT
        places = gazetteer(work)
        town = places.by_ags[places.by_plz[self.plz].ags]
        profile = profile_of(work, person)
        values = self.model_dump(exclude={"id", "skills"})
        assign(profile, {**values, "ags": town.ags, "centre": town.centre})
        set_skills(work, profile, self.skills)


class VolunteerEntry(Entry):
    """One volunteer; only that they are one is kept until volunteers have profiles."""

    id: Ref
    alias: NotKept = None
    languages: NotKept = None
    roles: NotKept = None
    plz: NotKept = None
    slots: NotKept = None
    note: NotKept = None

    def left_out(self, known: Known) -> str | None:
        """Leave out who deleted their data."""
        return LEFT if known.gone("volunteers", self.id) else None

    def save(self, work: Work) -> None:
        """Create the person."""
        _created(work, self.id, RoleName.VOLUNTEER)


def _created(work: Work, ref: str, role: RoleName) -> Person | None:
    """Return a new person, None where the id is taken."""
    if by_ref(work, ref):
        return None
    person = Person(ref=ref, created_at=work.now, active_at=work.now)
    work.session.add(person)
    work.session.flush()
    grant(work, person.id, role)
    return person

"""What a newcomer can do and wants, kept answer by answer."""

from __future__ import annotations

from collections.abc import Mapping

from storage.models import Person, Profile, ProfileSkill
from storage.rules.taxonomy import skills
from storage.work import Work


def profile_of(work: Work, person: Person) -> Profile:
    """Return the person's profile, an empty one at first."""
    if person.profile is None:
        person.profile = Profile(person_id=person.id)
        work.session.flush()
    return person.profile


def set_skills(work: Work, profile: Profile, chosen: Mapping[str, int]) -> None:
    """Replace the skills by these with their levels 1 to 3; ValueError for an unknown one."""
    unknown = chosen.keys() - skills().keys()
    if unknown or not {*chosen.values()} <= {1, 2, 3}:
        raise ValueError(f"no skills with levels: {dict(chosen)}")
    kept = {row.skill: row for row in profile.skills if row.skill in chosen}
    for skill, level in chosen.items():
        row = kept.setdefault(skill, ProfileSkill(person_id=profile.person_id, skill=skill))
        row.level = level
    profile.skills = [kept[skill] for skill in sorted(kept)]
    work.session.flush()

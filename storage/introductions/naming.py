"""The first name a person gives a firm, once they said yes to it."""

from __future__ import annotations

from storage.introductions import sealing
from storage.introductions.lists import of_person
from storage.models import Introduction, Profile
from storage.rules.stages import EARLY
from storage.work import Work


def give_name(work: Work, introduction: Introduction) -> bool:
    """Give a firm the first name; False where we do not know it."""
    profile = work.session.get(Profile, introduction.person_id)
    if profile is None or not profile.first_name:
        return False
    sealing.note(introduction, first_name=profile.first_name)
    work.session.flush()
    return True


def named(work: Work, person_id: int) -> None:
    """Give a name that was said only now to the firms the person said yes to, to none before."""
    for each in of_person(work, person_id):
        if each.stage not in EARLY:
            give_name(work, each)

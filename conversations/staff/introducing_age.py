"""Somebody of 16 or 17 says that they are 18 while their parents are asked: a colleague looks."""

from __future__ import annotations

from locales.words import Words, _, p_
from storage import people
from storage.introductions.grown import is_unseen
from storage.models import Introduction
from storage.rules.ages import is_adult
from storage.rules.stages import Stage
from storage.work import Work

# NOTE: Button for staff: they saw that a person is 18 or older.
SEEN = p_("button", "✍️ 18 or older: I saw it")
# NOTE: To staff: a question; buttons for yes and no follow.
DID_YOU_SEE = _("Did you see that this person is 18 or older?")


def says_adult(work: Work, introduction: Introduction) -> bool:
    """Tell whether somebody whose parents are asked says now that they are 18."""
    person = people.find(work, introduction.person_id)
    is_asked = introduction.stage is Stage.GUARDIAN
    return is_asked and person is not None and is_adult(person.age_band)


def age_lines(work: Work, introduction: Introduction) -> list[Words]:
    """Say so to who looks after it."""
    # NOTE: To staff: a person of 16 or 17 changed the age in the profile; the way to a firm waits.
    says = _("🎂 Says now: 18 or older. Please look at this together; then it goes on.")
    person = people.find(work, introduction.person_id)
    waits = introduction.stage in (Stage.INTERESTED, Stage.GUARDIAN)
    return [says] if waits and person is not None and is_unseen(work, person) else []

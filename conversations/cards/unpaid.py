"""The warning that an internship without pay is asked of somebody who knows the work."""

from __future__ import annotations

from conversations.terms import named_skill
from locales.words import Words, _, say
from storage import people
from storage.models import Offer
from storage.rules.unpaid import trained_in
from storage.work import Work

# NOTE: To staff: somebody who did this work for years wants an internship that is not paid.
UNPAID = _(
    "⚠️ Not paid, and the person did this work for years: {skill}. "
    "It may count as work that must be paid. Please look first."
)


def trained(work: Work, person_id: int, offer: Offer) -> str | None:
    """Return the skill somebody is trained in, where an offer without pay asks for it."""
    person = people.find(work, person_id)
    profile = person.profile if person else None
    own = [(each.skill, each.level) for each in profile.skills] if profile else []
    return trained_in(offer.kind, offer.paid, [each.skill for each in offer.skills], own)


def warning(work: Work, person_id: int, offer: Offer) -> list[Words]:
    """Warn staff, where there is a reason."""
    skill = trained(work, person_id, offer)
    return [say(UNPAID, skill=named_skill(skill))] if skill else []

"""The closed lists of codes that files and questions may use; the words are in conversations."""

from __future__ import annotations

from storage.rules.fit_codes import LEVELS, WANT_OF_KIND
from storage.rules.way import Mode

OFFER_KINDS = frozenset(WANT_OF_KIND) - {"course"}
ACTIVITY_KINDS = frozenset(
    (
        "language_cafe",
        "language_walk",
        "bike_workshop",
        "sewing_cafe",
        "cooking",
        "garden",
        "sport",
        "homework_help",
        "digital_cafe",
        "application_workshop",
        "women_meeting",
        "family_meeting",
        "volunteering",
        "info_event",
        "german_course",
        "course",
    )
)
APPOINTMENT_KINDS = frozenset(
    (
        "first_talk",
        "cv",
        "trial_day_briefing",
        "recognition_advice",
        "permit_check",
        "letter_help",
        "company_visit",
    )
)
WANTS = frozenset(WANT_OF_KIND.values())
WORK = ("job", "tryout", "apprenticeship")
"""Wants that are work; a course is between the person and the centre."""
MOBILITY = frozenset(Mode)
LICENCES_ASKED = ("eu", "forklift", "truck")
"""Licences that are valid here."""
EXPERIENCE = frozenset(("none", "some", "trained"))
HOURS = frozenset(("few", "half", "full"))
STARTS = frozenset(("now", "next_month", "later"))
CHILDCARE = frozenset(("no", "needed", "person"))
GERMAN = frozenset(LEVELS)

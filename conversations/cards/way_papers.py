"""How far the papers for one place are, as a person reads it, and until when they hold."""

from __future__ import annotations

from conversations.cards.way_ends import TO_A_PERSON
from conversations.cards.way_words import Way
from locales.words import Day, Words, _, say
from storage.rules.stages import Permit

# NOTE: Sentence 5 to a newcomer.
PAPERS = _(
    "Before you start any work or internship, the centre checks your papers with you. "
    "Please do not start before."
)
# NOTE: The same, where a day at the firm is agreed.
DO_NOT_GO = _("Please do not go there before a person of the centre talked with you.")


# NOTE: How far the papers for one place are.
def papers(way: Way) -> list[Words]:
    """Say where the papers are now."""
    found = way.introduction
    if found.permit is Permit.FORM:
        return [_("Now: the firm writes a form for the authority.")]
    if found.permit is Permit.AUTHORITY and found.permit_on:
        return [
            say(_("Now: the authority has had the papers since {day}."), day=Day(found.permit_on))
        ]
    return []


# NOTE: To who works at a firm: the last day of the permission for this job.
def until_lines(way: Way) -> list[Words]:
    """Say until when somebody may work there, and to talk with the centre before."""
    until = way.introduction.permit_until
    if until is None:
        return []
    said = say(
        _("📄 Your papers for this place (Arbeitserlaubnis) hold until {day}."), day=Day(until)
    )
    return [said, DO_NOT_GO if until <= way.work.today else TO_A_PERSON]

"""How far the papers for one place are, as a person reads it, and until when they hold."""

from __future__ import annotations

from datetime import timedelta

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
# NOTE: To who works at a firm, on the last day of the permission; {day} is the one after it.
DO_NOT_GO_FROM = _(
    "Please do not go there from {day} on, before a person of the centre talked with you."
)


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
    """Say until when somebody may work there, and to talk with the centre before.

    On the last day they may still go; from the next one on, which their firm reads too, not.
    """
    until, today = way.introduction.permit_until, way.work.today
    if until is None:
        return []
    if until < today:
        over = _("📄 Your papers for this place (Arbeitserlaubnis) are over. Last day: {day}")
        return [say(over, day=Day(until)), DO_NOT_GO]
    holds = _("📄 Your papers for this place (Arbeitserlaubnis) hold until {day}.")
    next_day = Day(until + timedelta(days=1))
    following = TO_A_PERSON if until > today else say(DO_NOT_GO_FROM, day=next_day)
    return [say(holds, day=Day(until)), following]

"""Further questions about an offer: asked alone, where staff want to say more than is usual."""

from __future__ import annotations

from dataclasses import replace

from conversations.cards import offer_asked
from conversations.cards.offer_draft import Draft
from conversations.kit.here import Here
from conversations.kit.questions import Asked, DayOf, OneOf
from conversations.kit.questions.pieces import NO, YES_NO, choices, into, one, yes_into
from conversations.kit.steps import Step
from locales.words import _, p_, verbatim

WEEKS = {each: verbatim(each) for each in ("1", "2", "3", "4", "6", "8", "12", "26", "52")}


def _keep_weeks(here: Here[Draft], code: str) -> Step[Draft]:
    return into("weeks")(here, None if code == NO else int(code))


# NOTE: Further questions to staff, asked only where they want to say more of an offer.
MORE: tuple[Asked[Draft], ...] = (
    OneOf(
        name="weeks",
        text=one(_("For how many weeks?")),
        options=choices({**WEEKS, NO: p_("button", "No end date")}),
        keep=_keep_weeks,
        listed=False,
        columns=3,
        numbered=False,
    ),
    offer_asked.LICENCE,
    replace(offer_asked.EXPERIENCE, listed=False),
    offer_asked.CERTIFICATE,
    OneOf(
        name="childcare",
        text=one(_("Is there child care?")),
        options=choices(YES_NO),
        keep=yes_into("childcare"),
        listed=False,
    ),
    OneOf(
        name="german_help",
        text=one(_("Does the firm help to learn German?")),
        options=choices(YES_NO),
        keep=yes_into("german_help"),
        listed=False,
    ),
    DayOf(
        name="until",
        text=one(_("What is the last day it can be shown?")),
        keep=into("until"),
        listed=False,
    ),
)

"""Shall I look for work too? What one can do, wants and would like to learn."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import terms
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.questions import OneOf, Option, SomeOf
from conversations.newcomer.asking import card, choices, into, later, marked, one, own_profile
from conversations.newcomer.offers import first_matches
from conversations.newcomer.skills import SKILLS, area_options
from locales.words import _, p_
from storage.rules.taxonomy import skills

ANY = "any"
MOST_AREAS = 3
YES, LATER = "yes", "later"


def _keep_look(context: Context, choice: str) -> None:
    if choice == YES:
        context.follow("work")


def _likes(context: Context) -> Sequence[str]:
    mine = own_profile(context)
    if mine.areas is not None:
        return [key for key in mine.areas if key != ANY]
    return list(dict.fromkeys(skills()[each.skill].area for each in mine.skills))[:MOST_AREAS]


def _finish(context: Context) -> None:
    context.draft.pop("pending", None)
    first_matches(context)


LOOK_FOR_WORK = Flow(
    "look_for_work",
    (
        OneOf(
            name="look",
            text=one(
                _("Shall I look for work for you too?"),
                _("You can stop at any time. Everything is kept."),
            ),
            options=choices({YES: p_("button", "✅ Yes, look"), LATER: p_("button", "Later")}),
            keep=_keep_look,
        ),
    ),
    finish=later,
    counted=False,
)

WORK = Flow(
    "work",
    (
        *SKILLS,
        SomeOf(
            name="wants",
            text=one(_("What would you like?"), _("You can choose several.")),
            options=choices(terms.WANTS),
            chosen=marked("wants"),
            keep=into("wants"),
            least=1,
        ),
        SomeOf(
            name="areas",
            text=one(_("Which work would you like to do or to learn?"), _("Up to three.")),
            options=area_options,
            chosen=_likes,
            keep=into("areas"),
            columns=2,
            most=lambda context: MOST_AREAS,
            alone=(Option(ANY, p_("button", "⭐ Anything")),),
        ),
    ),
    finish=_finish,
    corrected=card,
)

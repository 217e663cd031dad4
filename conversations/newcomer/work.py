"""Shall I look for work too? What one can do, wants and would like to learn."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import terms
from conversations.cards.skill_of import area_options
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.position import NoNotes
from conversations.kit.questions import OneOf, Option, SomeOf
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Next, Onward, Start, Step
from conversations.newcomer.asking import by_themselves, card, into, later, marked, own_profile
from conversations.newcomer.offers import COURSE, first_matches
from conversations.newcomer.skills import SKILLS, Skills
from locales.words import _, p_
from storage.rules.taxonomy import skills

ANY = "any"
MOST_AREAS = 3
YES, LATER = "yes", "later"


def _keep_look(here: Here[object], choice: str) -> Step[object]:
    return Start("work") if choice == YES else Next()


def _likes(here: Here[object]) -> Sequence[str]:
    mine = own_profile(here)
    if mine.areas is not None:
        return [key for key in mine.areas if key != ANY]
    return list(dict.fromkeys(skills()[each.skill].area for each in mine.skills))[:MOST_AREAS]


def _finish(here: Here[Skills]) -> Sequence[Onward]:
    return first_matches(here.context)


# NOTE: Asked after the activities of this week.
LOOK_FOR_WORK: Flow[object] = Flow(
    "look_for_work",
    (
        OneOf(
            name="look",
            text=one(
                _("Shall I look for work for you too?"),
                _("You can stop at any time. Your answers stay."),
            ),
            options=choices({YES: p_("button", "✅ Yes, look"), LATER: p_("button", "Later")}),
            keep=_keep_look,
        ),
    ),
    notes=NoNotes,
    finish=later,
    counted=False,
)

# NOTE: Which work somebody is looking for; Anything: any work.
_ASKED: Flow[Skills] = Flow(
    "work",
    (
        *SKILLS,
        SomeOf(
            name="wants",
            text=one(_("What are you looking for?"), _("You can choose several.")),
            options=choices(terms.WANTS),
            chosen=marked("wants"),
            keep=into("wants"),
            least=1,
            only=(COURSE,),
        ),
        SomeOf(
            name="areas",
            text=one(_("Which work would you like to do or learn?"), _("Up to three.")),
            options=area_options,
            chosen=_likes,
            keep=into("areas"),
            columns=2,
            most=lambda here: MOST_AREAS,
            alone=(Option(ANY, p_("button", "⭐ Anything")),),
        ),
    ),
    finish=_finish,
    corrected=card,
    notes=Skills,
)
WORK = by_themselves(_ASKED)

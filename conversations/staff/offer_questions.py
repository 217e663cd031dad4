"""Questions to staff who enter or change an offer: one tap each where that can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conversations import terms
from conversations.cards import offer_asked
from conversations.cards.offer_draft import DAY, OTHER, PLACE, Draft
from conversations.cards.skill_of import FieldOf, SkillOf, area_options
from conversations.kit.here import Here
from conversations.kit.questions import (
    Asked,
    NumberOf,
    OneOf,
    Option,
    PlaceOf,
    ShortText,
    TextOr,
)
from conversations.kit.questions.pieces import choices, into, number_into, one
from conversations.staff import offer_steps as steps
from conversations.staff.door_of import DoorOf, send_point
from conversations.staff.firm_of import FirmOf
from conversations.staff.offer_check import twin_lines
from locales.words import Count, Name, Words, _, p_, say
from storage.rules.pay import MAY_BE_UNPAID

USUAL_TITLE = "usual"
FEW = (1, 2, 3, 4)
# NOTE: Staff say from when somebody can begin there.
STARTS: Mapping[str, Words] = {
    "now": terms.STARTS["now"],
    DAY: p_("button", "📅 On a day"),
    "any": p_("button", "Any day"),
}


def is_new(here: Here[Draft]) -> bool:
    """Tell whether an offer is entered from the beginning, not copied or changed."""
    return not here.notes.copied


def _of_new_firm(here: Here[Draft]) -> bool:
    return is_new(here) and here.notes.firm is None


def _place_is_asked(here: Here[Draft]) -> bool:
    return is_new(here) and here.notes.where == PLACE


def _door_is_asked(here: Here[Draft]) -> bool:
    return is_new(here) and bool(here.notes.where)


def _is_twin(here: Here[Draft]) -> bool:
    return is_new(here) and here.notes.twin is not None


def _may_be_unpaid(here: Here[Draft]) -> bool:
    return is_new(here) and here.notes.kind in MAY_BE_UNPAID


def _another_number(here: Here[Draft]) -> bool:
    return here.notes.many == OTHER


def _on_a_day(here: Here[Draft]) -> bool:
    return here.notes.many == OTHER and here.notes.start == DAY


# NOTE: On a button, for staff: the German name of the offer as the program knows it.
def _titles(here: Here[Draft]) -> Sequence[Option]:
    label = say(p_("button", "✅ Call it: {what}"), what=Name(steps.usual_title(here)))
    return (Option(USUAL_TITLE, label),)


# NOTE: On a button, for staff: so many people can begin there, from now on.
def _many(here: Here[Draft]) -> Sequence[Option]:
    label = p_("button", "At once, places: {count}")
    options = [Option(str(number), say(label, count=Count(number))) for number in FEW]
    return [*options, Option(OTHER, p_("button", "Another number or day"))]


# NOTE: Questions to staff who enter an offer: the firm.
FIRM: tuple[Asked[Draft], ...] = (
    FirmOf(
        name="firm",
        text=one(_("Which firm is it? Tap it, or type the name.")),
        keep=steps.keep_firm,
        when=is_new,
    ),
    FieldOf(
        name="sector",
        text=one(_("What does the firm do?")),
        options=area_options,
        keep=into("sector"),
        when=_of_new_firm,
        columns=2,
    ),
    PlaceOf(
        name="seat",
        text=one(_("Where is the firm?")),
        preset=lambda here: None,
        keep=steps.keep_seat,
        when=_of_new_firm,
    ),
    ShortText(
        name="contact",
        text=one(_("Who is there to call? Please type name and phone number.")),
        keep=steps.keep_contact,
        when=_of_new_firm,
        skippable=True,
        longest=120,
    ),
)
# NOTE: Questions to staff who enter or change an offer: what and where.
WHAT: tuple[Asked[Draft], ...] = (
    OneOf(
        name="kind",
        text=one(_("What does the firm offer?")),
        options=choices(terms.OFFER_KINDS),
        keep=offer_asked.keep_kind,
        when=is_new,
    ),
    SkillOf(
        name="skill",
        text=one(_("Which work is it? Tap it, or type it.")),
        area=lambda here: here.notes.sector,
        keep=steps.keep_skill,
        when=is_new,
    ),
    OneOf(
        name="twin",
        text=twin_lines,
        options=choices(
            {
                steps.CHANGE_IT: p_("button", "✏️ Change this one"),
                OTHER: p_("button", "➕ It is another one"),
            }
        ),
        keep=steps.keep_twin,
        when=_is_twin,
    ),
    TextOr(
        name="title",
        text=one(_("What is it called in German? This is the name on the paper.")),
        options=_titles,
        keep=steps.keep_title,
        when=is_new,
        longest=120,
    ),
    PlaceOf(
        name="town",
        text=one(_("In which place?")),
        preset=lambda here: None,
        keep=steps.keep_town,
        when=_place_is_asked,
    ),
    DoorOf(
        name="door",
        text=one(_("Which street and house? Please write it in German.")),
        options=send_point,
        keep=steps.keep_door,
        when=_door_is_asked,
        skippable=True,
        longest=120,
    ),
)
# NOTE: Questions to staff who enter or change an offer: when, how many, for whom.
HOW: tuple[Asked[Draft], ...] = (
    replace(offer_asked.SPANS, when=is_new),
    offer_asked.GRID,
    offer_asked.HOURS,
    offer_asked.FEW_HOURS,
    OneOf(
        name="many",
        text=one(_("How many places, and from when?")),
        options=_many,
        keep=steps.keep_many,
        when=is_new,
    ),
    NumberOf(
        name="places",
        text=one(_("How many places?")),
        usual=("1", "2", "3", "4", "5", "10"),
        least=1,
        most=99,
        keep=number_into("places"),
        when=_another_number,
        follows=True,
    ),
    OneOf(
        name="start",
        text=one(_("From when?")),
        options=choices(STARTS),
        keep=steps.keep_start,
        when=_another_number,
        follows=True,
    ),
    replace(offer_asked.BEGINS, when=_on_a_day),
    replace(offer_asked.GERMAN, when=is_new),
    replace(offer_asked.PAID, when=_may_be_unpaid),
)

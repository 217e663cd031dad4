"""Short questions that bring more offers: times, hours, way, German, child care, school."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import terms
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.questions import GridOf, OneOf, Option, SomeOf
from conversations.newcomer.asking import card, choices, into, marked, one, own_profile
from locales.words import _, p_
from storage.rules.slots import SHORTCUTS, in_order

OTHER = "other"
NO_LICENCE = "none"
FOREIGN = "foreign"
GRID = "grid"


def _time_options(context: Context) -> Sequence[Option]:
    shortcuts = [Option(code, words) for code, words in terms.TIMES.items()]
    return [*shortcuts, Option(OTHER, p_("button", "Other times"))]


def _keep_times(context: Context, code: str) -> None:
    if code == OTHER:
        context.draft[GRID] = True
    else:
        context.draft.pop(GRID, None)
        own_profile(context).slots = list(in_order(SHORTCUTS[code]))


def _keep_grid(context: Context, slots: list[str]) -> None:
    context.draft.pop(GRID, None)
    own_profile(context).slots = list(in_order(slots))


def _wants_grid(context: Context) -> bool:
    return bool(context.draft.get(GRID))


def _licences(context: Context) -> Sequence[str]:
    return [code for code in own_profile(context).licences or [] if code != NO_LICENCE]


def _keep_licences(context: Context, codes: list[str]) -> None:
    own_profile(context).licences = [code for code in codes if code != NO_LICENCE]


def _has_foreign_licence(context: Context) -> bool:
    return FOREIGN in (own_profile(context).licences or [])


ADVICE = _(
    "A licence from outside the EU must be changed within six months. Ask at your centre soon."
)


MORE = Flow(
    "more",
    (
        OneOf(
            name="times",
            text=one(_("When do you have time?")),
            options=_time_options,
            keep=_keep_times,
            skippable=True,
        ),
        GridOf(
            name="grid",
            follows=True,
            text=one(_("Tap the times when you can.")),
            chosen=marked("slots"),
            keep=_keep_grid,
            when=_wants_grid,
        ),
        OneOf(
            name="hours",
            text=one(_("How much would you like to work?")),
            options=choices(terms.HOURS),
            keep=into("hours"),
            skippable=True,
        ),
        OneOf(
            name="start",
            text=one(_("From when?")),
            options=choices(terms.STARTS),
            keep=into("start"),
            skippable=True,
        ),
        SomeOf(
            name="mobility",
            text=one(_("How can you travel?"), _("You can choose several.")),
            options=choices(terms.MOBILITY),
            chosen=marked("mobility"),
            keep=into("mobility"),
            skippable=True,
        ),
        SomeOf(
            name="licences",
            text=one(_("Do you have a driving licence?")),
            options=choices(terms.LICENCES),
            chosen=_licences,
            keep=_keep_licences,
            alone=(Option(NO_LICENCE, p_("button", "No licence")),),
            skippable=True,
        ),
        OneOf(
            name="foreign",
            follows=True,
            text=one(ADVICE),
            options=choices({"ok": p_("button", "OK")}),
            when=_has_foreign_licence,
            back=False,
        ),
        OneOf(
            name="german",
            text=one(_("How is your German?")),
            options=choices(terms.GERMAN),
            keep=into("german"),
            skippable=True,
        ),
        OneOf(
            name="childcare",
            text=one(_("Do you need child care while you work?")),
            options=choices(terms.CHILDCARE),
            keep=into("childcare"),
            skippable=True,
        ),
        OneOf(
            name="school",
            text=one(_("How long did you go to school?")),
            options=choices(terms.SCHOOL),
            keep=into("school"),
            skippable=True,
        ),
        OneOf(
            name="papers",
            text=one(_("Do you have papers about school or work?"), _("Please send no photos.")),
            options=choices(terms.PAPERS),
            keep=into("papers"),
            skippable=True,
        ),
    ),
    finish=card,
    corrected=card,
)

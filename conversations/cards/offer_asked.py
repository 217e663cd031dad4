"""Questions to staff who enter an offer, in the same words to a firm that needs somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from conversations import terms
from conversations.cards import offer_terms
from conversations.cards.offer import hours
from conversations.cards.offer_draft import OTHER, Draft, with_kind, with_span
from conversations.cards.offer_hints import NO_ADVICE
from conversations.kit.here import Here
from conversations.kit.questions import DayOf, GridOf, NumberOf, OneOf
from conversations.kit.questions.pieces import NO, YES_NO, choices, into, one, yes_into
from conversations.kit.steps import Goto, Next, Step
from locales.words import Day, Words, _, p_, say
from storage.rules import pay

FEW, FEWER = "few_hours", "fewer"
# NOTE: To a firm or to staff who said many hours for a Minijob; what to tap is below.
TOO_MANY = _("⚠️ These are too many hours for a Minijob.")
# NOTE: The same, second line: how many hours a Minijob has, as the minimum wage is since a day.
MOST = _("At the minimum wage (Mindestlohn), hours a week at most: {count}, since {day}")


def unless_known(name: str) -> Callable[[Here[Draft]], bool]:
    """Leave a question out that was answered before, in a sentence or at all."""
    return lambda here: name not in here.notes.known


def other_times(here: Here[Draft]) -> bool:
    """Tell whether other than usual times were chosen."""
    return here.notes.spans == OTHER


def _keep_span(here: Here[Draft], span: str) -> Step[Draft]:
    """Take usual times with their hours; others are asked."""
    return Next(with_span(here.notes, span))


def _keep_grid(here: Here[Draft], slots: list[str]) -> Step[Draft]:
    return into("slots")(here, tuple(slots))


def _keep_licence(here: Here[Draft], licence: str) -> Step[Draft]:
    return Next(replace(here.notes, licence=None if licence == NO else licence))


SPANS: OneOf[Draft] = OneOf(
    name="spans",
    text=one(_("When is the work?")),
    options=choices(offer_terms.SPANS),
    keep=_keep_span,
)
GRID: GridOf[Draft] = GridOf(
    name="grid",
    text=one(_("Tap the times of the work.")),
    chosen=lambda here: here.notes.slots,
    keep=_keep_grid,
    when=other_times,
    follows=True,
)
HOURS: NumberOf[Draft] = NumberOf(
    name="hours",
    text=one(_("How many hours a week?")),
    usual=("8", "10", "15", "20", "25", "30", "35", "38,5", "40"),
    least=1,
    most=48,
    halves=True,
    keep=into("hours"),
    when=other_times,
    follows=True,
)


def _too_many_lines(here: Here[Draft]) -> Sequence[Words]:
    """Say that a Minijob has fewer hours, and from which day that holds."""
    day = _begins(here)
    since = max(pay.figure(each, day).since for each in (pay.WAGE, pay.MINIJOB))
    most = say(MOST, count=hours(pay.minijob_hours(day)), day=Day(since))
    return (TOO_MANY, most, NO_ADVICE)


def _begins(here: Here[Draft]) -> date:
    return max(here.today, here.notes.begins or here.today)


def has_too_many(here: Here[Draft]) -> bool:
    """Tell whether it is a Minijob with more hours than one has."""
    return pay.is_too_much(here.notes.kind, here.notes.hours, _begins(here))


def keep_kind(here: Here[Draft], kind: str) -> Step[Draft]:
    """Keep what is offered; where it alone is changed, too many hours of a Minijob follow."""
    notes = with_kind(here.notes, kind)
    is_over = here.alone and has_too_many(replace(here, notes=notes))
    return Goto(FEW, notes) if is_over else Next(notes)


def _keep_few(here: Here[Draft], choice: str) -> Step[Draft]:
    """Ask for the hours again, or let it be work."""
    if choice == FEWER:
        return Goto(HOURS.name)
    return Next(replace(here.notes, kind="job"))


# NOTE: Buttons for a firm or staff: a Minijob with fewer hours, or it is work and no Minijob.
FEW_HOURS: OneOf[Draft] = OneOf(
    name=FEW,
    text=_too_many_lines,
    options=choices(
        {
            FEWER: p_("button", "🕒 Fewer hours"),
            "job": p_("button", "💼 It is part-time work"),
        }
    ),
    keep=_keep_few,
    when=has_too_many,
    follows=True,
)
BEGINS: DayOf[Draft] = DayOf(
    name="begins",
    text=one(_("On which day?")),
    keep=into("begins"),
    follows=True,
)
GERMAN: OneOf[Draft] = OneOf(
    name="german",
    text=one(_("How much German is needed?")),
    options=choices(terms.GERMAN),
    keep=into("german"),
)
PAID: OneOf[Draft] = OneOf(
    name="paid",
    text=one(_("Is it paid?")),
    options=choices(YES_NO),
    keep=yes_into("paid"),
)
EXPERIENCE: OneOf[Draft] = OneOf(
    name="experience",
    text=one(_("How much experience is needed?")),
    options=choices(offer_terms.EXPERIENCE),
    keep=into("experience"),
)
LICENCE: OneOf[Draft] = OneOf(
    name="licence",
    text=one(_("Is a driving licence needed?")),
    options=choices(offer_terms.LICENCES),
    keep=_keep_licence,
    listed=False,
)
CERTIFICATE: OneOf[Draft] = OneOf(
    name="certificate",
    text=one(_("Is a certificate of good conduct (Führungszeugnis) needed?")),
    options=choices(YES_NO),
    keep=yes_into("certificate"),
    listed=False,
)

"""Questions to staff who enter an offer, in the same words to a firm that needs somebody."""

from __future__ import annotations

from dataclasses import replace

from conversations import terms
from conversations.cards import offer_terms
from conversations.cards.offer_draft import OTHER, Draft, with_span
from conversations.kit.here import Here
from conversations.kit.questions import DayOf, GridOf, NumberOf, OneOf
from conversations.kit.questions.pieces import NO, YES_NO, choices, into, one, yes_into
from conversations.kit.steps import Next, Step
from locales.words import _


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

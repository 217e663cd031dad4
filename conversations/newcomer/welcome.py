"""From the first hello to the nearest centre and what happens near you this week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations import terms
from conversations.everybody import home
from conversations.everybody.goodbye import leave_no_trace
from conversations.everybody.home import LOOK
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf, Option, PlaceOf
from conversations.newcomer.asking import one
from locales.words import Words, _, p_
from storage.models.people import AgeBand
from storage.people import join
from storage.profiles import profile_of

START, NO = "start", "no"

WHO_WE_ARE = _("Hello. We are the integration centres of the district of Reutlingen.")
WHAT_FOR = _(
    "We help you find work, an internship (Praktikum), an apprenticeship (Ausbildung), "
    "courses and things to do."
)
FREE = _(
    "Using this is free and your choice. Your money and your right to stay do not depend on it."
)
NOT_ASKED = _(
    "We do not ask about asylum, residence, religion or illness. "
    "Please do not write about them and send no papers."
)
TELEGRAM = _(
    "Telegram is a foreign company and can read this chat. "
    "Private things: please say them at the centre."
)
KEPT = _(
    "We keep what you answer here until you delete it: /delete. "
    "At most 12 months after you last wrote to us."
)
GOODBYE = _("That is fine. We keep nothing. If you change your mind, write /start.")


def _consent_text(context: Context) -> Sequence[Words]:
    free = (FREE,) if context.work.limits.money_sentence_confirmed else ()
    return (WHO_WE_ARE, WHAT_FOR, *free, NOT_ASKED, TELEGRAM, KEPT)


def _consent_options(context: Context) -> Sequence[Option]:
    return (
        Option(START, p_("button", "✅ I agree, start")),
        Option(LOOK, p_("button", "👀 Only look (nothing is kept)")),
        Option(NO, p_("button", "No thanks")),
    )


def _keep_consent(context: Context, choice: str) -> None:
    if choice == NO:
        leave_no_trace(context, GOODBYE)
    elif choice == LOOK:
        context.draft[LOOK] = True
    else:
        context.draft.pop(LOOK, None)
        join(context.work, context.chat)


def _ages(context: Context) -> Sequence[Option]:
    """Return the bands; whoever has a profile already is not under 16."""
    bands = [band for band in AgeBand if not context.profile or band != AgeBand.UNDER_16]
    return [Option(band, terms.AGES[band]) for band in bands]


def _keep_age(context: Context, band: str) -> None:
    if context.person:
        context.person.age_band = AgeBand(band)


def _keep_place(context: Context, place: dict[str, Any]) -> None:
    home.keep_place(context, place)


def _agreed(context: Context) -> bool:
    return context.person is not None


def _not_agreed(context: Context) -> bool:
    return context.person is None


def _preset(context: Context) -> str | None:
    preset: str | None = context.draft.get("preset")
    return preset


def _finish(context: Context) -> None:
    if context.person and context.person.age_band != AgeBand.UNDER_16:
        home.into_profile(context, profile_of(context.work, context.person))
    context.send(Message(home.centre_lines(context), ()))
    home.arrived(context)


def _corrected(context: Context) -> None:
    context.follow("/profile")


WELCOME = Flow(
    "welcome",
    (
        OneOf(
            name="consent",
            swap=True,
            text=_consent_text,
            options=_consent_options,
            keep=_keep_consent,
            when=_not_agreed,
        ),
        OneOf(
            name="age",
            text=one(_("How old are you?")),
            options=_ages,
            keep=_keep_age,
            when=_agreed,
        ),
        PlaceOf(name="place", text=one(_("Where do you live?")), keep=_keep_place, preset=_preset),
        OneOf(
            name="centre",
            follows=True,
            text=one(_("Which centre is better for you?")),
            options=home.centre_options,
            keep=home.keep_centre,
            when=home.has_two_centres,
        ),
    ),
    finish=_finish,
    corrected=_corrected,
    counted=False,
)

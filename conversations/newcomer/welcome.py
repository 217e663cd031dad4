"""From the first hello to the nearest centre and what happens near you this week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations import terms
from conversations.cards.faces import WHO_READS
from conversations.cards.firm import EMPLOYER
from conversations.cards.kept import KEPT, NOT_ASKED
from conversations.everybody import home, notices, sharing
from conversations.everybody.welcomed import Arrival
from conversations.introductions import age_changed
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message, Style
from conversations.kit.questions import OneOf, Option, Place, PlaceOf
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Forget, Next, Onward, Run, Step
from locales.words import Words, _, p_
from storage.people import join
from storage.profiles import profile_of
from storage.rules.ages import AgeBand

START, LOOK, NO, FIRM = "start", "look", "no", "employer"


WHO_WE_ARE = _("Hello. We are the integration centres of the Reutlingen district.")
WHAT_FOR = _(
    "We help you find work, an internship (Praktikum), an apprenticeship (Ausbildung), "
    "courses and things to do."
)
FREE = _("This is free and your choice.")
MONEY = _("Your money and your right to stay do not depend on it.")
GOODBYE = _("That is fine. We keep nothing. If you change your mind, write /start.")


def _consent_text(here: Here[object]) -> Sequence[Words]:
    money = (MONEY,) if here.work.limits.money_sentence_confirmed else ()
    return (WHO_WE_ARE, WHAT_FOR, FREE, *money, NOT_ASKED, WHO_READS[here.context.chat.face], KEPT)


# NOTE: Below who we are and what we keep: to agree, only to look, to leave.
def _consent_options(here: Here[object]) -> Sequence[Option]:
    usual = (
        Option(START, p_("button", "✅ I agree, start"), Style.PRIMARY),
        Option(LOOK, p_("button", "👀 Only look (no profile)")),
        Option(NO, p_("button", "No thanks")),
    )
    return usual if here.context.actor.practises else (*usual, Option(FIRM, EMPLOYER))


def _keep_consent(here: Here[Arrival], choice: str) -> Step[Arrival]:
    if choice == NO:
        return Forget((GOODBYE,))
    if choice == FIRM:
        return Run(FIRM)
    context = here.context
    context.remember(replace(context.position.visitor, looking=choice == LOOK))
    if choice == START:
        join(context.work, context.chat)
        context.grants()
    return Next(replace(here.notes, known=context.position.visitor.ags is not None))


def _ages(here: Here[object]) -> Sequence[Option]:
    """Return the bands; whoever has a profile already is not under 16."""
    bands = [band for band in AgeBand if not here.profile or band != AgeBand.UNDER_16]
    return [Option(band, terms.AGES[band]) for band in bands]


def _keep_age(here: Here[Arrival], band: str) -> Step[Arrival]:
    person = here.person
    if person and person.age_band != band:
        person.age_band = AgeBand(band)
        age_changed(here.work, person)
    return Next()


def _keep_place(here: Here[Arrival], place: Place) -> Step[Arrival]:
    home.keep_place(here.context, place)
    return Next()


def _keep_centre(here: Here[Arrival], key: str) -> Step[Arrival]:
    home.keep_centre(here.context, key)
    return Next()


def _agreed(here: Here[object]) -> bool:
    """Tell whether somebody is known; a colleague who practises agrees as well."""
    person = here.person
    return person is not None and (person.practice_of is None or person.consent_at is not None)


def _not_agreed(here: Here[object]) -> bool:
    return not _agreed(here)


def _lives_somewhere_unknown(here: Here[Arrival]) -> bool:
    """Who looked around first has said it already."""
    return not here.notes.known


def _needs_a_centre(here: Here[Arrival]) -> bool:
    return _lives_somewhere_unknown(here) and home.has_two_centres(here)


def _preset(here: Here[Arrival]) -> str | None:
    return here.notes.preset


def _finish(here: Here[Arrival]) -> Sequence[Onward]:
    context, person = here.context, here.person
    is_child = person is not None and person.age_band == AgeBand.UNDER_16
    if person and not is_child:
        home.into_profile(context, profile_of(context.work, person))
    here.send(Message(home.centre_lines(context)))
    if person and is_child:
        home.settle_child(context, person)
    if person and here.notes.by is not None:
        notices.came(context.work, person.id, here.notes.by)
    return sharing.settled(context) or home.arrived(context)


def _corrected(here: Here[Arrival]) -> Sequence[Onward]:
    return [Run("profile")]


WELCOME: Flow[Arrival] = Flow(
    "welcome",
    (
        OneOf(
            name="consent",
            swap=True,
            text=_consent_text,
            options=_consent_options,
            keep=_keep_consent,
            stays=True,
            when=_not_agreed,
        ),
        OneOf(
            name="age",
            text=one(_("How old are you?")),
            options=_ages,
            keep=_keep_age,
            when=_agreed,
        ),
        PlaceOf(
            name="place",
            text=one(_("Where do you live?")),
            keep=_keep_place,
            preset=_preset,
            when=_lives_somewhere_unknown,
        ),
        OneOf(
            name="centre",
            follows=True,
            text=one(_("Which centre is better for you?")),
            options=home.centre_options,
            keep=_keep_centre,
            when=_needs_a_centre,
        ),
    ),
    finish=_finish,
    corrected=_corrected,
    notes=Arrival,
    counted=False,
)

"""Short questions that bring more offers: times, hours, way, German, child care, school."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations import terms
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import GridOf, OneOf, Option, SomeOf
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Next, Onward, Step
from conversations.newcomer.asking import by_themselves, card, into, marked, own_profile
from conversations.newcomer.news import nothing_yet, promise_news
from locales.words import Count, _, p_, say
from storage.introductions.working import is_at_work
from storage.matching import fitting
from storage.rules.ages import is_adult
from storage.rules.slots import SHORTCUTS, in_order

OTHER = "other"
NO_LICENCE = "none"
FOREIGN = "foreign"


@dataclass(frozen=True)
class Times:
    """Whether none of the usual times fits, so that the grid is asked; how many offers fitted."""

    other: bool = False
    before: int | None = None


# NOTE: Answers to: When do you have time? Opens a grid of days and times.
def _time_options(here: Here[object]) -> Sequence[Option]:
    shortcuts = [Option(code, words) for code, words in terms.TIMES.items()]
    return [*shortcuts, Option(OTHER, p_("button", "Other times"))]


def _keep_times(here: Here[Times], code: str) -> Step[Times]:
    if code != OTHER:
        own_profile(here).slots = list(in_order(SHORTCUTS[code]))
    return Next(replace(here.notes, other=code == OTHER))


def _keep_grid(here: Here[Times], slots: list[str]) -> Step[Times]:
    own_profile(here).slots = list(in_order(slots))
    return Next(replace(here.notes, other=False))


def _wants_grid(here: Here[Times]) -> bool:
    return here.notes.other


def _licences(here: Here[object]) -> Sequence[str]:
    return [code for code in own_profile(here).licences or [] if code != NO_LICENCE]


def _keep_licences(here: Here[Times], codes: list[str]) -> Step[Times]:
    own_profile(here).licences = [code for code in codes if code != NO_LICENCE]
    return Next()


def _has_foreign_licence(here: Here[object]) -> bool:
    return FOREIGN in (own_profile(here).licences or [])


# NOTE: After the short questions: how many offers fit now, and how many did before them.
FOUND_MORE = _("💼 Offers for you now: {now}. Before: {before}. Look: /offers")
FOUND = _("💼 Offers for you now: {now}. Look: /offers")
# NOTE: After: Licence from my country. It is about driving, not about staying.
ADVICE = _(
    "With most licences from outside the EU you may drive here only for your first six months. "
    "After that you need a German licence. Ask at your centre soon."
)


def _finish(here: Here[Times]) -> Sequence[Onward]:
    """Say how many offers fit with these answers, and how many did without them."""
    person = here.person
    if person is not None and is_adult(person.age_band) and person.works_since is None:
        now, before = len(fitting(here.work, person.id)), here.notes.before
        if not now and is_at_work(here.work, person.id):
            return card(here)
        if not now:
            said = nothing_yet(here.work, person.id, promise_news(here.work, person.id))
        elif before is None:
            said = say(FOUND, now=Count(now))
        else:
            said = say(FOUND_MORE, now=Count(now), before=Count(before))
        here.send(Message((said,)))
    return card(here)


# NOTE: Short questions, one message each, and answers of their own.
_ASKED: Flow[Times] = Flow(
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
            text=one(_("When can you start?")),
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
    finish=_finish,
    corrected=card,
    notes=Times,
)
MORE = by_themselves(_ASKED)

"""A person, please: one open request each, and how to talk with somebody now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations import terms
from conversations.cards.centre import copy_row
from conversations.everybody import home, notices
from conversations.everybody.first_name import name_first
from conversations.everybody.menus import way_on
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.position import NoNotes
from conversations.kit.questions import OneOf
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Interrupt, Next, Onward, Run, Step
from locales.words import Ltr, Words, _, p_, say
from storage.requests import SERIOUS, ask_for_person

NOT_NOW = "not_now"
TOLD = _("Thank you. We told the centre.")
# NOTE: To who tells of something serious: numbers that always answer.
DANGER = _(
    "In danger: call {number} or {second}. Violence against women: {help}, free, day and night."
)
# NOTE: Somebody asks for a person, and no staff can be told now. Address and phone follow.
NOBODY = _("Your request is kept. But nobody reads here now: please call or come.")


@dataclass(frozen=True)
class Asking:
    """What somebody wants to talk about."""

    topic: str = ""


def a_person(context: Context, argument: str) -> Sequence[Onward]:
    """Ask what it is about; before consent say where the centre is."""
    if context.person is not None:
        return name_first(context, "person") or [Interrupt("topic")]
    context.send(Message(how_to_talk(context), copy_row(home.own_centre(context))))
    return ()


def request(context: Context, topic: str, text: str | None = None) -> Sequence[Onward]:
    """Keep the request, tell the centre, and say how to talk with somebody now."""
    person = context.person
    if person is None:
        return a_person(context, "")
    mine = home.own_centre(context)
    is_told = context.actor.practises
    if not is_told:
        asked = ask_for_person(context.work, person.id, mine.key if mine else None, topic, text)
        is_told = notices.asked_for_person(context.work, asked)
    said = (TOLD, *how_to_talk(context)) if is_told else (NOBODY, *home.centre_lines(context))
    if topic == SERIOUS:
        said = (danger(), *said)
    context.send(Message(said, (*copy_row(mine), *way_on(context))))
    return ()


def danger() -> Words:
    """Name the numbers that always answer.

    116 016 is the Hilfetelefon of the Bundesamt für Familie und zivilgesellschaftliche Aufgaben.
    """
    numbers = {"number": Ltr("112"), "second": Ltr("110"), "help": Ltr("116 016")}
    return say(DANGER, **numbers)


def how_to_talk(context: Context) -> tuple[Words, ...]:
    """Say how to talk with somebody now."""
    return (_("You can always come to the centre or call."), *home.centre_lines(context))


def _keep_topic(here: Here[Asking], topic: str) -> Step[Asking]:
    return Next(Asking(topic))


def _request_topic(here: Here[Asking]) -> Sequence[Onward]:
    return request(here.context, here.notes.topic)


def _keep_wish(here: Here[object], choice: str) -> Step[object]:
    return Next() if choice == NOT_NOW else Run("person")


def _finish_wish(here: Here[object]) -> Sequence[Onward]:
    here.send(Message((_("All right. You find everything here: /menu"),)))
    return ()


TOPIC: Flow[Asking] = Flow(
    "topic",
    (
        OneOf(
            name="topic",
            text=one(_("What is it about?")),
            options=choices(terms.TOPICS),
            keep=_keep_topic,
        ),
    ),
    finish=_request_topic,
    notes=Asking,
    counted=False,
)

# NOTE: Asked once after the first questions.
ASK_PERSON: Flow[object] = Flow(
    "ask_person",
    (
        OneOf(
            name="wish",
            text=one(_("Would you like to talk with a person?")),
            options=choices(
                {"yes": p_("button", "👋 Yes, please"), NOT_NOW: p_("button", "Not now")}
            ),
            keep=_keep_wish,
        ),
    ),
    notes=NoNotes,
    finish=_finish_wish,
    counted=False,
)

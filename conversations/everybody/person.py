"""A person, please: one open request each, and by when somebody answers."""

from __future__ import annotations

from conversations import terms
from conversations.everybody import home, notices
from conversations.everybody.menus import way_on
from conversations.kit import flow as flows
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf
from conversations.newcomer.asking import choices, one
from locales.words import Moment, _, p_, say
from storage.requests import ask_for_person

NOT_NOW = "not_now"


def a_person(context: Context, argument: str) -> None:
    """Ask what it is about; before consent say where the centre is."""
    if context.person is None:
        context.send(
            Message((_("You can always come to the centre or call."), *home.centre_lines(context)))
        )
    else:
        flows.interrupt(context, TOPIC)


def request(context: Context, topic: str, text: str | None = None) -> None:
    """Keep the request and say by when somebody answers."""
    person = context.person
    if person is None:
        a_person(context, "")
        return
    mine = home.own_centre(context)
    asked = ask_for_person(context.work, person.id, mine.key if mine else None, topic, text)
    notices.asked_for_person(context, asked)
    by = Moment(asked.answer_by.astimezone(context.work.zone))
    answer = say(
        _("Thank you. A person from the centre answers you here. At the latest: {by}"), by=by
    )
    context.send(Message((answer,), way_on(context)))


def _keep_topic(context: Context, topic: str) -> None:
    flows.leave(context)
    request(context, topic)


def _keep_wish(context: Context, choice: str) -> None:
    if choice != NOT_NOW:
        flows.start(context, TOPIC)


def _finish(context: Context) -> None:
    context.send(Message((_("All right. You find everything here: /menu"),)))


TOPIC = Flow(
    "topic",
    (
        OneOf(
            name="topic",
            text=one(_("What is it about?")),
            options=choices(terms.TOPICS),
            keep=_keep_topic,
        ),
    ),
    finish=_finish,
    counted=False,
)

ASK_PERSON = Flow(
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
    finish=_finish,
    counted=False,
)

"""There is a problem: numbers that always answer, all staff told, and how to talk about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.cards.line import SOMEBODY
from conversations.cards.request import WISHES
from conversations.everybody import delivery, home
from conversations.everybody.alert import alert
from conversations.everybody.menus import way_on
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf, PhoneNumber
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Next, Onward, Step
from locales.words import Ltr, Moment, Words, _, say, verbatim
from storage import requests, threads, trouble
from storage.models import Request
from storage.requests import SERIOUS
from storage.trouble import CALL, CENTRE, HERE
from storage.work import Work

TOLD = _("Thank you. We told the centre.")
# NOTE: To who tells of something serious: numbers that always answer.
DANGER = _(
    "In danger: call {number} or {second}. Violence against women: {help}, free, day and night."
)
# NOTE: Somebody asks for a person, and no staff can be told now. Address and phone follow.
NOBODY = _("Your request is kept. But nobody reads here now: please call or come.")
# NOTE: To who tells of something serious: {when} somebody at {centre} reads it and acts.
LOOKED_AT = _("{centre} looks at this: {when}")


@dataclass(frozen=True)
class Telling:
    """The request of a problem (0: nobody was told), and how they want to talk."""

    request: int = 0
    is_told: bool = True
    wish: str = HERE
    phone: str = ""


def report(work: Work, person_id: int, centre: str | None) -> Telling:
    """Keep a problem and tell staff at once.

    What somebody answered already waits for all of them again when it becomes one.
    """
    before = requests.open_of(work, person_id)
    is_new = before is None or SERIOUS not in requests.topics_of(before)
    request = trouble.report(work, person_id, centre)
    if request.owner_id is not None and (is_new or delivery.who(work, request) is None):
        threads.give(work, request, None)
    return Telling(request.id, alert(work, request))


def danger() -> Words:
    """Name the numbers that always answer.

    116 016 is the Hilfetelefon of the Bundesamt für Familie und zivilgesellschaftliche Aufgaben.
    """
    numbers = {"number": Ltr("112"), "second": Ltr("110"), "help": Ltr("116 016")}
    return say(DANGER, **numbers)


def _ask_wish(here: Here[Telling]) -> Sequence[Words]:
    """Say who helps in danger, that it is known, and since when somebody looks; then ask."""
    known = _known(here) if here.notes.is_told else NOBODY
    return (danger(), known, *home.centre_lines(here.context), _("How shall we talk?"))


def _known(here: Here[Telling]) -> Words:
    at = trouble.looked_at_from(here.work)
    if at is None:
        return TOLD
    mine = home.own_centre(here.context)
    return say(LOOKED_AT, centre=verbatim(mine.name) if mine else SOMEBODY, when=Moment(at))


def _request(here: Here[Telling]) -> Request | None:
    """Return the request this is about, while it is theirs and open."""
    request = requests.find(here.work, here.notes.request)
    mine = request and here.person and request.person_id == here.person.id
    return request if request and mine and request.closed_at is None else None


def _keep_wish(here: Here[Telling], wish: str) -> Step[Telling]:
    if request := _request(here):
        trouble.keep_wish(here.work, request, wish)
    return Next(Telling(here.notes.request, here.notes.is_told, wish))


def _keep_phone(here: Here[Telling], phone: str) -> Step[Telling]:
    if request := _request(here):
        trouble.keep_phone(here.work, request, phone)
    return Next(Telling(here.notes.request, here.notes.is_told, here.notes.wish, phone))


def _finish(here: Here[Telling]) -> Sequence[Onward]:
    here.send(Message(_said(here), way_on(here.context)))
    return ()


def _said(here: Here[Telling]) -> tuple[Words, ...]:
    """Say what was understood, and that more can be written."""
    notes = here.notes
    if notes.wish == CENTRE:
        return (_("Good. Please come to the centre."), *home.centre_lines(here.context))
    if notes.phone:
        # NOTE: To who told of a problem and wants to be called.
        called = say(_("Good. The centre has your number: {phone}"), phone=Ltr(notes.phone))
        return (called, _("It is deleted after a week."))
    # NOTE: To who told of a problem: what they type next goes to the centre after a tap.
    return (_("Good. The centre knows. You can write here what happened."),)


TROUBLE: Flow[Telling] = Flow(
    "trouble",
    (
        # NOTE: Somebody told of a problem; above it stand numbers for danger.
        OneOf(name="wish", text=_ask_wish, options=choices(WISHES), keep=_keep_wish, stays=True),
        PhoneNumber(
            name="number",
            # NOTE: Somebody told of a problem and wants to be called.
            text=one(_("Which number shall we call? Please write it.")),
            keep=_keep_phone,
            when=lambda here: here.notes.wish == CALL,
            skippable=True,
        ),
    ),
    finish=_finish,
    notes=Telling,
    counted=False,
)

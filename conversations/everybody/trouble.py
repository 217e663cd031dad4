"""There is a problem: numbers that always answer, all staff told, and how to talk about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.cards.centre import copy_row
from conversations.cards.request import WISHES
from conversations.everybody import delivery, home, notices
from conversations.everybody.alert import alert
from conversations.everybody.menus import way_on
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf, PhoneNumber
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Interrupt, Next, Onward, Step
from locales.words import Ltr, Moment, Words, _, p_, say, verbatim
from storage import hiding, holds, requests, threads, trouble
from storage.models import Offer, Request
from storage.places import centre as centre_of
from storage.places import centre_around
from storage.requests import SERIOUS
from storage.trouble import CALL, CENTRE, HERE
from storage.work import Work

# NOTE: A command and a button: somebody is in danger, or something is wrong.
ABOUT = p_("command", "⚠️ I have a problem")
TOLD = _("Thank you. We told the centre.")
# NOTE: To who tells of something serious: numbers that always answer.
DANGER = _(
    "In danger: call {number} or {second}. Violence against women: {help}, free, day and night."
)
# NOTE: Somebody asks for a person, and no staff can be told now. Address and phone follow.
NOBODY = _("Your request is kept. But nobody reads here now: please call or come.")
# NOTE: To who tells of something serious: {when} somebody at {centre} reads it and acts.
LOOKED_AT = _("{centre} looks at this: {when}")
# NOTE: To who tells of something serious, and all colleagues of their centre are away.
OTHERS = _("All of your centre are away. We told the other centres.")
# NOTE: To who tells of something serious, and all colleagues everywhere are away.
ALL_AWAY = _("We told everybody. But all are away now.")
# NOTE: To who tells of something serious: {when} a colleague reads it and acts.
SOMEBODY_LOOKS = _("Somebody looks at this: {when}")
# NOTE: To who tells of something serious while others are away; phone numbers follow.
CALL_NOW = _("It cannot wait? Please call.")
# NOTE: To who tells of something serious before they agreed to anything; phone numbers follow.
UNKNOWN = _("We do not know who you are, so nobody was told. Please call or come.")


@dataclass(frozen=True)
class Telling:
    """The request of a problem (0: nobody was told), and how they want to talk."""

    request: int = 0
    is_told: bool = True
    wish: str = HERE
    phone: str = ""


def problem(context: Context, argument: str) -> Sequence[Onward]:
    """Tell of a problem at once; who is not known yet reads who helps, and that nobody was told."""
    if context.person is not None:
        return [Interrupt(TROUBLE.name, telling(context, context.person.id))]
    said = (danger(), UNKNOWN, *home.centre_lines(context))
    context.send(Message(said, (*copy_row(home.own_centre(context)), *way_on(context))))
    return ()


def telling(context: Context, person_id: int) -> Telling:
    """Tell staff of a problem; who practises sees it as if they had."""
    if context.actor.practises:
        return Telling()
    mine = home.own_centre(context)
    return report(context.work, person_id, mine.key if mine else None)


def report(work: Work, person_id: int, centre: str | None) -> Telling:
    """Keep a problem and tell staff at once.

    What somebody answered already waits for all of them again when it becomes one. Who presses
    it again and again is heard every ten minutes: what flies past is read by nobody.
    """
    before = requests.open_of(work, person_id)
    is_new = before is None or SERIOUS not in requests.topics_of(before)
    request = trouble.report(work, person_id, centre)
    if request.owner_id is not None and (is_new or delivery.who(work, request) is None):
        threads.give(work, request, None)
        return Telling(request.id, alert(work, request))
    return Telling(request.id, alert(work, request, f"{work.now:%y%m%d%H}{work.now.minute // 10}"))


def at_firm(work: Work, person_id: int, offer: Offer, centre: str | None) -> Telling:
    """Tell of a problem at a firm; until a colleague looked nothing of it goes on for the person.

    Others do not see the offer until then; the centre of the firm hears of that.
    """
    holds.hold(work, person_id, offer.employer_id)
    said = report(work, person_id, centre)
    if hiding.hide(work, offer):
        notices.hidden(work, offer, centre_around(work, offer.plz))
    return said


def danger() -> Words:
    """Name the numbers that always answer.

    116 016 is the Hilfetelefon of the Bundesamt für Familie und zivilgesellschaftliche Aufgaben.
    """
    numbers = {"number": Ltr("112"), "second": Ltr("110"), "help": Ltr("116 016")}
    return say(DANGER, **numbers)


def _ask_wish(here: Here[Telling]) -> Sequence[Words]:
    """Say who helps in danger, that it is known, and since when somebody looks; then ask."""
    known = looked_at(here.work, _centre(here)) if here.notes.is_told else (NOBODY,)
    lines = home.centre_lines(here.context)
    others = [] if _is_there(here) else home.other_phones(here.context)
    more = [each for each in others if each not in lines]
    return (danger(), *(known or (TOLD,)), *lines, *more, _("How shall we talk?"))


def looked_at(work: Work, centre: str | None) -> tuple[Words, ...]:
    """Say who looks at a problem of a centre, and since when; nothing where it does so now."""
    looking = trouble.looking(work, centre)
    if looking.who == "centre":
        found, at = centre_of(work, centre) if centre else None, looking.since
        if at is None:
            return ()
        if found is None:
            return (say(SOMEBODY_LOOKS, when=Moment(at)),)
        return (say(LOOKED_AT, centre=verbatim(found.name), when=Moment(at)),)
    who = OTHERS if looking.who == "others" else ALL_AWAY
    when = (say(SOMEBODY_LOOKS, when=Moment(looking.since)),) if looking.since else ()
    return (who, *when, CALL_NOW)


def _centre(here: Here[Telling]) -> str | None:
    """Return whose the request is; of a practice it is the own centre's."""
    request, mine = _request(here), home.own_centre(here.context)
    return request.centre if request else mine.key if mine else None


def _is_there(here: Here[Telling]) -> bool:
    """Tell whether somebody of the centre was told and is there."""
    return here.notes.is_told and trouble.looking(here.work, _centre(here)).who == "centre"


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
        # NOTE: To who wants to talk about a problem at the centre, and nobody is there now.
        away = _("Nobody is at the centre now. Please call before you come.")
        come = _("Good. Please come to the centre.") if _is_there(here) else away
        return (come, *home.centre_lines(here.context))
    if notes.phone:
        # NOTE: To who told of a problem and wants to be called.
        called = say(_("Good. The centre has your number: {phone}"), phone=Ltr(notes.phone))
        return (called, _("It is deleted after a week."))
    # NOTE: To who told of a problem: what they type next goes to the centre after a tap.
    known = _("Good. The centre knows. You can write here what happened.")
    # NOTE: To who told of a problem, and nobody of the centre is there now.
    kept = _("Good. You can write here what happened.")
    return (known if _is_there(here) else kept,)


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
    over=lambda here: bool(here.notes.request) and _request(here) is None,
)

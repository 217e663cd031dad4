"""Somebody new at the desk: on their own phone, or here at the PC; the same questions for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from conversations.cards.notice import called
from conversations.everybody import moving
from conversations.everybody.link import show_link
from conversations.kit.actor import actor_of
from conversations.kit.commands import button
from conversations.kit.context import opened
from conversations.kit.flow import Flow
from conversations.kit.guard import sight
from conversations.kit.here import Here
from conversations.kit.messages import Button, Message
from conversations.kit.outgoing import Outgoing
from conversations.kit.questions import DigitsOf, OneOf, Option
from conversations.kit.questions.digits import FOUR
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Goto, Next, Onward, Step
from conversations.staff.person import PERSON, REVISION
from conversations.staff.scope import scope
from locales.words import Ltr, Moment, _, p_, say
from storage import receiving
from storage.models import Chat
from storage.models.page import Purpose
from storage.ourselves import page_url
from storage.page import links
from storage.people import EVERYWHERE
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.typed_codes import draw, grouped

PHONE, PC = "phone", "pc"
# NOTE: To staff, who typed a number before the phone of somebody new showed one.
NOT_OPENED = _("Nobody has opened the link yet. The other phone shows the number then.")
# NOTE: To staff, who typed another number than the phone shows.
WRONG = _("This is not the number. The link is closed.")
# NOTE: On the phone of somebody new: staff typed another number.
VOID = _("The number was not the same. Please ask at the centre for a new link.")


@dataclass(frozen=True)
class Receiving:
    """Where the questions are answered."""

    how: str = ""


def _hows(here: Here[Receiving]) -> Sequence[Option]:
    pc = Option(PC, p_("button", "🖥️ Here at this PC"))
    phone = Option(PHONE, p_("button", "📱 On their own phone"))
    return (phone, *([pc] if page_url(here.work) else []))


def _keep_how(here: Here[Receiving], how: str) -> Step[Receiving]:
    if here.person is None:
        raise LookupError("nobody lets anybody in")
    show = _show_pc if how == PC else _show_phone
    show(here, here.person.id)
    return Next(replace(here.notes, how=how))


# NOTE: To staff: the link that the phone of somebody new opens, or what is typed there instead.
def _show_phone(here: Here[Receiving], by: int) -> None:
    centre = scope(here.context.actor) or EVERYWHERE
    token = receiving.offer_link(here.work, centre, by)
    ends_at = here.work.now + here.work.limits.new_person
    good = say(_("It is good once, until: {at}"), at=Moment(ends_at.astimezone(here.work.zone)))
    open_it = (_("Open this on the other phone:"),)
    show_link(here, f"{moving.NEW_PERSON}{token}", ends_at, open_it, good)


# NOTE: To staff: a window for somebody new at the desk.
def _show_pc(here: Here[Receiving], by: int) -> None:
    work, ends_at = here.work, here.work.now + here.work.limits.new_person
    about: dict[str, Any] = {"centre": scope(here.context.actor), "made_by": by}
    links.void_made(work, Purpose.DESK, by)
    made = links.make(work, Purpose.DESK, expires_at=ends_at, code=draw(), **about)
    page = page_url(work) or ""
    lines = (
        _("This window is for the new person. Your own page closes in it."),
        say(_("It is good until: {at}"), at=Moment(ends_at.astimezone(work.zone))),
        # NOTE: To staff: what is typed in the browser of a PC to come to a page, and the code.
        say(
            _("On another PC type {link} and the code {code}."),
            link=Ltr(f"{page}/l"),
            code=Ltr(grouped(made.code or "")),
        ),
    )
    opens = Button(p_("button", "🖥️ Open the window"), opens=f"{page}/l/{made.token}")
    row = here.send(Message(lines, ((opens,),)))
    if row is not None:
        due.schedule(work, Kind.LINK_OVER, ends_at, subject=row, chat_id=here.context.chat.id)


def _is_phone(here: Here[Receiving]) -> bool:
    return here.notes.how == PHONE


def _keep_number(here: Here[Receiving], number: str) -> Step[Receiving]:
    if here.person is None:
        raise LookupError("nobody lets anybody in")
    phone = receiving.opened(here.work, here.person.id)
    if phone is None:
        here.context.echo = NOT_OPENED
        return Goto("number")
    if not receiving.confirm(here.work, here.person.id, number):
        here.send(Message((WRONG,)))
        _say(here, phone, Message((VOID,)))
        return Next()
    # NOTE: To staff: the right number was typed; {code} and so on is said when they are known.
    here.send(Message((_("Right. You hear from me when the person has answered."),)))
    # NOTE: On the phone of somebody new: staff typed the right number; the questions follow.
    go = button(p_("button", "▶️ Begin"), "start")
    _say(here, phone, Message((_("That is right. Please go on here."),), ((go,),)))
    return Next()


def _say(here: Here[Receiving], chat: Chat, message: Message) -> None:
    opened(here.work, chat.id, f"{here.context.origin}:{chat.id}").send(message)


def _finish(here: Here[Receiving]) -> Sequence[Onward]:
    return ()


def came(outgoing: Outgoing) -> Message | None:
    """Tell a colleague that somebody they let in is known now."""
    work = outgoing.work
    actor = actor_of(work, outgoing.person, outgoing.chat.language)
    person = sight(work, actor, PERSON, outgoing.row.subject or 0)
    if person is None:
        return None
    # NOTE: To a colleague who let somebody in at the desk; {who} is a name and a code.
    words = say(_("👋 {who} is in now."), who=called(work, person.id))
    card = PERSON.button(p_("button", "👤 Overview"), person.id, REVISION, "open")
    return Message((words,), ((card,),), private=True)


# NOTE: To staff: somebody new stands at the desk.
RECEIVE: Flow[Receiving] = Flow(
    "receive",
    (
        OneOf(
            name="how",
            text=one(_("Where does the new person answer the questions?")),
            options=_hows,
            keep=_keep_how,
            stays=True,
        ),
        DigitsOf(
            sorry=FOUR,
            name="number",
            text=one(
                _("Which number does the other phone show? One wrong number closes the link.")
            ),
            keep=_keep_number,
            when=_is_phone,
            back=False,
            skippable=True,
            skip=p_("button", "Later"),
            secret=False,
        ),
    ),
    finish=_finish,
    notes=Receiving,
    counted=False,
    guard="people.new",
)

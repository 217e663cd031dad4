"""A colleague's own computer and the desks of a centre: a link, and the number a browser shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.everybody.link import show_address
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import opened
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.permissions import may
from conversations.kit.questions import DigitsOf, OneOf, Option
from conversations.kit.questions.digits import FOUR
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Goto, Next, Onward, Run, Step
from conversations.staff.scope import centre_name
from locales.languages import FALLBACK
from locales.words import Moment, Words, _, p_, say, verbatim
from storage.models import Chat
from storage.ourselves import page_url
from storage.page import screens
from storage.people import TEAM
from storage.places import centres
from storage.work import Work

YES, NO = "yes", "no"
# NOTE: To a colleague who typed a number before the computer showed one.
NOT_OPENED = _("Nobody has opened the link yet. The computer shows the number then.")
# NOTE: To a colleague who typed another number than the computer shows.
WRONG = _("This is not the number. The link is closed. Please begin anew: /team")


@dataclass(frozen=True)
class Opening:
    """The centre whose desk it will be; `off`: it shall be none after all."""

    centre: str | None = None
    off: bool = False


def _is_on(here: Here[Opening]) -> bool:
    return not here.notes.off


def _keep_sure(here: Here[Opening], said: str) -> Step[Opening]:
    if said == NO or here.person is None:
        return Next(replace(here.notes, off=True))
    # NOTE: To a colleague, above a link.
    return _show(here, None, _("Open this in the browser of the computer:"))


def _keep_centre(here: Here[Opening], key: str) -> Step[Opening]:
    if not may(here.context.actor, "desks.new", key):
        return Next(replace(here.notes, off=True))
    # NOTE: To a lead, above a link; {centre} is whose desk the browser will be.
    line = _("The desk of {centre}. Open this in its browser:")
    return _show(here, key, say(line, centre=centre_name(here.work, key)))


def _show(here: Here[Opening], centre: str | None, before: Words) -> Step[Opening]:
    address = page_url(here.work)
    if here.person is None or address is None:
        return Next(replace(here.notes, off=True))
    token = screens.offer(here.work, here.person.id, centre)
    ends_at = screens.good_until(here.work)
    # NOTE: To a colleague, below a link.
    good = say(_("It is good once, until: {at}"), at=Moment(ends_at.astimezone(here.work.zone)))
    show_address(here, f"{address}/d/{token}", ends_at, (before,), good)
    return Next(replace(here.notes, centre=centre))


def _keep_number(here: Here[Opening], number: str) -> Step[Opening]:
    if here.person is None:
        raise LookupError("nobody opens a screen")
    if not screens.waiting(here.work, here.person.id):
        here.context.echo = NOT_OPENED
        return Goto("number")
    found = screens.confirm(here.work, here.person.id, number)
    if found is None:
        here.send(Message((WRONG,)))
    elif found.chat is not None:
        # NOTE: To a colleague who typed the right number.
        here.send(Message((_("Right. You can go on at the computer."),)))
        _welcome(here, found.chat)
    else:
        # NOTE: To a lead who typed the right number; {centre} is whose desk the browser is now.
        line = _("Right. This browser is the desk of {centre} now. Each types their own PIN there.")
        here.send(Message((say(line, centre=centre_name(here.work, found.centre)),)))
    return Next()


def _welcome(here: Here[Opening], chat: Chat) -> None:
    """Say on the computer how to begin, also where nothing was said there before."""
    chat.language = chat.language or here.context.chat.language or FALLBACK
    name = "today" if here.context.actor.scopes(TEAM) else "team"
    # NOTE: On a computer, to a colleague who opened it with a number.
    hello = _("Welcome. You can work here, too.")
    # NOTE: Button below a welcome on the computer: begin to work.
    below = ((button(p_("button", "▶️ Begin"), name),),)
    origin = f"{here.context.origin}:{chat.id}"
    opened(here.work, chat.id, origin).send(Message((hello,), below))


def _finish(here: Here[Opening]) -> Sequence[Onward]:
    return [Run("team")] if here.notes.off else ()


def _whose(work: Work, notes: Opening) -> str | None:
    return notes.centre


def _desks_of(actor: Actor, work: Work) -> Sequence[Option]:
    every = [each for each in centres(work) if may(actor, "desks.new", each.key)]
    return [Option(each.key, verbatim(each.name)) for each in every]


def _centres(here: Here[object]) -> Sequence[Option]:
    return _desks_of(here.context.actor, here.work)


NUMBER = DigitsOf[Opening](
    name="number",
    text=one(
        # NOTE: To a colleague: a browser shows four digits.
        _("Which number does the computer show?"),
        _("One wrong number closes the link."),
    ),
    keep=_keep_number,
    sorry=FOUR,
    when=_is_on,
    back=False,
    secret=False,
)
# NOTE: To a colleague who wants to work on a computer as well.
COMPUTER: Flow[Opening] = Flow(
    "computer",
    (
        OneOf(
            name="sure",
            text=one(
                _("On a computer you have the same chat in a browser. Telegram stays as it is."),
                _("After some minutes without use it asks for your PIN."),
            ),
            options=choices(
                {YES: p_("button", "🔗 Show the link"), NO: p_("button", "No, not now")}
            ),
            keep=_keep_sure,
            stays=True,
        ),
        NUMBER,
    ),
    finish=_finish,
    notes=Opening,
    counted=False,
    guard="member.computer",
)
# NOTE: To a lead who makes a browser the desk of a centre.
DESK: Flow[Opening] = Flow(
    "desk",
    (
        OneOf(
            name="centre",
            text=one(
                _("A desk is a browser for all colleagues of a centre: name, then PIN."),
                _("For which centre?"),
            ),
            options=_centres,
            keep=_keep_centre,
            stays=True,
        ),
        NUMBER,
    ),
    finish=_finish,
    notes=Opening,
    counted=False,
    guard="desks.new",
    scope=_whose,
)

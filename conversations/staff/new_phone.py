"""Somebody at the desk has a new phone: checked, a link, and the number it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.cards.notice import called
from conversations.everybody import moving
from conversations.everybody.link import show_link
from conversations.kit import messages
from conversations.kit.actor import Actor
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf
from conversations.kit.questions.digits import FOUR, DigitsOf
from conversations.kit.questions.pieces import choices
from conversations.kit.steps import Goto, Next, Onward, Start, Step
from conversations.kit.subject import Action, Result, never
from conversations.staff.whose import whose
from locales.languages import FALLBACK
from locales.words import Ltr, Moment, Words, _, p_, say
from storage import new_phone
from storage.models import Chat, Person
from storage.new_phone import Moved
from storage.places import centre
from storage.queues.speaking import answer
from storage.work import Work

YES, NO = "yes", "no"
CHECKED = {YES: p_("button", "✔️ Yes, I checked"), NO: p_("button", "No, not now")}
# NOTE: To staff, who did not check who somebody is.
NOTHING = _("Nothing was changed.")
# NOTE: To staff, in passing: somebody has another role, and is invited again instead.
NOT_NEWCOMER = _("This is no newcomer. Please send a new link.")
# NOTE: To staff, who typed a number before the new phone showed one.
NOT_OPENED = _("Nobody has opened the link yet. The new phone shows the number then.")
# NOTE: To staff, who typed another number than the new phone shows.
WRONG = _("This is not the number. The link is closed, and nothing was changed.")
# NOTE: On the new phone: staff typed another number.
VOID = _("The number was not the same. Please ask at the centre for a new link.")


@dataclass(frozen=True)
class Moving:
    """Who has a new phone, and whether staff said that they did not check who it is."""

    person: int = 0
    unchecked: bool = False


# NOTE: To staff: somebody has a new phone, and stands before them.
def _ask_checked(here: Here[Moving]) -> Sequence[Words]:
    return (
        say(_("A new phone for {who}."), who=called(here.work, here.notes.person)),
        _("Is the person here, and did you check who it is?"),
    )


def _keep_checked(here: Here[Moving], said: str) -> Step[Moving]:
    if said == NO or here.person is None:
        return Next(replace(here.notes, unchecked=True))
    token = new_phone.offer_link(here.work, here.notes.person, here.person.id)
    ends_at = new_phone.good_until(here.work)
    # NOTE: To staff: the link that the new phone opens, or what is typed there instead.
    good = say(_("It is good once, until: {at}"), at=Moment(ends_at.astimezone(here.work.zone)))
    open_it = (_("Open this on the new phone:"),)
    show_link(here, f"{moving.NEW_PHONE}{token}", ends_at, open_it, good)
    return Next()


def _is_checked(here: Here[Moving]) -> bool:
    return not here.notes.unchecked


# NOTE: To staff: the new phone shows four digits.
def _ask_number(here: Here[Moving]) -> Sequence[Words]:
    return (_("Which number does the new phone show? One wrong number closes the link."),)


def _keep_number(here: Here[Moving], number: str) -> Step[Moving]:
    if here.person is None:
        raise LookupError("nobody moves anybody")
    about = (here.notes.person, here.person.id)
    phone = new_phone.opened(here.work, *about)
    if phone is None:
        here.context.echo = NOT_OPENED
        return Goto("number")
    moved = new_phone.confirm(here.work, *about, number)
    if moved is None:
        here.send(Message((WRONG,)))
        _say(here, phone, VOID)
        return Next()
    # NOTE: To staff: the person uses the new phone from now on.
    here.send(Message((_("Right. The new phone is theirs now, the old one is mute."),)))
    _tell(here, moved)
    return Next()


def _tell(here: Here[Moving], moved: Moved) -> None:
    """Say on the new phone from when it shows everything, and on the old ones whom to call."""
    at = Moment((here.work.now + here.work.limits.new_phone).astimezone(here.work.zone))
    # NOTE: On the new phone of somebody known.
    welcome = _("Welcome back. Your reminders come here now.")
    _say(here, moved.to, welcome, say(moving.FROM, when=at))
    key = whose(here.work, here.notes)
    mine = centre(here.work, key) if key else None
    phone = mine.phone if mine else None
    # NOTE: The last words on an old phone, whoever has it now.
    gone = _("This chat belongs to a new phone now. Here it is mute.")
    # NOTE: On an old phone: for who did not ask for a new one. {phone} is the centre's.
    call = _("Not you? Please call at once: {phone}")
    # NOTE: The same where the centre has no phone number.
    come = _("Not you? Please come to your centre at once.")
    for chat in moved.old:
        _say(here, chat, gone, say(call, phone=Ltr(phone)) if phone else come)


def _say(here: Here[Moving], chat: Chat, *lines: Words) -> None:
    body = messages.finish(Message(lines), chat.language or FALLBACK)
    answer(here.work, chat.id, f"{here.context.origin}:to:{chat.id}", body, whom=chat.person_id)


def _finish(here: Here[Moving]) -> Sequence[Onward]:
    if here.notes.unchecked:
        here.send(Message((NOTHING,)))
    return ()


FLOW: Flow[Moving] = Flow(
    "new_phone",
    (
        OneOf(
            name="checked",
            text=_ask_checked,
            options=choices(CHECKED),
            keep=_keep_checked,
            stays=True,
        ),
        DigitsOf(
            sorry=FOUR,
            name="number",
            text=_ask_number,
            keep=_keep_number,
            when=_is_checked,
            back=False,
        ),
    ),
    finish=_finish,
    notes=Moving,
    counted=False,
    guard="person.phone",
    scope=whose,
)


def _begin(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    return Result(steps=[Start(FLOW.name, Moving(person.id))])


def _closed(work: Work, actor: Actor, person: Person, argument: str) -> Result | None:
    """Leave colleagues and firms to their own links: nobody becomes a colleague at the desk."""
    if new_phone.can_move(work, person):
        return None
    return Result(NOT_NEWCOMER, looks=True)


NEW_PHONE: Action[Person] = Action(_begin, _closed, stale=never)
"""For the card of a person: begins when the person stands at the desk. PIN: always."""

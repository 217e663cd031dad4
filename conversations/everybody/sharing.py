"""One phone, several people: each with a nickname and digits of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.everybody import home
from conversations.everybody.menus import way_on
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.position import Visitor
from conversations.kit.questions import OneOf, Option, ShortText
from conversations.kit.questions.digits import FOUR, DigitsOf
from conversations.kit.steps import Goto, Interrupt, Leave, Next, Onward, Run, Start, Step
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import Ltr, Moment, Name, Words, _, p_, say, verbatim
from storage import people, seats
from storage.digits import Tried
from storage.models import Seat
from storage.work import Work

LONGEST_NICKNAME = 20
OTHER, ARRIVED = "other", "arrived"
NEW, NOBODY = -1, 0


@dataclass(frozen=True)
class Seating:
    """The nickname somebody chose, and what comes once they have digits.

    OTHER is somebody who takes the phone, ARRIVED what follows the welcome.
    """

    then: str = ""
    nickname: str = ""


@dataclass(frozen=True)
class Switching:
    """Who takes the phone: the key of a person, NEW or NOBODY; how the digits were."""

    to: int = NOBODY
    check: str = ""


def share(context: Context, argument: str) -> Sequence[Onward]:
    """Ask who uses the phone now; first, digits for who did so alone until now."""
    person = context.person
    if person is not None and person.practice_of is not None:
        return [Start("practice_end")]
    if person is not None and not is_shared(context) and not _has_digits(context):
        return [Interrupt("seat", Seating(OTHER))]
    if person is None and not is_shared(context):
        return [Start("welcome")]
    return [Interrupt("switch")]


def is_shared(context: Context) -> bool:
    """Tell whether somebody else has a seat in this chat; not while somebody practises."""
    person = context.person
    is_practice = person is not None and person.practice_of is not None
    return not is_practice and bool(seats.others(context.work, context.chat))


def settled(context: Context) -> Sequence[Onward]:
    """Return the way to digits of their own for who was just welcomed on a phone of several."""
    if context.person is None or not is_shared(context) or _has_digits(context):
        return ()
    return [Start("seat", Seating(ARRIVED))]


def begin_anew(context: Context, person_id: int | None) -> None:
    """Let somebody else use the chat: what the one before had begun is forgotten."""
    seats.sit(context.work, context.chat, person_id)
    position = context.position
    context.position = replace(position, aside=None, begun=None, visitor=Visitor())
    context.grants()


def news_message(work: Work, seat: Seat) -> Message:
    """Say that there is news for somebody, and nothing of what it is."""
    # NOTE: Seen by whoever holds a phone of several people: something came for {name}.
    line = say(_("📬 There is news for {name}."), name=_name(work, seat))
    # NOTE: Below it: the one it is for types their digits then.
    label = p_("button", "🔓 Open")
    return Message((line,), ((SEAT.button(label, seat.person_id, 0, "open"),),))


def _has_digits(context: Context) -> bool:
    seat = seats.find(context.work, context.chat.id, context.chat.person_id)
    return seat is not None and seat.digits is not None


def _name(work: Work, seat: Seat) -> Name | Ltr:
    """Return the nickname, or the code of who has none yet."""
    person = people.find(work, seat.person_id)
    return Name(seat.nickname) if seat.nickname else Ltr(person.ref or "" if person else "")


# NOTE: To who shares the phone with others: a nickname that the others see as well.
def _ask_nickname(here: Here[Seating]) -> Sequence[Words]:
    first = (
        _("First something for you: then the others cannot open your news.")
        if here.notes.then == OTHER
        else _("Several people use this phone. Your news is only for you.")
    )
    return (first, _("Please type a name for this phone. A nickname is enough: the others see it."))


def _keep_nickname(here: Here[Seating], text: str) -> Step[Seating]:
    return Next(replace(here.notes, nickname=text))


# NOTE: To who shares the phone with others: digits of their own.
def _ask_digits(here: Here[Seating]) -> Sequence[Words]:
    return (
        _("Choose four digits and type them. Only you should know them."),
        _("We delete them in the chat at once."),
    )


def _keep_digits(here: Here[Seating], digits: str) -> Step[Seating]:
    context = here.context
    if here.person is not None:
        name = here.notes.nickname
        seats.settle(here.work, context.chat, here.person.id, name, digits)
    return Next()


def _seated(here: Here[Seating]) -> Sequence[Onward]:
    if here.notes.then == OTHER:
        begin_anew(here.context, None)  # first, so that whoever holds the phone then reads it, too
        # NOTE: To who just chose digits: the phone is handed to the other person.
        here.send(Message((_("Good. Now please give the phone to the other person."),)))
        return [Leave(), Start("welcome")]
    # NOTE: To who just chose digits: how they come back after somebody else used the phone.
    words = _("Good. To come back later: /start, then your name and your digits.")
    here.send(Message((words,), way_on(here.context)))
    return home.arrived(here.context) if here.notes.then == ARRIVED else ()


# NOTE: On a phone of several people: their nicknames are the buttons below.
def _ask_who(here: Here[Switching]) -> Sequence[Words]:
    return (_("Who uses this phone now?"),)


def _who(here: Here[Switching]) -> Sequence[Option]:
    known = seats.seats(here.work, here.context.chat.id)
    names = [Option(str(each.person_id), _label(here.work, each)) for each in known]
    if len(known) >= here.work.limits.people_per_phone:
        return names
    # NOTE: Below the names of who uses this phone: nobody of them.
    return [*names, Option("new", p_("button", "👤 Somebody else"))]


def _label(work: Work, seat: Seat) -> Words:
    return verbatim(_name(work, seat).text)


def _keep_who(here: Here[Switching], choice: str) -> Step[Switching]:
    if choice != "new":
        return Next(Switching(int(choice)))
    if here.person is not None and not _has_digits(here.context):
        return Start("seat", Seating(OTHER))
    return Next(Switching(NEW))


def _nobody_chosen(here: Here[Switching]) -> bool:
    return here.notes.to == NOBODY


def _needs_digits(here: Here[Switching]) -> bool:
    seat = seats.find(here.work, here.context.chat.id, here.notes.to)
    is_here = here.notes.to == here.context.chat.person_id
    return seat is not None and seat.digits is not None and not is_here


def _ask_for_digits(here: Here[Switching]) -> Sequence[Words]:
    seat = seats.find(here.work, here.context.chat.id, here.notes.to)
    if seat is None:
        return ()
    # NOTE: To {name}, who takes a phone of several people: their own four digits.
    asked = say(_("{name}, please type your four digits."), name=_name(here.work, seat))
    # NOTE: To who typed other digits than their own.
    wrong = _("These are not the digits. Forgotten? Please ask your centre.")
    return (wrong, asked) if here.notes.check == Tried.WRONG else (asked,)


def _compare(here: Here[Switching], digits: str) -> Step[Switching]:
    seat = seats.find(here.work, here.context.chat.id, here.notes.to)
    check = seats.attempt(here.work, seat, digits) if seat else Tried.RIGHT
    notes = replace(here.notes, check=check)
    return Goto("digits", notes) if check == Tried.WRONG else Next(notes)


def _switch(here: Here[Switching]) -> Sequence[Onward]:
    context, to = here.context, here.notes.to
    seat = seats.find(here.work, context.chat.id, to)
    if to == NEW:
        begin_anew(context, None)
        return [Leave(), Start("welcome")]
    if seat is None or to == context.chat.person_id:
        return [Run("menu")]
    if here.notes.check == Tried.SHUT and seat.locked_until is not None:
        at = Moment(seat.locked_until.astimezone(here.work.zone))
        # NOTE: To who typed wrong digits too often: {when} is when they can try again.
        here.send(Message((say(_("Too many tries. Please try again: {when}"), when=at),)))
        return ()
    begin_anew(context, to)
    return [Leave(), Start("seat") if seat.digits is None else Run("menu")]


SEATING: Flow[Seating] = Flow(
    "seat",
    (
        ShortText(
            name="nickname",
            text=_ask_nickname,
            keep=_keep_nickname,
            longest=LONGEST_NICKNAME,
        ),
        DigitsOf(sorry=FOUR, name="digits", text=_ask_digits, keep=_keep_digits),
    ),
    finish=_seated,
    notes=Seating,
    counted=False,
)
SWITCH: Flow[Switching] = Flow(
    "switch",
    (
        OneOf(name="who", text=_ask_who, options=_who, keep=_keep_who, when=_nobody_chosen),
        DigitsOf(
            sorry=FOUR, name="digits", text=_ask_for_digits, keep=_compare, when=_needs_digits
        ),
    ),
    finish=_switch,
    notes=Switching,
    counted=False,
)


def _find(work: Work, actor: Actor, key: int) -> Seat | None:
    return seats.seat_of(work, key)


def _anybodys(seat: Seat) -> str | None:
    return None


def _revision(seat: Seat) -> int:
    return 0


def _card(work: Work, actor: Actor, seat: Seat) -> Message:
    return news_message(work, seat)


def _open(work: Work, actor: Actor, seat: Seat, argument: str) -> Result:
    """Ask for the digits of who it is for, in a chat where they have a seat."""
    return Result(steps=[Interrupt("switch", Switching(seat.person_id))])


SEAT = Subject("seat", "", _find, _anybodys, _revision, _card, {"open": Action(_open, stale=never)})

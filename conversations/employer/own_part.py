"""One thing somebody of a firm changes: hour, way, name, absence; invites; or leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from conversations.employer import contact_asked, letting_go
from conversations.employer.letting_go import GOODBYE
from conversations.everybody import notices
from conversations.everybody.link import show_link
from conversations.everybody.menus import MENU_ROW
from conversations.everybody.start import INVITATION
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import DayOf, OneOf
from conversations.kit.questions.pieces import NO, YES, choices
from conversations.kit.steps import Forget, Leave, Next, Onward, Run, Step
from locales.words import Moment, Name, Words, _, p_, say
from storage import employers, firm_contacts
from storage.firm_contacts import MOST
from storage.invitations import good_until, invite
from storage.models import FirmContact
from storage.models.introductions import Reach
from storage.models.people import RoleName
from storage.people import roles_of
from storage.rules.last_day import read_last_day
from storage.work import Work

JOINS = "joins"
"""All that is asked of who comes with a link of the firm."""


@dataclass(frozen=True)
class OwnPart:
    """Which firm, what of it is changed, about whom; `mails`: they want mails from now on.

    `until` is the last day away that was written before it was asked.
    """

    firm: int = 0
    part: str = ""
    mails: bool = False
    about: int = 0
    until: date | None = None


def _is(*parts: str) -> Callable[[Here[OwnPart]], bool]:
    return lambda here: here.notes.part in parts


def _own(here: Here[OwnPart]) -> FirmContact | None:
    key = here.person.id if here.person else 0
    return firm_contacts.own(here.work, here.notes.firm, key)


def _into(field: str) -> Callable[[Here[OwnPart], Any], Step[OwnPart]]:
    """Keep one thing of who says it."""

    def keep(here: Here[OwnPart], value: Any) -> Step[OwnPart]:
        contact = _own(here)
        if contact is not None:
            firm_contacts.change(here.work, contact, **{field: value})
        return Next()

    return keep


def _keep_hour(here: Here[OwnPart], value: str) -> Step[OwnPart]:
    return _into("hour")(here, int(value))


def _keep_reach(here: Here[OwnPart], value: str) -> Step[OwnPart]:
    _into("reach")(here, Reach(value))
    return Next(replace(here.notes, mails=value == Reach.MAIL))


def _keep_away(here: Here[OwnPart], day: date) -> Step[OwnPart]:
    return _into("away_until")(here, day)


def _phone_is_asked(here: Here[OwnPart]) -> bool:
    """Ask also who wants to be called, and never said at which number."""
    contact = _own(here)
    is_called = contact is not None and contact.reach is Reach.PHONE and not contact.phone
    return here.notes.part in ("name", JOINS) or (here.notes.part == "reach" and is_called)


# NOTE: To somebody of a firm: before a link is made for a colleague of theirs.
def _ask_invite(here: Here[OwnPart]) -> Sequence[Words]:
    return (
        _("Shall somebody else answer for the firm, too?"),
        _("They see what you see. The link is good for one phone or browser."),
    )


def _keep_invite(here: Here[OwnPart], choice: str) -> Step[OwnPart]:
    firm = employers.find(here.work, str(here.notes.firm))
    is_full = len(firm_contacts.of_firm(here.work, here.notes.firm)) >= MOST
    if choice == YES and (firm is None or is_full):
        here.context.echo = CHANGED
    elif choice == YES and firm is not None:
        token = invite(here.work, RoleName.EMPLOYER, str(firm.id))
        ends_at = good_until(here.work)
        about = say(_("This is for somebody of: {employer}"), employer=Name(firm.name))
        until = Moment(ends_at.astimezone(here.work.zone))
        good = say(_("It is good until: {at}"), at=until)
        show_link(here, f"{INVITATION}{token}", ends_at, (about,), good)
    return Next()


# NOTE: To somebody of a firm who wants to leave; {employer} is the firm.
def _ask_leave(here: Here[OwnPart]) -> Sequence[Words]:
    firm = employers.find(here.work, str(here.notes.firm))
    name = Name(firm.name if firm else "")
    asks = say(_("Do you no longer answer for {employer}?"), employer=name)
    # NOTE: Below it, to the last one of a firm who can be asked anything.
    return (asks, *([] if _others(here) else [_("Then nobody does. The centre is told.")]))


def _others(here: Here[OwnPart]) -> list[FirmContact]:
    """Return who else of the firm answers."""
    mine, every = _own(here), firm_contacts.answering(here.work, here.notes.firm)
    return [each for each in every if mine is None or each.id != mine.id]


# NOTE: To somebody of a firm who is away; the second sentence where somebody else is there.
def _ask_away(here: Here[OwnPart]) -> Sequence[Words]:
    asks, meanwhile = (
        _("What is your last day away?"),
        _("Meanwhile we ask the others of the firm."),
    )
    return (asks, meanwhile) if _others(here) else (asks,)


def _ask_gone(here: Here[OwnPart]) -> Sequence[Words]:
    firm = employers.find(here.work, str(here.notes.firm))
    return letting_go.asked(here.work, firm, here.notes.about) if firm else (CHANGED,)


def _keep_gone(here: Here[OwnPart], choice: str) -> Step[OwnPart]:
    """Let another of the firm go, who hears so."""
    firm = employers.find(here.work, str(here.notes.firm))
    if choice == YES and firm and not letting_go.let_go(here.context, firm, here.notes.about):
        here.context.echo = CHANGED
    return Next()


def _keep_leave(here: Here[OwnPart], choice: str) -> Step[OwnPart]:
    """Leave; who is nothing else here is deleted with all that is known of them."""
    contact, firm = _own(here), employers.find(here.work, str(here.notes.firm))
    if choice != YES or contact is None or firm is None:
        return Next()
    if here.person:
        firm_contacts.word_stays(here.work, here.person.id)
    if firm_contacts.leave(here.work, contact):
        notices.firm_is_alone(here.work, firm)
    here.context.chat.menu_language = None
    here.context.grants()
    if here.person and not roles_of(here.work, here.person.id):
        return Forget((GOODBYE, DELETED))
    here.send(Message((GOODBYE,), (MENU_ROW,)))
    return Leave()


# NOTE: To somebody of a firm who left it and was nothing else here.
DELETED = _("We have deleted your name and number.")


def _finish(here: Here[OwnPart]) -> Sequence[Onward]:
    """Show the firm again; who just came, what it needs."""
    after = [Run("mail")] if here.notes.mails else []
    return [Run("myoffers" if here.notes.part == JOINS else "myfirm"), *after]


def _whose(work: Work, notes: OwnPart) -> str | None:
    return str(notes.firm)


# NOTE: Questions to somebody of a firm about themselves.
OWN_PART: Flow[OwnPart] = Flow(
    "own_part",
    (
        replace(contact_asked.NAME, name="name", keep=_into("name"), when=_is("name", JOINS)),
        replace(contact_asked.REACH, keep=_keep_reach, when=_is("reach", JOINS)),
        replace(contact_asked.PHONE, keep=_into("phone"), when=_phone_is_asked),
        replace(contact_asked.HOUR, keep=_keep_hour, when=_is("hour", JOINS)),
        DayOf(
            name="away",
            text=_ask_away,
            keep=_keep_away,
            when=_is("away"),
            today=True,
            said=lambda here: here.notes.until,
            reads=read_last_day,
        ),
        OneOf(
            name="invite",
            text=_ask_invite,
            options=choices({YES: p_("button", "Yes, make the link"), NO: p_("button", "No")}),
            keep=_keep_invite,
            when=_is("invite"),
            cancels=False,
        ),
        OneOf(
            name="leave",
            text=_ask_leave,
            options=choices({YES: p_("button", "Yes, I leave"), NO: p_("button", "No")}),
            keep=_keep_leave,
            when=_is("leave"),
            cancels=False,
        ),
        OneOf(
            name="gone",
            text=_ask_gone,
            options=choices({YES: letting_go.SURELY, NO: p_("button", "No")}),
            keep=_keep_gone,
            when=_is("gone"),
            cancels=False,
        ),
    ),
    finish=_finish,
    cancelled=_finish,
    notes=OwnPart,
    counted=False,
    guard="/myfirm",
    scope=_whose,
)

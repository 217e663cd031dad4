"""One thing somebody of a firm changes: hour, way, name, absence; invites; or leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from conversations.employer import contact_asked
from conversations.everybody import notices
from conversations.everybody.link import show_link
from conversations.everybody.menus import MENU_ROW
from conversations.everybody.start import INVITATION
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import DayOf, OneOf
from conversations.kit.questions.pieces import NO, YES, choices, one
from conversations.kit.steps import Forget, Leave, Next, Onward, Run, Step
from locales.words import Moment, Name, Words, _, p_, say
from storage import employers, firm_contacts
from storage.firm_contacts import MOST
from storage.invitations import good_until, invite
from storage.models import FirmContact
from storage.models.introductions import Reach
from storage.models.people import RoleName
from storage.people import roles_of
from storage.work import Work


@dataclass(frozen=True)
class OwnPart:
    """Which firm, and what of it is changed; `mails`: they want mails from now on."""

    firm: int = 0
    part: str = ""
    mails: bool = False


def _is(part: str) -> Callable[[Here[OwnPart]], bool]:
    return lambda here: here.notes.part == part


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
    return Next(OwnPart(here.notes.firm, here.notes.part, mails=value == Reach.MAIL))


def _keep_away(here: Here[OwnPart], day: date) -> Step[OwnPart]:
    return _into("away_until")(here, day)


def _phone_is_asked(here: Here[OwnPart]) -> bool:
    """Ask also who wants to be called, and never said at which number."""
    contact = _own(here)
    is_called = contact is not None and contact.reach is Reach.PHONE and not contact.phone
    return here.notes.part == "name" or (here.notes.part == "reach" and is_called)


# NOTE: To somebody of a firm: before a link is made for a colleague of theirs.
def _ask_invite(here: Here[OwnPart]) -> Sequence[Words]:
    return (
        _("Shall somebody else answer for the firm, too?"),
        _("They see what you see. The link is good for one phone or browser."),
    )


def _keep_invite(here: Here[OwnPart], choice: str) -> Step[OwnPart]:
    firm = employers.find(here.work, str(here.notes.firm))
    is_full = len(firm_contacts.of_firm(here.work, here.notes.firm)) >= MOST
    if choice == YES and firm is not None and not is_full:
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
    alone = len(firm_contacts.of_firm(here.work, here.notes.firm)) == 1
    # NOTE: Below it, to the last one who speaks for a firm.
    return (asks, _("Then nobody does. The centre is told."))[: 1 + alone]


def _keep_leave(here: Here[OwnPart], choice: str) -> Step[OwnPart]:
    """Leave; who is nothing else here is deleted with all that is known of them."""
    contact, firm = _own(here), employers.find(here.work, str(here.notes.firm))
    if choice != YES or contact is None or firm is None:
        return Next()
    if firm_contacts.leave(here.work, contact):
        notices.firm_is_alone(here.work, firm)
    here.context.chat.menu_language = None
    here.context.grants()
    if here.person and not roles_of(here.work, here.person.id):
        return Forget((LEFT, DELETED))
    here.send(Message((LEFT,), (MENU_ROW,)))
    return Leave()


# NOTE: To somebody of a firm who left it.
LEFT = _("You do not answer for this firm any more. Thank you.")
# NOTE: The same, to somebody who was nothing else here.
DELETED = _("We have deleted your name and number.")


def _finish(here: Here[OwnPart]) -> Sequence[Onward]:
    after = [Run("mail")] if here.notes.mails else []
    return [Run("myfirm"), *after]


def _whose(work: Work, notes: OwnPart) -> str | None:
    return str(notes.firm)


# NOTE: Questions to somebody of a firm about themselves.
OWN_PART: Flow[OwnPart] = Flow(
    "own_part",
    (
        replace(contact_asked.REACH, keep=_keep_reach, when=_is("reach")),
        replace(contact_asked.NAME, name="name", keep=_into("name"), when=_is("name")),
        replace(contact_asked.PHONE, keep=_into("phone"), when=_phone_is_asked),
        replace(contact_asked.HOUR, keep=_keep_hour, when=_is("hour")),
        DayOf(
            name="away",
            text=one(_("What is your last day away? Meanwhile we ask the others of the firm.")),
            keep=_keep_away,
            when=_is("away"),
            today=True,
        ),
        OneOf(
            name="invite",
            text=_ask_invite,
            options=choices({YES: p_("button", "Yes, make the link"), NO: p_("button", "No")}),
            keep=_keep_invite,
            when=_is("invite"),
        ),
        OneOf(
            name="leave",
            text=_ask_leave,
            options=choices({YES: p_("button", "Yes, I leave"), NO: p_("button", "No")}),
            keep=_keep_leave,
            when=_is("leave"),
        ),
    ),
    finish=_finish,
    notes=OwnPart,
    counted=False,
    guard="/myfirm",
    scope=_whose,
)

"""A new colleague: a one-time link, and the number their phone shows, typed by who invited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.everybody.link import show_link
from conversations.everybody.start import INVITATION
from conversations.kit.commands import button
from conversations.kit.context import opened
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import DigitsOf, OneOf, Option, ShortText
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Goto, Next, Onward, Run, Step
from conversations.staff.joining import LONGEST_NAME
from conversations.staff.member import ROLES
from conversations.staff.scope import centre_name
from locales.words import Moment, Name, _, p_, say, verbatim
from storage.invitations import confirm, good_until, invite, waiting
from storage.models import Invitation
from storage.models.people import RoleName
from storage.people import EVERYWHERE, TEAM
from storage.places import centres
from storage.rules.ranks import OVER_ALL, giveable, may_give, reach
from storage.work import Work

# NOTE: To a colleague who typed a number before the new phone showed one.
NOT_OPENED = _("Nobody has opened your link yet. The new phone shows the number then.")
# NOTE: To a colleague who typed something else than the number of the new phone.
SORRY = _("Please type the four digits of the new phone.")
# NOTE: To a colleague who invited and typed a wrong number.
WRONG = _("This is not the number. The link is closed. Please invite again: /team")
# NOTE: On the phone of somebody who was invited; the colleague typed another number.
VOIDED = _("The number was not the same. This link is closed. Please ask for a new one.")


@dataclass(frozen=True)
class Invited:
    """Who is invited, as far as it was said."""

    role: RoleName | None = None
    centre: str | None = None
    first_name: str | None = None


def _roles(here: Here[object]) -> Sequence[Option]:
    return [Option(role, ROLES[RoleName(role)]) for role in giveable(here.context.actor.roles)]


def _centres(here: Here[object]) -> Sequence[Option]:
    own = reach(here.context.actor.roles)
    every = [each for each in centres(here.work) if EVERYWHERE in own or each.key in own]
    return [Option(each.key, verbatim(each.name)) for each in every]


def _chooses_centre(here: Here[Invited]) -> bool:
    return here.notes.role not in OVER_ALL and len(_centres(here)) > 1


def _keep_role(here: Here[Invited], role: str) -> Step[Invited]:
    return Next(replace(here.notes, role=RoleName(role)))


def _keep_centre(here: Here[Invited], key: str) -> Step[Invited]:
    return Next(replace(here.notes, centre=key))


def _keep_name(here: Here[Invited], name: str) -> Step[Invited]:
    """Make the link; what the actor may no longer give is not given."""
    named = replace(here.notes, first_name=name)
    scope = _scope(here)
    person, roles = here.person, here.context.actor.roles
    if person is None or named.role is None or not may_give(roles, named.role, scope):
        return Run("team")
    token = invite(here.work, named.role, scope, person.id)
    _show(replace(here, notes=named), scope, token)
    return Next(named)


def _scope(here: Here[Invited]) -> str:
    if here.notes.role in OVER_ALL:
        return EVERYWHERE
    known = [option.value for option in _centres(here)]
    return here.notes.centre or (known[0] if len(known) == 1 else "")


# NOTE: To a colleague who invites: the link to send on, or what the new colleague types instead.
def _show(here: Here[Invited], scope: str, token: str) -> None:
    role, work = ROLES[here.notes.role or RoleName.STAFF], here.work
    about = (
        say(_("This is for {name}:"), name=Name(here.notes.first_name or "")),
        say(_("{role}: {centre}"), role=role, centre=centre_name(work, scope)),
    )
    ends_at = good_until(work)
    good = say(_("It is good for one phone, until: {at}"), at=Moment(ends_at.astimezone(work.zone)))
    show_link(here, f"{INVITATION}{token}", ends_at, about, good)


def _keep_number(here: Here[Invited], number: str) -> Step[Invited]:
    if here.person is None:
        raise LookupError("nobody invites")
    opened_by = waiting(here.work, here.person.id)
    if not opened_by:
        here.context.echo = NOT_OPENED
        return Goto("number")
    joined = confirm(here.work, here.person.id, number, here.notes.first_name)
    if joined is None:
        here.send(Message((WRONG,)))
        for each in opened_by:
            _tell(here, each, Message((VOIDED,)))
    else:
        # NOTE: To a colleague who typed the right number.
        here.send(Message((_("Right. Your colleague is in now."),)))
        _tell(here, joined, welcome(here.work, joined))
    return Next()


def _tell(here: Here[Invited], invitation: Invitation, message: Message) -> None:
    """Say something on the new phone."""
    if invitation.chat_id is not None:
        origin = f"{here.context.origin}:{invitation.chat_id}"
        opened(here.work, invitation.chat_id, origin).send(message)


def welcome(work: Work, invitation: Invitation) -> Message:
    """Greet a new colleague, with the way on."""
    # NOTE: To somebody who works for a centre from now on.
    hello = say(_("Welcome. You work for: {centre}"), centre=centre_name(work, invitation.scope))
    # NOTE: To a new mediator: nothing is to be done until somebody needs them.
    asked = _("When somebody needs you, you read it here.")
    lines = (hello, *((asked,) if invitation.role == RoleName.MEDIATOR else ()))
    name = "today" if invitation.role in TEAM else "menu"
    # NOTE: Button below the welcome of a new colleague: begin to work.
    return Message(lines, ((button(p_("button", "▶️ Begin"), name),),))


def _finish(here: Here[Invited]) -> Sequence[Onward]:
    return [Run("team")]


def _whose(work: Work, notes: Invited) -> str | None:
    return notes.centre


# NOTE: To a colleague who invites a new one.
INVITE: Flow[Invited] = Flow(
    "invite",
    (
        OneOf(
            name="role",
            text=one(_("Which role does the new colleague have?")),
            options=_roles,
            keep=_keep_role,
        ),
        OneOf(
            name="centre",
            text=one(_("For which centre?")),
            options=_centres,
            keep=_keep_centre,
            when=_chooses_centre,
        ),
        ShortText(
            name="first_name",
            text=one(_("What is their first name?")),
            keep=_keep_name,
            longest=LONGEST_NAME,
        ),
        DigitsOf(
            name="number",
            text=one(
                _("Which number does the new phone show?"),
                _("Let your colleague tell you. One wrong number closes the link."),
            ),
            keep=_keep_number,
            sorry=SORRY,
            back=False,
            skippable=True,
            skip=p_("button", "Later"),
            secret=False,
        ),
    ),
    finish=_finish,
    notes=Invited,
    guard="member.number",
    scope=_whose,
)

"""/start: a new beginning, an invitation, or a poster's code that names the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.everybody import moving, sharing
from conversations.everybody.shut import keeps_out, tell
from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.position import Begun
from conversations.kit.steps import Interrupt, Leave, Onward, Run, Start, Wait
from locales.words import Ltr, Name, Words, _, say
from storage import employers
from storage.invitations import accept, claim, is_own_used, offered
from storage.models import Invitation
from storage.models.people import RoleName
from storage.operator import is_shut
from storage.people import TEAM
from storage.places import centre, gazetteer
from storage.rules.places import Found
from storage.team import name_of

PLACE, INVITATION = "p-", "i-"


@dataclass(frozen=True)
class Arrival:
    """The notes of the welcome: the municipality a poster's code named.

    `known`: who agrees now has said before where they live.
    """

    preset: str | None = None
    known: bool = False


WELCOME_HERE = _("Welcome. You can use this now.")
# NOTE: To somebody who taps again the link they came with.
IN_ALREADY = _("You are in already.")
TOO_OLD = _("This link was used already or is too old. Please ask the centre for a new one.")


def begin(context: Context, argument: str) -> Sequence[Onward]:
    """Begin, or go on for somebody who agreed; the argument comes from a link."""
    if context.chat.language is None:
        return [Wait(Begun("start", argument), Start("language"))]
    if argument.startswith(INVITATION):
        return _invited(context, argument.removeprefix(INVITATION))
    if argument.startswith(moving.NEW_PHONE):
        return _with_new_phone(context, argument.removeprefix(moving.NEW_PHONE))
    if sharing.is_shared(context):
        return [Interrupt("switch")]
    if context.person:
        return [Run("menu")]
    return _welcomed(context, argument)


def _welcomed(context: Context, argument: str) -> Sequence[Onward]:
    if keeps_out(context):
        return ()
    return [Start("welcome", Arrival(_preset(context, argument)))]


def first_agree(context: Context, begun: Begun) -> Sequence[Onward]:
    """Say why consent comes first, ask for it, and go on then with what was begun."""
    # NOTE: Somebody who has not agreed yet asks for offers and the like; the consent follows.
    context.send(Message((_("For this we must keep what you tell us. So we ask you first:"),)))
    return [Wait(begun, Start("welcome"))]


def _with_new_phone(context: Context, token: str) -> Sequence[Onward]:
    found = moving.arrive(context, token)
    if found is None:
        context.send(Message((TOO_OLD,)))
        return begin(context, "")
    return found


def _invited(context: Context, token: str) -> Sequence[Onward]:
    if context.actor.practises:  # nobody who could hold a role
        return [Start("practice_end")]
    if is_own_used(context.work, context.chat, token):
        context.send(Message((IN_ALREADY,)))
        return [Run("menu")]
    claimed = claim(context.work, context.chat, token)
    if claimed is not None:
        context.remember(replace(context.position.visitor, looking=False))
        context.send(Message((_number(context, claimed),)))
        return [Leave()]
    if offered(context.work, token) == RoleName.EMPLOYER and is_shut(context.work):
        tell(context)  # the link stays good
        return ()
    invitation = accept(context.work, context.chat, token)
    if invitation is None:
        context.send(Message((TOO_OLD,)))
        return begin(context, "")
    context.remember(replace(context.position.visitor, looking=False))
    context.chat.menu_language = None
    context.grants()
    context.send(Message((_greeting(context, invitation),)))
    return [Leave(), Run(_home(invitation.role))]


def _number(context: Context, invitation: Invitation) -> Words:
    """Show the number that the one who invited must hear."""
    inviter = name_of(context.work, invitation.inviter_id)
    # NOTE: On the phone of somebody who was invited: they tell {name} the number in their words.
    line = _("Please tell {name} this number: {code}")
    # NOTE: Stands for the name of a colleague that is not known.
    who = Name(inviter) if inviter else _("a colleague")
    return say(line, name=who, code=Ltr(invitation.number or ""))


def _greeting(context: Context, invitation: Invitation) -> Words:
    if invitation.role == RoleName.EMPLOYER:
        employer = employers.find(context.work, invitation.scope)
        if employer:
            return say(_("Welcome. You answer for: {employer}"), employer=Name(employer.name))
    if invitation.role in TEAM:
        home = centre(context.work, invitation.scope)
        if home:
            return say(_("Welcome. You work for: {centre}"), centre=Name(home.name))
    return WELCOME_HERE


def _home(role: RoleName) -> str:
    if role == RoleName.EMPLOYER:
        return "myoffers"
    if role == RoleName.ADMIN:
        return "team"
    return "today" if role in TEAM else "menu"


def _preset(context: Context, argument: str) -> str | None:
    """Return the municipality of a poster's code, written as its key or as a postcode."""
    code = argument.removeprefix(PLACE) if argument.startswith(PLACE) else ""
    known = gazetteer(context.work)
    if code in known.by_ags:
        return code
    found = known.place(code) if code.isdigit() else None
    return found.places[0].municipality.ags if isinstance(found, Found) else None

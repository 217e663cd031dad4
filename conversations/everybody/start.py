"""/start: a new beginning, an invitation, or a poster's code that names the place."""

from __future__ import annotations

from conversations.everybody.home import LOOK
from conversations.kit import flow as flows
from conversations.kit.context import Context
from conversations.kit.messages import Message
from locales.words import Name, Words, _, say
from storage.invitations import redeem
from storage.models import Employer, Invitation
from storage.models.people import RoleName
from storage.people import EVERYWHERE, introduce
from storage.places import centre, gazetteer
from storage.rules.places import Found

PLACE, PRESET = "p-", "preset"
INVITATION, TOKEN = "i-", "invitation"
WELCOME_HERE = _("Welcome. You can use this now.")
TOO_OLD = _("This link was used already or is too old. Please ask the centre for a new one.")


def begin(context: Context, argument: str) -> None:
    """Begin, or go on for somebody who agreed; the argument comes from a link."""
    if argument.startswith(PLACE):
        _preset(context, argument.removeprefix(PLACE))
    if argument.startswith(INVITATION):
        context.draft[TOKEN] = argument.removeprefix(INVITATION)
    if context.chat.language is None:
        context.follow("language")
    elif TOKEN in context.draft:
        _invited(context, context.draft.pop(TOKEN))
    elif context.person:
        context.follow("/menu")
    else:
        context.follow("welcome")


def _invited(context: Context, token: str) -> None:
    invitation = _take(context, token)
    if invitation is None:
        context.send(Message((TOO_OLD,)))
        begin(context, "")
        return
    context.draft.pop(LOOK, None)
    flows.leave(context)
    context.chat.menu_language = None
    context.send(Message((_greeting(context, invitation),)))
    _show_home(context, invitation.role)


def _take(context: Context, token: str) -> Invitation | None:
    """Give the role to the person behind the chat; nobody is made known by a bad link."""
    with context.work.session.begin_nested() as savepoint:
        person = introduce(context.work, context.chat)
        found = redeem(context.work, token, person)
        if found is None:
            savepoint.rollback()
    return found


def _greeting(context: Context, invitation: Invitation) -> Words:
    if invitation.role == RoleName.EMPLOYER and invitation.scope.isdigit():
        employer = context.work.session.get(Employer, int(invitation.scope))
        if employer:
            return say(_("Welcome. You answer for: {employer}"), employer=Name(employer.name))
    if invitation.role == RoleName.STAFF:
        home = centre(context.work, invitation.scope)
        if home:
            return say(_("Welcome. You work for: {centre}"), centre=Name(home.name))
    return WELCOME_HERE


def _show_home(context: Context, role: RoleName) -> None:
    if role == RoleName.EMPLOYER:
        context.follow("/myoffers")
    elif role == RoleName.STAFF or role in EVERYWHERE:
        context.follow("/today")
    else:
        context.follow("/menu")


def _preset(context: Context, plz: str) -> None:
    found = gazetteer(context.work).place(plz) if plz.isdigit() else None
    if isinstance(found, Found):
        context.draft[PRESET] = found.places[0].municipality.ags

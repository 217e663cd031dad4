"""/start: a new beginning, an invitation, or a poster's code that names the place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from conversations.everybody import arriving, moving, sharing
from conversations.everybody.shut import keeps_out, tell
from conversations.everybody.welcomed import Arrival, preset
from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.position import Begun
from conversations.kit.steps import Interrupt, Leave, Onward, Run, Start, Wait
from locales.words import Ltr, Name, Words, _, say
from storage import employers, receiving
from storage.invitations import accept, claim, is_full, is_own_used, offered
from storage.models import Invitation
from storage.models.people import RoleName
from storage.operator import is_shut
from storage.people import TEAM
from storage.places import centre
from storage.team import name_of
from storage.work import Work

PLACE, INVITATION = "p-", "i-"
FIRM = ("firm", "employer")
"""What a link for employers carries, also in place of a place: on a poster or a page of ours."""


WELCOME_HERE = _("Welcome. You can use this now.")
# NOTE: To somebody who taps again the link they came with.
IN_ALREADY = _("You are in already.")
# NOTE: To somebody with a link to answer for a firm: somebody who answers for it must leave first.
FIRM_FULL = _("So many people answer for this firm already. Please ask somebody there.")
TOO_OLD = _("This link was used already or is too old. Please ask the centre for a new one.")


def _employer(context: Context, rest: str) -> Sequence[Onward] | None:
    """Let an employer come, where nothing follows the word."""
    return [Run("employer")] if not rest else None


Led = Callable[[Context, str], Sequence[Onward] | None]
LED: Mapping[str, Led] = {
    **{f"{before}{word}": _employer for before in ("", PLACE) for word in FIRM},
    moving.NEW_PHONE: moving.arrive,
    moving.NEW_PERSON: moving.come,
    arriving.LINK: arriving.arrive,
}
"""Where links lead that give no role; None is for one that leads nowhere (any more)."""


def begin(context: Context, argument: str) -> Sequence[Onward]:
    """Begin, or go on for somebody who agreed; the argument comes from a link."""
    if context.chat.language is None:
        return [Wait(Begun("start", argument), Start("language"))]
    if argument.startswith(INVITATION):
        return _invited(context, argument.removeprefix(INVITATION))
    for prefix, arrive in LED.items():
        if argument.startswith(prefix):
            return _led(context, arrive(context, argument.removeprefix(prefix)))
    if sharing.is_shared(context):
        return [Interrupt("switch")]
    if context.person:
        return [Run("menu")]
    return _welcomed(context, argument)


def _welcomed(context: Context, argument: str) -> Sequence[Onward]:
    if keeps_out(context):
        return ()
    code = argument.removeprefix(PLACE) if argument.startswith(PLACE) else ""
    let_in = receiving.let_in(context.work, context.chat.id)
    place = preset(context.work, code, let_in.scope if let_in else None)
    return [Start("welcome", Arrival(place, by=let_in.inviter_id if let_in else None))]


def first_agree(context: Context, begun: Begun) -> Sequence[Onward]:
    """Say why consent comes first, ask for it, and go on then with what was begun."""
    # NOTE: Somebody who has not agreed yet asks for offers and the like; the consent follows.
    context.send(Message((_("For this we must keep what you tell us. So we ask you first:"),)))
    return [Wait(begun, Start("welcome"))]


def _led(context: Context, found: Sequence[Onward] | None) -> Sequence[Onward]:
    """Go where a link leads; who holds one that leads nowhere begins as everybody does."""
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
    return _let_in(context, token)


def _let_in(context: Context, token: str) -> Sequence[Onward]:
    """Give what a link gives, if it is still good and a firm has room for one more."""
    if is_full(context.work, token):
        context.send(Message((FIRM_FULL,)))
        return begin(context, "")
    invitation = accept(context.work, context.chat, token)
    if invitation is None:
        context.send(Message((TOO_OLD,)))
        return begin(context, "")
    context.remember(replace(context.position.visitor, looking=False))
    context.chat.menu_language = None
    context.grants()
    context.send(Message((_greeting(context, invitation),)))
    return [Leave(), _home(invitation.role)]


def _number(context: Context, invitation: Invitation) -> Words:
    """Show the number that the one who invited must hear."""
    inviter = name_of(context.work, invitation.inviter_id)
    # NOTE: On the phone of somebody who was invited: they tell {name} the number in their words.
    line = _("Please tell {name} this number: {digits}")
    # NOTE: Stands for the name of a colleague that is not known.
    who = Name(inviter) if inviter else _("a colleague")
    return say(line, name=who, digits=Ltr(invitation.number or ""))


def greeting_of(work: Work, scope: str) -> Words:
    """Greet somebody who answers for a firm."""
    employer = employers.find(work, scope)
    if employer is None:
        return WELCOME_HERE
    return say(_("Welcome. You answer for: {employer}"), employer=Name(employer.name))


def _greeting(context: Context, invitation: Invitation) -> Words:
    if invitation.role == RoleName.EMPLOYER:
        return greeting_of(context.work, invitation.scope)
    if invitation.role in TEAM:
        home = centre(context.work, invitation.scope)
        if home:
            return say(_("Welcome. You work for: {centre}"), centre=Name(home.name))
    return WELCOME_HERE


def _home(role: RoleName) -> Run:
    """Lead to what somebody comes for; who speaks for a firm says first who they are."""
    if role == RoleName.EMPLOYER:
        return Run("myfirm", "joins")
    if role == RoleName.ADMIN:
        return Run("team")
    return Run("today" if role in TEAM else "menu")

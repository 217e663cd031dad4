"""/team: who works here, who is there, and what one colleague can do for another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.guard import CHANGED, DONE, UNDO
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import page
from conversations.kit.permissions import may
from conversations.kit.steps import Correct, Onward, Start
from conversations.kit.subject import Action, Result, Subject
from conversations.staff.absence import Absent, Standin
from conversations.staff.desks import DESKS
from conversations.staff.interpreters import Interpreter
from conversations.staff.member import is_self, label, lines
from conversations.staff.practice import practice
from conversations.staff.revoking import Revoked
from conversations.staff.scope import centre_name, scope
from locales.words import Words, _, p_, say
from storage import audit, pins
from storage.invitations import waiting
from storage.leaving import can_undo, lift, may_leave, suspend
from storage.models.people import RoleName
from storage.ourselves import page_url
from storage.people import EVERYWHERE, TEAM
from storage.rules.ranks import outranks
from storage.team import Member, is_last_lead, member, team
from storage.work import Work

MOST, PRACTICE = 6, "practice"
LOOKING = TEAM | {RoleName.ADMIN}
"""Who sees colleagues."""
REVISION = 1
Do = Callable[[Work, Actor, Member, str], Result]
# NOTE: To a colleague, in passing: why somebody's access is not ended.
LAST_LEAD = _("This is the last lead. Somebody must be there.")
# NOTE: To a colleague, in passing: why they cannot do this for another.
NOT_YOURS = _("Only their own lead can do this.")


def show_team(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show who works where the person does; those responsible everywhere see all.

    With `practice` whoever works with people sees it as a newcomer.
    """
    if argument == PRACTICE:
        return practice(context)
    context.send(_list(context.work, context.actor, argument))
    return ()


def _list(work: Work, actor: Actor, argument: str) -> Message:
    centre = scope(actor, LOOKING)
    shown = page(team(work, centre), argument, MOST)
    # NOTE: Above the list of colleagues.
    title = say(_("<b>Team: {centre}</b>"), centre=centre_name(work, centre))
    about = [line for each in shown.items for line in lines(work, each, centre)]
    buttons = [_listed(each, "show", label(work, each.person.id)) for each in shown.items]
    below = [*_inviting(work, actor), *_opening(work, actor), *_practising(actor)]
    rows = (*stacked([*buttons, *below]), *shown.more("team"))
    return Message((title, *about, *shown.counted()), rows, private=True)


def _page_of(work: Work, actor: Actor, who: Member) -> Message:
    """Show the page of the list on which a colleague stands."""
    keys = [each.person.id for each in team(work, scope(actor, LOOKING))]
    at = keys.index(who.person.id) if who.person.id in keys else 0
    return _list(work, actor, str(at // MOST + 1))


# NOTE: Buttons below the list of colleagues: for leads.
def _inviting(work: Work, actor: Actor) -> list[Button]:
    own = member(work, actor.person.id) if actor.person else None
    if own is None or not may(actor, "member.invite", own.scope):
        return []
    found = [_listed(own, "invite", p_("button", "➕ Invite a colleague"))]
    if waiting(work, own.person.id):
        found.append(_listed(own, "number", p_("button", "🔢 Type the number")))
    return found


def _opening(work: Work, actor: Actor) -> list[Button]:
    """Offer a computer, and to leads the desks, where there is a page."""
    own = member(work, actor.person.id) if actor.person and page_url(work) else None
    if own is None:
        return []
    # NOTE: A button below the list of colleagues: the same chat on a computer.
    found = [_listed(own, "computer", p_("button", "💻 On a computer"))]
    if may(actor, "desks.show", own.scope):
        # NOTE: A button for leads: browsers that all colleagues of a centre use.
        words = p_("button", "🖥️ Desks of the centre")
        found.append(DESKS.button(words, own.person.id, REVISION, "show"))
    return found


def _practising(actor: Actor) -> list[Button]:
    if not actor.scopes(TEAM):
        return []
    # NOTE: A button below the list of colleagues: look at the bot as a newcomer.
    return [button(p_("button", "👀 See it as a newcomer"), f"team-{PRACTICE}")]


def _listed(who: Member, action: str, words: Words) -> Button:
    return MEMBER.button(words, who.person.id, REVISION, action)


def _button(who: Member, action: str, words: Words) -> Button:
    return COLLEAGUE.button(words, who.person.id, REVISION, action)


def _card(work: Work, actor: Actor, who: Member) -> Message:
    """Show a colleague with what this actor may do."""
    possible = [
        _button(who, name, words)
        for name, words in _actions(work, actor, who)
        if may(actor, COLLEAGUE.row(name), who.scope)
    ]
    code = (COLLEAGUE.code(who.person.id),) if possible else ()
    return Message((*lines(work, who), *code), stacked(possible), private=True)


# NOTE: Buttons below the card of a colleague: what can be done for them, or with their access.
def _actions(work: Work, actor: Actor, who: Member) -> list[tuple[str, Words]]:
    away = who.is_away(work.now)
    found = [
        ("back", p_("button", "🏢 Is back")) if away else ("away", p_("button", "🌴 Is away")),
    ]
    if is_self(actor, who) or outranks(actor.roles, who.roles):
        found.append(("deputy", p_("button", "🤝 Deputy")))
    if is_self(actor, who):
        return found
    if who.row.suspended_at is None:
        found.append(("suspend", p_("button", "⏸️ Pause the access")))
    elif actor.person is not None and can_undo(work, actor.person.id, who):
        found.append((UNDO, p_("button", "↩️ Not paused")))
    elif outranks(actor.roles, who.roles):
        found.append(("lift", p_("button", "▶️ Give access back")))
    if outranks(actor.roles, who.roles):
        if any(role == RoleName.MEDIATOR for role, _scope in who.roles):
            found.append(("speaks", p_("button", "🗣️ Languages and secrecy")))
        found.append(("newpin", p_("button", "🔑 New PIN")))
        found.append(("revoke", p_("button", "🚪 End the access")))
    return found


def _only(allowed: Callable[[Actor, Member], bool], do: Do) -> Do:
    """Do it only where one colleague stands so to the other."""

    def guarded(work: Work, actor: Actor, who: Member, argument: str) -> Result:
        return do(work, actor, who, argument) if allowed(actor, who) else Result(NOT_YOURS)

    return guarded


def _is_over(actor: Actor, who: Member) -> bool:
    return not is_self(actor, who) and outranks(actor.roles, who.roles)


def _is_over_or_self(actor: Actor, who: Member) -> bool:
    return is_self(actor, who) or outranks(actor.roles, who.roles)


def _show(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    return Result(card=_card(work, actor, who), looks=True)


def _away(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    return Result(steps=[Start("away", Absent(who.person.id))])


def _back(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    who.row.away_until = None
    return Result(DONE)


def _deputy(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    return Result(steps=[Start("deputy", Standin(who.person.id))])


def _suspend(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    if is_self(actor, who) or who.row.suspended_at is not None:
        return Result(CHANGED)
    if EVERYWHERE in {scope for _role, scope in who.roles} and not _is_over(actor, who):
        return Result(NOT_YOURS)
    if not may_leave(work, who, _key(actor)):
        return Result(LAST_LEAD)
    suspend(work, _key(actor), who)
    return Result(DONE)


def _is_late(work: Work, actor: Actor, who: Member, argument: str) -> Result | None:
    """Others were told by now, or it was somebody else: only a lead gives the access back."""
    is_theirs = actor.person is not None and can_undo(work, actor.person.id, who)
    return None if is_theirs else Result(CHANGED)


def _lift(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    lift(work, _key(actor), who)
    return Result(DONE)


def _new_pin(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    pins.reset(work, who.person.id)
    audit.note(work, "colleague.newpin", _key(actor), who.person.id, who.scope)
    # NOTE: To a lead, in passing: a colleague who forgot the PIN chooses another.
    return Result(_("A new PIN is asked for now."))


def _speaks(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    return Result(steps=[Start("interpreter", Interpreter(who.person.id))])


def _revoke(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    if is_last_lead(work, who):
        return Result(LAST_LEAD)
    return Result(steps=[Start("revoke", Revoked(who.person.id))])


def _invite(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    return Result(steps=[Start("invite")])


def _computer(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    return Result(steps=[Start("computer")])


def _number(work: Work, actor: Actor, who: Member, argument: str) -> Result:
    return Result(steps=[Correct("invite", "number")])


def _key(actor: Actor) -> int | None:
    return actor.person.id if actor.person else None


def _find(work: Work, actor: Actor, key: int) -> Member | None:
    return member(work, key)


def _whose(who: Member) -> str | None:
    return who.scope


def _revision(who: Member) -> int:
    return REVISION


ACTIONS = {
    "away": Action(_away),
    "back": Action(_back),
    "deputy": Action(_only(_is_over_or_self, _deputy)),
    "suspend": Action(_suspend),
    UNDO: Action(_lift, _is_late),
    "lift": Action(_only(_is_over, _lift)),
    "speaks": Action(_only(_is_over, _speaks)),
    "newpin": Action(_only(_is_over, _new_pin)),
    "revoke": Action(_only(_is_over, _revoke)),
}
COLLEAGUE = Subject("colleague", "M", _find, _whose, _revision, _card, ACTIONS)
LISTED = {
    "show": Action(_show),
    "invite": Action(_only(is_self, _invite)),
    "number": Action(_only(is_self, _number)),
    "computer": Action(_only(is_self, _computer)),
}
MEMBER = Subject("member", "", _find, _whose, _revision, _page_of, LISTED, is_list=True)

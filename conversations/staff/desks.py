"""The desks of a centre as leads see them: where, when last used, and the end of one."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.kit.actor import Actor
from conversations.kit.guard import DONE
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import NEXT, Page, page
from conversations.kit.permissions import may
from conversations.kit.steps import Start
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.scope import centre_name
from locales.words import Day, Moment, Words, _, p_, say, verbatim
from storage.page import desks
from storage.page.desks import Desk
from storage.rules.clock import to_local
from storage.team import Member, member
from storage.work import Work

MOST, REVISION = 12, 1


def listed(work: Work, actor: Actor, number: str = "") -> Message:
    """Show the desks a lead may end, the one used last first, and the way to a new one."""
    own = [each for each in desks.desks(work, None) if may(actor, "screen.end", _whose(each))]
    shown = page(own, number, MOST)
    first = (shown.number - 1) * MOST + 1
    # NOTE: Above the list of the browsers that are desks, to leads.
    title = _("<b>Desks: browsers of the centre</b>")
    # NOTE: The same list, where there is nothing in it.
    none = () if own else (_("There is none yet."),)
    lines = [line for at, each in enumerate(shown.items, first) for line in _lines(work, at, each)]
    ends = [_end(each, at) for at, each in enumerate(shown.items, first)]
    buttons = [*ends, *_more(actor, shown), *_new(actor)]
    return Message((title, *none, *lines, *shown.counted()), stacked(buttons), private=True)


def _more(actor: Actor, shown: Page[Desk]) -> Sequence[Button]:
    if actor.person is None or not shown.rest:
        return ()
    return (DESKS.button(NEXT, actor.person.id, REVISION, f"show-{shown.number + 1}"),)


def _new(actor: Actor) -> Sequence[Button]:
    if actor.person is None:
        return ()
    # NOTE: A button for leads: make a browser the desk of a centre.
    return (DESKS.button(p_("button", "➕ New desk"), actor.person.id, REVISION, "new"),)


# NOTE: To leads: one browser that is a desk; {entry} stands on the button that ends it.
def _lines(work: Work, at: int, found: Desk) -> Sequence[Words]:
    used = Moment(found.used_at.astimezone(work.zone), short=True)
    until = Day(to_local(found.ends_at, work.zone.key).date())
    name = centre_name(work, found.centre)
    return (
        say(_("{entry}. {centre}"), entry=verbatim(str(at)), centre=name),
        say(_("Last used: {at}"), at=used),
        say(_("Good until: {day}"), day=until),
    )


def _end(found: Desk, at: int) -> Button:
    # NOTE: A button: a browser is a desk no more.
    words = say(p_("button", "✖️ End desk {entry}"), entry=verbatim(str(at)))
    return SCREEN.button(words, found.key, REVISION, "end")


def _show(work: Work, actor: Actor, own: Member, argument: str) -> Result:
    return Result(card=listed(work, actor, argument), looks=True)


def _is_page(argument: str) -> bool:
    return not argument or argument.isdecimal()


def _begin(work: Work, actor: Actor, own: Member, argument: str) -> Result:
    return Result(steps=[Start("desk")])


def _own(work: Work, actor: Actor, key: int) -> Member | None:
    return member(work, key) if actor.person is not None and actor.person.id == key else None


def _reach(own: Member) -> str | None:
    return own.scope


def _ends(work: Work, actor: Actor, found: Desk, argument: str) -> Result:
    desks.end_desk(work, actor.person.id if actor.person else None, found)
    return Result(DONE)


def _find(work: Work, actor: Actor, key: int) -> Desk | None:
    return desks.desk(work, key)


def _whose(found: Desk) -> str | None:
    return found.centre


def _revision(thing: object) -> int:
    return REVISION


def _card(work: Work, actor: Actor, thing: object) -> Message:
    return listed(work, actor)


ACTIONS = {"end": Action(_ends, stale=never)}
MANY = {"show": Action(_show, accepts=_is_page), "new": Action(_begin)}
DESKS = Subject("desks", "", _own, _reach, _revision, _card, MANY, is_list=True)
SCREEN = Subject("screen", "", _find, _whose, _revision, _card, ACTIONS, is_list=True)

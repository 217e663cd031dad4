"""/firms: what is to be checked first; a firm's card, its checklist, and what staff do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.guard import CHANGED, DONE
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import first_of, page
from conversations.kit.permissions import may
from conversations.kit.steps import Onward, Start
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.firm_card import (
    KIND,
    LETTER,
    LISTED,
    MOST_TWINS,
    REVISION,
    button_to,
    checklist,
    code_of,
    is_code,
    line,
    lines,
    offered,
)
from conversations.staff.firm_sure import LEFT, SAME, STOP, Sure
from conversations.staff.scope import centre_name, scope
from locales.words import German, Name, Words, _, p_, say
from storage import audit, employers, firm_contacts, firms, offers
from storage.firms_joined import is_movable
from storage.models import Employer
from storage.models.offers import EmployerStatus
from storage.places import centre_around
from storage.rules.verifying import may_verify
from storage.work import Work

MOST = 6
Do = Callable[[Work, Actor, Employer, str], Result]
Closed = Callable[[Work, Actor, Employer, str], Result | None]
STOPPED = EmployerStatus.STOPPED


@dataclass(frozen=True)
class Kept:
    """A firm with the centre around it; None: outside the district, everybody's."""

    firm: Employer
    centre: str | None

    @property
    def id(self) -> int:
        """Its key."""
        return self.firm.id


def show_firms(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show the firms around the centre, those to be checked first."""
    context.send(_list(context.work, context.actor, argument), first_of(LISTED, argument))
    return ()


def firms_message(work: Work, actor: Actor) -> Message:
    """Return the first page of the list as it looks now."""
    return _list(work, actor, "")


def _list(work: Work, actor: Actor, argument: str) -> Message:
    centre = scope(actor)
    shown = page(firms.around(work, centre), argument, MOST)
    # NOTE: Above the list of the firms around a centre, for staff.
    title = say(_("<b>Firms: {centre}</b>"), centre=centre_name(work, centre))
    # NOTE: To staff: the list is empty.
    about = [line(work, each) for each in shown.items] or [_("No firm yet.")]
    # NOTE: A button below the list of firms, for staff: enter a firm with what it needs.
    new = button(p_("button", "➕ Enter a firm"), "offer-new")
    rows = (*stacked([*(button_to(each) for each in shown.items), new]), *shown.more(LISTED))
    return Message((title, *about, *shown.counted()), rows, private=True)


def _page_of(work: Work, actor: Actor, kept: Kept) -> Message:
    """Show the page of the list on which a firm stands."""
    keys = [each.id for each in firms.around(work, scope(actor))]
    at = keys.index(kept.id) if kept.id in keys else 0
    return _list(work, actor, str(at // MOST + 1))


def _card(work: Work, actor: Actor, firm: Employer) -> Message:
    """Show a firm with what this actor may do."""
    possible = [*_possible(work, firm), *_hidden(work, firm), *_same(work, firm)]
    buttons = _allowed(actor, work, firm, [*possible, *_leaving(work, firm), *_ending(firm)])
    about = (*lines(work, firm), *offered(work, firm), code_of(firm))
    return Message(about, stacked(buttons), private=True)


def _allowed(
    actor: Actor, work: Work, firm: Employer, named: Sequence[tuple[str, Words]]
) -> list[Button]:
    around = centre_around(work, firm.plz)
    return [
        FIRM.button(words, firm.id, REVISION, name)
        for name, words in named
        if may(actor, FIRM.row(name.partition("-")[0]), around)
    ]


# NOTE: Buttons below the card of a firm, for staff.
def _possible(work: Work, firm: Employer) -> list[tuple[str, Words]]:
    named = ("named", p_("button", "🤝 Who looks after it"))
    if firm.status is STOPPED:
        return [named]
    return [("check", p_("button", "☑️ Check list")), named]


def _hidden(work: Work, firm: Employer) -> list[tuple[str, Words]]:
    """Offer to show again what somebody told of a problem with."""
    # NOTE: Below the card of a firm, for staff who looked at an offer after a problem was told.
    words = p_("button", "✅ Looked, all is well: {title}")
    hidden = firms.hidden_of(work, firm)[:MOST]
    return [(f"looked-{each.id}", say(words, title=German(each.title_de))) for each in hidden]


def _same(work: Work, firm: Employer) -> list[tuple[str, Words]]:
    if not is_movable(work, firm):
        return []
    # NOTE: Below the card of a firm that registered, for staff: we know it already.
    words = p_("button", "👥 It is {employer}")
    twins = firms.alike(work, firm)[:MOST_TWINS]
    return [(f"same-{each.id}", say(words, employer=Name(each.name))) for each in twins]


def _leaving(work: Work, firm: Employer) -> list[tuple[str, Words]]:
    """Offer to let somebody of the firm go, where they said a name to tell them by."""
    # NOTE: Below the card of a firm, for staff: this one does not work there any more.
    words = p_("button", "🚪 {contact} left the firm")
    named = [each for each in firm_contacts.of_firm(work, firm.id) if each.name]
    return [(f"left-{each.id}", say(words, contact=Name(each.name or ""))) for each in named]


def _ending(firm: Employer) -> list[tuple[str, Words]]:
    if firm.status is STOPPED:
        return [("lift", p_("button", "▶️ Let it begin again"))]
    return [("stop", p_("button", "⛔ Stop this firm"))]


def _checklist(work: Work, actor: Actor, firm: Employer) -> Message:
    checks, found = firm.checks or (), list[tuple[str, Words]]()
    if firms.is_due(work, firm):
        if may_verify(checks):
            found.append(("verify", p_("button", "✅ Show this firm for a year")))
        elif may(actor, "firm.overrule", centre_around(work, firm.plz)):
            found.append(("overrule", p_("button", "⚖️ Show it all the same")))
    # NOTE: Below a list of points with ticks, for staff: back to the card of the firm.
    found.append(("open", p_("button", "🏢 To the firm")))
    return checklist(work, firm, found)


def noted(name: str, do: Do) -> Do:
    """Do it and note who did."""

    def doing(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
        who = actor.person.id if actor.person else None
        audit.note(work, FIRM.row(name), who, None, centre_around(work, firm.plz))
        return do(work, actor, firm, argument)

    return doing


def _open(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
    return Result(card=_card(work, actor, firm), looks=True)


def _check(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
    return Result(card=_checklist(work, actor, firm), looks=True)


def _marks(on: bool) -> Do:
    def do(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
        firms.mark(work, firm, argument, on)
        return Result(card=_checklist(work, actor, firm))

    return do


def _verify(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
    firms.verify(work, firm, actor.person.id if actor.person else None)
    return Result(DONE)


def _unless_ready(work: Work, actor: Actor, firm: Employer, argument: str) -> Result | None:
    """Nothing is shown before every point is ticked and no red flag stands."""
    if firms.is_due(work, firm) and may_verify(firm.checks or ()):
        return None
    return Result(CHANGED, _checklist(work, actor, firm))


def _unless_due(work: Work, actor: Actor, firm: Employer, argument: str) -> Result | None:
    return None if firms.is_due(work, firm) else Result(CHANGED)


def _if_stopped(work: Work, actor: Actor, firm: Employer, argument: str) -> Result | None:
    return Result(CHANGED) if firm.status is STOPPED else None


def _unless_stopped(work: Work, actor: Actor, firm: Employer, argument: str) -> Result | None:
    return None if firm.status is STOPPED else Result(CHANGED)


def _begins(flow: str, what: str = "") -> Do:
    """Ask once more, or what is needed for it."""

    def do(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
        return Result(steps=[Start(flow, Sure(firm.id, what, int(argument or 0)))])

    return do


def _lift(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
    firms.lift(work, firm)
    return Result(DONE)


def _looked(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
    offer = offers.find(work, int(argument))
    if offer is None or offer.employer_id != firm.id or offer.hidden_at is None:
        return Result(CHANGED)
    firms.unhide(work, offer)
    return Result(DONE)


def _find(work: Work, actor: Actor, key: int) -> Kept | None:
    firm = employers.find(work, str(key))
    return Kept(firm, centre_around(work, firm.plz)) if firm else None


def _whose(kept: Kept) -> str | None:
    return kept.centre


def _revision(kept: Kept) -> int:
    return REVISION


def _kept_card(work: Work, actor: Actor, kept: Kept) -> Message:
    return _card(work, actor, kept.firm)


def _is_key(argument: str) -> bool:
    return argument.isdecimal() and argument.isascii() and len(argument) < 9


def _never(work: Work, actor: Actor, firm: Employer, argument: str) -> Result | None:
    return None


def _is_bare(argument: str) -> bool:
    return not argument


def _act(
    do: Do, closed: Closed = _never, accepts: Callable[[str], bool] = _is_bare
) -> Action[Kept]:
    """Make an action of what is done with a firm; buttons never grow old."""
    return Action(
        lambda work, actor, kept, argument: do(work, actor, kept.firm, argument),
        lambda work, actor, kept, argument: closed(work, actor, kept.firm, argument),
        never,
        accepts,
    )


ACTIONS = {
    "open": _act(_open),
    "check": _act(_check, _if_stopped),
    "tick": _act(noted("tick", _marks(on=True)), _if_stopped, is_code),
    "untick": _act(noted("untick", _marks(on=False)), _if_stopped, is_code),
    "verify": _act(noted("verify", _verify), _unless_ready),
    "overrule": _act(_begins("firm_overrule"), _unless_due),
    "named": _act(_begins("firm_named")),
    "looked": _act(noted("looked", _looked), accepts=_is_key),
    "same": _act(_begins("firm_sure", SAME), accepts=_is_key),
    "left": _act(_begins("firm_sure", LEFT), accepts=_is_key),
    "stop": _act(_begins("firm_sure", STOP), _if_stopped),
    "lift": _act(noted("lift", _lift), _unless_stopped),
}
FIRM: Subject[Kept] = Subject(KIND, LETTER, _find, _whose, _revision, _kept_card, ACTIONS)
LISTED_FIRM: Subject[Kept] = Subject(
    LISTED, "", _find, _whose, _revision, _page_of, {"show": _act(_open)}, is_list=True
)

"""/firms: what is to be checked first; a firm's card, its checklist, and what staff do with it."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.employer.letting_go import label
from conversations.employer.prompts import EMPLOYER_OFFER
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.guard import CHANGED, DONE
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import first_of, page
from conversations.kit.permissions import may
from conversations.kit.steps import Onward, Start
from conversations.kit.subject import Result, Subject
from conversations.staff.firm_card import (
    KIND,
    LETTER,
    LISTED,
    MOST_TWINS,
    REVISION,
    Do,
    Kept,
    act,
    button_to,
    code_of,
    find,
    line,
    lines,
    noted,
    offered,
    revision,
    whose,
)
from conversations.staff.firm_check import check_list
from conversations.staff.firm_sure import LEFT, SAME, STOP, Sure
from conversations.staff.offer_card import KIND as OFFER_KIND
from conversations.staff.scope import centre_name, scope
from locales.words import German, Name, Words, _, p_, say
from storage import firm_contacts, firms, hiding
from storage.firms_joined import is_movable
from storage.models import Employer, Offer
from storage.models.offers import EmployerStatus
from storage.places import centre_around
from storage.work import Work

COMMAND, MOST = "firms", 6
STOPPED = EmployerStatus.STOPPED


def show_firms(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show the firms around the centre, those to be checked first."""
    context.send(_list(context.work, context.actor, argument), first_of(COMMAND, argument))
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
    rows = (*stacked([*(button_to(each) for each in shown.items), new]), *shown.more(COMMAND))
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
    named = [each for each in firm_contacts.of_firm(work, firm.id) if each.name]
    return [(f"left-{each.id}", label(each)) for each in named]


def _ending(firm: Employer) -> list[tuple[str, Words]]:
    if firm.status is STOPPED:
        return [("lift", p_("button", "▶️ Let it begin again"))]
    return [("stop", p_("button", "⛔ Stop this firm"))]


def _open(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
    return Result(card=_card(work, actor, firm), looks=True)


def _check(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
    kept = Kept(firm, centre_around(work, firm.plz))
    return Result(card=check_list(work, actor, kept), looks=True)


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


def _hidden_one(work: Work, firm: Employer, key: str) -> Offer | None:
    return next((each for each in firms.hidden_of(work, firm) if each.id == int(key)), None)


def _unless_hidden(work: Work, actor: Actor, firm: Employer, argument: str) -> Result | None:
    return None if _hidden_one(work, firm, argument) else Result(CHANGED)


def _looked(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
    offer = _hidden_one(work, firm, argument)
    if offer is None:
        return Result(CHANGED)
    hiding.show_again(work, offer)
    return Result(DONE, changed=((EMPLOYER_OFFER.kind, offer.id), (OFFER_KIND, offer.id)))


def _kept_card(work: Work, actor: Actor, kept: Kept) -> Message:
    return _card(work, actor, kept.firm)


def _is_key(argument: str) -> bool:
    return argument.isdecimal() and argument.isascii() and len(argument) < 9


ACTIONS = {
    "open": act(_open),
    "check": act(_check, _if_stopped),
    "named": act(_begins("firm_named")),
    "looked": act(noted(f"{KIND}.looked", _looked), _unless_hidden, _is_key),
    "same": act(_begins("firm_sure", SAME), accepts=_is_key),
    "left": act(_begins("firm_sure", LEFT), accepts=_is_key),
    "stop": act(_begins("firm_sure", STOP), _if_stopped),
    "lift": act(noted(f"{KIND}.lift", _lift), _unless_stopped),
}
FIRM: Subject[Kept] = Subject(KIND, LETTER, find, whose, revision, _kept_card, ACTIONS)
LISTED_FIRM: Subject[Kept] = Subject(
    LISTED, "", find, whose, revision, _page_of, {"show": act(_open)}, is_list=True
)

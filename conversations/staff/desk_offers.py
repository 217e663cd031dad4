"""/offer: the offers of a centre; each is confirmed, changed, paused, closed, opened, copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from conversations.cards.offer import offer_title
from conversations.cards.offer_draft import copied, drafted
from conversations.cards.opening import STAY
from conversations.employer.prompts import EMPLOYER_OFFER
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.guard import CHANGED, DONE, UNDO
from conversations.kit.messages import Message, stacked
from conversations.kit.pages import page
from conversations.kit.steps import Onward, Run, Start
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff import bundles, hidden, why_before
from conversations.staff.completing import LACKS, lacking
from conversations.staff.offer_card import (
    KIND,
    LETTER,
    LISTED,
    REVISION,
    Kept,
    card,
    find,
    line,
    list_button,
    waiting,
)
from conversations.staff.scope import centre_name, scope
from locales.words import Count, _, p_, say
from storage import audit, desk_offers, offers, pending
from storage.introductions.called_off import keeps_open
from storage.models.offers import OfferState
from storage.offers_asked import looks_again
from storage.queues.kinds import Kind
from storage.work import Work

MOST, NEW = 6, "new"
Do = Callable[[Work, Actor, Kept, str], Result]


def show_offers(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show the centre's offers, what ends soonest first; with `new` ask for a new one."""
    if argument == NEW:
        return [Start("offer")]
    if argument == bundles.NAME:
        bundles.show_bundles(context)
        return ()
    context.send(_list(context.work, context.actor, argument))
    return ()


def _list(work: Work, actor: Actor, argument: str) -> Message:
    centre = scope(actor)
    every = desk_offers.around(work, centre)
    shown = page(every, argument, MOST)
    # NOTE: Above the list of a centre's offers, for staff.
    title = say(_("<b>Offers: {centre}</b>"), centre=centre_name(work, centre))
    ended = desk_offers.count_ended(work, every)
    # NOTE: To staff, above the list: offers whose last day is over.
    over = [say(_("⌛ Ended: {count}"), count=Count(ended))] if ended else []
    # NOTE: To staff: the list is empty.
    lines = [line(work, each) for each in shown.items] or [_("No offer yet.")]
    # NOTE: A button below the list, for staff.
    new = button(p_("button", "➕ New offer"), f"offer-{NEW}")
    buttons = [*(list_button(each) for each in shown.items), new, bundles.way_in()]
    rows = (*stacked(buttons), *shown.more("offer"))
    return Message((title, *over, *lines, *shown.counted()), rows)


def _page_of(work: Work, actor: Actor, thing: Kept) -> Message:
    """Show the page of the list on which an offer stands."""
    keys = [each.id for each in desk_offers.around(work, scope(actor))]
    at = keys.index(thing.id) if thing.id in keys else 0
    return _list(work, actor, str(at // MOST + 1))


def _noted(name: str, do: Do) -> Do:
    """Do it and note who did; the firm's own cards follow."""

    def noted(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
        who = actor.person.id if actor.person else None
        audit.note(work, DESK.row(name), who, None, thing.centre)
        result = do(work, actor, thing, argument)
        return replace(result, changed=((EMPLOYER_OFFER.kind, thing.id),))

    return noted


def _confirm(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    offers.set_state(work, thing.offer, OfferState.OPEN)
    return Result(DONE)


def _pause(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    offers.set_state(work, thing.offer, OfferState.PAUSED)
    return Result(DONE)


def _filled(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    return _in_a_minute(work, actor, thing, Kind.OFFER_FILLED)


def _reopen(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    """Open it in a minute; what nobody said of a need is asked before."""
    if thing.offer.unsaid:
        return Result(steps=[Start(LACKS, lacking(thing.offer))])
    return _in_a_minute(work, actor, thing, Kind.OFFER_OPENS)


def _stay(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    """Note what the firm said: it looks for nobody in the place that is free."""
    offers.set_state(work, thing.offer, OfferState.FILLED)
    return Result(DONE)


def _in_a_minute(work: Work, actor: Actor, thing: Kept, kind: Kind) -> Result:
    assert actor.person is not None  # the guard lets in who works here
    pending.begin(work, kind, thing.id, thing.offer.revision, actor.person.id)
    return Result()


def _read(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    """Let people see the sentence of a firm, as it is now."""
    thing.offer.note_ok = True
    return Result(DONE)


def _leave(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    thing.offer.note = None
    return Result(DONE)


def _undo(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    """Take back what waits; an own offer that nobody ever saw is gone."""
    offer = thing.offer
    for kind in waiting(work, offer):
        if kind is Kind.OFFER_FILLED:
            keeps_open(work, offer)
        else:
            pending.take_back(work, kind, offer.id)
    is_own = actor.person is not None and offer.owner_id == actor.person.id
    if offer.state != OfferState.PAUSED or offer.confirmed_at is not None or not is_own:
        return Result(DONE)
    # NOTE: To staff who took back an offer they had just entered.
    gone = Message((offer_title(offer), _("↩️ Taken back. Nobody saw it.")))
    desk_offers.remove(work, offer)
    return Result(card=gone)


def _change(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    return Result(steps=[Start("reoffer", drafted(thing.offer))])


def _copy(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    return Result(steps=[Start("offer", copied(thing.offer, work.today))])


def _ways(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    return Result(steps=[Run("today", f"off-{thing.id}")])


def _show(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    return Result(card=card(work, actor, thing), looks=True)


def _unless_open(work: Work, actor: Actor, thing: Kept, argument: str) -> Result | None:
    is_free = thing.offer.state == OfferState.OPEN and not waiting(work, thing.offer)
    return None if is_free else Result(CHANGED)


def _unless_there(work: Work, actor: Actor, thing: Kept, argument: str) -> Result | None:
    """An offer that is open, or a need nobody has seen, can be closed."""
    there = (OfferState.OPEN, OfferState.DRAFT)
    is_free = thing.offer.state in there and not waiting(work, thing.offer)
    return None if is_free else Result(CHANGED)


def _unless_unread(work: Work, actor: Actor, thing: Kept, argument: str) -> Result | None:
    return None if thing.offer.note and not thing.offer.note_ok else Result(CHANGED)


def _if_open(work: Work, actor: Actor, thing: Kept, argument: str) -> Result | None:
    is_shut = thing.offer.state != OfferState.OPEN and not waiting(work, thing.offer)
    return None if is_shut else Result(CHANGED)


def _unless_asked(work: Work, actor: Actor, thing: Kept, argument: str) -> Result | None:
    is_free = looks_again(work, thing.offer) and not waiting(work, thing.offer)
    return None if is_free else Result(CHANGED)


def _unless_waiting(work: Work, actor: Actor, thing: Kept, argument: str) -> Result | None:
    return None if waiting(work, thing.offer) else Result(CHANGED)


def _is_closing(work: Work, actor: Actor, thing: Kept, argument: str) -> Result | None:
    is_closing = Kind.OFFER_FILLED in waiting(work, thing.offer)
    return Result(CHANGED) if is_closing else None


def _whose(thing: Kept) -> str | None:
    return thing.centre


def _revision(thing: Kept) -> int:
    return thing.offer.revision


def _listed(thing: Kept) -> int:
    return REVISION


ACTIONS = {
    **hidden.ACTIONS,
    **why_before.ACTIONS,
    "confirm": Action(_noted("confirm", _confirm), _unless_open),
    "change": Action(_change, _is_closing),
    "pause": Action(_noted("pause", _pause), _unless_open),
    "filled": Action(_noted("filled", _filled), _unless_there),
    "read": Action(_noted("read", _read), _unless_unread),
    "leave": Action(_noted("leave", _leave), _unless_unread),
    "reopen": Action(_noted("reopen", _reopen), _if_open),
    STAY: Action(_noted(STAY, _stay), _unless_asked),
    "copy": Action(_copy, stale=never),
    "ways": Action(_ways, stale=never),
    UNDO: Action(_noted(UNDO, _undo), _unless_waiting, never),
}
DESK = Subject(KIND, LETTER, find, _whose, _revision, card, ACTIONS)
LISTED_OFFER = Subject(
    LISTED, "", find, _whose, _listed, _page_of, {"show": Action(_show)}, is_list=True
)

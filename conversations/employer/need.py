"""/need: a firm says whom it needs, in five answers or all of them; and changes one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.cards.offer_draft import Draft, drafted, into
from conversations.cards.offer_unsaid import is_text
from conversations.cards.opening import KIND
from conversations.employer import need_card, need_said
from conversations.employer.need_draft import (
    LONGEST_NOTE,
    copy,
    fresh,
    is_changed,
    opens,
    titled,
)
from conversations.employer.need_questions import ALONE, FULL, PARTS, SHORT, may_be_unpaid
from conversations.employer.registering import NOTHING_SAVED
from conversations.everybody.menus import MENU_ROW
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf, Option
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Correct, Interrupt, Next, Onward, Run, Start, Step
from locales.words import Words, _, p_
from storage import needs, offers, pending
from storage.introductions.called_off import keeps_open
from storage.models import Offer
from storage.queues.kinds import Kind
from storage.work import Work

NEED, RENEED, TEXT, CANCEL = "need", "reneed", "need_text", "cancel"


def begin(context: Context, argument: str) -> Sequence[Onward]:
    """Ask what a firm needs; with `last` it needs the same as the last time.

    Other words are a sentence that says it.
    """
    if argument != need_card.LAST and 0 < len(argument) <= LONGEST_NOTE:
        return [Interrupt(TEXT, replace(fresh(context), note=argument))]
    found = context.actor.firms if argument == need_card.LAST else []
    last = needs.last_of(context.work, found)
    if last is None or context.person is None:
        return [Start(NEED, fresh(context))]
    _show(context, copy(context.work, last, context.person))
    return ()


def _show(context: Context, offer: Offer, *first: Words) -> None:
    card = need_card.card(context.work, context.actor, offer)
    context.send(replace(card, lines=(*first, *card.lines)), (KIND, offer.id))


def whose(work: Work, draft: Draft) -> str | None:
    """Return the firm a need is of; None before it is known."""
    return str(draft.firm) if draft.firm else None


def _finish(here: Here[Draft]) -> Sequence[Onward]:
    """Leave it to staff, or let it open after the time to take it back."""
    offer = offers.find(here.work, here.notes.key)
    if offer is None or here.person is None:
        return [Run("myoffers")]
    if is_changed(here.work, here.notes):
        here.send(Message((CHANGED,)))
    elif here.notes.full:
        into(titled(here.notes), offer)
        offers.save_offer(here.work, offer)
        if not offer.unsaid:
            opens(here.work, offer, here.person)
    # NOTE: To a firm that said what it needs.
    _show(here.context, offer, _("Thank you."))
    return ()


def _cancelled(here: Here[Draft]) -> Sequence[Onward]:
    """Show what the centre has already, which can be taken back there; else nothing was kept."""
    offer = offers.find(here.work, here.notes.key)
    if offer is None:
        here.send(Message((NOTHING_SAVED,), (MENU_ROW,)))
    else:
        _show(here.context, offer)
    return ()


def _changed(here: Here[Draft]) -> Sequence[Onward]:
    """Put the answer into the need; for a minute nobody hears of it."""
    work, offer = here.work, offers.find(here.work, here.notes.key)
    if offer is None or here.person is None:
        return [Run("myoffers")]
    if offer.revision != here.notes.revision:
        here.send(Message((CHANGED,)))
    elif into(titled(here.notes), offer):
        waits = pending.take_back(work, Kind.OFFER_OPENS, offer.id)
        keeps_open(work, offer)
        offers.save_offer(work, offer, work.now + work.limits.undo, here.person.id)
        need_card.tell_centre(work, offer)
        if waits:
            opens(work, offer, here.person)
    _show(here.context, offer)
    return ()


def _parts(here: Here[Draft]) -> Sequence[Option]:
    """Offer what can be another one: work that must be paid is not asked for its pay."""
    left = {} if may_be_unpaid(here) else {"paid"}
    parts = {name: words for name, words in PARTS.items() if name not in left}
    # NOTE: A button below: What is another one? Nothing is changed.
    cancel = p_("button", "Cancel")
    return choices({**parts, CANCEL: cancel})(here)


def _keep_part(here: Here[Draft], part: str) -> Step[Draft]:
    if part == CANCEL:
        return Next()
    return Correct(RENEED, part)


def goes_on(work: Work, offer: Offer) -> Start:
    """Go on with what a firm did not say yet."""
    notes = replace(drafted(offer), full=True)
    if not is_text(offer) and not {*need_said.FIRST} & {*(offer.unsaid or ())}:
        return Start(NEED, notes, "start")
    return Start(NEED, need_said.goes_on(work, notes))


def changes(offer: Offer) -> Start:
    """Ask which answer is another one now."""
    return Start(RENEED, replace(drafted(offer), full=True))


ASKED_ALONE = [each for each in (*SHORT, *FULL) if each.name in PARTS or each.follows]
FLOW: Flow[Draft] = Flow(
    NEED,
    (*SHORT, *FULL),
    finish=_finish,
    cancelled=_cancelled,
    notes=Draft,
    guard="/need",
    scope=whose,
)
# NOTE: To a firm: which part of its need, or none.
ONE_ANSWER: Flow[Draft] = Flow(
    RENEED,
    (
        OneOf(
            name="part",
            text=one(_("What would you like to change?")),
            options=_parts,
            keep=_keep_part,
            columns=2,
        ),
        *(each if each.follows else replace(each, listed=False) for each in ASKED_ALONE),
        *ALONE,
    ),
    finish=_changed,
    corrected=_changed,
    notes=Draft,
    counted=False,
    guard="opening.change",
    scope=whose,
)

"""A need as its firm sees it: how it stands, what it says, and what can be done."""

from __future__ import annotations

from conversations.cards.candidate import CALLS, stage_lines
from conversations.cards.firm import contact_lines
from conversations.cards.late import LONGER, next_news
from conversations.cards.line import colleague_name
from conversations.cards.offer import offer_title
from conversations.cards.offer_lines import offer_lines, said_lines
from conversations.cards.opening import (
    AGAIN,
    COMES,
    COMPLETES,
    FILLED,
    KIND,
    LABELS,
    LATER,
    LETTER,
    LOOK_AGAIN,
    NOT_COMPLETE,
    REOPEN,
    STILL_OPEN,
    last_day,
)
from conversations.everybody import notices
from conversations.kit.actor import Actor
from conversations.kit.bound import REST
from conversations.kit.buttons import Standing
from conversations.kit.guard import UNDO
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.subject import CODE
from locales.words import Count, Day, Ltr, Words, _, p_, say
from storage import firms, needs, pending
from storage.introductions import firm_said, showing
from storage.introductions.days import is_ahead
from storage.introductions.permission import kind_before
from storage.models import Introduction, Offer
from storage.models.offers import EmployerStatus, OfferState
from storage.offers_asked import ASKABLE, is_sure, looks_again
from storage.queues.kinds import Kind
from storage.work import Work

LAST, CHANGE, COPY = "last", "change", "copy"
# NOTE: To an employer who tapped "No, filled"; the button below takes it back, also later.
CLOSES = _("Thank you. The offer closes in a minute. Then we tell who was interested.")
# NOTE: To a firm: its need is complete, and can be taken back for a minute.
OPENS = _("⏳ It opens in a minute. Nobody was told yet.")
# NOTE: To a firm that nobody at the centre called back yet: its need is complete.
SAVED = _("✅ Saved. It opens as soon as we have talked with you.")
# NOTE: To a firm: another kind of work was chosen; people who are on the way hear of it then.
OTHERS_HEAR = _("⏳ In a minute we tell the people who are on the way to you.")
# NOTE: To a firm: how its offer stands. Places: how many people it looks for.
STATES = {
    OfferState.DRAFT: NOT_COMPLETE,
    OfferState.OPEN: _("Open. Places: {count}"),
    OfferState.PAUSED: _("Paused. Nobody is sent to you."),
    OfferState.FILLED: _("Filled. Nobody is sent to you."),
}
# NOTE: To a firm that nobody at the centre called back yet; {name} is a colleague, or the centre.
NOT_BEFORE = _("⏳ Nothing is published before {name} talked with you.")


# NOTE: To a firm whose place is filled: who comes on a day all the same follows, a line each.
AGREED = _("A day is agreed, and they come all the same:")
MOST = 6
# NOTE: A button below a need of a firm that was said to be filled.
NOT_CLOSED = p_("button", "↩️ No, it is still open")
# NOTE: A button below a need of a firm: nobody was told yet, and nobody is.
TAKE_BACK = p_("button", "↩️ Take it back")
# NOTE: To a firm, below what it answered about its offer.
HOW_TO_CHANGE = _("To change it: /myoffers")


def card(work: Work, actor: Actor, offer: Offer) -> Message:
    """Show how a need stands, what it says, and what can be done to it; a closed one in short."""
    waits_for_us = offer.state is OfferState.DRAFT or _opens(work, offer)
    said = _says(work, offer)
    is_known = offer.employer.status is EmployerStatus.VERIFIED
    reached = contact_lines(work, offer.employer) if waits_for_us or not is_known else []
    code = say(CODE, code=Ltr(f"{LETTER}{offer.id}"))
    lines = [said[0], *stands(work, offer), *said[1:], *reached, *_asks(work, offer), code]
    labels = _possible(work, offer)
    return Message((*lines,), stacked([button(offer, label, key) for key, label in labels]))


def _says(work: Work, offer: Offer) -> list[Words]:
    """Say all that a need says; what to think of, while nobody saw it yet."""
    if offer.state is OfferState.FILLED:
        return [offer_title(offer)]
    lines = offer_lines if offer.state is OfferState.DRAFT else said_lines
    return lines(work, offer, offer.employer.name)


def short(work: Work, offer: Offer, *, asks: bool = True) -> Message:
    """Say in two lines how a need stands, with the way back; unless it `asks`, who comes comes."""
    opens = waits(work, offer, Kind.OFFER_OPENS)
    undo = button(offer, TAKE_BACK, UNDO) if opens else button(offer, NOT_CLOSED, REOPEN)
    asked = COMES if asks and coming(work, offer) else {}
    answers = [button(offer, label, key) for key, label in asked.items()]
    return Message((offer_title(offer), *stands(work, offer)), stacked([*answers, undo]))


def in_few(work: Work, offer: Offer) -> Message:
    """Say in two lines how a need stands, with the way back where there is one."""
    is_shut = offer.state is OfferState.FILLED or waits(work, offer, Kind.OFFER_FILLED)
    if is_shut or waits(work, offer, Kind.OFFER_OPENS):
        return short(work, offer)
    return Message((offer_title(offer), *stands(work, offer)))


def coming(work: Work, offer: Offer) -> list[Introduction]:
    """Return who comes to a firm on a day all the same, though it needs nobody any more."""
    is_shut = offer.state is OfferState.FILLED or waits(work, offer, Kind.OFFER_FILLED)
    found = showing.on_the_way(work, offer.employer_id) if is_shut else ()
    dated = (each for each in found if each.offer_id == offer.id and is_ahead(work, each))
    return [each for each in dated if firm_said.waits(work, each) is None]


def stands(work: Work, offer: Offer) -> list[Words]:
    """Say how a need stands, and who comes all the same where it is filled."""
    firm, found = offer.employer, coming(work, offer)
    if firm.status is EmployerStatus.VERIFIED:
        who = [line for each in found[:MOST] for line in stage_lines(work, each)]
        rest = [say(REST, count=Count(len(found) - MOST))] if found[MOST:] else []
        how = [_stands(work, offer), *_until(work, offer)]
        return [*how, *([AGREED] if found else []), *who, *rest]
    first = say(NOT_BEFORE, name=colleague_name(work, firms.named_of(work, firm)))
    is_unseen = _opens(work, offer) or offer.state is OfferState.OPEN
    return [SAVED if is_unseen else _stands(work, offer), first]


def _until(work: Work, offer: Offer) -> list[Words]:
    """Say how long an open need is shown; until when staff call about what is not complete."""
    if offer.state is OfferState.OPEN and not waits(work, offer, Kind.OFFER_FILLED):
        return last_day(offer)
    day = needs.called_by(work, offer)
    if day is None:
        return []
    if day >= work.today:
        return [say(CALLS, day=Day(day))]
    return [LONGER, next_news(needs.heard_again_on(work, day))]


def _stands(work: Work, offer: Offer) -> Words:
    if waits(work, offer, Kind.OFFER_FILLED):
        return CLOSES
    if _opens(work, offer):
        return OPENS
    if _is_another_kind(work, offer):
        return OTHERS_HEAR
    return say(STATES[offer.state], count=Count(offer.places))


def _opens(work: Work, offer: Offer) -> bool:
    return waits(work, offer, Kind.OFFER_OPENS)


def _asks(work: Work, offer: Offer) -> list[Words]:
    """Return the question that is open about a need, if one is; none of what nobody saw yet."""
    if waits(work, offer, Kind.OFFER_FILLED) or _opens(work, offer):
        return []
    if offer.state in ASKABLE:
        is_known = offer.employer.status is EmployerStatus.VERIFIED
        is_asked = is_known or offer.state is not OfferState.OPEN
        return [STILL_OPEN] if is_asked and not is_sure(work, offer) else []
    return [LOOK_AGAIN] if looks_again(work, offer) else []


def _possible(work: Work, offer: Offer) -> list[tuple[str, Words]]:
    undo = (UNDO, TAKE_BACK)
    # NOTE: Buttons below a need of a firm: change one answer; need the same once more.
    change = (CHANGE, p_("button", "✏️ Change"))
    again = [] if is_stopped(offer) else [(COPY, p_("button", "🔁 The same once more"))]
    if _opens(work, offer):
        return [undo, change]
    if looks_again(work, offer):
        return [*AGAIN.items(), *again]
    if waits(work, offer, Kind.OFFER_FILLED) or offer.state is OfferState.FILLED:
        is_asked = offer.state is not OfferState.FILLED and coming(work, offer)
        return [*(COMES.items() if is_asked else ()), (REOPEN, NOT_CLOSED), *again]
    if offer.state is OfferState.DRAFT:
        more, over = COMPLETES.items()
        return [more, change, over]
    back = [undo] if _is_another_kind(work, offer) else []
    # NOTE: Buttons below a need of a firm that is open; nobody is to come.
    rests = (LATER, p_("button", "⏸️ Pause the offer"))
    over = (FILLED, p_("button", "❌ No longer needed"))
    said = [rests, over] if is_sure(work, offer) else LABELS.items()
    return [*said, change, *again, *back]


def waits(work: Work, offer: Offer, kind: Kind) -> bool:
    """Tell whether something can be taken back; what took effect just now cannot."""
    leads_to = {Kind.OFFER_OPENS: OfferState.OPEN, Kind.OFFER_FILLED: OfferState.FILLED}
    return offer.state != leads_to.get(kind) and pending.waits(work, kind, offer.id) is not None


def _is_another_kind(work: Work, offer: Offer) -> bool:
    return waits(work, offer, Kind.OFFER_KIND) and kind_before(work, offer) is not None


def is_stopped(offer: Offer) -> bool:
    """Tell whether an offer is of a firm that was stopped: nothing of it opens."""
    return offer.employer.status is EmployerStatus.STOPPED


def button(offer: Offer, label: Words, action: str) -> Button:
    """Return a button that does something to a need."""
    return Button(label, str(Standing(KIND, offer.id, offer.revision, action)))


def tell_centre(work: Work, offer: Offer) -> None:
    """Have staff read a sentence nobody read, or complete what is not complete."""
    if offer.state is OfferState.DRAFT or (offer.note and not offer.note_ok):
        notices.need(work, offer)

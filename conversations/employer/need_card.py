"""A need as its firm sees it: how it stands, what it says, and what can be done."""

from __future__ import annotations

from conversations.cards.firm import contact_lines
from conversations.cards.line import colleague_name
from conversations.cards.offer import offer_title
from conversations.cards.offer_lines import offer_lines, said_lines
from conversations.cards.opening import (
    AGAIN,
    FILLED,
    KIND,
    LABELS,
    LATER,
    LETTER,
    LOOK_AGAIN,
    REOPEN,
    STILL_OPEN,
)
from conversations.everybody import notices
from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.guard import UNDO
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.subject import CODE
from locales.words import Count, Ltr, Words, _, p_, say
from storage import firms, pending
from storage.introductions.permission import kind_before
from storage.models import Offer
from storage.models.offers import EmployerStatus, OfferState
from storage.offers_asked import ASKABLE, is_sure, looks_again
from storage.queues.kinds import Kind
from storage.work import Work

LAST, MORE, CHANGE, COPY = "last", "more", "change", "copy"
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
    OfferState.DRAFT: _("📝 Not complete yet. Nobody sees it. The centre has it, too."),
    OfferState.OPEN: _("Open. Places: {count}"),
    OfferState.PAUSED: _("Paused. Nobody is sent to you."),
    OfferState.FILLED: _("Filled. Nobody is sent to you."),
}
# NOTE: To a firm that nobody at the centre called back yet; {name} is a colleague, or the centre.
NOT_BEFORE = _("⏳ Nothing is published before {name} talked with you.")


# NOTE: A button below a need of a firm that was said to be filled.
NOT_CLOSED = p_("button", "↩️ No, it is still open")
# NOTE: A button below a need of a firm: nobody was told yet, and nobody is.
TAKE_BACK = p_("button", "↩️ Take it back")
# NOTE: To a firm, below what it answered about its offer.
HOW_TO_CHANGE = _("To change it: /myoffers")


def card(work: Work, actor: Actor, offer: Offer) -> Message:
    """Show how a need stands, what it says, and what can be done to it; a closed one in short."""
    is_new = offer.state is OfferState.DRAFT
    said = _says(work, offer)
    reached = contact_lines(work, offer.employer) if is_new else []
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


def short(work: Work, offer: Offer) -> Message:
    """Say in two lines how a need stands, with the way back."""
    opens = waits(work, offer, Kind.OFFER_OPENS)
    undo = button(offer, TAKE_BACK, UNDO) if opens else button(offer, NOT_CLOSED, REOPEN)
    return Message((offer_title(offer), *stands(work, offer)), stacked([undo]))


def stands(work: Work, offer: Offer) -> list[Words]:
    """Say how a need stands."""
    firm = offer.employer
    if firm.status is EmployerStatus.VERIFIED:
        return [_stands(work, offer)]
    first = say(NOT_BEFORE, name=colleague_name(work, firms.named_of(work, firm)))
    is_unseen = _opens(work, offer) or offer.state is OfferState.OPEN
    return [SAVED if is_unseen else _stands(work, offer), first]


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
    again = (COPY, p_("button", "🔁 The same once more"))
    if _opens(work, offer):
        return [undo, change]
    if looks_again(work, offer):
        return [*AGAIN.items(), again]
    if waits(work, offer, Kind.OFFER_FILLED) or offer.state is OfferState.FILLED:
        return [(REOPEN, NOT_CLOSED), again]
    # NOTE: Buttons below a need of a firm: nobody is to come; and where it is not complete.
    over = (FILLED, p_("button", "❌ No longer needed"))
    if offer.state is OfferState.DRAFT:
        # NOTE: A button below a need of a firm that is not complete: more questions follow.
        more = (MORE, p_("button", "✏️ Tell more"))
        return [more, change, over]
    back = [undo] if _is_another_kind(work, offer) else []
    # NOTE: A button below a need of a firm that is open.
    rests = (LATER, p_("button", "⏸️ Pause the offer"))
    said = [rests, over] if is_sure(work, offer) else LABELS.items()
    return [*said, change, again, *back]


def waits(work: Work, offer: Offer, kind: Kind) -> bool:
    """Tell whether something can be taken back; what took effect just now cannot."""
    leads_to = {Kind.OFFER_OPENS: OfferState.OPEN, Kind.OFFER_FILLED: OfferState.FILLED}
    return offer.state != leads_to.get(kind) and pending.waits(work, kind, offer.id) is not None


def _is_another_kind(work: Work, offer: Offer) -> bool:
    return waits(work, offer, Kind.OFFER_KIND) and kind_before(work, offer) is not None


def button(offer: Offer, label: Words, action: str) -> Button:
    """Return a button that does something to a need."""
    return Button(label, str(Standing(KIND, offer.id, offer.revision, action)))


def tell_centre(work: Work, offer: Offer) -> None:
    """Have staff read a sentence nobody read, or complete what is not complete."""
    if offer.state is OfferState.DRAFT or (offer.note and not offer.note_ok):
        notices.need(work, offer)

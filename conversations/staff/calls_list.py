"""The list of whom to call: people and firms, what about, a button for each who was reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations import terms
from conversations.cards.candidate_told import told_lines
from conversations.cards.firm_notice import called_at, to_say
from conversations.cards.notice import called
from conversations.cards.offer import offer_title
from conversations.cards.opening import LOOK_AGAIN, STILL_OPEN
from conversations.cards.way_ends import off_line
from conversations.cards.way_words import short, way_of
from conversations.kit.actor import Actor, actor_of
from conversations.kit.bound import REST
from conversations.kit.buttons import Standing
from conversations.kit.commands import button as command
from conversations.kit.messages import Button, Message, paired
from conversations.kit.outgoing import Outgoing
from conversations.kit.pages import page
from conversations.staff.introducing_card import find as find_way
from conversations.staff.introducing_card import who
from conversations.staff.offer_card import STATES
from conversations.staff.scope import scope
from conversations.terms import joined
from locales.words import Count, Ltr, Moment, Name, Words, _, p_, say
from storage import calls, employers, firm_calls, firm_days, offers, people
from storage.models import Call, FirmCall
from storage.models.calls import CallReason
from storage.models.offers import OfferState
from storage.people import TEAM
from storage.work import Work

NAME, REVISION, MOST, MOST_ASKED = "calls", 1, 4, 5
PEOPLE, FIRMS = "call", "firm_call"
# NOTE: To staff, once a morning: firms that nobody can ask here follow, each with what is asked.
ASK = _("☎️ Please call these firms: are their offers still to be had?")
# NOTE: To staff, after a colon: why a person must be called.
REASONS: Mapping[CallReason, Words] = {
    CallReason.NO_CHAT: _("has no chat and no page with us"),
    CallReason.REFUSED: _("our message does not arrive"),
    CallReason.UNCLEAR: _("perhaps our message did not arrive"),
    CallReason.LATE: _("our message came too late"),
    CallReason.MISSED: _("was not there two times"),
    CallReason.UNSEEN: _("did not open our message"),
    CallReason.STOPPED: _("wants no messages"),
}
# NOTE: To staff who call a firm: what to ask, or to say; the person or the offer stands before it.
QUESTIONS: Mapping[str, Words] = {
    firm_calls.PROMPT: STILL_OPEN,
    firm_calls.FREE: LOOK_AGAIN,
    firm_calls.NEED: STATES[OfferState.DRAFT],
    firm_calls.CARD: _("Does this person fit?"),
    firm_calls.DAY: _("Which day can the firm?"),
    firm_calls.AFTER: _("How was the day?"),
    firm_calls.CHECK: _("How is it going at work?"),
    firm_calls.NEWS: _("Please tell the firm how it is."),
    firm_calls.VERIFY: _("Is this firm real? Please go through the list."),
}


@dataclass(frozen=True)
class Listed:
    """Whom to call: a person with what it is about, or a firm."""

    of_person: Sequence[Call] = ()
    of_firm: Sequence[FirmCall] = ()


def waiting(work: Work, centre: str | None) -> list[Listed]:
    """Return whom to call at a centre (None: at all): people first, then firms."""
    persons = [Listed(of_person=each) for each in calls.waiting(work, centre)]
    return [*persons, *(Listed(of_firm=each) for each in firm_calls.waiting(work, centre))]


def calls_message(work: Work, actor: Actor, number: str = "") -> Message:
    """Show a page of whom to call: name and code, phone, when the appointment is, why."""
    shown = page(waiting(work, scope(actor)), number, MOST)
    # NOTE: Above the list of people staff shall call.
    title = _("<b>☎️ Whom to call</b>")
    lines = [line for each in shown.items for line in _lines(work, actor, each)]
    if not lines:
        # NOTE: To staff, below the heading of the list of calls.
        lines = [_("Nobody to call now.")]
    buttons = [button for each in shown.items for button in _buttons(work, each)]
    rows = (*paired(buttons), *shown.more(f"today-{NAME}"))
    return Message((title, *lines, *shown.counted()), rows, private=True)


def firms_to_ask(outgoing: Outgoing) -> Message | None:
    """List the firms staff ask whether their offers are still open, since we cannot write to them.

    None where all were called meanwhile.
    """
    work, actor = outgoing.work, actor_of(outgoing.work, outgoing.person, outgoing.chat.language)
    every = firm_calls.waiting(work, scope(actor)) if actor.scopes(TEAM) else []
    found = [Listed(of_firm=each) for each in every if _is_asked_by_phone(work, each)]
    if not found:
        return None
    rest = len(found) - MOST
    lines = [line for each in found[:MOST] for line in _lines(work, actor, each)]
    buttons = [button for each in found[:MOST] for button in _buttons(work, each)]
    counted = (say(REST, count=Count(rest)),) if rest > 0 else ()
    rows = (*paired(buttons), (to_calls(),))
    return Message((ASK, *lines, *counted), rows, private=True)


def _is_asked_by_phone(work: Work, every: Sequence[FirmCall]) -> bool:
    is_asked = any(each.about == firm_calls.PROMPT for each in every)
    return is_asked and not firm_days.is_reachable(work, every[0].employer_id)


def to_calls() -> Button:
    """Return the button to the list of all whom to call."""
    # NOTE: A button: the list of people and firms to call.
    return command(p_("button", "☎️ Whom to call"), f"today-{NAME}")


def page_of(work: Work, actor: Actor, key: tuple[int | None, int | None]) -> Message:
    """Show the page of the list on which a person or a firm stands, or stood."""
    keys = [_key(each) for each in waiting(work, scope(actor))]
    at = keys.index(key) if key in keys else 0
    return calls_message(work, actor, f"{at // MOST + 1}")


def _key(each: Listed) -> tuple[int | None, int | None]:
    person = each.of_person[0].person_id if each.of_person else None
    return person, each.of_firm[0].employer_id if each.of_firm else None


def _lines(work: Work, actor: Actor, each: Listed) -> list[Words]:
    if each.of_firm:
        return _firm_lines(work, actor, each.of_firm)
    mine = each.of_person
    name = say(_("☎️ {who}"), who=called(work, mine[0].person_id))
    phone = next((each.phone for each in mine if each.phone), None)
    number = [say(_("☎️ Phone: {phone}"), phone=Ltr(phone))] if phone else []
    return [name, *number, *(line for each in mine for line in _why(work, each))]


# NOTE: To staff, below the name of a person to call: when the appointment is, and why.
def _why(work: Work, call: Call) -> list[Words]:
    reason, found = REASONS[call.reason], calls.about(work, call)
    said = _of_way(work, call, reason)
    if found is not None:
        when, kind = Moment(found.starts_at.astimezone(work.zone)), terms.appointment(found.kind)
        line = _("📅 {when}: {kind}. Why: {why}")
        gone = _("❌ {when}: {kind}, cancelled. Why: {why}")
        said = [say(gone if found.cancelled_at else line, when=when, kind=kind, why=reason)]
    return [*said, *_tried(work, call)]


# NOTE: To staff: what somebody is to be called about; {state} says how far it is with a firm.
def _of_way(work: Work, call: Call, reason: Words) -> list[Words]:
    way = way_of(work, calls.way(work, call))
    if way is None:
        return [say(_("📧 News on the page. Why: {why}"), why=reason)]
    line, state = _("🧭 {employer}: {state}. Why: {why}"), short(work, way.introduction)
    said = say(line, employer=Name(way.employer), state=state, why=reason)
    return [*off_line(work, way.introduction), said]


def _tried(work: Work, call: Call | FirmCall) -> list[Words]:
    if call.tried_at is None:
        return []
    last = Moment(call.tried_at.astimezone(work.zone))
    return [say(_("📵 Not reached: {count}. Last: {at}"), count=Count(call.tries), at=last)]


def _firm_lines(work: Work, actor: Actor, every: Sequence[FirmCall]) -> list[Words]:
    firm = employers.find(work, str(every[0].employer_id))
    if firm is None:
        return []
    # NOTE: To staff, in the list of whom to call: a firm.
    head = say(_("🏢 {employer}"), employer=Name(firm.name))
    asked = [question(work, actor, each) for each in every[:MOST_ASKED]]
    if len(every) > MOST_ASKED:
        asked.append(say(REST, count=Count(len(every) - MOST_ASKED)))
    tried = [line for each in every for line in _tried(work, each)]
    return [head, *called_at(work, firm), *asked, *tried]


# NOTE: To staff who call a firm: what it is about, a person or an offer, and what to ask.
def question(work: Work, actor: Actor, call: FirmCall) -> Words:
    """Say what to ask a firm, and about whom or what."""
    asked = QUESTIONS.get(call.about, QUESTIONS[firm_calls.PROMPT])
    if call.about == firm_calls.OFF:
        asked = to_say(call.revision)
    if call.about == firm_calls.VERIFY:
        return say(_("❓ {question}"), question=asked)
    offer = offers.find(work, call.subject) if call.about in firm_calls.OF_OFFER else None
    way = None if offer else find_way(work, actor, call.subject)
    named = offer_title(offer) if offer else who(work, way) if way else None
    if named is None:
        return say(_("❓ {question}"), question=asked)
    line = say(_("❓ {what}: {question}"), what=named, question=asked)
    is_news = call.about == firm_calls.NEWS
    return joined([line, *(told_lines(work, way.introduction) if way and is_news else [])])


# NOTE: Buttons below the list of calls; {code} is on the person's card.
def _buttons(work: Work, each: Listed) -> list[Button]:
    if each.of_firm:
        return _firm_buttons(work, each.of_firm[0])
    call = each.of_person[0]
    person = people.find(work, call.person_id)
    code = Ltr(person.ref if person and person.ref else f"{call.id}")
    labels = {
        "called": say(p_("button", "✅ Called: {code}"), code=code),
        "tried": say(p_("button", "📵 Not reached: {code}"), code=code),
    }
    return [_button(words, PEOPLE, call.id, name) for name, words in labels.items()]


# NOTE: Buttons below the list of calls; {employer} is the name of a firm.
def _firm_buttons(work: Work, call: FirmCall) -> list[Button]:
    firm = employers.find(work, str(call.employer_id))
    name = Name(firm.name if firm else "")
    labels = {
        "called": say(p_("button", "✅ Called: {employer}"), employer=name),
        "tried": say(p_("button", "📵 Not reached: {employer}"), employer=name),
    }
    return [_button(words, FIRMS, call.id, action) for action, words in labels.items()]


def _button(words: Words, kind: str, key: int, action: str) -> Button:
    return Button(words, str(Standing(kind, key, REVISION, action)))

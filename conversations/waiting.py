"""What waited in the outbox becomes words when it goes out, from what is true then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from conversations.cards.announcement import announcement_message
from conversations.cards.notice import NOTICES, notice_message
from conversations.employer import candidate_news, meeting, standing
from conversations.employer.candidate import CANDIDATE
from conversations.employer.prompts import prompt_message
from conversations.employer.questions import questions
from conversations.everybody import sharing
from conversations.everybody.switches import SWITCHES
from conversations.gathered import gathered
from conversations.kit import messages
from conversations.kit.actor import actor_of
from conversations.kit.context import has_twin, note_card
from conversations.kit.elsewhere import renew_older
from conversations.kit.messages import Message, Venue, Voice
from conversations.kit.outgoing import Outgoing
from conversations.kit.subject import Subject, Subjects
from conversations.newcomer import earlier, talk, way_answers
from conversations.newcomer.appointments import APPOINTMENT
from conversations.newcomer.near import near_message
from conversations.newcomer.offer_answers import OFFER
from conversations.newcomer.still import still_message
from conversations.newcomer.unasked import CARDS
from conversations.newcomer.way_answers import WAY
from conversations.staff import approving, hidden, interpreting, introducing
from conversations.staff.activities_ending import ending_message as activity_ends
from conversations.staff.calls_list import firms_to_ask
from conversations.staff.needs import need_notice
from conversations.staff.offers_ending import ending_message as offer_ends
from conversations.staff.overdue import overdue_message
from conversations.staff.receiving import came
from conversations.staff.thread_notices import KINDS as ABOUT_THREADS
from conversations.staff.thread_notices import thread_notice
from conversations.staff.visits import missing_message
from locales.languages import FALLBACK
from storage import offers, people, seats
from storage.bulk import BULK
from storage.introductions import steps
from storage.models import Chat, Outbox, Person
from storage.models.people import RoleName
from storage.people import TEAM, roles_of
from storage.queues import quiet
from storage.queues.chats import find_chat
from storage.queues.kinds import Kind
from storage.queues.speaking import shows_person
from storage.work import Work

Body: TypeAlias = dict[str, Any]


def render_waiting(work: Work, row: Outbox) -> Body | None:
    """Return the body of a row that has only a kind; None when it is no longer true or wanted.

    ValueError for a kind nobody knows, KeyError for one that never speaks.
    """
    render = RENDERERS[Kind(row.kind or "")]
    chat = find_chat(work, row.chat_id)
    person = people.find(work, row.person_id or chat.person_id) if chat else None
    if chat is None or chat.language is None or person is None or _is_muted(row, person):
        return None
    if quiet.was_told(work, row):
        return None
    found = render(Outgoing(work, row, chat, person))
    if found is None:
        return None
    if row.kind != Kind.NEWS_FOR and not _is_there(work, chat, person):
        found = _news_for(work, row, chat)
    elif isinstance(found, Message):
        found = _with_others(Outgoing(work, row, chat, person), found)
    if found is None:
        return None
    if isinstance(found, Message):
        return _words(work, row, chat, found)
    return messages.venue(found) if isinstance(found, Venue) else _voice(work, row, found)


def _with_others(outgoing: Outgoing, found: Message) -> Message:
    """Tell what waited with it in the same message."""
    cards = [(outgoing.kind, found)]
    for row in quiet.waited_with(outgoing.work, outgoing.row):
        other = replace(outgoing, row=row)
        card = RENDERERS[other.kind](other)
        cards += [(other.kind, card)] if isinstance(card, Message) else []
    return gathered(cards) if cards[1:] else found


def _voice(work: Work, row: Outbox, found: Voice) -> Body:
    shows_person(work, row.id)
    return messages.voice(found)


def _words(work: Work, row: Outbox, chat: Chat, found: Message) -> Body:
    note_card(work, chat.id, found, row.id)
    candidate_news.count_views(work, found)
    if found.private:
        shows_person(work, row.id)
    if news := NEWS_OF.get(Kind(row.kind or "")):
        renew_older(work, TOLD_AGAIN, (news.kind, row.subject or 0), chat, row.id)
    if row.kind in BULK:
        found = replace(found, lines=(*found.lines, SWITCHES))
    return messages.finish(found, chat.language or FALLBACK, twin=has_twin(work, chat))


def _is_muted(row: Outbox, person: Person) -> bool:
    """Tell whether somebody stopped this; a problem of a person is told to all staff."""
    return person.stopped_at is not None and row.kind != Kind.TROUBLE


def _is_there(work: Work, chat: Chat, person: Person) -> bool:
    """Tell whether somebody uses the chat now, were it as who practises."""
    if chat.person_id == person.id:
        return True
    other = people.find(work, chat.person_id)
    return other is not None and other.practice_of == person.id


def _news_for(work: Work, row: Outbox, chat: Chat) -> Message | None:
    """Keep it for who is not at the phone and say no more than that; None where that was said."""
    seat = seats.find(work, chat.id, row.person_id)
    if seat is None or not seats.hold(work, row):
        return None
    return sharing.news_message(work, seat)


def _waits(outgoing: Outgoing) -> Message | None:
    """Say once more that there is news, where the first time did not arrive."""
    chat, person = outgoing.chat, outgoing.person
    seat = seats.find(outgoing.work, chat.id, person.id)
    waits = seats.has_news(outgoing.work, chat.id, person.id)
    return sharing.news_message(outgoing.work, seat) if seat and waits else None


def _prompt(outgoing: Outgoing) -> Message | None:
    """Ask who still speaks for the employer."""
    offer = offers.find(outgoing.work, outgoing.row.subject)
    roles = roles_of(outgoing.work, outgoing.person.id)
    if offer is None or (RoleName.EMPLOYER, str(offer.employer_id)) not in roles:
        return None
    return prompt_message(outgoing.work, offer.id, outgoing.row.revision)


def _notice(outgoing: Outgoing) -> Message | None:
    """Tell who is still staff."""
    actor = actor_of(outgoing.work, outgoing.person, outgoing.chat.language)
    if not actor.scopes(TEAM):
        return None
    return notice_message(outgoing.work, actor, outgoing.kind, outgoing.row)


def _trial(outgoing: Outgoing) -> Message | None:
    """Remind the person of a day at a firm, or tell the firm who comes."""
    found = steps.find(outgoing.work, outgoing.row.subject)
    is_theirs = found is not None and found.person_id == outgoing.person.id
    return way_answers.trial(outgoing) if is_theirs else candidate_news.news(outgoing)


NEWS_OF: Mapping[Kind, Subject[Any]] = {
    Kind.APPOINTMENT_MOVED: APPOINTMENT,
    Kind.APPOINTMENT_CANCELLED: APPOINTMENT,
    Kind.APPOINTMENT_DROPPED: APPOINTMENT,
    Kind.APPOINTMENT_REMINDER: APPOINTMENT,
    Kind.OFFER_CLOSED: OFFER,
    Kind.INTRODUCED: WAY,
    Kind.INTRODUCED_FIRM: CANDIDATE,
    Kind.TRIAL_REMINDER: WAY,
    Kind.CHECK_IN: WAY,
}
"""After which older cards of the thing say what is true now."""
TOLD_AGAIN: Subjects = {each.kind: each for each in (APPOINTMENT, OFFER, WAY, CANDIDATE)}
RENDERERS: Mapping[Kind, Callable[[Outgoing], Message | Venue | Voice | None]] = {
    **CARDS,
    **dict.fromkeys(NOTICES, _notice),
    **dict.fromkeys(ABOUT_THREADS, thread_notice),
    Kind.EARLIER: earlier.render,
    Kind.OVERDUE: overdue_message,
    Kind.NEED: need_notice,
    Kind.NO_INTERPRETER: missing_message,
    Kind.ENDING: activity_ends,
    Kind.ENDED: activity_ends,
    Kind.INTERPRET: interpreting.call_notice,
    Kind.INTERPRETED: interpreting.line_notice,
    Kind.VOICE: interpreting.voice_notice,
    Kind.MAY_INTERPRET: talk.render_wish,
    Kind.INTERPRETER: talk.render_interpreter,
    Kind.REPLY: talk.render_line,
    Kind.REQUEST_TAKEN: talk.render_taken,
    Kind.REQUEST_WAITS: talk.render_waits,
    Kind.REQUEST_DONE: talk.render_done,
    Kind.NEAR: near_message,
    Kind.ANNOUNCEMENT: announcement_message,
    Kind.APPROVAL: approving.question,
    Kind.APPROVAL_ANSWERED: approving.answered,
    Kind.EMPLOYER_PROMPT: _prompt,
    Kind.OFFER_ENDS: offer_ends,
    Kind.CAME: came,
    Kind.INTRODUCED: way_answers.news,
    Kind.INTRODUCED_FIRM: candidate_news.news,
    Kind.TO_INTRODUCE: introducing.notice,
    Kind.ASK_FIRM: firms_to_ask,
    Kind.NOT_DONE: introducing.not_done,
    Kind.TRIAL_REMINDER: _trial,
    Kind.CHECK_IN: way_answers.check,
    Kind.FIRM_QUESTIONS: questions,
    Kind.NO_LONGER: candidate_news.gone,
    Kind.STILL: still_message,
    Kind.HIDDEN: hidden.hidden_notice,
    Kind.FIRM_INVITED: meeting.invitation,
    Kind.FIRM_STANDS: standing.news,
    Kind.NEWS_FOR: _waits,
}

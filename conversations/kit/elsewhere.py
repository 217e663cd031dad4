"""Cards that stand elsewhere are brought up to date when their subject changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

from conversations.kit import messages
from conversations.kit.actor import Actor, actor_of
from conversations.kit.buttons import Standing
from conversations.kit.context import Context, has_twin, note_card
from conversations.kit.guard import sight
from conversations.kit.house import House
from conversations.kit.messages import Message
from conversations.kit.pages import Rows, next_page
from conversations.kit.subject import Subject, Subjects
from storage import people
from storage.models import Chat
from storage.queues import shown
from storage.queues.speaking import answer
from storage.work import Work

T = TypeVar("T")
MOST = 8
"""Other cards of one thing that are changed with it; a press on any other is guarded."""
EACH = timedelta(seconds=2)
"""Between two of them: a chat bears one message a second, and somebody may be waiting."""


def renew(work: Work, subject: Subject[T], key: int, *, once: str) -> None:
    """Change the newest cards of a thing in each chat where one stands, for who still may see it.

    `once` tells one change from the next.
    """
    _renew(work, subject, key, shown.newest(work, subject.kind, key, MOST + 1), once)


def renew_own(context: Context, subject: Subject[T], key: int) -> None:
    """Change the cards of a thing in the chats of this person alone: others read other ones."""
    work, chat = context.work, context.chat
    here = [(row, chat) for row in shown.cards(work, chat.id, subject.kind, key, MOST)]
    there = shown.in_other_chats(work, chat, subject.kind, key, MOST)
    _renew(work, subject, key, [*here, *there], context.origin)


def _renew(
    work: Work, subject: Subject[T], key: int, placed: Sequence[tuple[int, Chat]], once: str
) -> None:
    copies = Counter[Chat]()
    for row, chat in placed:
        if body := _as_it_stands(work, subject, key, chat, row):
            at, dedupe_key = work.now + copies[chat] * EACH, f"{shown.RENEWED}{row}:{key}:{once}"
            answer(work, chat.id, dedupe_key, body, edits=row, not_before=at)
            copies[chat] += 1


def renew_older(work: Work, subjects: Subjects, of: tuple[str, int], chat: Chat, news: int) -> None:
    """Change the cards that tell of a thing and are older than the news of it, the row `news`."""
    number = 0
    for kind, key in _told_of(work, subjects, of, chat):
        rows = shown.cards(work, chat.id, kind, key, MOST + 1)
        older = [row for row in rows if row < news][:MOST]
        for row in older:
            if body := _as_it_stands(work, subjects[kind], key, chat, row):
                number += 1
                at, dedupe_key = work.now + number * EACH, f"{shown.RENEWED}{row}:{news}"
                answer(work, chat.id, dedupe_key, body, row, not_before=at)


def _told_of(
    work: Work, subjects: Subjects, of: tuple[str, int], chat: Chat
) -> Sequence[tuple[str, int]]:
    """Return a thing and those whose cards tell of it, as far as who reads may see it."""
    subject, key = subjects[of[0]], of[1]
    actor = actor_of(work, people.find(work, chat.person_id), chat.language)
    thing = sight(work, actor, subject, key)
    return () if thing is None else (of, *subject.along(work, thing))


def _as_it_stands(
    work: Work, subject: Subject[T], key: int, chat: Chat, row: int
) -> dict[str, Any] | None:
    """Return what a message that shows a thing says now; None for who may not see it."""
    actor = actor_of(work, people.find(work, chat.person_id), chat.language)
    thing = sight(work, actor, subject, key)
    if thing is None:
        return None
    card, twin = _on(work, subject, actor, thing, (row, chat)), has_twin(work, chat)
    return messages.finish(card, actor.language, "edit", twin=twin) | messages.FOLLOWS


def _on(
    work: Work, subject: Subject[T], actor: Actor, thing: T, place: tuple[int, Chat]
) -> Message:
    """Return the card of a thing, or what a message says that shows others, too: noted anew."""
    row, chat = place
    found = subject.among(work, actor, thing, row)
    if found is None:
        return subject.card(work, actor, thing)
    note_card(work, chat.id, found, row)
    return found


def renew_others(context: Context, house: House, pressed: Standing, but: int | None) -> None:
    """Change the other cards of a thing in this chat: none contradicts the one shown now."""
    work, number = context.work, 0
    for kind, key in _told_of(work, house.subjects, _shown_as(house, pressed), context.chat):
        rows = shown.cards(work, context.chat.id, kind, key, MOST + 1)
        others = [row for row in rows if row != but][:MOST]
        subject = house.subjects[kind]
        thing = sight(work, context.actor, subject, key) if others else None
        if thing is None:
            continue
        for row in others:
            number += 1
            card = _on(work, subject, context.actor, thing, (row, context.chat))
            context.follow(row, with_pages(work, house, pressed, card, row), number * EACH)


def renew_there(context: Context, house: House, pressed: Standing) -> None:
    """Change the cards of a thing in the person's other chats: answered here, it is there, too."""
    if context.chat.person_id is None:
        return
    work, of = context.work, _shown_as(house, pressed)
    for kind, key in _told_of(work, house.subjects, of, context.chat) or (of,):
        for row, chat in shown.in_other_chats(work, context.chat, kind, key, MOST):
            body = _as_it_stands(work, house.subjects[kind], key, chat, row)
            once = f"{shown.RENEWED}{row}:{context.origin}"
            answer(work, chat.id, once, body or messages.buttons_off(), row, whom=chat.person_id)


def _shown_as(house: House, pressed: Standing) -> tuple[str, int]:
    return house.subjects[pressed.kind].cards or pressed.kind, pressed.subject


def close_gone(context: Context, house: House, pressed: Standing) -> None:
    """Take the buttons off the cards of a thing that is gone, or theirs no longer."""
    work, subject = context.work, house.subjects[pressed.kind]
    if sight(work, context.actor, subject, pressed.subject) is not None:
        return
    for row in shown.elsewhere(work, context.chat.id, subject.kind, pressed.subject, MOST):
        context.take_buttons_away(row)


def with_pages(
    work: Work, house: House, pressed: Standing, card: Message, row: int | None
) -> Message:
    """Return a card with the buttons to more that stand under the message it takes the place of."""
    subject = house.subjects.get(pressed.kind)
    if row is None or (subject and subject.is_list):
        return card
    pages: Rows = tuple(
        each
        for kind, number in shown.on_message(work, row)
        if house.command(kind) and kind not in house.subjects and number
        for each in next_page(kind, number)
        if each not in card.rows
    )
    return replace(card, rows=(*card.rows, *pages)) if pages else card

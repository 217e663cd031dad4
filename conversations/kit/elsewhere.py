"""Cards that stand elsewhere are brought up to date when their subject changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

from conversations.kit import messages
from conversations.kit.actor import actor_of
from conversations.kit.buttons import Standing
from conversations.kit.context import Context, has_twin
from conversations.kit.guard import sight
from conversations.kit.house import House
from conversations.kit.messages import Message
from conversations.kit.pages import Rows, next_page
from conversations.kit.subject import Subject
from storage import people
from storage.models import Chat
from storage.queues import shown
from storage.queues.speaking import answer
from storage.work import Work

T = TypeVar("T")
MOST = 3
"""Other cards of one thing that are changed with it; a press on any other is guarded."""
EACH = timedelta(seconds=2)
"""Between two of them: a chat bears one message a second, and somebody may be waiting."""


def renew(
    work: Work,
    subject: Subject[T],
    key: int,
    *,
    once: str,
    where: Callable[[int], bool] = lambda row: True,
) -> None:
    """Change the newest cards of a thing in each chat where one stands, for who still may see it.

    `once` tells one change from the next; `where` says of a row whether it may be written over.
    """
    found = shown.newest(work, subject.kind, key, MOST + 1)
    placed = [each for each in found if where(each[0])]
    bodies = {chat: _as_it_stands(work, subject, key, chat) for _row, chat in placed}
    copies = Counter[Chat]()
    for row, chat in placed:
        if body := bodies[chat]:
            at, dedupe_key = work.now + copies[chat] * EACH, f"{shown.RENEWED}{row}:{key}:{once}"
            answer(work, chat.id, dedupe_key, body, edits=row, not_before=at)
            copies[chat] += 1


def renew_older(work: Work, subject: Subject[T], key: int, chat: Chat, news: int) -> None:
    """Change the cards of a thing that are older than the news of it, the row `news`."""
    rows = shown.cards(work, chat.id, subject.kind, key, MOST + 1)
    older = [row for row in rows if row < news][:MOST]
    body = _as_it_stands(work, subject, key, chat) if older else None
    if body is None:
        return
    for number, row in enumerate(older, start=1):
        at, dedupe_key = work.now + number * EACH, f"{shown.RENEWED}{row}:{news}"
        answer(work, chat.id, dedupe_key, body, row, not_before=at)


def _as_it_stands(work: Work, subject: Subject[T], key: int, chat: Chat) -> dict[str, Any] | None:
    """Return the card of a thing as a change of another; None for who may not see it."""
    actor = actor_of(work, people.find(work, chat.person_id), chat.language)
    thing = sight(work, actor, subject, key)
    if thing is None:
        return None
    card, twin = subject.card(work, actor, thing), has_twin(work, chat)
    return messages.finish(card, actor.language, "edit", twin=twin) | messages.FOLLOWS


def renew_others(context: Context, house: House, pressed: Standing, but: int | None) -> None:
    """Change the other cards of a thing in this chat: none contradicts the one shown now."""
    work, actor = context.work, context.actor
    subject = _shown_as(house, pressed)
    rows = shown.cards(work, context.chat.id, subject.kind, pressed.subject, MOST + 1)
    others = [row for row in rows if row != but][:MOST]
    thing = sight(work, actor, subject, pressed.subject) if others else None
    if thing is None:
        return
    card = subject.card(work, actor, thing)
    for number, row in enumerate(others, start=1):
        context.follow(row, with_pages(work, house, pressed, card, row), number * EACH)


def renew_there(context: Context, house: House, pressed: Standing) -> None:
    """Change the cards of a thing in the person's other chats: answered here, it is there, too."""
    if context.chat.person_id is None:
        return
    work, subject = context.work, _shown_as(house, pressed)
    about = (subject.kind, pressed.subject)
    for row, chat in shown.in_other_chats(work, context.chat, *about, MOST):
        body = _as_it_stands(work, subject, pressed.subject, chat)
        key = f"{shown.RENEWED}{row}:{context.origin}"
        answer(work, chat.id, key, body or messages.buttons_off(), row, whom=chat.person_id)


def _shown_as(house: House, pressed: Standing) -> Subject[Any]:
    return house.subjects[house.subjects[pressed.kind].cards or pressed.kind]


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

"""Cards that stand elsewhere are brought up to date when their subject changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from conversations.kit import messages
from conversations.kit.actor import actor_of
from conversations.kit.buttons import Standing
from conversations.kit.context import Context
from conversations.kit.guard import sight
from conversations.kit.house import House
from conversations.kit.messages import Message
from conversations.kit.pages import Rows, next_page
from conversations.kit.subject import Subject
from storage import people
from storage.queues import shown
from storage.queues.speaking import answer
from storage.work import Work

T = TypeVar("T")
MOST = 5
"""Older cards of one thing that are changed with it; a press on any other is guarded."""


def renew(work: Work, subject: Subject[T], key: int, *, once: str) -> None:
    """Change the newest card of a thing where it stands, for who still may see it.

    `once` tells one change from the next.
    """
    place = shown.newest(work, subject.kind, key)
    if place is None:
        return
    row, chat = place
    actor = actor_of(work, people.find(work, chat.person_id), chat.language)
    thing = sight(work, actor, subject, key)
    if thing is None:
        return
    card = subject.card(work, actor, thing)
    body = messages.finish(card, actor.language, "edit", twin=work.limits.german_twins)
    answer(work, chat.id, f"card:{subject.kind}:{key}:{once}", body, edits=row)


def renew_others(context: Context, house: House, pressed: Standing, but: int | None) -> None:
    """Change the other cards of a thing in this chat, so that none contradicts the one shown now.

    Those of a thing that is gone, or theirs no longer, lose their buttons.
    """
    work, actor = context.work, context.actor
    subject = house.subjects[pressed.kind]
    rows = shown.elsewhere(work, context.chat.id, pressed.kind, pressed.subject, MOST + 1)
    thing = sight(work, actor, subject, pressed.subject) if rows else None
    for row in [row for row in rows if row != but][:MOST]:
        if thing is None:
            context.take_buttons_away(row)
        else:
            context.edit(row, with_pages(work, house, subject.card(work, actor, thing), row))


def with_pages(work: Work, house: House, card: Message, row: int | None) -> Message:
    """Return a card with the buttons to more that stand under the message it takes the place of."""
    pages: Rows = tuple(
        each
        for kind, number in shown.on_message(work, row)
        if house.command(kind)
        for each in next_page(kind, number)
        if each not in card.rows
    )
    return replace(card, rows=(*card.rows, *pages)) if pages else card

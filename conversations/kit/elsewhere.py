"""A card that stands in somebody else's chat is brought up to date when its subject changed."""

from __future__ import annotations

from typing import TypeVar

from conversations.kit import messages
from conversations.kit.actor import actor_of
from conversations.kit.guard import sight
from conversations.kit.subject import Subject
from storage import people
from storage.queues import shown
from storage.queues.speaking import answer
from storage.work import Work

T = TypeVar("T")


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

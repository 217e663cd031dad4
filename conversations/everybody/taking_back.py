"""A card is taken back where it stands: it ended, and the firm sees nothing of them any more."""

from __future__ import annotations

from datetime import timedelta

from conversations.cards.asked import asks_several, day_message, day_row, questions_message
from conversations.cards.candidate_buttons import KIND, REFUSAL
from conversations.cards.candidate_ends import ended_message
from conversations.cards.on_the_way import page_of, people_message
from conversations.kit import messages
from conversations.kit.actor import actor_of
from conversations.kit.context import has_twin, note_card
from conversations.kit.messages import Message
from locales.languages import FALLBACK
from storage import people
from storage.firm_news import HEARD
from storage.models import Chat, Introduction
from storage.queues import shown
from storage.queues.speaking import answer
from storage.work import Work

WORTH = timedelta(days=7)
"""How long it is tried: what a firm may not see any more does not stay for a server that is down.
"""


def take_back(work: Work, introduction: Introduction) -> None:
    """Write over every message that shows somebody, on both faces and in all chats."""
    places = [
        each for kind in (KIND, HEARD) for each in shown.everywhere(work, kind, introduction.id)
    ]
    for row, chat in dict(places).items():
        said = _instead(work, introduction, row, chat)
        for kind in (KIND, REFUSAL, HEARD):
            shown.drop(work, row, kind, introduction.id)
        language, twin = chat.language or FALLBACK, has_twin(work, chat)
        body = messages.finish(said, language, "edit", twin=twin) | messages.FOLLOWS
        key = f"{shown.RENEWED}{KIND}:{introduction.id}:{row}:{introduction.revision}"
        ends = work.now + WORTH
        answer(work, chat.id, key, body, row, whom=chat.person_id, expires_at=ends)
        note_card(work, chat.id, said, row)


def _instead(work: Work, introduction: Introduction, row: int, chat: Chat) -> Message:
    """Return what stands there instead: how it ended, in a message of the day that and the rest.

    A list goes on without them. Who speaks for the firm no more is told and asked nothing.
    """
    firm, day = introduction.employer_id, day_row(work, row)
    actor = actor_of(work, people.find(work, chat.person_id), chat.language)
    if firm not in actor.firms:
        return ended_message(work, introduction)
    number = None if day else page_of(work, row)
    if number is not None:
        return people_message(work, actor.firms, number)
    firms = asks_several(work, row, [firm])
    more = day_message(work, day) if day else questions_message(work, firms)
    return more or ended_message(work, introduction)

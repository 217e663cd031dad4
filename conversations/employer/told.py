"""Somebody of whom a firm reads how far they are, in a line of its news: who may still see it."""

from __future__ import annotations

from conversations.cards.candidate import candidate_message
from conversations.cards.candidate_buttons import SHOW
from conversations.employer.candidate_news import count_views
from conversations.kit.actor import Actor
from conversations.kit.messages import Message
from conversations.kit.subject import Action, Result, Subject, never
from storage.firm_news import HEARD
from storage.introductions import showing, steps
from storage.models import Introduction
from storage.work import Work


def _find(work: Work, actor: Actor, key: int) -> Introduction | None:
    """Return somebody a firm may see; how it ended it may read of everybody it saw."""
    found = steps.find(work, key)
    if found is None or found.shown_at is None:
        return None
    return found if found.ended_at is not None else showing.for_firm(work, key)


def _whose(introduction: Introduction) -> str:
    return str(introduction.employer_id)


def _revision(introduction: Introduction) -> int:
    return introduction.revision


def _card(work: Work, actor: Actor, introduction: Introduction) -> Message:
    return candidate_message(work, introduction)


def _show(work: Work, actor: Actor, introduction: Introduction, argument: str) -> Result:
    card = candidate_message(work, introduction)
    count_views(work, card)
    return Result(card=card, looks=True)


TOLD = Subject(HEARD, "", _find, _whose, _revision, _card, {SHOW: Action(_show, stale=never)})

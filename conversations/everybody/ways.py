"""Somebody on the way to a firm is told how far it is; who cannot be told is called."""

from __future__ import annotations

from typing import Any

from conversations.everybody import notices
from storage import calls, people
from storage.introductions.lists import of_person
from storage.models import Introduction
from storage.models.calls import CallKind, CallReason
from storage.queues.kinds import Kind
from storage.work import Work


def tell(work: Work, introduction: Introduction, kind: Kind, **manner: Any) -> None:
    """Tell the person; the centre calls who has no chat that hears, or stopped all messages."""
    who, about = introduction.person_id, (introduction.id, introduction.revision)
    person = people.find(work, who)
    if person is not None and person.stopped_at is not None:
        call(work, introduction, CallReason.STOPPED)
    elif not people.chats_of(work, who):
        call(work, introduction, CallReason.NO_CHAT)
    else:
        people.tell(work, who, kind, *about, **manner)


def call(work: Work, introduction: Introduction, reason: CallReason) -> None:
    """Have the centre call about somebody's way as it is now, once."""
    about = (CallKind.INTRODUCTION, introduction.id, introduction.revision)
    who, centre = introduction.person_id, introduction.centre
    calls.ask(work, *about, person_id=who, centre=centre, reason=reason)
    notices.to_introduce(work, introduction, once="call")


def call_instead(work: Work, person_id: int) -> int:
    """Have the centre call who just stopped all messages; returns how many ways they are on."""
    found = of_person(work, person_id)
    for each in found:
        call(work, each, CallReason.STOPPED)
    return len(found)

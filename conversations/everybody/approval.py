"""Who hears that an announcement waits for a second person, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from storage import approvals, people
from storage.activities import one
from storage.models import Announcement
from storage.people import Door
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.work import Work

KIND = "approval"
"""The subject a lead is asked about."""


def asked(work: Work, announcement: Announcement, doors: Sequence[Door]) -> None:
    """Bring the question to the leads."""
    for chat, who in doors:
        speak(work, chat, Kind.APPROVAL, announcement.id, whom=who, once=_once(work, announcement))


def answered(work: Work, announcement: Announcement) -> None:
    """Tell who wrote it what the second person said."""
    author, once = announcement.created_by, _once(work, announcement)
    if author is not None:
        people.tell(work, author, Kind.APPROVAL_ANSWERED, announcement.id, once=once)


def ended(work: Work, announcement: Announcement) -> None:
    """Tell who wrote it, and the leads who were asked, that nobody answered in time."""
    answered(work, announcement)
    found = approvals.find(work, announcement.id)
    doors, once = approvals.doors_of(work, announcement, found) if found else [], "over"
    for chat, who in doors:
        speak(work, chat, Kind.APPROVAL_ANSWERED, announcement.id, whom=who, once=once)


def _once(work: Work, announcement: Announcement) -> str:
    """Tell one question, or the answer to it, from those asked before."""
    found, about = approvals.find(work, announcement.id), one(work, announcement.activity_id)
    return f"{found.answer}{found.asked_at:%y%m%d%H%M%S}r{about.revision}" if found else ""

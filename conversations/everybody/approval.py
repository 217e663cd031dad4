"""Who hears that an announcement waits for a second person, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from storage import approvals, people
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
        speak(work, chat, Kind.APPROVAL, announcement.id, whom=who)


def answered(work: Work, announcement: Announcement) -> None:
    """Tell who wrote it what the second person said."""
    author = announcement.created_by
    if author is not None:
        people.tell(work, author, Kind.APPROVAL_ANSWERED, announcement.id)


def ended(work: Work, announcement: Announcement) -> None:
    """Tell who wrote it, and the leads who were asked, that nobody answered in time."""
    answered(work, announcement)
    found = approvals.find(work, announcement.id)
    doors = approvals.doors_of(work, announcement, found) if found else []
    for chat, who in doors:
        speak(work, chat, Kind.APPROVAL_ANSWERED, announcement.id, whom=who)

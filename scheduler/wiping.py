"""What goes from chats: what shows a person, every hour; a link when it is over, who is erased."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.kit import messages
from storage import wiping
from storage.models import Due
from storage.models.due import DueState
from storage.models.outbox import OPEN
from storage.queues import due
from storage.queues.kinds import Kind
from storage.queues.speaking import answer, find
from storage.work import Work

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PAUSE = timedelta(seconds=1)
WORTH = timedelta(hours=6)
"""How long a deletion is tried: the messenger takes none of what is older than 48 hours."""


def ensure(work: Work) -> None:
    """Make sure there is a next hour, also after it was put aside."""
    row = due.standing(work, Kind.WIPE)
    if row is None or row.state != DueState.TODO or row.due_at > work.now + HOUR:
        due.renew(work, Kind.WIPE, work.now + HOUR)


def wipe(work: Work, row: Due) -> datetime:
    """Delete a slice of what is old enough; come again until nothing is left, then in an hour."""
    found = wiping.old_enough(work)
    for chat, ids in found.items():
        key, body = f"wipe:{chat}:{ids[0]}", messages.remove(ids)
        answer(work, chat, key, body, expires_at=work.now + WORTH)
    return work.now + (PAUSE if found else HOUR)


def take_away(work: Work, row: Due) -> datetime | None:
    """Delete a link that is good no longer, or what shows who was erased.

    `subject` is its outbox row; one that is still on its way is deleted when it has arrived.
    """
    shown = find(work, row.subject)
    if shown is None:
        return None
    stands = find(work, shown.edits) if shown.edits else shown
    if stands is not None and stands.message_id is not None:
        key, body = f"over:{shown.id}", messages.remove([stands.message_id])
        answer(work, shown.chat_id, key, body, expires_at=work.now + WORTH)
    return work.now + MINUTE if shown.state in OPEN else None

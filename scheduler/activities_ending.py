"""A weekly activity ends: who looks after it is asked a week before, the centre told afterwards."""

from __future__ import annotations

from storage import activities
from storage.activities_ending import ASK, doors, stage_of
from storage.models import Due
from storage.people import staff_doors
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.work import Work


def ask_or_end(work: Work, row: Due) -> None:
    """Ask, or say that it ended since nobody answered; nothing where it was settled meanwhile."""
    activity = activities.find(work, row.subject)
    stage = stage_of(row, activity) if activity else None
    if activity is None or stage is None:
        return
    asks = stage == ASK
    kind = Kind.ENDING if asks else Kind.ENDED
    found = doors(work, activity) if asks else staff_doors(work, activity.centre)
    for chat, whom in found:
        speak(work, chat, kind, activity.id, whom=whom, once=f"{row.id}")

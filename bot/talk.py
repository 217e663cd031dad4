"""What the bot asks of the conversations and the scheduler: a few functions, given at start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from conversations.kit.context import Context
from conversations.kit.events import Event
from storage.engine.database import Session
from storage.limits import Limits
from storage.models import Outbox
from storage.places import seed_district
from storage.queues.kinds import Kind
from storage.work import Work

Body: TypeAlias = dict[str, Any]


def _tell_nobody(work: Work, kind: Kind) -> None:
    """Leave it at the log."""


@dataclass(frozen=True)
class Talk:
    """The doors into the other rooms; all of them run inside a unit of the database."""

    take_turn: Callable[[Context, Event], str | None]
    apologise: Callable[[Context], None]
    render_waiting: Callable[[Work, Outbox], Body | None]
    ready_due: Callable[[Work], list[int]]
    run_due: Callable[[Work, Sequence[int]], int]
    prepare: Callable[[Work], None]
    bot_profile: Callable[[str | None], dict[str, Any]]
    alarm: Callable[[Work, Kind], None] = _tell_nobody


def our_talk() -> Talk:
    """Return the real doors."""
    from conversations.everybody.about import bot_profile
    from conversations.everybody.notices import alarm
    from conversations.turn import apologise, take_turn
    from conversations.waiting import render_waiting
    from scheduler.due import ready, run_due

    doors = (take_turn, apologise, render_waiting, ready, run_due, _prepare, bot_profile)
    return Talk(*doors, alarm)


def _prepare(work: Work) -> None:
    from scheduler.due import ensure_daily

    seed_district(work)
    ensure_daily(work)


@dataclass(frozen=True)
class Setup:
    """What stays the same while the process runs."""

    talk: Talk
    limits: Limits
    zone: ZoneInfo

    def work(self, session: Session, now: datetime) -> Work:
        """Return what a unit of the database works with."""
        return Work(session, now, self.zone, self.limits)

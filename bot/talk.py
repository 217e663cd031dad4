"""What the bot asks of the conversations and the scheduler: six functions, given at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from conversations.kit.context import Context
from conversations.kit.events import Event
from storage.limits import Limits
from storage.models import Outbox
from storage.places import seed_district

Body: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Talk:
    """The doors into the other rooms; all of them run inside a unit of the database."""

    take_turn: Callable[[Context, Event], str | None]
    apologise: Callable[[Context], None]
    render_waiting: Callable[[Session, Outbox, datetime, Limits, ZoneInfo], Body | None]
    run_due: Callable[[Session, datetime, Limits, ZoneInfo], int]
    prepare: Callable[[Session, datetime, ZoneInfo], None]
    bot_profile: Callable[[str | None], dict[str, Any]]


def our_talk() -> Talk:
    """Return the real doors."""
    from conversations.everybody.about import bot_profile
    from conversations.turn import apologise, take_turn
    from conversations.waiting import render_waiting
    from scheduler.due import run_due

    return Talk(take_turn, apologise, render_waiting, run_due, _prepare, bot_profile)


def _prepare(session: Session, now: datetime, zone: ZoneInfo) -> None:
    from scheduler.due import ensure_daily

    seed_district(session)
    ensure_daily(session, now, zone)


@dataclass(frozen=True)
class Setup:
    """What stays the same while the process runs."""

    talk: Talk
    limits: Limits
    zone: ZoneInfo

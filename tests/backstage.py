"""What goes on behind the phones of a demo: the clock, the files of staff, the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from bot.app import App
from bot.demo.jumps import ZONE
from bot.demo.run import Demo
from storage.engine.database import Priority
from storage.erasure import privacy
from storage.exchange.loading import load
from storage.models import Chat, Person, Profile, ProfileSkill, Record
from storage.people import by_ref
from storage.privacy import Owner
from storage.rules.clock import to_local, to_utc
from tests.works import work_at

T = TypeVar("T")


@dataclass(frozen=True)
class Traces:
    """The keys behind which the database keeps what is somebody's, and how many rows that is."""

    keys: dict[Owner, int]
    rows: int


@dataclass(frozen=True)
class Backstage:
    """The side of a running demo that no phone shows."""

    demo: Demo

    @property
    def app(self) -> App:
        """The running bot."""
        assert self.demo.app, "the demo is not running"
        return self.demo.app

    @property
    def today(self) -> date:
        """The demo's local day."""
        return to_local(self.demo.now(), ZONE.key).date()

    async def settled(self) -> None:
        """Wait until everything said was answered."""
        await self.demo.settle()

    async def walk(self, ahead: timedelta) -> None:
        """Let time pass."""
        await self.demo.walk(self.demo.now() + ahead)

    async def walk_to(self, day: date, hour: int) -> None:
        """Let it become this hour."""
        await self.demo.walk(to_utc(day, time(hour), ZONE.key))

    async def load(self, file: str) -> None:
        """Load a file as `jip-bot load FILE` does, and let the news go out."""
        now = self.demo.now()
        await self.do(lambda session: load(work_at(session, now), file))
        await self.settled()

    async def profile_size(self, code: str) -> int:
        """Return the bytes of somebody's profile as the database keeps it."""
        return await self.do(lambda session: _size(session, code))

    async def traces(self, code: str) -> Traces:
        """Return where to look for somebody, by the code on their card."""
        return await self.do(lambda session: _traces(session, code))

    async def left(self, traces: Traces) -> dict[str, int]:
        """Return how many rows of somebody are still there, by table and column."""
        return await self.do(lambda session: _rows(session, traces.keys))

    async def do(self, unit: Callable[[Session], T]) -> T:
        """Run a unit as the bot does: one transaction in a database thread."""
        return await asyncio.wrap_future(self.app.database.submit(Priority.TURN, unit))


def _traces(session: Session, code: str) -> Traces:
    person = by_ref(work_at(session), code)
    assert person, f"nobody has the code {code}"
    chat = session.scalars(select(Chat.id).where(Chat.person_id == person.id)).one()
    keys: dict[Owner, int] = {"person": person.id, "chat": chat}
    return Traces(keys, sum(_rows(session, keys).values()))


def _rows(session: Session, keys: dict[Owner, int]) -> dict[str, int]:
    """Look into every column that says whose row it is, as the tags of the columns tell."""
    found = {"person.id": _count(session, Person.id == keys["person"])}
    found["chat.id"] = _count(session, Chat.id == keys["chat"])
    for table in Record.metadata.sorted_tables:
        for column in table.columns:
            owner = privacy(column).owner
            if owner:
                found[str(column)] = _count(session, column == keys[owner])
    return {name: count for name, count in found.items() if count}


def _count(session: Session, is_theirs: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(is_theirs)) or 0


def _size(session: Session, code: str) -> int:
    person = by_ref(work_at(session), code)
    assert person, f"nobody has the code {code}"
    found = 0
    for table in (Profile.__table__, ProfileSkill.__table__):
        raw = [type_coerce(column, NullType()) for column in table.columns]
        for row in session.execute(select(*raw).where(table.c.person_id == person.id)):
            found += sum(_bytes(value) for value in row)
    return found


def _bytes(value: object) -> int:
    if value is None:
        return 0
    return 8 if isinstance(value, int | float) else len(str(value).encode())

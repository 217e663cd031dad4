"""The crowd, kept beside the database: read once, then whoever changes; whole again each hour."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, object_session

from storage.crowd import Crowd
from storage.engine.database import Database, note_change, view_of
from storage.models import Chat, Person, Profile, ProfileSkill, Seat
from storage.places import gazetteer
from storage.rules.fit import Opening
from storage.rules.obstacles import Obstacle
from storage.rules.places import Gazetteer
from storage.rules.supply import Weighing
from storage.work import Work

KEPT, VERSION = "census", "data_version"
SLICE = 1000
"""How many people are read in a unit, some 15 ms; where there are no more, the one that asks."""

AGAIN_AT_ONCE, TOO_MANY = 250, 5000
HOUR = timedelta(hours=1)
SWITCHES = {"work_on", "stopped_at", "age_band"}


class Census:
    """Keeps the crowd of one database; its readers may be several threads."""

    def __init__(self, database: Database) -> None:
        """Begin with nothing read."""
        self._database = database
        self._lock = threading.RLock()
        self._crowd: Crowd | None = None
        self._read_at: datetime | None = None
        self._reading = self._disturbed = False
        self._failed: BaseException | None = None

    def is_ready(self, work: Work) -> bool:
        """Tell whether the crowd is known; many people are read beside, also when it is old."""
        with self._lock:
            self._look(work, at_once=False)
            return self._crowd is not None

    def in_order(
        self, work: Work, opening: Opening, places: Gazetteer, without: Collection[int]
    ) -> Iterator[int]:
        """Name people, after a look at whoever changed; nothing read yet is read here and now."""
        with self._lock:
            return self._current(work).in_order(opening, places, without)

    def unfitting(
        self, work: Work, openings: Sequence[Opening], places: Gazetteer
    ) -> dict[Obstacle, list[int]]:
        """Name who fits no open offer, by what stands in the way."""
        with self._lock:
            return self._current(work).unfitting(openings, places)

    def weighing(self, work: Work, places: Gazetteer) -> Weighing:
        """Return what weighs offers for everybody who can be sent one."""
        with self._lock:
            return self._current(work).weighing(places)

    def _current(self, work: Work) -> Crowd:
        """Return the crowd after a look at whoever changed; the lock is held."""
        self._look(work, at_once=self._crowd is None)
        assert self._crowd is not None
        view = view_of(work.session)
        changed = [*view.changed, *self._database.changes.waiting()[:AGAIN_AT_ONCE]]
        self._crowd.read(work.session, changed)
        self._strike(changed, view.began)
        return self._crowd

    def _look(self, work: Work, *, at_once: bool) -> None:
        """Read everybody where that was never done or long ago."""
        if self._failed is not None:
            failed, self._failed = self._failed, None
            raise failed
        if not self._is_old(work):
            return
        if at_once or _are_few(work.session):
            self._read_here(work)
        elif not self._reading:
            self._reading, self._disturbed = True, False
            self._go_on(Crowd(), work.now, self._database.changes.count, 0)

    def _is_old(self, work: Work) -> bool:
        self._disturbed |= _written_elsewhere(work.session, self._database)
        return (
            self._read_at is None
            or abs(work.now - self._read_at) > HOUR
            or len(self._database.changes) > TOO_MANY
            or self._disturbed
        )

    def _read_here(self, work: Work) -> None:
        self._disturbed = False
        crowd = Crowd()
        after: int | None = 0
        while after is not None:
            after = _read_slice(crowd, after, work.session)
        self._finish(crowd, work.now, view_of(work.session).began)

    def _go_on(self, crowd: Crowd, at: datetime, count: int, after: int) -> None:
        """Read in a unit for each slice, so that others read between them."""
        unit = self._database.read(partial(_read_slice, crowd, after))
        unit.add_done_callback(partial(self._slice_read, crowd, at, count))

    def _slice_read(self, crowd: Crowd, at: datetime, count: int, unit: Future[int | None]) -> None:
        with self._lock:
            self._failed = unit.exception()
            if self._failed is not None:
                self._reading = False
            elif (after := unit.result()) is None:
                self._reading = False
                self._finish(crowd, at, count)
            else:
                with suppress(RuntimeError):  # the database was closed meanwhile
                    self._go_on(crowd, at, count, after)

    def _finish(self, crowd: Crowd, at: datetime, count: int) -> None:
        """Take a crowd that was read after so many changes."""
        self._crowd, self._read_at = crowd, at
        self._strike(self._database.changes.waiting(), count)

    def _strike(self, keys: Collection[int], count: int) -> None:
        """Forget changes that were read, unless somebody reads beside who may have come before."""
        if not self._reading:
            self._database.changes.strike(keys, count)


def is_ready(work: Work) -> bool:
    """Tell whether people can be named at once; if not, they are being read: ask in a second."""
    return _census(work).is_ready(work)


def in_order(work: Work, opening: Opening, without: Collection[int]) -> Iterator[int]:
    """Name whom to send an open offer, best first, among equals who waited longest."""
    work.session.flush()  # before the lock: it may have to wait for a row
    return _census(work).in_order(work, opening, gazetteer(work), without)


def unfitting(work: Work, openings: Sequence[Opening]) -> dict[Obstacle, list[int]]:
    """Name who can be sent offers and fits none of these open ones, by what stands in the way."""
    work.session.flush()
    return _census(work).unfitting(work, openings, gazetteer(work))


def weighing(work: Work) -> Weighing:
    """Return what says whom offers are shown to, and whom after one step; good for one turn."""
    work.session.flush()
    return _census(work).weighing(work, gazetteer(work))


def _census(work: Work) -> Census:
    database = view_of(work.session).database
    census: Census = database.kept.setdefault(KEPT, Census(database))
    return census


def _read_slice(crowd: Crowd, after: int, session: Session) -> int | None:
    """Read some people; return after whom to go on, None where there are no more."""
    next_ones = select(Profile.person_id).where(Profile.person_id > after)
    people = session.scalars(next_ones.order_by(Profile.person_id).limit(SLICE)).all()
    crowd.read(session, people)
    return people[-1] if len(people) == SLICE else None


def _are_few(session: Session) -> bool:
    more = select(Profile.person_id).order_by(Profile.person_id).offset(SLICE).limit(1)
    return session.scalar(more) is None


def _written_elsewhere(session: Session, database: Database) -> bool:
    """Tell whether another process wrote into SQLite since this was asked; the writer knows."""
    if not database.lite or session.get_bind().engine is not database.engine:
        return False
    connection = session.connection()
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    (version,) = driver.execute("PRAGMA data_version").fetchone()
    before, connection.info[VERSION] = connection.info.get(VERSION, version), version
    return bool(before != version)


def _note(
    _mapper: Any, _connection: Any, row: Person | Profile | ProfileSkill | Chat | Seat
) -> None:
    if isinstance(row, Person) and inspect(row).unmodified >= SWITCHES:
        return  # a sign of life
    session, key = object_session(row), row.id if isinstance(row, Person) else row.person_id
    if session is not None and key is not None:
        note_change(session, key)


for _model in (Person, Profile, ProfileSkill, Chat, Seat):
    for _happened in ("after_insert", "after_update", "after_delete"):
        event.listen(_model, _happened, _note)

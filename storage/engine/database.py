"""The database as the rest of the house sees it: units in, futures out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from storage.engine.changes import Changes
from storage.engine.engines import (
    BUSY_MILLISECONDS,
    PG_READERS,
    PG_WRITERS,
    is_open,
    is_sqlite,
    reader_engine,
    writer_engine,
)
from storage.engine.sealed import KEYRING
from storage.engine.silence import Silence
from storage.engine.threads import Job, Priority, Workers, transient

__all__ = [
    "Database",
    "Priority",
    "Session",
    "Unit",
    "View",
    "note_change",
    "open_database",
    "transient",
    "view_of",
]

T = TypeVar("T")
Unit = Callable[[Session], T]
SLOW_SECONDS = 0.05
TOGETHER_SECONDS = 0.02
CLOSE_SECONDS = 3.0
VIEW = "view"


@dataclass(frozen=True)
class View:
    """What a session sees: `changed` is its transaction's own, `began` a count of `changes`."""

    database: Database
    began: int
    changed: set[int]


def view_of(session: Session) -> View:
    """Return what the session of a unit sees."""
    view: View = session.info[VIEW]
    return view


def note_change(session: Session, key: int) -> None:
    """Note that the unit changes what belongs to a key."""
    if VIEW in session.info:  # else no unit
        view_of(session).changed.add(key)


class Database:
    """Runs units, each in one transaction: PostgreSQL in four threads, SQLite in one.

    On SQLite the turns, results and arrivals that wait at a time share one commit, each in a
    savepoint of its own: one that fails takes nothing with it, none is told before the commit.
    A unit may run again when the database was busy: it must change nothing but the database.
    `slow_units` counts units whose own work took over 50 ms, `waits` how often they had to wait.
    `kept` is what storage keeps in memory beside it, `changes` what of that is out of date.
    """

    def __init__(self, url: str) -> None:
        """Start the threads; connections open with the first unit."""
        lite = is_sqlite(url)
        self.lite = lite
        self.engine = writer_engine(url)
        self._reader = reader_engine(url, self.engine)
        together = self._together if lite else None
        self._writers = Workers("write", 1 if lite else PG_WRITERS, together)
        self._readers = Workers("read", 1 if lite else PG_READERS)
        self._silence = None if lite else Silence(self.engine)
        self._count = threading.Lock()
        self.slow_units = 0
        self.changes = Changes()
        self.kept: dict[str, Any] = {}

    @property
    def waits(self) -> int:
        """How often a unit had to wait for a busy or lost database."""
        return self._writers.waits + self._readers.waits

    def submit(self, priority: Priority, unit: Unit[T]) -> Future[T]:
        """Run a unit that may write; the future gets its result or its exception."""
        shares = self.lite and priority <= Priority.TURN
        return self._writers.submit(
            priority, lambda: self._transact(self.engine, unit), unit if shares else None
        )

    def read(self, unit: Unit[T]) -> Future[T]:
        """Run a unit that only reads, beside the writer; writing in it is an error."""
        return self._readers.submit(Priority.TURN, lambda: self._transact(self._reader, unit))

    def scrub(self) -> Future[bool]:
        """Empty SQLite's write-ahead log, so that what was erased is gone from the files.

        False when somebody still read the old pages: try again later.
        """
        return self._writers.submit(Priority.TICK, self._truncate_log)

    def close(self, seconds: float = CLOSE_SECONDS) -> None:
        """Finish what is queued and close the connections; whatever hangs is left after so long."""
        until = time.monotonic() + seconds
        workers = (self._writers, self._readers)
        ended = [each.close(until) for each in workers]
        if self._silence is not None:
            self._silence.end()
            if not all(ended):
                self._silence.cut()
                for each in workers:
                    each.ended(until + 1)
        self._reader.dispose()
        self.engine.dispose()

    def _transact(self, engine: Engine, unit: Unit[T]) -> T:
        watched = self._silence.waiting() if self._silence else nullcontext()
        changed: set[int] = set()
        try:
            with watched, self._timed(), self._session(engine, changed) as session:
                result = unit(session)
                session.commit()
        finally:
            self.changes.note(changed)
        return result

    def _session(self, bind: Engine | Connection, changed: set[int]) -> Session:
        """Return a session; on a connection that is in a transaction its own is a savepoint."""
        view = View(self, self.changes.count, changed)
        session = Session(bind, expire_on_commit=False, join_transaction_mode="create_savepoint")
        session.info[VIEW] = view
        return session

    def _together(self, first: Job) -> None:
        """Run what waits in one transaction; where that is lost, each job again by itself."""
        ended: list[tuple[Job, Any, BaseException | None]] = []
        begun: list[Job] = []
        changed: set[int] = set()
        try:
            with self.engine.begin() as connection:
                for job in self._waiting(first):
                    begun.append(job)
                    ended.append((job, *self._saved(connection, job, changed)))
        except BaseException:  # nothing of it was kept
            for job in begun or [first]:
                self._writers.finish(job)
            return
        finally:
            self.changes.note(changed)
        self._tell(ended)

    def _tell(self, ended: Sequence[tuple[Job, Any, BaseException | None]]) -> None:
        """Tell how jobs ended; one that may have to wait goes last: nobody waits for it."""
        again = [job for job, _, error in ended if error is not None and transient(error)]
        for job, result, error in ended:
            if error is None:
                job.future.set_result(result)
            elif job not in again:
                job.future.set_exception(error)
        for job in again:
            self._writers.finish(job)

    def _waiting(self, first: Job) -> Iterator[Job]:
        """Yield what may still begin: whoever came first is waiting for the commit."""
        until = time.perf_counter() + TOGETHER_SECONDS
        yield first
        while time.perf_counter() < until and (job := self._writers.next_unit()):
            yield job

    def _saved(
        self, connection: Connection, job: Job, changed: set[int]
    ) -> tuple[Any, BaseException | None]:
        """Run a unit in a savepoint; raises only where SQLite undid the whole transaction."""
        assert job.unit is not None
        try:
            with self._timed(), self._session(connection, changed) as session:
                result = job.unit(session)
                session.commit()
        except BaseException as error:  # the caller of the unit decides
            if not is_open(connection):
                raise
            return None, error
        return result, None

    @contextmanager
    def _timed(self) -> Iterator[None]:
        """Count a unit that took too long, if it succeeded."""
        began = time.perf_counter()
        yield
        if time.perf_counter() - began > SLOW_SECONDS:
            with self._count:
                self.slow_units += 1

    def _truncate_log(self) -> bool:
        if not self.lite:
            return True
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout=100")  # the writers wait for us meanwhile
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _, _ = cursor.fetchone() or (1, 0, 0)
            cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
            return busy == 0
        finally:
            connection.close()


def open_database(url: str, secret_key: str) -> Database:
    """Open a migrated database; `secret_key` as JIP_SECRET_KEY, ValueError if it is off."""
    KEYRING.install(secret_key)
    return Database(url)

"""The database as the rest of the house sees it: units in, futures out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage.engine.engines import (
    BUSY_MILLISECONDS,
    PG_READERS,
    PG_WRITERS,
    is_sqlite,
    reader_engine,
    writer_engine,
)
from storage.engine.sealed import KEYRING
from storage.engine.threads import Priority, Workers, transient

__all__ = ["Database", "Priority", "Unit", "open_database", "transient"]

T = TypeVar("T")
Unit = Callable[[Session], T]
SLOW_SECONDS = 0.05


class Database:
    """Runs units, each in one transaction of its own thread.

    A unit may run again when the database was busy: it must change nothing but the database.
    `slow_units` counts units over 50 ms, `waits` how often the database was busy.
    """

    def __init__(self, url: str) -> None:
        """Start the threads; connections open with the first unit."""
        lite = is_sqlite(url)
        self.lite = lite
        self.engine = writer_engine(url)
        self._reader = reader_engine(url, self.engine)
        self._writers = Workers("write", 1 if lite else PG_WRITERS)
        self._readers = Workers("read", 1 if lite else PG_READERS)
        self._count = threading.Lock()
        self.slow_units = 0

    @property
    def waits(self) -> int:
        """How often a unit had to wait for a busy or lost database."""
        return self._writers.waits + self._readers.waits

    def submit(self, priority: Priority, unit: Unit[T]) -> Future[T]:
        """Run a unit that may write; the future gets its result or its exception."""
        return self._writers.submit(priority, lambda: self._transact(self.engine, unit))

    def read(self, unit: Unit[T]) -> Future[T]:
        """Run a unit that only reads, beside the writer; writing in it is an error."""
        return self._readers.submit(Priority.TURN, lambda: self._transact(self._reader, unit))

    def scrub(self) -> Future[bool]:
        """Empty SQLite's write-ahead log, so that what was erased is gone from the files.

        False when somebody still read the old pages: try again later.
        """
        return self._writers.submit(Priority.TICK, self._truncate_log)

    def close(self) -> None:
        """Finish what is queued and close the connections."""
        self._writers.close()
        self._readers.close()
        self._reader.dispose()
        self.engine.dispose()

    def _transact(self, engine: Engine, unit: Unit[T]) -> T:
        began = time.perf_counter()
        with Session(engine, expire_on_commit=False) as session:
            result = unit(session)
            session.commit()
        if time.perf_counter() - began > SLOW_SECONDS:
            with self._count:
                self.slow_units += 1
        return result

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

"""The threads that run database units: by priority, and patient when the database is busy."""

from __future__ import annotations

import itertools
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError

T = TypeVar("T")

FIRST_PAUSE = 0.01
LONGEST_PAUSE = 1.0
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
PASSING = {"40001", "40P01", "55P03", "53300", "57P01", "57P02", "57P03"}


class Priority(IntEnum):
    """Who goes first when several units wait."""

    RECEIVE = 0
    RESULT = 1
    TURN = 2
    TICK = 3
    BULK = 4


def transient(error: BaseException) -> bool:
    """Tell whether waiting helps: locked, deadlock, lost serialization race, lost connection.

    Whoever catches errors of a unit inside the unit must let these pass.
    """
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in BUSY
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is None:
        return isinstance(error, OperationalError)
    return state in PASSING or state.startswith("08")


Job = tuple[int, int, Future[Any] | None, Callable[[], Any] | None]


class Workers:
    """A few threads taking jobs by (priority, arrival); a started job runs to its end."""

    def __init__(self, name: str, count: int) -> None:
        """Start `count` threads."""
        self.waits = 0
        self._jobs: queue.PriorityQueue[Job] = queue.PriorityQueue()
        self._arrival = itertools.count()
        self._closing = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{n}", daemon=True)
            for n in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, priority: int, job: Callable[[], T]) -> Future[T]:
        """Queue a job; RuntimeError after `close`."""
        if self._closing.is_set():
            raise RuntimeError("the database is closed")
        future: Future[T] = Future()
        self._jobs.put((priority, next(self._arrival), future, job))
        return future

    def close(self) -> None:
        """Run what is queued, then end the threads; nothing is waited for any more."""
        self._closing.set()
        for _ in self._threads:
            self._jobs.put((len(Priority), next(self._arrival), None, None))
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while True:
            _, _, future, job = self._jobs.get()
            if future is None or job is None:
                return
            if future.set_running_or_notify_cancel():
                self._finish(future, job)

    def _finish(self, future: Future[T], job: Callable[[], T]) -> None:
        try:
            result = self._patiently(job)
        except BaseException as error:  # the caller of the unit decides, the thread lives on
            future.set_exception(error)
        else:
            future.set_result(result)

    def _patiently(self, job: Callable[[], T]) -> T:
        pause = FIRST_PAUSE
        while True:
            try:
                return job()
            except DBAPIError as error:
                if not transient(error) or self._closing.wait(pause):
                    raise
                self.waits += 1
                pause = min(pause * 2, LONGEST_PAUSE)

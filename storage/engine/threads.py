"""The threads that run database units: by priority, and patient when the database is busy."""

from __future__ import annotations

import itertools
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

T = TypeVar("T")

FIRST_PAUSE = 0.01
LONGEST_PAUSE = 1.0
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
PASSING = {"25P03", "25P04", "40001", "40P01", "55P03", "53300", "57P01", "57P02", "57P03"}


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


@dataclass(frozen=True, slots=True)
class Job:
    """Something to run; `unit` is what `call` runs, where it may share a transaction."""

    call: Callable[[], Any]
    unit: Callable[[Session], Any] | None
    future: Future[Any]


class Workers:
    """A few threads taking jobs by (priority, arrival); a started job runs to its end.

    `together` takes a job with a unit and may run the next ones of that sort with it.
    """

    def __init__(
        self, name: str, count: int, together: Callable[[Job], None] | None = None
    ) -> None:
        """Start `count` threads."""
        self.waits = 0
        self._together = together
        self._jobs: queue.PriorityQueue[tuple[int, int, Job | None]] = queue.PriorityQueue()
        self._arrival = itertools.count()
        self._closing = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{n}", daemon=True)
            for n in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(
        self,
        priority: int,
        call: Callable[[], T],
        unit: Callable[[Session], T] | None = None,
    ) -> Future[T]:
        """Queue a job; RuntimeError after `close`."""
        if self._closing.is_set():
            raise RuntimeError("the database is closed")
        future: Future[T] = Future()
        self._jobs.put((priority, next(self._arrival), Job(call, unit, future)))
        return future

    def next_unit(self) -> Job | None:
        """Return the next job if it waits already and has a unit."""
        while True:
            with self._jobs.mutex:
                head = self._jobs.queue[0][-1] if self._jobs.queue else None
            if head is None or head.unit is None:
                return None
            _, _, job = self._jobs.get_nowait()  # head, or what came in before it meanwhile
            if job is not None and job.future.set_running_or_notify_cancel():
                return job

    def close(self, until: float) -> bool:
        """Run what is queued, then end the threads; tell whether all did `until` (steady seconds).

        A busy database is not waited for any more.
        """
        self._closing.set()
        for _ in self._threads:
            self._jobs.put((len(Priority), next(self._arrival), None))
        return self.ended(until)

    def ended(self, until: float) -> bool:
        """Wait for the threads, at most so long, and tell whether all ended."""
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while True:
            _, _, job = self._jobs.get()
            if job is None:
                return
            if not job.future.set_running_or_notify_cancel():
                continue
            if self._together is None or job.unit is None:
                self.finish(job)
            else:
                self._together(job)

    def finish(self, job: Job) -> None:
        """Run a job by itself and tell its future."""
        try:
            result = self._patiently(job.call)
        except BaseException as error:  # the caller of the unit decides, the thread lives on
            job.future.set_exception(error)
        else:
            job.future.set_result(result)

    def _patiently(self, call: Callable[[], T]) -> T:
        pause = FIRST_PAUSE
        while True:
            try:
                return call()
            except DBAPIError as error:
                if not transient(error) or self._closing.wait(pause):
                    raise
                self.waits += 1
                pause = min(pause * 2, LONGEST_PAUSE)

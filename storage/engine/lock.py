"""One running instance per database: a lock that ends with the process, however it ends."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from storage.engine.engines import is_sqlite, limited
from storage.engine.errors import said_plainly
from storage.engine.silence import cut

LOCK = 0x6A69705F72756E73  # pg_try_advisory_lock: "jip_runs"
WAIT_SECONDS, LOOK_SECONDS = 60.0, 0.02
LEASE_SECONDS = 15  # the server ends a session it has not heard of for so long, and its lock
SESSION = {
    "statement_timeout": "3s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}
LEASE = (
    f"SELECT set_config('idle_session_timeout', '{LEASE_SECONDS}s', false) "
    "WHERE current_setting('server_version_num')::int >= 140000"
)


class AlreadyRunningError(RuntimeError):
    """Another process serves this database; two would send everything twice."""


class Lock:
    """The lock of a file: who has it keeps it."""

    def renew(self) -> None:
        """Make sure that it is held; AlreadyRunningError, DatabaseError where it is not."""

    def cut(self) -> None:
        """End a call of `renew` that hangs, from another thread."""


class ServerLock(Lock):
    """The lock of a session on PostgreSQL, which can be lost at any time."""

    def __init__(self, url: str) -> None:
        """Hold nothing yet."""
        self._name = make_url(url).database
        arguments = limited(url, **SESSION)
        self._engine = create_engine(
            url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=arguments
        )
        self._connection: Connection | None = None
        self._ended = False

    def renew(self) -> None:
        """Make sure that it is held, in a new session where the old one is gone."""
        if self._connection is not None:
            try:
                self._connection.exec_driver_sql("SELECT 1")
            except SQLAlchemyError:
                self.release()
            else:
                return
        connection = self._engine.connect()
        try:
            if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({LOCK})").scalar():
                raise AlreadyRunningError(f"another jip-bot serves the database {self._name}")
            connection.exec_driver_sql(LEASE)
        except BaseException:
            connection.invalidate()
            connection.close()
            raise
        self._connection = connection
        if self._ended:  # while this thread was still asking for it
            self.release()

    def cut(self) -> None:
        """End a call of `renew` that hangs."""
        if self._connection is not None:
            cut(self._connection.connection.driver_connection)

    def release(self) -> None:
        """Let go of it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def end(self) -> None:
        """Let go of it for good, also of what another thread is just getting."""
        self._ended = True
        self.release()


@contextmanager
def only_instance(url: str) -> Iterator[Lock]:
    """Hold the lock of the running instance; AlreadyRunningError when another one has it.

    UnusableError where there is no database to be had.
    """
    if not is_sqlite(url):
        lock = ServerLock(url)
        try:
            with said_plainly(url):
                lock.renew()
            yield lock
        finally:
            lock.end()
        return
    name = f"{make_url(url).database}.lock"
    with ExitStack() as held:
        with said_plainly(url):
            try:
                held.enter_context(locked_file(name, 0))
            except BlockingIOError as error:
                raise AlreadyRunningError(f"another jip-bot holds {name}") from error
        yield Lock()


@contextmanager
def locked_file(name: str, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of a file, waiting so long for it; then BlockingIOError."""
    until = time.monotonic() + seconds
    with Path(name).open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise
                time.sleep(LOOK_SECONDS)
        yield

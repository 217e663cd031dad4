"""Engines for the two databases, with the settings that make SQLite safe."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DataError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool
from sqlalchemy.util import LRUCache

BUSY_MILLISECONDS = 5000
PRAGMAS = (
    f"busy_timeout={BUSY_MILLISECONDS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "trusted_schema=OFF",
)
KEEPALIVE = {  # seconds, the last in milliseconds
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20000,
}
LIMITS = {
    "statement_timeout": "20s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}
PG_WRITERS = 4
PG_READERS = 2


COMPILED: LRUCache[Any, Any] = LRUCache(1000)
"""What any engine of this process compiled: the reader need not do again what the writer did."""


class SavingDialect(SQLiteDialect_pysqlite):
    """SQLite whose savepoints are not compiled each time: 15 µs instead of 110."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        """Alike to every other of its class, as `COMPILED` asks."""
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def do_savepoint(self, connection: Connection, name: str) -> None:
        """Begin a savepoint."""
        connection.exec_driver_sql(f"SAVEPOINT {name}")

    def do_rollback_to_savepoint(self, connection: Connection, name: str) -> None:
        """Undo what was done since."""
        connection.exec_driver_sql(f"ROLLBACK TO {name}")

    def do_release_savepoint(self, connection: Connection, name: str) -> None:
        """Keep what was done since."""
        connection.exec_driver_sql(f"RELEASE {name}")


registry.register("sqlite.saving", __name__, SavingDialect.__name__)


def limited(url: str, **settings: str) -> dict[str, Any]:
    """Return how to connect so that no wait is without an end, with settings of the session."""
    theirs = make_url(url).query.get("options", "")
    ours = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return {**KEEPALIVE, "options": f"{ours} {theirs}".strip()}


def is_open(connection: Connection) -> bool:
    """Tell whether the transaction still stands: SQLite undoes all of it when a disk is full."""
    driver = connection.connection.driver_connection
    return isinstance(driver, sqlite3.Connection) and driver.in_transaction


def is_sqlite(url: str) -> bool:
    """Tell the two databases apart; ValueError for a third."""
    name = make_url(url).get_backend_name()
    if name not in {"sqlite", "postgresql"}:
        raise ValueError(f"neither SQLite nor PostgreSQL: {name}")
    return name == "sqlite"


def writer_engine(url: str) -> Engine:
    """Return the engine that changes data."""
    if is_sqlite(url):
        return sqlite_engine(url, "BEGIN IMMEDIATE", ("foreign_keys=ON",))
    # a lost update becomes an error that storage.engine.threads retries
    engine = create_engine(
        url,
        execution_options={"compiled_cache": COMPILED},
        hide_parameters=True,  # an error's text goes to the log: it must hold nobody's values
        pool_size=PG_WRITERS + PG_READERS,
        max_overflow=0,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        connect_args=limited(url, **LIMITS),
    )
    event.listen(engine, "handle_error", _forget_values)
    return engine


def _forget_values(context: ExceptionContext) -> None:
    """Cut off the DETAIL in which PostgreSQL repeats the row, and values that fit no type."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            is_value = isinstance(context.sqlalchemy_exception, DataError)
            error.args = (type(error).__name__ if is_value else f"{error.args[0]}".split("\n")[0],)


def reader_engine(url: str, writer: Engine) -> Engine:
    """Return an engine that refuses to change data; PostgreSQL shares the writer's pool."""
    if is_sqlite(url):
        return sqlite_engine(url, "BEGIN", ("query_only=ON",))
    return writer.execution_options(postgresql_readonly=True)


def sqlite_engine(
    url: str, begin: str, pragmas: Sequence[str] = (), *, keep: bool = True
) -> Engine:
    """Return an engine of one connection whose transactions begin with the words of `begin`."""
    address = make_url(url).set(drivername="sqlite+saving")
    engine = (
        create_engine(
            address,
            execution_options={"compiled_cache": COMPILED},
            hide_parameters=True,
            pool_size=1,
            max_overflow=0,
        )
        if keep
        else create_engine(address, hide_parameters=True, poolclass=NullPool)
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # otherwise the driver begins as it likes
        for pragma in (*PRAGMAS, *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine

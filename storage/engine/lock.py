"""One running instance per database: a lock that ends with the process, however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from storage.engine.engines import is_sqlite

LOCK = 0x6A69705F72756E73  # pg_try_advisory_lock: "jip_runs"


class AlreadyRunningError(RuntimeError):
    """Another process serves this database; two would send everything twice."""


@contextmanager
def only_instance(url: str) -> Iterator[None]:
    """Hold the lock of the running instance; AlreadyRunningError when another one has it."""
    if not is_sqlite(url):
        with _locked_server(url):
            yield
        return
    name = f"{make_url(url).database}.lock"
    with ExitStack() as held:
        try:
            held.enter_context(locked_file(name, fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise AlreadyRunningError(f"another jip-bot holds {name}") from error
        yield


@contextmanager
def locked_file(name: str, flags: int = 0) -> Iterator[None]:
    """Hold the lock of a file; with LOCK_NB BlockingIOError instead of waiting."""
    with Path(name).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | flags)
        yield


@contextmanager
def _locked_server(url: str) -> Iterator[None]:
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({LOCK})").scalar():
                name = make_url(url).database
                raise AlreadyRunningError(f"another jip-bot serves the database {name}")
            yield
    finally:
        engine.dispose()

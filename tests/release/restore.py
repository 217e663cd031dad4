"""Bring back the databases that release 0.1.0 left behind, and what its code said about them."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

HERE = Path(__file__).parent
NAME = "v0_1_0"


def restore(url: str) -> None:
    """Fill an empty database of either kind."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        restore_sqlite(Path(address.database or ""))
    else:
        restore_postgresql(url)


def restore_sqlite(path: Path) -> None:
    """Write the file as the release left it; its tables must not exist yet."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_unpacked("sqlite.sql").decode())


def restore_postgresql(url: str) -> None:
    """Fill an empty database as the release left it."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        connection.execute(_unpacked("postgresql.sql"))


def expected() -> dict[str, Any]:
    """Return what README.md describes: every chat, its person, question, and what came next."""
    found: dict[str, Any] = json.loads(_unpacked("json"))
    return found


def _unpacked(kind: str) -> bytes:
    return gzip.decompress((HERE / f"{NAME}.{kind}.gz").read_bytes())

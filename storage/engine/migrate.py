"""Bring a database to the newest form: all steps in one transaction, or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from storage import migrations
from storage.engine.engines import is_sqlite, limited, sqlite_engine
from storage.engine.errors import READS_ONLY, said_plainly, unusable
from storage.engine.keys import note_keys, refuse_wrong_key
from storage.engine.lock import locked_file
from storage.engine.sealed import KEYRING

LOCK = 0x6A69705F6D696772  # pg_advisory_xact_lock: "jip_migr"
WAIT = ("busy_timeout=60000", "foreign_keys=OFF")  # milliseconds


class MigrationError(RuntimeError):
    """The database cannot be brought to the newest form; nothing was changed."""


def migrate(url: str, secret_key: str, revision: str = "head") -> None:
    """Upgrade to `revision`; the second of two processes waits, then finds nothing to do.

    UnusableError where the key does not fit, MigrationError; nothing was changed then.
    """
    KEYRING.install(secret_key)
    with said_plainly(url), migration(url) as connection:
        config = configured(connection)
        _refuse_newer(connection, config)
        refuse_wrong_key(connection)
        command.upgrade(config, revision)
        if revision == "head":
            note_keys(connection)


def configured(connection: Connection) -> Config:
    """Return the alembic configuration for a connection; there is no ini file."""
    config = Config()
    folder = str(Path(migrations.__path__[0]))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def migration(url: str) -> Iterator[Connection]:
    """Give a connection on which nobody else migrates; its transaction ends with the block."""
    with _on_file(url) if is_sqlite(url) else _on_server(url) as connection:
        yield connection


@contextmanager
def _on_file(url: str) -> Iterator[Connection]:
    name = str(make_url(url).database)
    Path(name).touch(mode=0o600)
    engine = sqlite_engine(url, "BEGIN IMMEDIATE", WAIT, keep=False)
    # turning the write-ahead log on in two processes at once fails without waiting
    with locked_file(f"{name}.migrate"), engine.begin() as connection:
        yield connection
        _check_foreign_keys(connection)


@contextmanager
def _on_server(url: str) -> Iterator[Connection]:
    arguments = limited(url, lock_timeout="60s")
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args=arguments)
    with engine.begin() as connection:
        if connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on":
            raise unusable(url, READS_ONLY)  # where all is migrated, nothing is written here
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        yield connection


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = sorted({str(row[0]) for row in broken})
        raise MigrationError(f"rows point at nothing in: {', '.join(tables)}")


def _refuse_newer(connection: Connection, config: Config) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        raise MigrationError(f"the database was written by a newer version ({current})")

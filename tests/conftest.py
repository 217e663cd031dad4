"""Real databases for every test, copied; one town on them, furnished as a module asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from datetime import datetime
from pathlib import Path

import pytest

from storage.digits import COST
from storage.engine.database import Database, open_database
from tests.databases import DISTRICT, EMPTY, KINDS, MIGRATED, SECRET_KEY, Files, Server, Stock
from tests.memory import keep_compiled, keep_in_memory, share_statements
from tests.people import Town
from tests.postgres import serving
from tests.works import NOW

__all__ = ["SECRET_KEY"]
CHEAP = 2**4
"""What scrypt costs in tests; tests/storage/test_digits.py looks at what it costs elsewhere."""


def pytest_configure() -> None:
    """Write into memory, before anything is written; colleagues choose hundreds of PINs here."""
    keep_in_memory()
    keep_compiled()
    share_statements()
    COST["n"] = CHEAP


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let the town stand on both databases where a module says so."""
    both = metafunc.definition.get_closest_marker("both_databases")
    if both and "database_kind" in metafunc.fixturenames:
        metafunc.parametrize("database_kind", KINDS, indirect=True)


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning: 8:00 in UTC, 9:00 in the district."""
    return NOW


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """SQLite files to copy."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "templates"
    folder.mkdir(exist_ok=True)
    return Files(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL with databases to copy."""
    with serving() as server:
        yield server


def _copied(
    request: pytest.FixtureRequest, kind: str, to: Path, otherwise: str
) -> AbstractContextManager[str]:
    """Copy what the marker `furnished` asks for."""
    marker = request.node.get_closest_marker("furnished")
    stock: Stock = request.getfixturevalue("files" if kind == "sqlite" else "postgres")
    copied: AbstractContextManager[str] = stock.copy(marker.args[0] if marker else otherwise, to)
    return copied


def _opened(url: str) -> closing[Database]:
    return closing(open_database(url, SECRET_KEY))


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """SQLite, for what the other database does not change; the marker `both_databases` adds it."""
    chosen: str = getattr(request, "param", KINDS[0])
    return chosen


@pytest.fixture
def here(
    request: pytest.FixtureRequest, database_kind: str, tmp_path: Path, now: datetime
) -> Iterator[Town]:
    """A town with its places."""
    with _copied(request, database_kind, tmp_path, DISTRICT) as url, _opened(url) as database:
        yield Town(database, now)


@pytest.fixture
def alb(here: Town) -> Town:
    """The same, where most of it happens around Münsingen."""
    return here


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table, of both kinds."""
    with _copied(request, request.param, tmp_path, EMPTY) as url:
        yield url


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database, of both kinds."""
    with _copied(request, request.param, tmp_path, MIGRATED) as url:
        yield url


@pytest.fixture
def chosen_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database; of both kinds where a test is marked so."""
    with _copied(request, database_kind, tmp_path, MIGRATED) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database; the test runs on SQLite and on PostgreSQL."""
    with _opened(database_url) as opened:
        yield opened


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty SQLite file, for what the other database does not change."""
    with _copied(request, "sqlite", tmp_path, MIGRATED) as url:
        yield url


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """An open SQLite database, for tests of words and rules that need no second one."""
    with _opened(sqlite_url) as opened:
        yield opened


@pytest.fixture
def postgres_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An open PostgreSQL database, for what SQLite cannot do."""
    with _copied(request, "postgresql", tmp_path, MIGRATED) as url, _opened(url) as opened:
        yield opened

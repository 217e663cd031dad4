"""A database of the last release, of both kinds: as it was left, and brought to today's form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.engine.database import Database, open_database
from storage.engine.migrate import migrate
from tests.conftest import SECRET_KEY
from tests.release.restore import expected, restore


@pytest.fixture(scope="session")
def release() -> dict[str, Any]:
    """What the code of the release said about its databases."""
    return expected()


@pytest.fixture
def released_url(empty_url: str) -> str:
    """The address of a database as the release left it."""
    restore(empty_url)
    return empty_url


@pytest.fixture
def upgraded(released_url: str) -> Iterator[Database]:
    """The same, migrated and open."""
    migrate(released_url, SECRET_KEY)
    opened = open_database(released_url, SECRET_KEY)
    yield opened
    opened.close()


@pytest.fixture
def upgraded_file(tmp_path: Path) -> Iterator[Database]:
    """The SQLite file alone, for what the other database does not change."""
    url = f"sqlite:///{tmp_path / 'jip.db'}"
    restore(url)
    migrate(url, SECRET_KEY)
    opened = open_database(url, SECRET_KEY)
    yield opened
    opened.close()

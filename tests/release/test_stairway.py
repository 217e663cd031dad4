"""Migrations after the release keep its rows, down to the release and up again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, func, inspect, select, table

from storage.engine.migrate import configured, migrate, migration
from tests.conftest import SECRET_KEY

Counts = dict[str, int]
OURS = {"alembic_version", "sqlite_sequence"}


def test_the_rows_of_the_release_survive_up_down_and_up_again(
    released_url: str, release: dict[str, Any]
) -> None:
    at_release: Counts = release["tables"]
    assert seen(released_url) == (release["revision"], at_release)
    migrate(released_url, SECRET_KEY)
    newest, upgraded = seen(released_url)
    assert upgraded.items() >= at_release.items()
    step(released_url, command.downgrade, release["revision"])
    assert seen(released_url) == (release["revision"], at_release)
    migrate(released_url, SECRET_KEY)
    assert seen(released_url) == (newest, upgraded)


def step(url: str, change: Callable[[Config, str], None], revision: str) -> None:
    """Migrate; rows that point at nothing raise MigrationError before the commit."""
    with migration(url) as connection:
        change(configured(connection), revision)


def seen(url: str) -> tuple[str | None, Counts]:
    """Return the revision and the rows of every table."""
    with migration(url) as connection:
        return MigrationContext.configure(connection).get_current_revision(), rows(connection)


def rows(connection: Connection) -> Counts:
    names = set(inspect(connection).get_table_names()) - OURS
    count = select(func.count())
    return {name: connection.scalar(count.select_from(table(name))) or 0 for name in names}

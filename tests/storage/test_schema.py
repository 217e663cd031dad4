"""The migrations make what the models say, step by step, in both directions."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, func, insert, inspect, select, table, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from storage.engine.migrate import MigrationError, configured, migrate, migration
from storage.engine.sealed import KEYRING
from storage.models import Due, Record
from storage.queues.kinds import Kind
from tests.conftest import SECRET_KEY
from tests.storage.seeding import seed


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        yield connection


def checks(connection: Connection) -> dict[str, set[tuple[Any, str]]]:
    inspector = inspect(connection)
    return {
        name: {(check["name"], check["sqltext"]) for check in inspector.get_check_constraints(name)}
        for name in Record.metadata.tables
    }


def test_models_are_what_the_migrations_make(database_url: str) -> None:
    options = {"compare_type": True, "compare_server_default": True}
    with connected(database_url) as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Record.metadata) == []


def test_closed_lists_are_the_same_in_models_and_migrations(empty_url: str) -> None:
    with connected(empty_url) as connection:
        Record.metadata.create_all(connection)
        expected = checks(connection)
        Record.metadata.drop_all(connection)
    assert sorted(name for name, _ in expected["chat"]) == ["ck_chat_chatkind", "ck_chat_facename"]
    migrate(empty_url, SECRET_KEY)
    with connected(empty_url) as connection:
        assert checks(connection) == expected


def test_keys_grow_for_ever_in_both(sqlite_url: str) -> None:
    with connected(sqlite_url) as connection:
        query = "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"
        growing = set(connection.scalars(text(query)))
    single = {t.name for t in Record.metadata.sorted_tables if t.autoincrement_column is not None}
    assert growing == single


@pytest.mark.parametrize("name", ["offer", "employer", "activity", "announcement", "appointment"])
def test_a_table_that_is_written_anew_gives_no_key_twice(tmp_path: Path, name: str) -> None:
    url = f"sqlite:///{tmp_path / 'jip.db'}"
    last = f"SELECT seq FROM sqlite_sequence WHERE name = '{name}'"
    growing = f"SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE name = '{name}'"
    put = f"INSERT INTO sqlite_sequence (name, seq) VALUES ('{name}', 41)"
    migrate(url, SECRET_KEY, "0013")
    with migration(url) as connection:
        connection.exec_driver_sql(put)
    for revision in ("head", "0013"):
        with migration(url) as connection:
            going = command.upgrade if revision == "head" else command.downgrade
            going(configured(connection), revision)
            assert connection.exec_driver_sql(last).scalars().all() == [41]
            assert connection.exec_driver_sql(growing).scalar()


def test_going_back_leaves_nothing_that_the_older_release_would_put_aside(empty_url: str) -> None:
    migrate(empty_url, SECRET_KEY)
    at = datetime(2026, 11, 10, tzinfo=UTC)
    rows = [{"kind": kind, "subject": number, "due_at": at} for number, kind in enumerate(Kind)]
    with migration(empty_url) as connection:
        connection.execute(insert(Due), rows)
        command.downgrade(configured(connection), "0020")
        left = {*connection.scalars(select(Due.kind))}
    gone = {*Kind} - left
    assert len(gone) == 59
    assert {Kind.FIRM_VERIFY, Kind.STILL_OVER, Kind.INTRODUCTION_MOVES, Kind.HIDDEN} <= gone
    assert {Kind.FIRM_CALLS, Kind.CAME, Kind.PLACE_FREE, Kind.PERMISSION_ENDS} <= gone
    assert {Kind.CLOSE_DAY, Kind.LOOK_DAILY, Kind.NEAR_WEEK, Kind.APPROVAL_OVER} <= gone
    assert {Kind.APPOINTMENT_REMINDER, Kind.RETENTION, Kind.ANNOUNCEMENT} <= left


def tables(connection: Connection) -> dict[str, int]:
    names = set(inspect(connection).get_table_names()) - {"alembic_version", "sqlite_sequence"}
    rows = select(func.count())
    return {name: connection.scalar(rows.select_from(table(name))) or 0 for name in names}


def test_every_step_goes_down_and_up_again_without_touching_other_rows(empty_url: str) -> None:
    migrate(empty_url, SECRET_KEY)
    with connected(empty_url) as connection, Session(connection) as session:
        seed(session)
        session.commit()
    with migration(empty_url) as connection:
        config = configured(connection)
        steps = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
        before = tables(connection)
    assert set(before.values()) == {1}
    assert before.keys() == Record.metadata.tables.keys()
    for _ in steps:
        before = step_down_up_down(empty_url, before)
    assert before == {}
    migrate(empty_url, SECRET_KEY)
    with connected(empty_url) as connection:
        assert tables(connection) == dict.fromkeys(Record.metadata.tables, 0) | {"mark": 1}


def step_down_up_down(url: str, before: dict[str, int]) -> dict[str, int]:
    """Return what is left below this step; the rows of no other table may have changed."""
    below = step(url, command.downgrade, "-1")
    assert below.items() <= before.items()
    assert step(url, command.upgrade, "+1") == dict.fromkeys(before, 0) | below
    assert step(url, command.downgrade, "-1") == below
    return below


def step(url: str, change: Callable[[Config, str], None], revision: str) -> dict[str, int]:
    with migration(url) as connection:
        change(configured(connection), revision)
        return tables(connection)


def test_a_failed_step_changes_nothing(empty_url: str) -> None:
    def die(config: Config, revision: str) -> None:
        command.upgrade(config, revision)
        raise LookupError

    with pytest.raises(LookupError):
        step(empty_url, die, "0003")
    with connected(empty_url) as connection:
        assert inspect(connection).get_table_names() == []


def test_rows_that_point_at_nothing_are_found_before_the_commit(sqlite_url: str) -> None:
    lost = "INSERT INTO postcode (plz, ags, lat, lon) VALUES ('72525', '08415053', 48.4, 9.4)"
    with pytest.raises(MigrationError, match="postcode"), migration(sqlite_url) as connection:
        connection.exec_driver_sql(lost)
    with connected(sqlite_url) as connection:
        assert tables(connection)["postcode"] == 0


def test_a_newer_database_is_not_touched(database_url: str) -> None:
    with connected(database_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(MigrationError, match=r"newer version \(9999\)"):
        migrate(database_url, SECRET_KEY)


def test_several_processes_may_start_at_once(empty_url: str) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        try:
            migrate(empty_url, SECRET_KEY)
        except Exception as error:
            failures.append(error)

    threads = [Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []
    with connected(empty_url) as connection:
        assert tables(connection).keys() == Record.metadata.tables.keys()


def test_only_the_operator_may_read_the_file(tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path / 'jip.db'}", SECRET_KEY)
    assert stat.S_IMODE((tmp_path / "jip.db").stat().st_mode) == 0o600
    assert len(KEYRING.secrets) == 1

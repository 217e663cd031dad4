"""What an operator reads where nothing can begin: one sentence, exit code 2, nothing changed."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import URL, make_url, text
from sqlalchemy.orm import Session

from bot.__main__ import main
from bot.settings import Settings
from storage.engine.database import Database
from tests.bot.test_command_line import HOUSE
from tests.bot.test_settings import GOOD_TOKEN
from tests.conftest import SECRET_KEY
from tests.ports import free_port
from tests.storage.desk import do

COMMANDS = ("run", "migrate", "check")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"JIP_{name.upper()}", raising=False)
    monkeypatch.setenv("JIP_TELEGRAM_TOKEN", GOOD_TOKEN)
    monkeypatch.setenv("JIP_TELEGRAM_API_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("JIP_SECRET_KEY", SECRET_KEY)


def sentence(command: str, **values: str) -> str:
    """Return the one sentence that a command ends with."""
    environment = {f"JIP_{name.upper()}": value for name, value in values.items()}
    ended = CliRunner(env=environment).invoke(main, [command])
    assert (ended.exit_code, ended.stdout) == (2, "")
    lines = [line for line in ended.stderr.splitlines() if "level=" not in line]
    assert len(lines) == 1, ended.stderr
    assert lines[0].endswith(".")
    return lines[0]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("'quiet_days', 'often'", "it must be a whole number from 1 to 10000."),
        ("'quiet_days', '-3'", "it must be a whole number"),
        ("'quiet_days', '0'", "it must be a whole number"),
        ("'quiet_days', ''", "it must be a whole number"),
        ("'quiet_days', '99999999999999999999'", "it must be a whole number"),
        ("'quiet_days', '\u0667'", "it must be a whole number"),
        ("'person_days', '1e3'", "it must be a whole number"),
        ("'sends_per_second', '0'", "it must be a whole number from 1 to 1000."),
        ("'push_from_hour', '25'", "it must be a whole number from 0 to 23."),
        ("'push_from_hour', '20'", "lets push_from_hour be after push_until_hour."),
        ("'german_twins', 'perhaps'", "it must be yes or no."),
        ("'consent_version', ' '", "it must be a word."),
        ("'quiet_weeks', '2'", "names what is no limit: quiet_weeks."),
    ],
)
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_limit_that_makes_no_sense(
    sqlite_url: str, sqlite_database: Database, command: str, row: str, said: str
) -> None:
    def unit(session: Session) -> None:
        session.execute(text(f"INSERT INTO setting VALUES ({row})"))

    do(sqlite_database, unit)
    found = sentence(command, database_url=sqlite_url)
    assert found.startswith("The table setting ")
    assert found.endswith(said) or said in found


@pytest.mark.parametrize("command", COMMANDS)
def test_a_server_that_cannot_be_reached(command: str) -> None:
    url = f"postgresql://jip:hunter2@127.0.0.1:{free_port()}/jip"
    said = sentence(command, database_url=url)
    assert "nobody answers there: is the server running?" in said
    assert "hunter2" not in said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_the_server_does_not_know(postgres_database: Database, command: str) -> None:
    url = postgres_database.engine.url.set(database="nowhere")
    said = sentence(command, database_url=url.render_as_string(hide_password=False))
    assert "there is no such database" in said


def with_options(url: URL | str, options: str) -> str:
    """Return the address of a database whose server reads these options."""
    found = make_url(url).update_query_dict({"options": options})
    return found.render_as_string(hide_password=False)


@pytest.mark.parametrize("empty_url", ["postgresql"], indirect=True)
def test_what_we_have_no_words_for_is_named_by_the_code_of_the_server(empty_url: str) -> None:
    said = sentence("run", database_url=with_options(empty_url, "-c search_path=nowhere"))
    assert "cannot be used: ProgrammingError 3F000" in said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_server_that_only_reads(postgres_database: Database, command: str) -> None:
    url = with_options(postgres_database.engine.url, "-c default_transaction_read_only=on")
    assert "cannot be used: the server only reads" in sentence(command, database_url=url)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://db:port/jip",
        "postgresql://db:99999/jip",
        "postgresql://db:0/jip",
        "postgresql://db:5432",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file:jip?mode=memory&uri=true",
        "sqlite:///.",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    assert sentence("run", database_url=url).startswith("JIP_DATABASE_URL ")


def junk(path: Path) -> None:
    """Write what is no database."""
    path.write_bytes(b"This is no database. " * 500)


def torn(path: Path) -> None:
    """Write a database whose middle is lost."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE chat (id INTEGER, address BLOB)")
        connection.executemany(
            "INSERT INTO chat VALUES (?, ?)", [(n, b"x" * 900) for n in range(99)]
        )
        connection.commit()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("spoil", [junk, torn])
def test_a_file_that_is_damaged(
    tmp_path: Path, command: str, spoil: Callable[[Path], None]
) -> None:
    spoil(tmp_path / "jip.db")
    said = sentence(command, database_url=f"sqlite:///{tmp_path / 'jip.db'}")
    assert "damaged" in said


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("folder", ["/nowhere/at/all", "/sys", "/dev/null"])
def test_a_folder_that_is_missing_or_cannot_be_written(command: str, folder: str) -> None:
    said = sentence(command, database_url=f"sqlite:///{folder}/jip.db")
    assert said.startswith(f"The database sqlite:///{folder}/jip.db cannot be used: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_somebody_else_holds(
    sqlite_url: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.migrate.WAIT", ("busy_timeout=200", "foreign_keys=OFF"))
    with closing(sqlite3.connect(make_url(sqlite_url).database or "")) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        assert sentence(command, database_url=sqlite_url).endswith("another program holds it.")


@pytest.mark.parametrize("content", ["", "\n", "not a key", b64encode(b"short").decode()])
def test_a_key_file_that_holds_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.delenv("JIP_SECRET_KEY")
    (tmp_path / "data").mkdir()
    kept = tmp_path / "data" / "secret.key"
    kept.touch(mode=0o600)
    kept.write_text(content)
    assert str(kept.relative_to(tmp_path)) in sentence("migrate")
    assert kept.read_text() == content


@pytest.mark.parametrize("bytes_left", [0, 10])
def test_a_full_disk_at_the_first_start_leaves_nothing_that_breaks_the_second(
    tmp_path: Path, bytes_left: int
) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, bytes_left))

    environment = {**os.environ, "PYTHONPATH": HOUSE}
    environment.pop("JIP_SECRET_KEY")
    command = [sys.executable, "-m", "bot", "migrate"]
    first = subprocess.run(
        command, cwd=tmp_path, env=environment, preexec_fn=full, capture_output=True, check=False
    )
    assert first.returncode == 2
    assert first.stderr.count(b"\n") == 1
    assert b"secret.key cannot be used" in first.stderr
    assert [*(tmp_path / "data").iterdir()] == []
    ended = CliRunner(env={"JIP_SECRET_KEY": ""}).invoke(main, ["migrate"])
    assert (ended.exit_code, ended.stderr) == (0, "")
    kept = tmp_path / "data" / "secret.key"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in (tmp_path / "data").glob("secret*")) == ["secret.key"]


def test_of_two_first_starts_at_once_one_key_is_left(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": HOUSE}
    environment.pop("JIP_SECRET_KEY")
    ask = "from pathlib import Path; from bot.keyfile import kept_key; import sys; print(kept_key("
    command = [sys.executable, "-c", f"{ask}Path('data/secret.key'), database_exists=False))"]
    both = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    keys = {process.communicate(timeout=60)[0] for process in both}
    assert keys == {(tmp_path / "data" / "secret.key").read_bytes()}


@pytest.mark.parametrize(
    "value", ["socks5://host:1080", "http://:3128", "ftp://host", "http://h:x"]
)
def test_a_proxy_that_is_none(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    assert sentence("run").startswith("HTTPS_PROXY is not a proxy")

"""The commands of jip-bot as an operator types them."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.settings import Settings
from tests.bot.running_desk import KEY, WRONG_KEY, YONAS, eventually, running_desk

HOUSE = str(Path(__file__).resolve().parents[2])


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder without anything, and an environment without settings of ours."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"JIP_{name.upper()}", raising=False)
    return tmp_path


def typed(*words: str) -> Result:
    """Type a command."""
    return CliRunner().invoke(main, words)


def test_every_command_explains_itself() -> None:
    shown = typed("--help").stdout
    for command in (
        "run",
        "demo",
        "migrate",
        "load",
        "invite",
        "letter",
        "poster",
        "audit",
        "team",
        "check",
    ):
        assert re.search(rf"^  {command}  +[A-Z]", shown, re.MULTILINE)


def test_migrate_makes_the_database(empty: Path) -> None:
    assert typed("migrate").exit_code == 0
    assert (empty / "data" / "jip.db").exists()
    assert typed("migrate").stdout == "The database is up to date.\n"


def test_load_says_what_is_wrong_by_line(empty: Path) -> None:
    (empty / "set.json").write_text('{\n"centres": 5,\n"surprise": 1}')
    ended = typed("load", "set.json")
    assert ended.exit_code == 1
    assert "line 2: centres" in ended.stderr
    assert "line 3: surprise" in ended.stderr


def test_load_and_check(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty / "set.json").write_text(json.dumps({}))
    assert typed("load", "set.json").exit_code == 0
    unconfirmed = typed("check")
    assert unconfirmed.exit_code == 1
    assert "say yes in the setting money_sentence_confirmed" in unconfirmed.stdout
    for word in ("JIP_CONTROLLER", "JIP_PRIVACY_FILE", "JIP_IMPRINT_FILE", "No centre has both"):
        assert word in unconfirmed.stdout
    with closing(sqlite3.connect(empty / "data" / "jip.db")) as database, database:
        database.execute("insert into setting values ('money_sentence_confirmed', 'yes')")
        database.execute("update centre set address = 'Marktplatz 1', phone = '07381 1'")
    for name in ("imprint.txt", "privacy.txt"):
        (empty / name).write_text("Landkreis Reutlingen\n")
        monkeypatch.setenv(f"JIP_{name.removesuffix('.txt').upper()}_FILE", name)
    monkeypatch.setenv("JIP_CONTROLLER", "Landkreis Reutlingen")
    assert typed("check").stdout == "Everything is in order.\n"


async def test_invite_prints_a_link_for_one(
    empty: Path, monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    async with running_desk(sqlite_url) as desk:
        monkeypatch.setenv("JIP_TELEGRAM_TOKEN", KEY)
        monkeypatch.setenv("JIP_TELEGRAM_API_URL", desk.url)
        ended = await asyncio.to_thread(typed, "invite", "--staff", "alb")
        unknown = await asyncio.to_thread(typed, "invite", "--staff", "nowhere")
        admin = await asyncio.to_thread(typed, "invite", "--admin")
        monkeypatch.setenv("JIP_WEB_URL", "https://jip.example.org")
        both = await asyncio.to_thread(typed, "invite", "--admin")
        monkeypatch.delenv("JIP_TELEGRAM_TOKEN")
        page = await asyncio.to_thread(typed, "invite", "--admin")
    there, here = both.stdout.splitlines()
    assert re.fullmatch(r"https://jip\.example\.org/i/i-[\w-]{22}", here)
    assert here.rpartition("/")[2] == there.rpartition("=")[2]
    assert re.fullmatch(r"https://jip\.example\.org/i/i-[\w-]{22}\n", page.stdout)
    for printed in (ended.stdout, admin.stdout):
        assert re.fullmatch(r"https://t\.me/jip_desk_bot\?start=i-[\w-]{22}\n", printed)
    assert unknown.exit_code == 1
    assert "alb" in unknown.stderr


def test_invite_wants_one_of_three(empty: Path) -> None:
    assert typed("invite").exit_code == 2
    assert typed("invite", "--admin", "--staff", "alb").exit_code == 2


def test_the_team_and_the_log_are_printed_and_a_pin_is_forgotten(empty: Path) -> None:
    assert typed("migrate").exit_code == 0
    rows = (
        "insert into person (id, work_on, activities_on, news_on, created_at, active_at)"
        " values (7, 1, 1, 1, '2026-11-10', '2026-11-10')",
        "insert into role values (7, 'lead', 'alb')",
        "insert into colleague (person_id, pin, pin_misses, suspended_at)"
        " values (7, 'x', 0, '2026-11-10 08:00:00')",
    )
    with closing(sqlite3.connect(empty / "data" / "jip.db")) as database, database:
        for row in rows:
            database.execute(row)
    assert typed("team").stdout == "7 · - · lead alb · paused\n"
    assert typed("team", "--reset-pin", "7", "--lift", "7").stdout == "7 · - · lead alb\n"
    lines = typed("audit", "--days", "1").stdout.splitlines()
    done = [line.split(" · ", 1)[1] for line in lines]
    assert done == [
        "command line · colleague.lift · 7 · alb",
        "command line · colleague.newpin · 7 · -",
    ]
    unknown = typed("team", "--lift", "9")
    assert (unknown.exit_code, unknown.stderr) == (1, "There is no colleague 9.\n")


async def test_run_serves_and_ends_in_order(empty: Path, sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        process = await start(empty, desk.url, KEY)
        desk.telegram.type_text(YONAS, "/start")
        await eventually(lambda: len(desk.said(YONAS)) == 1, seconds=30)
        process.send_signal(signal.SIGTERM)
        _, written = await process.communicate()
    assert process.returncode == 0
    assert b"event=stopped" in written


async def test_run_ends_with_a_sentence_where_the_token_is_wrong(
    empty: Path, sqlite_url: str
) -> None:
    async with running_desk(sqlite_url) as desk:
        process = await start(empty, desk.url, WRONG_KEY)
        _, written = await process.communicate()
    assert process.returncode == 1
    assert b"Telegram refuses the token" in written
    assert b"Traceback" not in written


async def start(folder: Path, url: str, key: str) -> asyncio.subprocess.Process:
    """Start the bot as an operator does."""
    environment = {"PYTHONPATH": HOUSE, "JIP_TELEGRAM_TOKEN": key, "JIP_TELEGRAM_API_URL": url}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env={**os.environ, **environment},
        stderr=asyncio.subprocess.PIPE,
    )

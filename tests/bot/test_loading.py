"""A large file beside a bot that answers: in slices, killed or not, each entry once."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.commands import load_file
from storage.engine.database import Database
from storage.models import Loaded, Person
from tests.bot.running_desk import YONAS, RunningDesk, desk_settings, eventually, running_desk
from tests.bot.test_command_line import HOUSE
from tests.conftest import SECRET_KEY
from tests.storage.desk import look

PEOPLE = 150


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A file of many people."""
    newcomers = [
        {
            "id": f"N{n}",
            "lang": "ar",
            "plz": "72525",
            "skills": {"textile.tailor": 2},
            "wants": ["job"],
            "areas": ["textile"],
            "mobility": ["bus"],
            "slots": ["mo.am", "tu.am"],
        }
        for n in range(PEOPLE)
    ]
    path = tmp_path / "many.json"
    path.write_text(json.dumps({"newcomers": newcomers}))
    return path


def people(session: Session) -> tuple[int, int]:
    """Count people, and entries that are known."""
    there, known = select(func.count(Person.id)), select(func.count(Loaded.ref))
    return session.scalar(there) or 0, session.scalar(known) or 0


def answered(desk: RunningDesk, times: int) -> bool:
    """Tell whether the bot said so much."""
    return len(desk.said(YONAS)) == times


async def test_answers_go_on_while_a_file_is_loaded(
    database_url: str, database: Database, many: Path
) -> None:
    async with running_desk(database_url) as desk, desk.bot():
        settings = desk_settings(desk.url, database_url)
        loading = asyncio.ensure_future(asyncio.to_thread(load_file, settings, many))
        said, half_way = 0, 0
        while not loading.done():
            desk.telegram.type_text(YONAS, f"{said}")
            said += 1
            await eventually(partial(answered, desk, said))
            half_way += 0 < look(database, people)[0] < PEOPLE
        report = await loading
    assert report.loaded == {"newcomers": PEOPLE}
    assert look(database, people) == (PEOPLE, PEOPLE)
    assert half_way  # loaded in one piece, nobody is answered until everything is there


async def test_killed_half_way_it_is_loaded_again_and_everybody_is_there_once(
    database_url: str, database: Database, many: Path
) -> None:
    environment = {"JIP_DATABASE_URL": database_url, "JIP_SECRET_KEY": SECRET_KEY}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "load", str(many)),
        env={**os.environ, **environment, "PYTHONPATH": HOUSE},
    )
    await eventually(lambda: look(database, people)[0] > 0, seconds=60)
    process.send_signal(signal.SIGKILL)
    await process.wait()
    left, known = look(database, people)
    assert 0 < left == known < PEOPLE
    report = load_file(desk_settings("http://127.0.0.1:1", database_url), many)
    assert report.loaded + report.unchanged == {"newcomers": PEOPLE}
    assert report.unchanged["newcomers"] == left
    assert look(database, people) == (PEOPLE, PEOPLE)

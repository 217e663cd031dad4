"""The town our bot serves in a bench: its data, its newcomers, no limit on calls."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.benchmarks.cheap_api import CheapApi, cheap_api
from tests.benchmarks.contenders import HASTY, run_ours, running
from tests.benchmarks.peers.answer import Answer, buttons_of
from tests.benchmarks.travel import phones, settle_in
from tests.demo import demo_text

UNLIMITED = 1000  # the most a setting may say; more than anybody here manages
FIRST_CHAT = 700_001
COMMAND = "menu"


async def found(folder: Path, *, lively: bool) -> None:
    """Make a database with the demo's centres and offers (and activities in a lively town)."""
    _lay(folder, lively)
    async with cheap_api() as api:
        await run_ours(api, folder, "load", str(folder / "town.json"))


def _lay(folder: Path, lively: bool) -> None:
    town = json.loads(demo_text())
    for activity in town["activities"]:
        activity.pop("capacity", None)  # everybody signs up for the same
    town["activities"] = town["activities"] if lively else []
    folder.mkdir(parents=True)
    (folder / "town.json").write_text(json.dumps(town), encoding="utf-8")


def set_limits(folder: Path, **limits: int) -> None:
    """Change limits of the bot, as an operator does."""
    with closing(sqlite3.connect(folder / "jip.db")) as database, database:
        rows = [(name, str(value)) for name, value in limits.items()]
        database.executemany("INSERT INTO setting (name, value) VALUES (?, ?)", rows)


def chats_of(people: int) -> range:
    """Return the chats of so many people."""
    return range(FIRST_CHAT, FIRST_CHAT + people)


async def populate(folder: Path, people: int) -> Answer:
    """Let people become newcomers of the town; return what the command is answered with."""
    async with cheap_api() as api, running(HASTY, api, folder):
        await settle(api, people)
        return await learn(api)


async def settle(api: CheapApi, people: int) -> None:
    """Let people become newcomers of a running bot."""
    async with asyncio.TaskGroup() as tasks:
        for phone in phones(api, chats_of(people)):
            tasks.create_task(settle_in(phone))
    await api.quiet()


async def learn(api: CheapApi) -> Answer:
    """Let the first of them give the command; return the answer."""
    api.said.clear()
    api.type_text(FIRST_CHAT, f"/{COMMAND}")
    await api.reached(1)
    await api.quiet()
    (said,) = api.said
    return Answer(COMMAND, said.text, buttons_of(said.markup))

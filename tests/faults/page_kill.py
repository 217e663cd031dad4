"""Kills the bot again and again while people post forms, then counts what broke."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.page import tokens
from bot.page.events import Form
from bot.page.face import PageFace
from bot.standin.api import standin
from bot.talk import our_talk
from conversations.turn import take_turn
from storage.engine.database import Database, Priority, open_database
from storage.models import Chat, Inbox, PageEntry
from storage.models.chats import FaceName
from storage.models.inbox import InboxState
from tests.bot.standin_desk import KEY
from tests.conftest import SECRET_KEY
from tests.faults.kill import (
    AT_START,
    DRAINED_WITHIN,
    SPEAKS_WITHIN,
    STEP,
    Plan,
    unfinished,
    until,
)
from tests.faults.posts import CUT, KEPT, Pages, language_of
from tests.faults.process import BotProcess, our_bot
from tests.faults.records import Address, Records, Turn, read_records
from tests.faults.replay import Model, Player, Script, State, state_of
from tests.faults.scratch import KINDS, scratch_database, settle
from tests.faults.witness import CODE, Witness, face_of_body
from tests.ports import free_port

SOME = 5
"""So many posts are answered before a kill, unless it comes right after the start."""
LONG_ENOUGH = 6
"""Letters of a text that stands in no line of ours by chance."""
FACE = PageFace(our_talk())
TABLES = {"page_entry", "page_session", "page_link"}  # entries are compared as they look
Look = tuple[str, Any]


@dataclass
class PageVerdict:
    """Figures of a run; `promises` must all be 0."""

    posts: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    parked: int = 0
    entries: int = 0
    lost: list[int] = field(default_factory=list)
    unexplained: list[int] = field(default_factory=list)
    chats: int = 0
    open: int = 0
    unequal: list[str] = field(default_factory=list)
    crashes: int = 0
    told: int = 0

    @property
    def promises(self) -> dict[str, int]:
        """What was promised not to happen, and how often it did."""
        return {
            "posts answered as kept, and lost": len(self.lost),
            "turns nobody posted": len(self.unexplained),
            "conversations begun twice": self.chats,
            "rows left undone": self.open,
            "chats whose state or page differs from the model": len(self.unequal),
            "answers that are neither kept nor cut off": self.refused,
            "secrets, texts and addresses in the log": self.told,
        }

    @property
    def refused(self) -> int:
        """Count the answers nobody should get."""
        return sum(self.answers.values()) - sum(self.answers[each] for each in (*KEPT, CUT))

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        return not any(self.promises.values())


async def torment_page(plan: Plan, database_url: str, folder: Path) -> PageVerdict:
    """Kill our bot while a crowd posts; the database must have the places loaded."""
    url = f"http://127.0.0.1:{free_port()}"
    pages = Pages(url, plan.people, plan.seed, plan.pause)
    telegram = Witness(Clock().now)
    async with standin(telegram, token=KEY) as api:
        web = {"JIP_WEB_URL": url, "JIP_WEB_LISTEN": url[7:], "JIP_LOG_LEVEL": "debug"}
        bot = our_bot(api, database_url, folder, more=web)
        database = open_database(database_url, SECRET_KEY)
        try:
            await _torment(plan, bot, pages)
            verdict = await _drained(bot, database)
            bot.kill()
            await asyncio.to_thread(judge, verdict, pages, plan, database)
        finally:
            bot.kill()
            database.close()
    verdict.crashes = bot.crashes
    verdict.told = told_by((folder / "bot.log").read_text("utf-8"), pages)
    return verdict


def told_by(log: str, pages: Pages) -> int:
    """Count what a log tells of a crowd: form, cookie, link, address, whatever they typed."""
    tokens_ = {post.token for post in pages.made.values()}
    typed = {post.said["text"] for post in pages.made.values() if "text" in post.said}
    secrets = tokens_ | {tokens.cookie(each) for each in tokens_}
    secrets |= {each for each in typed if len(each) > LONG_ENOUGH} | {"10.0.0.", "/c?", "/p/"}
    return sum(each in log for each in secrets)


async def _torment(plan: Plan, bot: BotProcess, pages: Pages) -> None:
    chance = Random(plan.seed)

    async def speaks() -> None:
        before = pages.told
        await until(lambda: pages.told >= before + SOME, SPEAKS_WITHIN)

    async with asyncio.TaskGroup() as tasks:
        talk = tasks.create_task(pages.talk())
        for _ in range(plan.kills):
            bot.start()
            if chance.random() > AT_START:
                await speaks()
            await asyncio.sleep(chance.uniform(0, plan.moment))
            bot.kill()
        bot.start()
        await speaks()
        await asyncio.sleep(plan.moment)
        talk.cancel()


async def _drained(bot: BotProcess, database: Database) -> PageVerdict:
    """Wait until nothing is left to do."""
    waiting = -1
    for _ in range(int(DRAINED_WITHIN / STEP)):
        waiting = await asyncio.wrap_future(database.read(unfinished))
        if not waiting:
            break
        bot.guard()
        await asyncio.sleep(STEP)
    return PageVerdict(open=waiting)


def judge(verdict: PageVerdict, pages: Pages, plan: Plan, database: Database) -> None:
    """Check everything a run promises."""
    records = database.read(read_records).result()
    received = database.read(_received).result()
    done = {t.update_id: t for t in records.turns if t.state is not InboxState.NEW}
    verdict.posts, verdict.answers, verdict.rows = len(pages.made), pages.answers, len(done)
    verdict.parked = sum(t.state is InboxState.PARKED for t in records.turns)
    verdict.lost = [key for key, post in pages.made.items() if post.told and key not in done]
    verdict.unexplained = [t.update_id for t in records.turns if t.update_id not in pages.made]
    verdict.chats = len(records.chats) - len({post.person for post in pages.made.values()})
    for address, model in zip(records.chats, _models(records, pages, received), strict=True):
        state = database.read(partial(state_of, chat_id=address.chat)).result()
        looks = database.read(partial(looks_of, chat_id=address.chat)).result()
        said = {row.key for row in records.rows_of(address.chat)}
        verdict.entries += len(looks)
        verdict.unequal += _differences(address.chat, model, (state, looks), said)


def _received(session: Session) -> dict[int, datetime]:
    return {row.seq: row.received_at for row in session.scalars(select(Inbox))}


def looks_of(session: Session, chat_id: int) -> list[Look]:
    """Return what stands on a page."""
    rows = select(PageEntry).where(PageEntry.chat_id == chat_id).order_by(PageEntry.id)
    return [(row.side.value, _look(row)) for row in session.scalars(rows)]


def _look(row: PageEntry) -> object:
    body = row.body or {}
    return face_of_body(body) if "op" in body else CODE.sub("R-", str(body.get("text")))


def _models(
    records: Records, pages: Pages, received: dict[int, datetime]
) -> list[tuple[Model, list[Look]]]:
    with TemporaryDirectory(prefix="jip-model-") as folder:
        url = f"sqlite:///{Path(folder) / 'model.db'}"
        settle(url)
        database = open_database(url, SECRET_KEY)
        try:
            units = [partial(_play, records, pages, received, chat) for chat in records.chats]
            return [database.submit(Priority.BULK, unit).result() for unit in units]
        finally:
            database.close()


def _play(
    records: Records,
    pages: Pages,
    received: dict[int, datetime],
    address: Address,
    session: Session,
) -> tuple[Model, list[Look]]:
    player = PagePlayer(session, Script(records, {}, address), pages, received)
    return player.play(), looks_of(session, address.chat)


class PagePlayer(Player):
    """Takes the turns of one chat once, as its forms said."""

    def __init__(
        self, session: Session, script: Script, pages: Pages, received: dict[int, datetime]
    ) -> None:
        super().__init__(session, script)
        self._pages = pages
        self._received = received

    def _made(self) -> Chat:
        chat = super()._made()
        first = next(t for t in self._script.records.turns if t.chat == chat.id)
        chat.face = FaceName.PAGE
        chat.language = language_of(self._pages.made[first.update_id].person)
        return chat

    def _turn(self, turn: Turn) -> None:
        if turn.at is None:
            return
        post = self._pages.made[turn.update_id]
        token = tokens.read(post.token, turn.at, timedelta(days=1))
        assert token is not None
        context = self._context(turn.at, turn.origin)
        context.received_at = self._received[turn.seq]
        row = None if token.row is None else self._twin(token.row)
        event = FACE.event(context, Form(post.said, row, token.drawn_at).payload(), turn.seq)
        FACE.speak(context, take_turn(context, event) if event else None, None)


def _differences(
    chat: int, model: tuple[Model, list[Look]], real: tuple[State, list[Look]], said: set[str]
) -> list[str]:
    (played, looks), (state, seen) = model, real
    wanted, actual = (
        {**each, "page": page} for each, page in ((played.state, looks), (state, seen))
    )
    names = (wanted.keys() | actual.keys()) - TABLES
    wrong = {n: (wanted.get(n), actual.get(n)) for n in names if wanted.get(n) != actual.get(n)}
    keys = sorted(played.faces.keys() ^ said)
    return [f"chat {chat}: model and database differ in {wrong} {keys}"] if wrong or keys else []


def lines(plan: Plan, verdict: PageVerdict) -> Iterable[str]:
    """Return the table."""
    figures: dict[str, object] = {
        "kills": plan.kills,
        "different posts": verdict.posts,
        **{f"  answered {each}": count for each, count in sorted(verdict.answers.items())},
        "turns": verdict.rows,
        "entries on pages": verdict.entries,
        **verdict.promises,
        "updates parked": verdict.parked,
        "ends by itself": verdict.crashes,
    }
    return (f"{name:52}{figure:>8}" for name, figure in figures.items())


@click.command()
@click.option("--kills", default=60, show_default=True)
@click.option("--people", default=24, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--database", type=click.Choice(KINDS), default="sqlite", show_default=True)
def main(kills: int, people: int, seed: int, database: str) -> None:
    """Kill the bot while people post forms; exit 1 if it broke a promise."""
    plan = Plan(kills, people, seed, pause=(0.2, 2.0))
    with scratch_database(database) as url, TemporaryDirectory() as folder:
        settle(url)
        verdict = asyncio.run(torment_page(plan, url, Path(folder)))
    for line in [*lines(plan, verdict), *verdict.unequal[:20]]:
        click.echo(line)
    sys.exit(0 if verdict.kept else 1)


if __name__ == "__main__":
    main()

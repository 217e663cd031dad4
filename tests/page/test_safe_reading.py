"""Asking changes nothing but what was seen and when somebody was there last."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session

from bot.page.server import STATIC
from storage.engine.database import Priority
from storage.models import PageEntry, Record
from storage.models.page import Purpose
from storage.page import links
from storage.work import Work
from tests.page.paged import PageDesk, page_desk
from tests.page.safe import cookie_of, lines, raw
from tests.works import unit_at

pytestmark = pytest.mark.both_databases
MAY = {("page_entry", "seen_at"), ("page_session", "used_at"), ("page_session", "ends_at")}
GETS = (
    *("/", "/?language=fa", "/p/12", "/i/i-x", "/l/none", "/c", "/c/wait", "/f/1", "/privacy"),
    *(
        "/imprint",
        "/favicon.ico",
        "/end",
        "/nothing",
        *(f"/static/{p.name}" for p in STATIC.glob("*")),
    ),
)
AHEAD = (
    {"Purpose": "prefetch"},
    {"X_Moz": "prefetch"},
    {"Sec_Purpose": "prefetch;prerender"},
    {"Sec_Purpose": "Prefetch"},
)
Dump = dict[tuple[str, str], list[Any]]


def everything(session: Session) -> Dump:
    """Return every column of every table."""
    found: Dump = {}
    for table in Record.metadata.sorted_tables:
        rows = session.execute(_all(table)).all()
        found |= {(table.name, c.name): [row[n] for row in rows] for n, c in enumerate(table.c)}
    return found


def _all(table: Table) -> Any:
    return select(table).order_by(*table.primary_key.columns)


async def _dump(desk: PageDesk) -> Dump:
    return await asyncio.wrap_future(desk.app.database.read(everything))


def _changed(before: Dump, after: Dump) -> set[tuple[str, str]]:
    return {name for name in before if before[name] != after[name]}


async def _good_link(desk: PageDesk) -> str:
    def make(work: Work) -> str:
        expires_at = work.now + timedelta(days=1)
        return links.make(work, Purpose.NEWCOMER, expires_at=expires_at, language="en").token

    now = desk.app.clock.now()
    unit = desk.app.database.submit(Priority.TURN, unit_at(now, make))
    return await asyncio.wrap_future(unit)


async def _unseen(desk: PageDesk) -> int:
    never = select(PageEntry.id).where(PageEntry.seen_at.is_(None))
    return len(await asyncio.wrap_future(desk.app.database.read(lambda s: s.scalars(never).all())))


async def test_who_only_asks_changes_nothing(chosen_url: str) -> None:
    async with page_desk(chosen_url) as desk, desk.browser() as amina:
        await amina.settles_in()
        asked = [*GETS, f"/l/{await _good_link(desk)}"]
        before = await _dump(desk)
        for path in asked:
            for method in ("GET", "HEAD"):
                assert (await raw(desk, lines(desk, f"{method} {path}"))).status < 500, path
        assert _changed(before, await _dump(desk)) == set()
        for path in asked:
            await raw(desk, lines(desk, f"GET {path}", Cookie=cookie_of(desk, amina)))
        assert _changed(before, await _dump(desk)) <= MAY


async def test_only_who_reads_a_page_has_seen_it(chosen_url: str) -> None:
    async with page_desk(chosen_url) as desk, desk.browser() as amina:
        await amina.settles_in()
        forget = update(PageEntry).values(seen_at=None)
        unit = desk.app.database.submit(Priority.TURN, lambda s: s.execute(forget).close())
        await asyncio.wrap_future(unit)
        mine = cookie_of(desk, amina)
        before = await _dump(desk)
        for headers in AHEAD:
            asked = lines(desk, "GET /c", b"", Cookie=mine, **headers)
            assert (await raw(desk, asked)).status == 200
        assert (await raw(desk, lines(desk, "HEAD /c", Cookie=mine))).status == 200
        assert (await raw(desk, lines(desk, "GET /c"))).status == 303
        assert _changed(before, await _dump(desk)) == set()
        await amina.opens("/c")
        assert await _unseen(desk) == 0

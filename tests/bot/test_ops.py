"""What an operator's machines ask over HTTP, and what they are told."""

from __future__ import annotations

import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot import ops
from bot.clock import Clock
from bot.figures import Figures
from bot.ops import Ops, Pulse, watched
from bot.stopping import StopError
from storage.engine.database import Database
from storage.models import Inbox
from storage.models.inbox import InboxState
from tests.bot.running_desk import YONAS, eventually, running_desk
from tests.ports import free_place
from tests.storage.desk import chat_of, claim, do, put

FRESH = Pulse(polled_at=0.0, ticked_at=0.0)


class Standing(Clock):
    """A clock that stands still."""

    def __init__(self, now: datetime, steady: float = 1.0) -> None:
        self._now, self._steady = now, steady

    def now(self) -> datetime:
        """Return always the same."""
        return self._now

    def steady(self) -> float:
        """Return always the same."""
        return self._steady


async def get(root: str, path: str) -> tuple[int, str]:
    """Ask, and return status and text."""
    async with aiohttp.ClientSession() as session, session.get(f"{root}{path}") as answer:
        return answer.status, await answer.text()


async def health(root: str) -> tuple[int, dict[str, Any]]:
    """Ask how it is."""
    async with aiohttp.ClientSession() as session, session.get(f"{root}/healthz") as answer:
        found: dict[str, Any] = await answer.json()
        return answer.status, found


@asynccontextmanager
async def asked(database: Database, clock: Clock, pulse: Pulse = FRESH) -> AsyncIterator[str]:
    """Answer from this database, at this time."""
    place = free_place()
    async with watched(Ops(database, clock, Figures(), lambda: pulse), place) as root:
        assert root == f"http://{place}"
        yield root


async def test_a_running_bot_is_alive_and_well(sqlite_url: str) -> None:
    place = free_place()
    async with running_desk(sqlite_url) as desk, desk.bot(ops_listen=place) as app:
        await eventually(lambda: bool(desk.telegram.calls))
        await app.tick()
        assert await get(f"http://{place}", "/livez") == (200, "alive\n")
        status, found = await health(f"http://{place}")
        assert (status, found["still"]) == (200, [])
        assert found["last_poll_seconds"] < 60
        assert found["last_tick_seconds"] < 5
        assert found["queues"]["inbox"] == {"waiting": 0, "oldest_seconds": 0.0}
        assert (await get(f"http://{place}", "/admin"))[0] == 404


async def test_what_happened_is_counted_and_nobody_is_named(sqlite_url: str) -> None:
    place = free_place()
    async with running_desk(sqlite_url) as desk, desk.bot(ops_listen=place) as app:
        for text in ("hello", "boom", "bye"):
            desk.telegram.type_text(YONAS, text)
        await eventually(lambda: desk.said(YONAS) == ["hello", "sorry", "bye"])
        await app.idle()
        await app.tick()
        status, figures = await get(f"http://{place}", "/metrics")
    assert status == 200
    for line in (
        'jip_received_total{face="telegram"} 3.0',
        "jip_turns_total 2.0",
        "jip_turn_failures_total 3.0",
        "jip_parked_total 1.0",
        "jip_aside 1.0",
        'jip_outbox_ends_total{end="sent",lane="answer"} 3.0',
        'jip_outbox_ends_total{end="too_many",lane="announcement"} 0.0',
        'jip_queue_waiting{queue="due"} 0.0',
        'jip_page_requests_total{status="5xx"} 0.0',
        "jip_ticks_total 1.0",
        "jip_waits_total 0.0",
    ):
        assert line in figures
    assert {"hello", "Yonas", str(YONAS)}.isdisjoint(re.findall(r"[\w.]+", figures))


async def test_answers_of_the_page_are_counted_by_their_first_digit(sqlite_url: str) -> None:
    page, place = free_place(), free_place()
    settings: dict[str, Any] = {"web_url": f"http://{page}", "web_listen": page}
    async with running_desk(sqlite_url) as desk, desk.bot(ops_listen=place, **settings):
        for path in ("/", "/imprint", "/nowhere"):
            await get(f"http://{page}", path)
        _status, figures = await get(f"http://{place}", "/metrics")
    assert 'jip_page_requests_total{status="2xx"} 2.0' in figures
    assert 'jip_page_requests_total{status="4xx"} 1.0' in figures


async def test_a_queue_that_stands_still_is_a_503(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    row = Inbox(source_key=1, chat_id=hamid, state=InboxState.NEW, received_at=now)
    do(database, lambda session: session.add(row))
    async with asked(database, Standing(now + timedelta(seconds=121))) as root:
        status, found = await health(root)
        assert (status, found["still"]) == (
            503,
            ["inbox stands still: its oldest row waits 121 seconds."],
        )
        assert (await get(root, "/livez"))[0] == 200


async def test_a_long_queue_that_moves_is_none(database: Database, now: datetime) -> None:
    later, life = now + timedelta(minutes=10), now + timedelta(hours=1)
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    for chat in (hamid, selam):
        put(database, chat, now, expires_at=life)
    claim(database, later)
    async with asked(database, Standing(later)) as root:
        assert (await health(root))[0] == 200
    async with asked(database, Standing(later + timedelta(minutes=2))) as root:
        status, found = await health(root)
    assert (status, found["still"]) == (
        503,
        ["outbox_telegram stands still: its oldest row waits 720 seconds."],
    )


@pytest.mark.parametrize(
    ("pulse", "said"),
    [
        (Pulse(0.0, 130.0), "Telegram was last heard 130 seconds ago."),
        (Pulse(130.0, 0.0), "What is due was last looked at 130 seconds ago."),
        (Pulse(None, None, "Telegram refuses the token."), "Telegram refuses the token."),
    ],
)
async def test_a_part_that_was_not_seen_for_long_is_a_503(
    sqlite_database: Database, now: datetime, pulse: Pulse, said: str
) -> None:
    async with asked(sqlite_database, Standing(now, 130.0), pulse) as root:
        status, found = await health(root)
        assert (status, found["still"]) == (503, [said])


async def test_a_database_that_does_not_answer_is_a_503_in_time(
    sqlite_database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ops, "DATABASE_SECONDS", 0.1)
    free = threading.Event()
    busy = sqlite_database.read(lambda session: free.wait(10))
    try:
        async with asked(sqlite_database, Standing(now)) as root:
            status, found = await health(root)
            assert (status, found["still"]) == (503, ["The database does not answer."])
            status, figures = await get(root, "/metrics")
            assert (status, "jip_turns_total 0.0" in figures) == (200, True)
            assert "jip_aside" not in figures
    finally:
        free.set()
    assert busy.result()


async def test_a_port_that_is_taken_is_one_sentence(
    sqlite_database: Database, now: datetime
) -> None:
    one = Ops(sqlite_database, Standing(now), Figures(), lambda: FRESH)
    two = Ops(sqlite_database, Standing(now), Figures(), lambda: FRESH)
    place = free_place()
    async with watched(one, place):
        with pytest.raises(StopError, match=f"JIP_OPS_LISTEN: nobody can listen at {place}"):
            async with watched(two, place):
                pass

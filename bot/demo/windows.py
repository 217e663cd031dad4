"""The second face on the desk: a browser at a firm, one at the centre, and the firm's letter."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

from aiohttp import ClientError

from bot.app import App
from bot.demo.letterbox import DESK, FIRM, LETTER, Letter, Sent
from bot.demo.stage import Device
from bot.demo.steps import caption
from bot.demo.window import HERE, Window
from bot.page.server import carry_once
from bot.page.site import Site, Texts
from bot.talk import Setup
from storage.engine.errors import DatabaseError
from storage.models.page import Side
from storage.page import entries, sessions
from storage.work import Work

LOOK_SECONDS, SETTLED = 0.3, timedelta(seconds=1)
FEW = 5
News: TypeAlias = tuple[int, datetime]
TEXTS = Texts(
    imprint=(
        "Dies ist eine Vorführung: Zentren, Betriebe und Menschen sind erfunden.",
        "Betreiber: Landkreis Beispiel, Musterplatz 1 (Demo), 72764 Reutlingen.",
    ),
    privacy={
        "de": (
            "Dies ist eine Vorführung. Was Sie hier schreiben, bleibt auf diesem Computer "
            "und ist gelöscht, wenn die Vorführung endet.",
        )
    },
)


class Windows:
    """All that stands beside the phones; the same browsers through every new beginning."""

    def __init__(self) -> None:
        firm = caption("Zimmerei (Browser)", "Carpenter (browser)")
        at_firm = caption("Arbeitgeber ohne Telegram", "Employer without Telegram")
        desk = caption("Am Schalter (Browser)", "At the desk (browser)")
        at_desk = caption("Frau Muster · Zentrum Alb", "Frau Muster · Centre Alb")
        self.firm = Window(FIRM, "firm", firm, at_firm)
        self.desk = Window(DESK, "desk", desk, at_desk)
        self.letter = Letter(self.firm)
        all_: list[Device] = [self.letter, self.firm, self.desk]
        self.devices: Mapping[int, Device] = dict(zip((LETTER, FIRM, DESK), all_, strict=True))
        self._told: dict[int, News] = {}
        self._site: Site | None = None

    def close(self) -> None:
        """Listen no more."""
        for each in (self.firm, self.desk):
            each.close()

    @asynccontextmanager
    async def opened(self, app: App, setup: Setup, framed_by: str) -> AsyncIterator[None]:
        """Let the browsers have the page of a bot while the block lasts."""
        self.letter.arrive(None)
        self._told.clear()
        sites = [
            Site(
                each.origin,
                app.database,
                app.clock,
                setup,
                app.dispatcher,
                texts=TEXTS,
                name=each.cookie,
                framed_by=framed_by,
            )
            for each in (self.firm, self.desk)
        ]
        self.firm.clear()
        self.desk.clear()
        self._site = sites[0]
        async with self.firm.served(sites[0]), self.desk.served(sites[1]), asyncio.TaskGroup() as t:
            carrying = t.create_task(self._carry())
            try:
                yield
            finally:
                carrying.cancel()
                self._site = None

    async def begin(self, sent: Sent) -> None:
        """Lay the letter there, and open the page at the desk."""
        self.letter.arrive(sent)
        self.desk.token = sent.token
        await self.carry()
        await self.desk.open(HERE)

    async def _carry(self) -> None:
        while True:
            with suppress(DatabaseError, ClientError):  # it looks again in a moment
                await self.carry()
            await asyncio.sleep(LOOK_SECONDS)

    async def carry(self) -> None:
        """Put on the pages what came, and let a browser show what it does not show by itself."""
        if self._site is None:
            return
        await carry_once(self._site)
        for window in (self.firm, self.desk):
            newest = await self._site.read(partial(_unseen, token=window.token))
            if newest is not None and newest != self._told.get(window.id):
                self._told[window.id] = newest
                await window.open(HERE, f"#m{newest[0]}")


def _unseen(work: Work, token: str) -> News | None:
    """Return the newest that a browser has not shown yet, and when it came."""
    found = sessions.find(work, token)
    if found is None:
        return None
    news = entries.newest(work, found[1], FEW, sessions.since(work, found[0]))
    missed = [
        (each.id, each.changed_at)
        for each in news
        if each.side is Side.OURS and each.seen_at is None and each.changed_at < work.now - SETTLED
    ]
    return max(missed, default=None)

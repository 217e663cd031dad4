"""The product on a desk: the unchanged bot, a Bot API of ours on loopback, and a page of phones."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from aiohttp import web

from bot.app import App, running
from bot.demo.cast import CAST, seed
from bot.demo.letterbox import Sent, send
from bot.demo.page import page_routes
from bot.demo.stage import German, Role
from bot.demo.steps import Step
from bot.demo.storyline import storyline
from bot.demo.walking import WalkingClock, walk
from bot.demo.windows import Windows
from bot.settings import Settings
from bot.standin.api import routes
from bot.standin.desk import Telegram
from bot.stopping import StopError
from bot.talk import Setup, our_talk
from storage.engine.database import Priority, Session
from storage.limits import Limits
from storage.work import Work

LOOPBACK = "127.0.0.1"
PHONES = {"tigrinya": 101, "farsi": 102, "practice": 103, "staff": 104}
ARRIVALS = frozenset({"send", "venue", "voice"})
AGES = 10_000
LIMITS = Limits(
    german_twins=True,
    pin_minutes=AGES,
    pc_idle_minutes=AGES,
    idle_minutes=AGES,
    shared_hours=AGES,
)
"""The clock jumps, and nobody who watches wants to come in again then."""


class Demo:
    """The stage of the page: phones, clock and bot, all of it begun again by `reset`.

    One task, `live`, holds the bot: that is where the error of a part that died arrives.
    """

    def __init__(self, haste: float = 1.0) -> None:
        self.url = ""
        self.token = f"1:{secrets.token_hex(16)}"
        self.clock = WalkingClock(haste)
        self.limits = replace(LIMITS, unseen_ms=LIMITS.unseen_ms if haste == 1 else 0)
        self.telegram = Telegram(self.now)
        self.windows = Windows()
        self.devices = self.windows.devices
        self.tour: Sequence[Step] = storyline(PHONES)
        self.app: App | None = None
        self._german: dict[tuple[int, int], German] = {}
        self.begun = self.clock.now()
        self._arrived: set[int] = set()
        self._moving = asyncio.Lock()
        self._alive = asyncio.Event()
        self._again = asyncio.Event()

    def now(self) -> datetime:
        """The demo's time, aware."""
        return self.clock.now()

    async def walk(self, target: datetime | None, watched: Collection[int] = ()) -> Collection[int]:
        """Walk the clock to a moment, or to the next thing that arrives on a watched phone."""
        async with self._moving:
            if self.app is None:
                return ()
            await self._settle(self.app)
            self._arrived.clear()
            phones = set(self.telegram.phones)
            seen = set(watched) & phones or phones
            await walk(self.app, self.clock, target, lambda: not seen.isdisjoint(self._arrived))
            await self.windows.carry()
            return [chat for chat in self.telegram.phones if chat in seen & self._arrived]

    async def settle(self) -> None:
        """Return when everything people did was answered and all that is due went out."""
        if self.app is not None:
            await self._settle(self.app)

    async def _settle(self, app: App) -> None:
        while len(self.telegram.updates):
            await app.idle()
        await app.idle()

    def german(self, chat_id: int, message_id: int) -> German | None:
        """Return the German twin of a message."""
        return self._german.get((chat_id, message_id))

    def roles(self, chat_id: int) -> Role:
        """Return who holds this phone."""
        member = next(each for each in CAST if each.chat_id == chat_id)
        profile, spoken = self.telegram.profile, member.language or ""
        return Role(
            owner=dict(member.owner),
            caption=dict(member.caption),
            bot=profile.text("name", spoken) or self.telegram.bot["first_name"],
            about=profile.text("description", ""),
        )

    async def reset(self) -> None:
        """Begin again: an empty database, the fictional set, phones mid-life."""
        async with self._moving:
            self._alive.clear()
            self._again.set()
            await self._alive.wait()

    async def ready(self) -> None:
        """Return when the phones are alive."""
        await self._alive.wait()

    async def live(self) -> None:
        """Run one bot after the other until cancelled; raises what a part of it died of."""
        while True:
            self._again.clear()
            self._lay_out()
            with tempfile.TemporaryDirectory(prefix="jip-demo-") as folder:
                settings = demo_settings(self.url, self.token, Path(folder))
                self.clock.begin(settings.zone)
                self.begun = self.now()
                async with running(
                    settings, clock=self.clock, on_sent=self._sent, limits=self.limits
                ) as app:
                    setup = Setup(our_talk(), self.limits, settings.zone)
                    async with self.windows.opened(app, setup, self.url):
                        await self._seed(app, settings)
                        self.app = app
                        self._alive.set()
                        await self._again.wait()
                        self.app = None

    def _lay_out(self) -> None:
        self.telegram.reset()
        self._german.clear()
        for member in CAST:
            language = member.language or "en"
            started = member.role is not None
            self.telegram.add_phone(member.chat_id, member.name, language, started=started)

    async def _seed(self, app: App, settings: Settings) -> None:
        now, url = self.now(), self.windows.firm.origin

        def laid_out(session: Session) -> Sent:
            work = Work(session, now, settings.zone, self.limits)
            seed(work)
            return send(work, url)

        sent = await asyncio.wrap_future(app.database.submit(Priority.BULK, laid_out))
        await app.tick()
        await app.idle()
        await self.windows.begin(sent)

    def _sent(self, address: str, message_id: int, body: dict[str, Any]) -> None:
        if body["op"] in ARRIVALS:
            self._arrived.add(int(address))
        key, twin = (int(address), message_id), body.get("german")
        if body["op"] == "buttons_off":
            return
        if twin:
            named = {_does(button): button["text"] for row in twin["rows"] for button in row}
            rows = [[named.get(_does(b), b["text"]) for b in row] for row in body["rows"]]
            self._german[key] = German(html=twin["text"], rows=rows)
        else:
            self._german.pop(key, None)
        self.telegram.changed(key[0])  # the page drew the message before its twin was known


def _does(button: dict[str, str]) -> str:
    """Return what tells a button from others in any language: rows depend on how wide words are."""
    return button.get("data") or button.get("copies") or button.get("opens") or button["text"]


def demo_settings(url: str, token: str, folder: Path) -> Settings:
    """Return the settings of a bot that talks to the demo only, whatever the environment says."""
    return Settings.model_validate(
        {
            "telegram_token": token,
            "telegram_api_url": url,
            "data_dir": folder,
            "log_level": "warning",
            "controller": "Landkreis Reutlingen, Integrationszentren (Vorführung)",
            "open_anyway": True,
        }
    )


@asynccontextmanager
async def staged(port: int = 0, *, haste: float = 1.0) -> AsyncIterator[Demo]:
    """Serve page and Bot API on loopback while the block lasts, phones alive.

    Raises StopError for a port that is taken; a part of the bot that dies ends the block.
    """
    demo = Demo(haste)
    web_app = web.Application()
    web_app.add_routes([*routes(demo.telegram, token=demo.token), *page_routes(demo)])
    runner = web.AppRunner(web_app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        demo.url = await _open(runner, port)
        async with _living(demo):
            yield demo
    finally:
        await runner.cleanup()
        demo.windows.close()


async def _open(runner: web.AppRunner, port: int) -> str:
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
    except OSError as error:
        raise StopError(f"Port {port} is taken: choose another one with --port.") from error
    return f"http://{LOOPBACK}:{runner.addresses[0][1]}"


@asynccontextmanager
async def _living(demo: Demo) -> AsyncIterator[None]:
    failed: Exception | None = None
    async with asyncio.TaskGroup() as tasks:
        life = tasks.create_task(demo.live())
        await demo.ready()
        try:
            yield
        except Exception as error:  # of the block: let the bot stop first, then raise it as it is
            failed = error
        life.cancel()
    if failed is not None:
        raise failed


async def _show(port: int, open_browser: bool) -> None:
    async with staged(port) as demo:
        click.echo(f"The phones are here: {demo.url}  (stop with Ctrl-C)")
        if open_browser:
            webbrowser.open(demo.url)
        await asyncio.Event().wait()


def demo(port: int, open_browser: bool) -> None:
    """Show the demo until it is stopped."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_show(port, open_browser))

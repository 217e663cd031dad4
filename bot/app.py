"""Puts the parts together, starts them in order, stops them in order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial

import structlog

from bot.clock import Clock
from bot.dispatcher import Dispatcher
from bot.logs import where
from bot.settings import Settings, completed
from bot.talk import Setup, Talk, our_talk
from bot.telegram.profile import publish_profile
from bot.telegram.receiver import Receiver
from bot.telegram.sender import Observer, Sender
from bot.telegram.transport import TelegramBot, Transport
from bot.turns import Turns
from bot.upkeep import Upkeep
from scheduler import ticks
from storage.engine.database import Database, Priority, Session, open_database
from storage.engine.errors import DatabaseError
from storage.engine.lock import only_instance
from storage.engine.migrate import migrate
from storage.limits import Limits, load_limits

LOG = structlog.get_logger()
TICK_SECONDS = 1.0
SWEEP_SECONDS = 3.0
STOP_SECONDS = 10.0
MOST_TICKS = 1000
REST = 1.5  # of the time a slice of what is due took: whoever writes meanwhile does not wait


class App:
    """The running bot."""

    def __init__(
        self,
        bot: TelegramBot,
        database: Database,
        clock: Clock,
        setup: Setup,
        *,
        on_sent: Observer | None = None,
    ) -> None:
        self.bot = bot
        self.database = database
        self.clock = clock
        self._setup = setup
        self.sender = Sender(bot, database, clock, setup, on_sent=on_sent)
        self.dispatcher = Dispatcher(bot, database, clock, Turns(setup), self.sender)
        self._upkeep = Upkeep(database, clock.now())
        self.receiver = Receiver(bot, database, clock, self.dispatcher.add)

    async def tick(self) -> None:
        """Do what is due now."""
        try:
            for _ in range(MOST_TICKS):
                keys = await self._ready_due()
                if not keys:
                    break
                await self._run_due(keys)
            await self._upkeep.run(self.clock.now())
        except DatabaseError as error:
            LOG.error("what is due waits", **where(error))
        self.sender.wake()

    async def idle(self) -> None:
        """Return when every update in the inbox had its turn and everything due went out."""
        while True:
            await self.dispatcher.idle()
            await self.sender.idle()
            if self.dispatcher.is_idle:
                return

    async def _ready_due(self) -> Sequence[int]:
        """Return what to do next; read beside the writer, since very much may be due."""
        now, setup = self.clock.now(), self._setup
        unit = self.database.read(lambda s: setup.talk.ready_due(setup.work(s, now)))
        return await asyncio.wrap_future(unit)

    async def _run_due(self, keys: Sequence[int]) -> None:
        """Do it in slices, between which others write."""
        while keys:
            began = time.monotonic()
            unit = self.database.submit(Priority.TICK, partial(self._slice, keys))
            keys = keys[await asyncio.wrap_future(unit) :]
            self.sender.wake()
            await asyncio.sleep(REST * (time.monotonic() - began))

    def _slice(self, keys: Sequence[int], session: Session) -> int:
        return self._setup.talk.run_due(self._setup.work(session, self.clock.now()), keys)

    async def _sweep(self) -> None:
        """Look for updates that nobody heard of."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await self.dispatcher.sweep()
            except DatabaseError as error:
                LOG.error("cannot look for stranded updates", **where(error))

    @asynccontextmanager
    async def serving(self, tick_seconds: float | None) -> AsyncIterator[None]:
        """Serve until the block ends; a part that dies ends the block with its error."""
        now, setup = self.clock.now(), self._setup
        await asyncio.wrap_future(
            self.database.submit(Priority.TICK, lambda s: setup.talk.prepare(setup.work(s, now)))
        )
        await self.sender.prepare()
        await self.dispatcher.prepare()
        async with asyncio.TaskGroup() as parts:
            receiver = parts.create_task(self.receiver.run())
            dispatcher = parts.create_task(self.dispatcher.run())
            sender = parts.create_task(self.sender.run())
            sweeper = parts.create_task(self._sweep())
            profile = parts.create_task(publish_profile(self.bot, self._setup.talk.bot_profile))
            ticker = ticks.start(self.tick, tick_seconds) if tick_seconds else None
            failed: Exception | None = None
            try:
                yield
            except Exception as error:  # of the block: stop in order, then raise it as it is
                failed = error
            finally:
                if ticker is not None:
                    ticker.shutdown(wait=False)
            receiver.cancel()
            profile.cancel()
            sweeper.cancel()
            await _ended(dispatcher, self.dispatcher.stop)
            await _ended(sender, self.sender.stop)
        if failed is not None:
            raise failed


async def _ended(task: asyncio.Task[None], stop: Callable[[], None]) -> None:
    """Let a part finish what it began, but not for ever."""
    stop()
    await asyncio.wait([task], timeout=STOP_SECONDS)
    task.cancel()


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    clock: Clock | None = None,
    on_sent: Observer | None = None,
    talk: Talk | None = None,
    limits: Limits | None = None,
    tick_seconds: float | None = TICK_SECONDS,
) -> AsyncIterator[App]:
    """Run the bot while the block lasts; without `tick_seconds` only `App.tick` does what is due.

    `limits` hold instead of those of the database.
    Raises SettingsError, AlreadyRunningError, MigrationError, StopError (in an ExceptionGroup).
    Enter and leave it in one task: that is where the error of a dead part arrives.
    """
    settings = completed(settings)
    with only_instance(settings.database):
        await asyncio.to_thread(migrate, settings.database, settings.key)
        database = open_database(settings.database, settings.key)
        try:
            stored = await asyncio.wrap_future(database.read(load_limits))
            setup = Setup(talk or our_talk(), limits or stored, settings.zone)
            async with Transport() as transport:
                bot = TelegramBot(settings.token, settings.telegram_api_url, transport)
                app = App(bot, database, clock or Clock(), setup, on_sent=on_sent)
                async with app.serving(tick_seconds):
                    LOG.info("running")
                    yield app
        finally:
            await asyncio.to_thread(database.close)

"""Puts the parts together, starts them in order, stops them in order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial

import structlog

from bot.clock import CheckedClock, Clock
from bot.dispatcher import Dispatcher
from bot.figures import Figures
from bot.leadership import Leadership
from bot.logs import where
from bot.mail.posting import posted
from bot.ops import Ops, Pulse, watched
from bot.page.opened import opened
from bot.settings import Settings, completed
from bot.talk import Setup, Talk, our_talk
from bot.telegram.intake import Intake
from bot.telegram.line import NOBODY, POLLED, Line, Wanted, wanted_of
from bot.telegram.sender import Observer, Sender
from bot.telegram.transport import TelegramBot, Transport
from bot.turns import Turns
from bot.upkeep import Upkeep
from bot.waits import in_thread
from scheduler import ticks
from storage.engine.database import Database, Priority, Session, open_database
from storage.engine.errors import DatabaseError
from storage.engine.lock import Lock, only_instance
from storage.engine.migrate import migrate
from storage.limits import Limits, load_limits
from storage.operator import Operator, is_shut, lacks, note
from storage.ourselves import call
from storage.queues.kinds import Kind
from storage.seen import last_seen
from storage.work import Work

LOG = structlog.get_logger()
TICK_SECONDS = 0.5
SWEEP_SECONDS = 3.0
STOP_SECONDS = 3.0  # for each of two parts, and as much for the database
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
        lock: Lock | None = None,
        wanted: Wanted = POLLED,
    ) -> None:
        self.figures = Figures()
        self.ticked_at = clock.steady()
        self.bot = bot
        self.database = database
        self.clock = clock
        self._setup = setup
        self._leadership = Leadership(lock or Lock(), Clock())  # its sleeps are of real seconds
        self.may = may = self._leadership.speaks
        ended = self.figures.ended
        self.sender = Sender(bot, database, clock, setup, on_sent=on_sent, may=may, ended=ended)
        turns = Turns(setup)
        self.dispatcher = Dispatcher(bot, database, clock, turns, self.sender, figures=self.figures)
        self._upkeep = Upkeep(
            database,
            clock.now(),
            flying=lambda: self.sender.aloft,
            prepare=lambda session, now: setup.talk.prepare(setup.work(session, now)),
        )
        self._is_alarmed = False
        intake = Intake(database, clock, self.dispatcher.add, self.figures)
        self.line = Line(bot, database, clock, intake, self.sender, wanted=wanted)

    def pulse(self) -> Pulse:
        """Tell when the parts were last at work."""
        return Pulse(self.line.heard_at, self.ticked_at, self.line.trouble)

    async def tick(self) -> None:
        """Do what is due now; nothing while nobody knows what time it is."""
        try:
            await self._look_at_clock()
            if not self.clock.is_sure:
                return
            for _ in range(MOST_TICKS):
                keys = await self._ready_due()
                if not keys:
                    break
                await self._run_due(keys)
                self.ticked_at = self.clock.steady()
            await self._upkeep.run(self.clock.now())
            self.ticked_at = self.clock.steady()
            self.figures.ticks.inc()
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

    async def _look_at_clock(self) -> None:
        """Log a clock that is wrong, and tell staff once."""
        wrong_by, was_alarmed = self.clock.wrong_by, self._is_alarmed
        self._is_alarmed = bool(wrong_by) or not self.clock.is_sure
        if not self._is_alarmed or was_alarmed:
            return
        seconds = round(wrong_by.total_seconds())
        LOG.error("the clock of this computer is doubtful", wrong_by=seconds)
        if wrong_by:
            now, setup = self.clock.now(), self._setup
            unit = self.database.submit(
                Priority.TICK, lambda s: setup.talk.alarm(setup.work(s, now), Kind.CLOCK)
            )
            await asyncio.wrap_future(unit)

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

    async def note(self, unit: Callable[[Work], None]) -> None:
        """Run a unit that nobody waits for."""
        now, setup = self.clock.now(), self._setup
        done = self.database.submit(Priority.BULK, lambda s: unit(setup.work(s, now)))
        await asyncio.wrap_future(done)

    async def _note_name(self, name: str) -> None:
        await self.note(lambda work: call(work, name))

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
            dispatcher = parts.create_task(self.dispatcher.run())
            sender = parts.create_task(self.line.speak())
            hear = self.line.hear(setup.talk.bot_profile, self._note_name)
            others = [parts.create_task(hear), parts.create_task(self._sweep())]
            leading = parts.create_task(self._leadership.run())
            ticker = ticks.start(self.tick, tick_seconds) if tick_seconds else None
            failed: Exception | None = None
            try:
                yield
            except Exception as error:  # of the block: stop in order, then raise it as it is
                failed = error
            finally:
                if ticker is not None:
                    ticker.shutdown(wait=False)
            for task in others:
                task.cancel()
            await _ended(dispatcher, self.dispatcher.stop)
            await _ended(sender, self.sender.stop)
            leading.cancel()
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
    Raises SettingsError, UnusableError, AlreadyRunningError, MigrationError, StopError (in an
    ExceptionGroup). Enter and leave it in one task: that is where the error of a dead part arrives.
    """
    settings = completed(settings)
    async with _alone(settings) as lock, _database(settings) as database:
        stored, seen = await asyncio.wrap_future(
            database.read(lambda s: (limits or load_limits(s), last_seen(s)))
        )
        clock = clock or Clock()
        clock = clock if clock.walks else CheckedClock(clock, seen)
        setup = Setup(talk or our_talk(), stored, settings.zone)
        now = clock.now()
        noted = database.submit(
            Priority.TICK, lambda s: _note_operator(setup.work(s, now), settings.operator)
        )
        await asyncio.wrap_future(noted)
        async with Transport(hear=clock.hear) as transport:
            bot = TelegramBot(settings.token or NOBODY, settings.telegram_api_url, transport)
            wanted = wanted_of(settings)
            app = App(bot, database, clock, setup, on_sent=on_sent, lock=lock, wanted=wanted)
            count = app.figures.answered
            page = opened(settings, database, clock, setup, app.dispatcher, count=count)
            ops = Ops(database, clock, app.figures, app.pulse)
            watch, serving = watched(ops, settings.ops_listen), app.serving(tick_seconds)
            async with watch, serving, page as site, posted(settings, app.note, site, app.may):
                LOG.info("running")
                yield app


def _note_operator(work: Work, operator: Operator) -> None:
    """Remember who runs this; say what is missing before anybody new is let in."""
    note(work, operator)
    if is_shut(work):
        lacking = ", ".join(lacks(work, operator))
        LOG.warning("nobody new is let in yet: see jip-bot check", missing=lacking)


@asynccontextmanager
async def _alone(settings: Settings) -> AsyncIterator[Lock]:
    """Hold the lock of the running instance."""
    held = only_instance(settings.database)
    lock = await in_thread(held.__enter__)
    try:
        yield lock
    finally:
        held.__exit__(None, None, None)


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    """Bring the database up to date and open it; whoever leaves meanwhile waits for nothing."""
    await in_thread(partial(migrate, settings.database, settings.key))
    database = open_database(settings.database, settings.key)
    try:
        yield database
    finally:
        await in_thread(database.close)

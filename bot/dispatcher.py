"""One chat at a time, many chats at once: hands what came in to the turns, in order."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple, TypeVar

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.backoff import pauses
from bot.clock import Clock
from bot.faces import Answer
from bot.figures import Figures
from bot.logs import where
from bot.telegram.sender import Sender
from bot.turns import Failure, Turned, Turns
from storage.engine.database import Database, Priority, Session
from storage.queues import inbox
from storage.queues.inbox import Waiting

T = TypeVar("T")
LOG = structlog.get_logger()
ANSWER_SECONDS = 5.0
FEW = 500


class Tried(NamedTuple):
    """What came of one try: a tap to answer, whether it was the last one, whether to wait."""

    answer: Answer | None
    over: bool
    failed: bool = False


class Dispatcher:
    """Keeps a queue per chat; only its head is ever handed to the database."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        clock: Clock,
        turns: Turns,
        sender: Sender,
        *,
        figures: Figures,
    ) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._turns = turns
        self._sender = sender
        self._figures = figures
        self._queues: dict[int, deque[Waiting]] = {}
        self._known = dict[int, asyncio.Event]()
        self._new = asyncio.Queue[Waiting | None]()
        self._stopping = False
        self._busy = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def prepare(self) -> None:
        """Take up what earlier runs did not finish."""
        unfinished = await self._unit(inbox.unfinished)
        self.add(unfinished)
        LOG.info("dispatcher starts", unfinished=len(unfinished))

    async def sweep(self) -> None:
        """Take up what was stored though nobody heard of it: the answer to a commit was lost."""
        found = await asyncio.wrap_future(self._database.read(partial(inbox.unfinished, limit=FEW)))
        stranded = [waiting for waiting in found if waiting.seq not in self._known]
        if stranded:
            LOG.warning("updates were stranded", rows=len(stranded))
            self.add(stranded)

    def add(self, waiting: Iterable[Waiting]) -> None:
        """Queue updates in the order they came, each once."""
        for each in waiting:
            if each.seq not in self._known:
                self._known[each.seq] = asyncio.Event()
                self._count(1)
                self._new.put_nowait(each)

    async def settled(self, seq: int, seconds: float) -> bool:
        """Wait for the turn of an update; False where it is still to come after so long."""
        known = self._known.get(seq)
        if known is None:
            return True
        try:
            await asyncio.wait_for(known.wait(), seconds)
        except TimeoutError:
            return False
        return True

    @property
    def is_idle(self) -> bool:
        """Tell whether every turn is taken and every tap answered."""
        return self._busy == 0

    async def idle(self) -> None:
        """Return when every turn is taken and every tap answered."""
        await self._quiet.wait()

    def stop(self) -> None:
        """Begin no more turns; `run` returns when those under way have ended."""
        self._stopping = True
        self._new.put_nowait(None)

    async def run(self) -> None:
        """Take turns until told to stop."""
        async with asyncio.TaskGroup() as chats:
            while (waiting := await self._new.get()) is not None:
                queue = self._queues.get(waiting.chat_id)
                if queue is None:
                    self._queues[waiting.chat_id] = deque([waiting])
                    chats.create_task(self._serve(waiting.chat_id, chats))
                else:
                    queue.append(waiting)

    async def _serve(self, chat_id: int, tasks: asyncio.TaskGroup) -> None:
        """Work off one chat."""
        queue = self._queues[chat_id]
        while queue and not self._stopping:
            await self._settle(queue[0], tasks)
            self._known.pop(queue.popleft().seq).set()
            self._count(-1)
        del self._queues[chat_id]

    async def _settle(self, waiting: Waiting, tasks: asyncio.TaskGroup) -> None:
        """Take a turn until it succeeds or its update is parked; the chat waits, others do not."""
        pause = pauses(0.2, 5.0)
        while True:
            tried = await self._try(waiting)
            if tried.answer is not None:
                self._count(1)
                tasks.create_task(self._answer(tried.answer))
            if tried.over or self._stopping:
                return
            if tried.failed:
                await asyncio.sleep(next(pause))

    async def _try(self, waiting: Waiting) -> Tried:
        """Take a turn once; an older update of the chat goes first."""
        try:
            turned = await self._turn(waiting)
            self._figures.turns.inc()
            return Tried(turned.answer, over=not turned.again)
        except Exception as error:
            LOG.error("turn failed", inbox=waiting.seq, **where(error))
            self._figures.failures.inc()
        failure = await self._fail(waiting)
        return Tried(failure.answer, failure.over, failed=failure.parked is None)

    async def _turn(self, waiting: Waiting) -> Turned:
        """Take a turn and let what was claimed in it go out."""
        slot = self._sender.slot()
        try:
            turned = await self._unit(
                lambda s: self._turns.turn(s, waiting, self._clock.now(), slot)
            )
            if turned.catch is not None:
                self._sender.take_over(turned.catch, slot)
        finally:
            slot.give_back()
        return turned

    async def _fail(self, waiting: Waiting) -> Failure:
        """Count a failure in a transaction of its own; the last one is said and shown."""
        try:
            failure = await self._unit(lambda s: self._turns.fail(s, waiting, self._clock.now()))
        except Exception as error:
            LOG.error("failure not recorded", inbox=waiting.seq, **where(error))
            return Failure(over=False)
        if failure.parked is not None:
            await self._apologise(Waiting(failure.parked, waiting.chat_id))
        return failure

    async def _apologise(self, waiting: Waiting) -> None:
        LOG.error("update parked", inbox=waiting.seq)
        self._figures.parked.inc()
        try:
            await self._unit(lambda s: self._turns.apologise(s, waiting, self._clock.now()))
        except Exception as error:
            LOG.error("apology failed", inbox=waiting.seq, **where(error))
        self._sender.wake()

    async def _answer(self, answer: Answer) -> None:
        """Answer a tap once; Telegram forgets taps after a while, so a refusal means nothing."""
        try:
            await self._bot.answer_callback_query(
                answer.callback_id,
                text=answer.toast,
                show_alert=answer.alert if answer.toast else None,
                read_timeout=ANSWER_SECONDS,
            )
        except TelegramError as error:
            LOG.info("tap not answered", **where(error))
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        self._busy += change
        if self._busy:
            self._quiet.clear()
        else:
            self._quiet.set()

    async def _unit(self, unit: Callable[[Session], T]) -> T:
        return await asyncio.wrap_future(self._database.submit(Priority.TURN, unit))

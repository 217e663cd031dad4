"""Speaks: takes a slot, claims what is next, calls, writes down what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeAlias, TypeVar

import structlog

from bot.clock import Clock
from bot.logs import where
from bot.stopping import StopError
from bot.talk import Setup
from bot.telegram.calls import perform
from bot.telegram.claims import Catch, Claimed, claim
from bot.telegram.outcomes import ENDS, Fate, Outcome, conclude, outcome_of, plainer
from bot.telegram.pace import Pace, Slot
from bot.telegram.transport import TelegramBot
from storage.engine.database import Database, Priority, Session
from storage.engine.errors import DatabaseError
from storage.models.outbox import Lane
from storage.queues import outbox
from storage.queues.unsent import due_rows

T = TypeVar("T")
LOG = structlog.get_logger()
POLL_SECONDS = 1.0
LOOK_SECONDS = 0.05
IDLE_LOOK_SECONDS = 0.01
REFUSED = "Telegram refuses the token: check JIP_TELEGRAM_TOKEN and JIP_TELEGRAM_API_URL."

Observer: TypeAlias = Callable[[str, int, dict[str, Any]], None]


class Sender:
    """One loop that claims what waits, and one task for each chat that is spoken to.

    Answers come claimed from their turns; the loop rests where nothing else waits.
    """

    def __init__(
        self,
        bot: TelegramBot,
        database: Database,
        clock: Clock,
        setup: Setup,
        *,
        on_sent: Observer | None = None,
        may: Callable[[], bool] = lambda: True,
        ended: Callable[[int, str], None] = lambda lane, end: None,
    ) -> None:
        """Ask `may` before each call; `on_sent` and `ended` hear what became of calls."""
        self._bot = bot
        self._database = database
        self._clock = clock
        self._setup = setup
        self._on_sent = on_sent
        self._tell_end = ended
        self._pace = Pace(setup.limits.sends_per_second, clock, may)
        self._aloft: set[int] = set()
        self._wake = asyncio.Event()
        self._calls = asyncio.TaskGroup()
        self._stopping = self._ended = False
        self._rows_wait = True

    async def prepare(self) -> None:
        """Put back what the last run left in the air, and count its last calls."""
        now = self._clock.now()
        since = now - timedelta(seconds=2)
        claims = await self._unit(lambda s: outbox.claims_since(s, since))
        lost = await self._unit(lambda s: outbox.recover(s, now))
        self._pace.seed(chat for chat, _ in claims)
        LOG.info("sender starts", recovered=lost)

    def wake(self) -> None:
        """Say that something new may wait."""
        self._wake.set()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when the calls under way have ended."""
        self._stopping = True
        self._pace.close()
        self.wake()

    async def idle(self) -> None:
        """Return when nothing that is due waits or flies, or nothing is sent any more."""
        while not self._ended and (
            self._pace.flying
            or await asyncio.wrap_future(
                self._database.read(lambda session: due_rows(session, self._clock.now()))
            )
        ):
            self.wake()
            await asyncio.sleep(IDLE_LOOK_SECONDS)

    def slot(self) -> Slot:
        """Return a slot to be taken by a turn."""
        return Slot(self._pace)

    def take_over(self, catch: Catch, slot: Slot) -> None:
        """Send what a turn claimed on this slot; look for what else it put."""
        if catch.claimed is not None and not self._ended:  # else it is recovered at the start
            slot.use()
            self._start(catch.claimed)
        if catch.more:
            self.wake()

    async def run(self) -> None:
        """Send until told to stop."""
        try:
            async with self._calls:
                while not self._stopping:
                    self._wake.clear()
                    seconds = await self._step()
                    if seconds > 0 and not self._stopping:
                        await self._sleep(seconds)
        finally:
            self._ended = True

    async def _step(self) -> float:
        """Claim and start one call; returns the seconds until the next look is worth it."""
        lane = self._pace.slot()
        self._rows_wait = True
        if lane is None:
            return self._pace.pause()
        try:
            catch = await self._claim(lane)
        except DatabaseError as error:
            self._pace.give_back()
            LOG.error("cannot claim", **where(error))
            return POLL_SECONDS
        if catch.claimed is None:
            self._pace.give_back(None if catch.again else lane)
            return self._rest(catch)
        self._start(catch.claimed)
        bulk = catch.claimed.lane is not Lane.ANSWER  # so no answer waits
        return min(LOOK_SECONDS, self._pace.bulk_pause()) if bulk else 0.0

    def _rest(self, catch: Catch) -> float:
        self._rows_wait = catch.more
        if catch.again:
            return 0.0
        return self._pace.pause() if catch.more else POLL_SECONDS

    async def _claim(self, up_to: Lane) -> Catch:
        unit = partial(
            claim,
            now=self._clock.now(),
            up_to=up_to,
            resting=self._pace.resting(),
            setup=self._setup,
        )
        return await self._unit(unit)

    @property
    def aloft(self) -> Collection[int]:
        """The rows a call is under way for."""
        return tuple(self._aloft)

    def _start(self, claimed: Claimed) -> None:
        self._aloft.add(claimed.row)
        earliest = self._pace.book(claimed.lane)
        self._calls.create_task(self._deliver(claimed, earliest))

    async def _deliver(self, claimed: Claimed, earliest: float) -> None:
        try:
            await self._pace.start(claimed.chat, earliest)
            outcome = await self._call(claimed)
            self._tell_end(claimed.lane, ENDS[outcome.kind])
            await self._record(claimed, outcome)
        finally:
            self._aloft.discard(claimed.row)
            self._pace.land()
            if self._rows_wait:
                self.wake()
        if outcome.kind is Fate.STOP:
            raise StopError(REFUSED)

    async def _call(self, claimed: Claimed) -> Outcome:
        outcome = await self._try(claimed)
        if outcome.kind is Fate.AS_NEW:
            claimed = replace(claimed, target=None)
            await self._pace.another(claimed.chat)
            outcome = await self._try(claimed)
        for each in plainer(claimed):
            if outcome.kind is not Fate.REFUSED:
                break
            await self._pace.another(claimed.chat)
            outcome = await self._try(each)
        if outcome.kind is Fate.PARK:
            self._pace.park(claimed.chat, outcome.seconds)
        if outcome.kind is Fate.SENT and self._on_sent and outcome.message_id is not None:
            self._on_sent(claimed.address, outcome.message_id, claimed.body)
        return outcome

    async def _try(self, claimed: Claimed) -> Outcome:
        try:
            sent = await perform(self._bot, claimed, lambda: self._pace.another(claimed.chat))
            return Outcome(Fate.SENT, message_id=sent.message_id, shown_at=sent.at)
        except Exception as error:
            outcome = outcome_of(error, claimed)
            if outcome.kind is not Fate.SENT:
                LOG.warning("not sent", outbox=claimed.row, end=outcome.kind.name, **where(error))
            return outcome

    async def _record(self, claimed: Claimed, outcome: Outcome) -> None:
        """Write the result, however long the database refuses it; the chat's next answer goes."""
        slot = self.slot()
        unit = partial(conclude, claimed=claimed, outcome=outcome, slot=slot)
        while True:
            try:
                catch = await self._unit(partial(unit, now=self._clock.now()))
                break
            except DatabaseError as error:
                LOG.error("cannot record", outbox=claimed.row, **where(error))
                await asyncio.sleep(POLL_SECONDS)
        self.take_over(catch, slot)
        slot.give_back()

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _unit(self, unit: Callable[[Session], T]) -> T:
        return await asyncio.wrap_future(self._database.submit(Priority.RESULT, unit))

"""Plays the tour: one step after the other on the phones, with captions for the audience."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from bot.demo.finding import find_button, newest, says
from bot.demo.jumps import jump
from bot.demo.stage import Stage
from bot.demo.steps import Share, Step, Tap, WaitFor, Walk, Write

Found = TypeVar("Found")


class StepFailedError(Exception):
    """A step that could not be done: a kind the page has words for, and what was looked for."""

    def __init__(self, kind: str, what: object = "") -> None:
        super().__init__(kind, str(what))
        self.kind = kind
        self.what = str(what)


class Tour:
    """Where the tour stands. A step that cannot be done stops it, and the page says so."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._callbacks: list[Callable[[], None]] = []
        self._one_step = asyncio.Lock()
        self._phones_changed = asyncio.Event()
        self._hurry = asyncio.Event()
        self._round = 0
        self._position = 0
        self._playing = False
        self._problem: dict[str, Any] | None = None
        self._seen: dict[int, int] = {}
        stage.telegram.listen(lambda _chat_id: self._phones_changed.set())

    def listen(self, callback: Callable[[], None]) -> None:
        """Call back whenever the tour moved."""
        self._callbacks.append(callback)

    def state(self) -> dict[str, Any]:
        """Return what the page shows of the tour, ready for JSON."""
        step = self._current()
        return {
            "at": self._position,
            "of": len(self._stage.tour),
            "playing": self._playing,
            "caption": dict(step.caption) if step else None,
            "phone": step.phone if step else None,
            "problem": self._problem,
        }

    async def play(self) -> None:
        """Play on until the end, a pause or a problem; returns then."""
        if self._playing:
            return
        self._playing = True
        self._hurry.clear()
        try:
            while self._playing and await self._advance():
                await self._look()
        finally:
            self._stop()

    async def step(self) -> None:
        """Do the next step only."""
        self.pause()
        await self._advance()

    def pause(self) -> None:
        """Stop after the step that is being done."""
        self._hurry.set()
        self._stop()

    async def reset(self) -> None:
        """Give up what is being waited for, and begin the demo and the tour again."""
        self._round += 1
        self._phones_changed.set()
        self.pause()
        async with self._one_step:
            self._position = 0
            self._problem = None
            self._seen = {}
            await self._stage.reset()
        self._tell()

    def _current(self) -> Step | None:
        return self._stage.tour[self._position - 1] if self._position else None

    def _stop(self) -> None:
        self._playing = False
        self._tell()

    def _tell(self) -> None:
        for callback in self._callbacks:
            callback()

    async def _look(self) -> None:
        """Leave people the time to look; a pause cuts it short."""
        step = self._current()
        try:
            async with asyncio.timeout(step.pause if step else 0):
                await self._hurry.wait()
        except TimeoutError:
            return

    async def _advance(self) -> bool:
        """Do the next step; False at the end and when it could not be done."""
        this_round = self._round
        async with self._one_step:
            if self._round != this_round or self._position >= len(self._stage.tour):
                return False
            self._position += 1
            self._problem = None
            self._tell()
            try:
                await self._act(self._stage.tour[self._position - 1])
            except StepFailedError as failed:
                self._problem = {"kind": failed.kind, "what": failed.what}
            except (ValueError, LookupError) as refused:
                self._problem = {"kind": "refused", "what": str(refused)}
            self._tell()
            return self._problem is None

    async def _act(self, step: Step) -> None:
        if isinstance(step.action, Walk):
            self._remember()
            await self._stage.walk(jump(self._stage.now(), step.action.to))
        elif step.action is not None:
            if step.phone is None or step.phone not in self._stage.telegram.phones:
                raise StepFailedError("phone", step.phone)
            await self._act_on_phone(step, step.phone)

    async def _act_on_phone(self, step: Step, phone: int) -> None:
        telegram = self._stage.telegram
        match step.action:
            case Write(text):
                self._remember()
                telegram.type_text(phone, text)
            case Share(lat, lon):
                self._remember()
                telegram.share_place(phone, lat, lon)
            case Tap() as tap:
                message_id, data = await self._until(
                    lambda: find_button(self._stage, phone, tap), step, "button"
                )
                self._remember()
                telegram.tap(phone, message_id, data)
            case WaitFor(text):
                seen = self._seen.get(phone, 0)
                await self._until(
                    lambda: says(self._stage, phone, text, after=seen) or None, step, "words"
                )

    def _remember(self) -> None:
        """Keep what each phone showed before an action, to know what is new after it."""
        telegram = self._stage.telegram
        self._seen = {chat: newest(telegram.snapshot(chat)) for chat in telegram.phones}

    async def _until(self, look: Callable[[], Found | None], step: Step, kind: str) -> Found:
        """Look again whenever a phone changes, as long as the step is patient."""
        this_round = self._round
        try:
            async with asyncio.timeout(step.patience):
                while (found := look()) is None:
                    if self._round != this_round:
                        raise StepFailedError("reset")
                    self._phones_changed.clear()
                    await self._phones_changed.wait()
        except TimeoutError:
            raise StepFailedError(kind, step.action) from None
        return found

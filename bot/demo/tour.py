"""Plays the tour: one step after the other on the phones, with captions for the audience."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from aiohttp import ClientError

from bot.demo.finding import find_button, says
from bot.demo.jumps import jump
from bot.demo.stage import Device, Stage
from bot.demo.steps import Share, Sight, Step, Tap, Walk, Write
from bot.demo.window import TYPED

Found = TypeVar("Found")
MORNING = timedelta(minutes=45)  # the story begins in it, or the eve would not be tonight


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
        self._run: object | None = None
        self._touched = False
        self._preparing = False
        self._done = False
        self._finger: dict[str, Any] | None = None
        self._problem: dict[str, Any] | None = None
        stage.telegram.listen(lambda _chat_id: self._phones_changed.set())
        for device in stage.devices.values():
            device.listen(lambda _id: self._phones_changed.set())

    def listen(self, callback: Callable[[], None]) -> None:
        """Call back whenever the tour moved."""
        self._callbacks.append(callback)

    def state(self) -> dict[str, Any]:
        """Return what the page shows of the tour, ready for JSON."""
        step = self._current()
        return {
            "at": self._position,
            "of": len(self._stage.tour),
            "playing": self._run is not None,
            "preparing": self._preparing,
            "caption": dict(step.caption) if step else None,
            "phone": step.phone if step else None,
            "finger": self._finger,
            "sights": [asdict(sight) for sight in step.sights] if step and self._done else [],
            "problem": self._problem,
        }

    def touch(self) -> None:
        """Somebody used a phone or the clock: the next tour begins with a reset."""
        self._touched = True

    async def begin(self) -> None:
        """Play from the first step of a fresh demo, whatever was done before."""
        late = self._stage.now() - self._stage.begun > MORNING
        used = any(device.used for device in self._stage.devices.values())
        if self._position or self._touched or late or used:
            await self.reset()
        await self.play()

    async def play(self) -> None:
        """Play on until the end, a pause or a problem; returns then."""
        if self._run is not None:
            return
        run = self._run = object()
        self._hurry.clear()
        try:
            while await self._advance() and self._run is run:
                await self._look()
                if self._run is not run:
                    break
        finally:
            if self._run is run:
                self._stop()

    async def step(self) -> None:
        """Do the next step only."""
        self.pause()
        self._hurry.clear()
        await self._advance()

    def pause(self) -> None:
        """Stop after the step that is being done."""
        self._hurry.set()
        self._stop()

    def end(self) -> None:
        """Leave the story where it is: the phones are people's own now."""
        self.pause()
        self._position = 0
        self._problem = None
        self._tell()

    async def reset(self) -> None:
        """Give up what is being waited for, and begin the demo and the tour again."""
        self._round += 1
        self._phones_changed.set()
        self._preparing = True
        self.pause()
        async with self._one_step:
            self._position = 0
            self._problem = self._finger = None
            await self._stage.reset()
            self._touched = self._preparing = False
        self._tell()

    def _current(self) -> Step | None:
        return self._stage.tour[self._position - 1] if self._position else None

    def _stop(self) -> None:
        self._run = None
        self._tell()

    def _tell(self) -> None:
        for callback in self._callbacks:
            callback()

    async def _look(self) -> None:
        """Leave people the time to look."""
        step = self._current()
        await self._linger(step.pause if step else 0)

    async def _linger(self, seconds: float) -> None:
        """Let time pass; a pause cuts it short."""
        try:
            async with asyncio.timeout(seconds):
                await self._hurry.wait()
        except TimeoutError:
            return

    async def _aim(self, step: Step, **finger: Any) -> None:
        """Let the audience see what will be tapped or sent."""
        self._finger = {"phone": step.phone, **finger}
        self._tell()
        await self._linger(step.aim)
        self._finger = None

    async def _advance(self) -> bool:
        """Do the next step; False at the end and when it could not be done."""
        this_round = self._round
        async with self._one_step:
            if self._round != this_round or self._position >= len(self._stage.tour):
                return False
            self._position += 1
            self._touched = True
            self._done, self._problem = False, None
            self._tell()
            try:
                await self._act(self._stage.tour[self._position - 1])
            except StepFailedError as failed:
                self._problem = {"kind": failed.kind, "what": failed.what}
            except (ValueError, LookupError, ClientError) as refused:
                self._problem = {"kind": "refused", "what": str(refused)}
            self._done = self._problem is None
            self._tell()
            return self._done

    async def _act(self, step: Step) -> None:
        """Do what the step says, and wait until all that is to be seen is there."""
        if isinstance(step.action, Walk):
            watched = () if step.phone is None else (step.phone,)
            await self._stage.walk(jump(self._stage.now(), step.action.to), watched)
        elif step.phone is not None and step.phone in self._stage.devices:
            await self._act_on_device(step, self._stage.devices[step.phone])
        elif step.action is not None:
            if step.phone is None or step.phone not in self._stage.telegram.phones:
                raise StepFailedError("phone", step.phone)
            await self._act_on_phone(step, step.phone)
        for sight in step.sights:
            await self._until(partial(self._there, sight), step, "words", sight.words)

    def _there(self, sight: Sight) -> bool | None:
        return says(self._stage, sight) or None

    async def _act_on_phone(self, step: Step, phone: int) -> None:
        telegram = self._stage.telegram
        match step.action:
            case Write(text):
                await self._aim(step, text=text)
                telegram.type_text(phone, text)
            case Share(lat, lon):
                telegram.share_place(phone, lat, lon)
            case Tap() as tap:
                message_id, data = await self._until(
                    lambda: find_button(self._stage, phone, tap), step, "button", str(tap)
                )
                await self._aim(step, message_id=message_id, data=data)
                telegram.tap(phone, message_id, data)

    async def _act_on_device(self, step: Step, device: Device) -> None:
        match step.action:
            case Write(text):
                await self._point(step, device, TYPED, text)
                await device.type(text)
            case Tap() as tap:
                name = await self._until(lambda: device.find(tap), step, "button", str(tap))
                await self._point(step, device, name)
                await device.press(name)

    async def _point(self, step: Step, device: Device, name: str, text: str = "") -> None:
        if step.aim:
            device.point(name, text)
        await self._aim(step)

    async def _until(
        self, look: Callable[[], Found | None], step: Step, kind: str, what: str
    ) -> Found:
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
            raise StepFailedError(kind, what) from None
        return found

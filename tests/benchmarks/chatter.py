"""People who chat while a flood goes out: each waits for the answer, thinks, and goes on."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from random import Random

from tests.faults.crowd import Crowd
from tests.faults.witness import Heard, Witness

THINKING = (3.0, 9.0)
PATIENCE = 5.0


@dataclass
class Chatter:
    """Measures seconds from what somebody does to the answer on their phone.

    `thinking` is the shortest and longest time until the next thing, in seconds.
    """

    telegram: Witness
    people: int
    thinking: tuple[float, float] = THINKING
    seed: int = 1
    waits: list[float] = field(default_factory=list)
    silent: int = 0

    def __post_init__(self) -> None:
        """Give everybody a phone and listen."""
        self._crowd = Crowd(self.telegram, self.people, self.seed, self.thinking)
        self._chance = Random(self.seed)
        self._asked: dict[int, asyncio.Future[float]] = {}
        self.telegram.on_heard = self._heard

    def take(self) -> list[float]:
        """Return the waits measured since the last call."""
        taken, self.waits = self.waits, []
        return taken

    async def talk(self) -> None:
        """Talk until cancelled."""
        async with asyncio.TaskGroup() as people:
            for chat in self._crowd.chats:
                people.create_task(self._live(chat))

    async def _live(self, chat: int) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(*self.thinking))
            self._asked[chat] = asyncio.get_running_loop().create_future()
            began = time.monotonic()
            self._crowd.ask(chat)
            try:
                async with asyncio.timeout(PATIENCE):
                    self.waits.append(await self._asked[chat] - began)
            except TimeoutError:
                self.silent += 1

    def _heard(self, heard: Heard) -> None:
        self.telegram.heard.append(heard)
        asked = self._asked.get(heard.chat_id)
        is_answer = heard.face[0] != "buttons_off"
        if asked and is_answer and not asked.done():
            asked.set_result(time.monotonic())

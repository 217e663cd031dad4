"""People at the cheap Bot API who go a newcomer's way as fast as the bot answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from conversations.kit.buttons import read
from tests.benchmarks.cheap_api import PATIENCE, CheapApi, Said
from tests.benchmarks.peers.answer import buttons_of
from tests.journey import TRAVELLERS, Journey
from tests.screen import Wanted


@dataclass
class Phone:
    """One chat: the data of the buttons under each message, newest message last."""

    api: CheapApi
    chat: int
    shown: dict[int, list[str]] = field(default_factory=dict)
    turns: int = 0
    _heard: bool = True
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, said: Said) -> None:
        """Take in what the bot said."""
        rows = buttons_of(said.markup) if '"inline_keyboard"' in said.markup else ()
        self.shown[said.message] = [data for row in rows for _, data in row]
        self._heard = True
        self._news.set()

    async def type(self, text: str) -> None:
        """Write, after what was done before was answered."""
        await self._until(lambda: True)
        self._act(lambda: self.api.type_text(self.chat, text))

    async def press(self, wanted: Wanted) -> None:
        """Press a button as soon as there is one that is wanted."""
        await self._until(lambda: next(self._find(wanted), None) is not None)
        message, data = next(self._find(wanted))
        self._act(lambda: self.api.tap(self.chat, message, data))

    async def look(self, stage: str) -> None:
        """Look at nothing."""

    async def answered(self) -> None:
        """Return when the last thing done was answered."""
        await self._until(lambda: True)

    def _find(self, wanted: Wanted) -> Iterator[tuple[int, str]]:
        for message in sorted(self.shown, reverse=True):
            for data in self.shown[message]:
                if wanted(read(data)):
                    yield message, data

    def _act(self, do: Callable[[], None]) -> None:
        self._heard = False
        self.turns += 1
        do()

    async def _until(self, so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not (self._heard and so()):
                self._news.clear()
                await self._news.wait()


class Trip(Journey):
    """The journey of the tests, on a phone that waits for buttons instead of the bot's idleness."""

    async def say(self, text: str) -> None:
        """Write."""
        await self.hand.type(text)

    async def _press(self, wanted: Wanted) -> None:
        await cast(Phone, self.hand).press(wanted)


def phones(api: CheapApi, chats: range) -> list[Phone]:
    """Give these chats phones that listen."""
    made = {chat: Phone(api, chat) for chat in chats}

    def hear(said: Said) -> None:
        made[said.chat].hear(said)

    api.on_said = hear
    return list(made.values())


def trip(phone: Phone, language: str) -> Trip:
    """Begin a journey on a phone."""
    nothing = cast(Any, None)
    return Trip(TRAVELLERS[language], nothing, cast(Any, phone), nothing)


async def settle_in(phone: Phone) -> None:
    """Become a newcomer who reads German and has no question open."""
    here = trip(phone, "de")
    await here.say("/start")
    await here.answer("de", "start", "18+")
    await here.say(here.traveller.place)
    await here.answer("later")
    await phone.answered()


async def onboard(phone: Phone, language: str) -> None:
    """Go from the first hello to the finished card."""
    here = trip(phone, language)
    await here.arrive()
    await here.find_work()
    await here.tell_more()
    await phone.answered()

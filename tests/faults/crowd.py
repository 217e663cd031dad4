"""Simulated people who keep talking: taps, typed answers, commands, places, impatience."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from random import Random

from bot.standin.desk import Telegram
from bot.standin.phone import Message

FIRST_CHAT = 1001
PLACES = ("Münsingen", "72525", "Reutlingen", "مونزینگن")
COMMANDS = ("profile", "offers", "week", "language", "help", "person", "start", "appointments")
# No numbers: whether one answers depends on when the question was shown, which no model replays;
# see tests/bot/test_two_clocks.py.
WORDS = (
    *PLACES,
    *("menu", "help", "hello", "I can cook & <sew>"),
    *(f"/{command}" for command in COMMANDS),
)
NEVER = ("menu.0.0.delete", "menu.0.0.stop")
LOOK, START = ".look", ".start"


class Crowd:
    """People with phones; `pause` is the shortest and longest silence of one, in seconds.

    They do not delete their data and never say "no thanks" at the door (not even by its number,
    3): what is gone cannot be checked.
    """

    def __init__(self, telegram: Telegram, people: int, seed: int, pause: tuple[float, float]):
        self._telegram = telegram
        self._chance = Random(seed)
        self._pause = pause
        self.chats = [FIRST_CHAT + number for number in range(people)]
        for chat in self.chats:
            telegram.add_phone(chat, f"Person {chat}")

    async def talk(self) -> None:
        """Talk until cancelled."""
        async with asyncio.TaskGroup() as people:
            for chat in self.chats:
                people.create_task(self._live(chat))

    def burst(self) -> None:
        """Let a third of the people do several things at once."""
        for chat in self._chance.sample(self.chats, max(1, len(self.chats) // 3)):
            for _ in range(3):
                self.act(chat)

    async def _live(self, chat: int) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(*self._pause))
            self.act(chat)

    def act(self, chat: int) -> None:
        """Do one thing."""
        shown = [m for m in self._telegram.phones[chat].messages.values() if m.from_bot and m.rows]
        if not self._telegram.phones[chat].delivered:
            self._telegram.type_text(chat, "/start")
            return
        ways: Sequence[tuple[float, Callable[[], None]]] = (
            (0.72, lambda: self._tap(chat, shown[-1:])),
            (0.77, lambda: self._tap(chat, shown)),
            (0.82, lambda: self._tap(chat, shown[-1:], times=2)),
            (0.96, lambda: self._write(chat)),
            (1.0, lambda: self._other(chat)),
        )
        luck = self._chance.random()
        next(way for share, way in ways if luck < share)()

    def ask(self, chat: int) -> None:
        """Do one thing that is answered: tap what is shown last, or type."""
        shown = [m for m in self._telegram.phones[chat].messages.values() if m.from_bot and m.rows]
        if not shown:
            self._telegram.type_text(chat, "/start")
        elif self._chance.random() < 0.7:
            self._tap(chat, shown[-1:])
        else:
            self._write(chat)

    def _tap(self, chat: int, shown: Sequence[Message], times: int = 1) -> None:
        message = self._chance.choice(shown) if shown else None
        data = self._button(message) if message else None
        for _ in range(times):
            if message is None or data is None:
                self._write(chat)
            else:
                self._telegram.tap(chat, message.id, data)

    def _button(self, message: Message) -> str | None:
        found = [b["callback_data"] for row in message.rows for b in row if "callback_data" in b]
        found = [data for data in found if not data.endswith(NEVER)]
        if any(data.endswith(LOOK) for data in found):  # the door: most people come in
            found = [
                data
                for data in found
                if data.endswith(START if self._chance.random() < 0.9 else LOOK)
            ]
        return self._chance.choice(found) if found else None

    def _write(self, chat: int) -> None:
        self._telegram.type_text(chat, self._chance.choice(WORDS))

    def _other(self, chat: int) -> None:
        if self._chance.random() < 0.5:
            self._telegram.share_place(chat, 48.41, 9.49)
        else:
            self._telegram.send_other(chat, self._chance.choice(("voice", "photo", "sticker")))

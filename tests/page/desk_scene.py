"""Colleagues on both faces: a phone with Telegram in the hand, a browser on the desk."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aiohttp import ClientSession, CookieJar

from bot.clock import Clock
from bot.standin.phone import Message
from locales.direction import clean
from storage import pins
from storage.digits import sealed
from storage.engine.database import Priority
from storage.invitations import invite
from storage.limits import Limits
from storage.models import Person
from storage.models.people import RoleName
from storage.page import screens
from storage.page.screens import own_chat
from storage.people import grant
from storage.team import colleague
from storage.work import Work
from tests.bot.running_desk import eventually
from tests.page.paged import Browser, PageDesk, page_desk
from tests.people import BERLIN

T = TypeVar("T")
PIN, OTHER_PIN = "2468", "1357"
QUICK = Limits(unseen_ms=0)
READING_SECONDS = 5.0
"""What somebody takes before they answer: Telegram lets us speak to them again then."""


class Later(Clock):
    """The time of this computer, put forward; the seconds that are waited, too."""

    walks = True

    def __init__(self) -> None:
        self.by = timedelta()
        self.read_for = 0.0

    def steady(self) -> float:
        """Return steady seconds, with those in which somebody read what they have."""
        return super().steady() + self.read_for

    def now(self) -> datetime:
        """Return the time of the test."""
        return super().now() + self.by

    def passes(self, **much: float) -> None:
        """Let time pass."""
        self.by += timedelta(**much)


@dataclass
class House:
    """The bot with its page, its clock, and what a test does behind the scenes."""

    desk: PageDesk
    clock: Later

    async def do(self, unit: Callable[[Work], T]) -> T:
        """Run a unit as the bot does."""
        submit = self.desk.app.database.submit

        def run(session: Any) -> T:
            return unit(Work(session, self.clock.now(), BERLIN, QUICK))

        future = submit(Priority.TURN, run)
        return await asyncio.wrap_future(future)

    async def handset(
        self, key: int, name: str, role: RoleName, scope: str = "alb", *, pin: str = PIN
    ) -> Handset:
        """Give somebody a phone and let them come with a link, say a name, choose a PIN."""
        self.desk.telegram.add_phone(key, name, started=True)
        token = await self.do(lambda work: invite(work, role, scope))
        phone = Handset(self, key)
        await phone.says(f"/start i-{token}")
        await phone.taps("English")
        await phone.says(name)
        await phone.says(pin)
        return await phone.says(pin)

    async def colleague(
        self, name: str, role: RoleName = RoleName.STAFF, scope: str = "alb", pin: str = PIN
    ) -> int:
        """Let somebody be a colleague with a name and a PIN, and return their key."""

        def make(work: Work) -> int:
            person = Person(created_at=work.now, active_at=work.now)
            work.session.add(person)
            work.session.flush()
            grant(work, person.id, role, scope)
            colleague(work, person.id).first_name = name
            pins.choose(work, person.id, sealed(pin))
            own_chat(work, person.id).language = "en"
            return person.id

        return await self.do(make)

    async def is_desk(self, browser: Browser, centre: str = "alb") -> Browser:
        """Let a browser be the desk of a centre."""
        lead = await self.colleague("Lena", RoleName.LEAD, centre)
        token = await self.do(lambda work: screens.offer(work, lead, centre))
        await self._opens(browser, token)
        assert await self.do(lambda work: screens.confirm(work, lead, shown_number(browser)))
        return await browser.opens("/desk")

    async def has_own(self, browser: Browser, person: int, device: str = "own") -> Browser:
        """Let a colleague's chat stand open in a browser."""
        token = await self.do(lambda work: screens.offer(work, person))
        await self._opens(browser, token, device)
        found = await self.do(lambda work: screens.confirm(work, person, shown_number(browser)))
        assert found
        assert found.chat
        await browser.opens("/desk")
        return await browser.types("/today")

    async def _opens(self, browser: Browser, token: str, device: str = "own") -> None:
        await browser.opens(f"/d/{token}")
        await browser.presses("Go on", device=device)

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[Browser]:
        """Open a browser that nobody used before."""
        asks = {"Accept-Language": "en"}
        async with ClientSession(cookie_jar=CookieJar(unsafe=True), headers=asks) as http:
            yield Browser(self.desk.url, http)


@dataclass
class Handset:
    """A phone with Telegram; every step waits until the bot has said what it has to say."""

    house: House
    key: int

    async def says(self, text: str) -> Handset:
        """Type and send."""
        telegram = self.house.desk.telegram
        return await self._does(lambda: telegram.type_text(self.key, text))

    async def taps(self, label: str) -> Handset:
        """Press the newest button with these words."""
        telegram = self.house.desk.telegram
        found = [
            (message.id, button["callback_data"])
            for message in self.messages
            for row in message.rows
            for button in row
            if label in clean(button["text"]) and "callback_data" in button
        ]
        assert found, f"no {label!r} among {self.buttons} under {self.sees!r}"
        return await self._does(lambda: telegram.tap(self.key, *found[-1]))

    async def _does(self, act: Callable[[], int]) -> Handset:
        before = self._state
        self.house.clock.read_for += READING_SECONDS
        act()
        await eventually(lambda: self._state != before)
        await self.house.desk.app.idle()
        return self

    @property
    def messages(self) -> list[Message]:
        """What the bot said, as it stands there now."""
        every = self.house.desk.telegram.phones[self.key].messages.values()
        return [each for each in every if each.from_bot]

    @property
    def _state(self) -> list[tuple[int, str, Any]]:
        return [(each.id, each.text, each.rows) for each in self.messages]

    @property
    def sees(self) -> str:
        """The newest message."""
        return clean(self.messages[-1].text)

    @property
    def said(self) -> str:
        """Everything the bot said."""
        return clean("\n".join(each.text for each in self.messages))

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message."""
        return [clean(each["text"]) for row in self.messages[-1].rows for each in row]

    def address(self, before: str) -> str:
        """Return the newest address of the page in the chat that begins so."""
        found = re.findall(
            rf"{re.escape(self.house.desk.url)}({before}[\w-]+(?:/[\w-]+)*)", self.said
        )
        assert found, self.said
        return str(found[-1])


@asynccontextmanager
async def house(database_url: str, **limits: Any) -> AsyncIterator[House]:
    """Open the house."""
    clock = Later()
    at = Limits(unseen_ms=0, **limits)
    async with page_desk(database_url, clock=clock, limits=at) as desk:
        yield House(desk, clock)


async def on_computer(phone: Handset, browser: Browser, device: str = "own") -> Browser:
    """Open a colleague's own chat in a browser, with the number it shows."""
    await phone.says("/team")
    await phone.taps("On a computer")
    await types_pin(phone)
    await phone.taps("Show the link")
    await browser.opens(f"{phone.address('/d/')}")
    await browser.presses("Go on", device=device)
    number = shown_number(browser)
    await phone.says(number)
    return await browser.opens("/desk")


async def as_desk(phone: Handset, browser: Browser) -> Browser:
    """Let a lead make a browser the desk of the centre."""
    await phone.says("/team")
    await phone.taps("Desks of the centre")
    await phone.taps("New desk")
    await types_pin(phone)
    await phone.taps("Alb")
    await browser.opens(f"{phone.address('/d/')}")
    await browser.presses("Go on")
    await phone.says(shown_number(browser))
    return await browser.opens("/desk")


async def reads(browser: Browser, words: str) -> Browser:
    """Look again until something stands there that was said elsewhere."""
    for _ in range(100):
        if words in (await browser.opens("/c")).page.html:
            break
        await asyncio.sleep(0.1)
    assert words in browser.page.html
    return browser


async def types_pin(phone: Handset, pin: str = PIN) -> None:
    """Type the PIN where it is asked for."""
    if "Your PIN, please." in phone.sees:
        await phone.says(pin)


def shown_number(browser: Browser) -> str:
    """Read the number a browser shows."""
    html = browser.page.html.partition('<p class="code">')[2]
    assert html
    return "".join(re.findall(r"\d", html.partition("</p>")[0]))

"""How long fifty people wait for an answer on the page, beside the same in Telegram."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles

import click
from aiohttp import ClientSession, CookieJar

from tests.benchmarks import town
from tests.benchmarks.cheap_api import CheapApi, cheap_api
from tests.benchmarks.contenders import HASTY, Running, running
from tests.benchmarks.travel import phones, settle_in
from tests.page.paged import SAME_ORIGIN, Browser
from tests.ports import free_port

PAUSE = (0.5, 2.0)
AT_ONCE, LOOK = 5, 2.0
TOKEN = re.compile(r'name="token" value="([^"]+)"')
COMMAND = f"/{town.COMMAND}"
KINDS = ("/", "/?language=ar", "/c", "/privacy", "/imprint", "/code", "/l/none")
Act = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Waited:
    """How long people waited, and what an answer cost."""

    face: str
    seconds: Sequence[float]
    cpu: float

    @property
    def p95(self) -> float:
        """What nineteen of twenty did not wait for longer than, in milliseconds."""
        return 1000 * quantiles(self.seconds, n=20)[-1]

    @property
    def median(self) -> float:
        """What half of them did not wait for longer than, in milliseconds."""
        return 1000 * quantiles(self.seconds, n=2)[0]


@dataclass(frozen=True)
class Found:
    """Both faces in one run, and bytes by kind of page."""

    telegram: Waited
    page: Waited
    sizes: dict[str, int]


async def measure(people: int, taps: int) -> Found:
    """Let so many people ask so often, on one face and then on the other."""
    url = f"http://127.0.0.1:{free_port()}"
    os.environ |= {"JIP_WEB_URL": url, "JIP_WEB_LISTEN": url.removeprefix("http://")}
    with tempfile.TemporaryDirectory(prefix="jip-pages-") as folder:
        place = Path(folder) / "town"
        await town.found(place, lively=False)
        town.set_limits(place, sends_per_second=town.UNLIMITED)
        async with cheap_api() as api, running(HASTY, api, place) as bot:
            asked = await _phones(api, people)
            telegram = await _waited("Telegram", bot, asked, taps)
            async with _browsers(url, people) as browsers:
                typed = [_typing(each) for each in browsers]
                page = await _waited("page", bot, typed, taps)
                sizes = {kind: await _size(browsers[0], kind) for kind in KINDS}
    return Found(telegram, page, sizes)


async def _phones(api: CheapApi, people: int) -> list[Act]:
    made = phones(api, town.chats_of(people))
    async with asyncio.TaskGroup() as tasks:
        for phone in made:
            tasks.create_task(settle_in(phone))
    await api.quiet()

    def asking(number: int) -> Act:
        async def ask() -> None:
            await made[number].type(COMMAND)
            await made[number].answered()

        return ask

    return [asking(number) for number in range(people)]


@asynccontextmanager
async def _browsers(url: str, people: int) -> AsyncIterator[list[Browser]]:
    async with AsyncExitStack() as stack:
        found = []
        for number in range(people):
            address = {"X-Forwarded-For": f"10.0.{number >> 8}.{number & 255}"}
            http = ClientSession(cookie_jar=CookieJar(unsafe=True), headers=address)
            found.append(Browser(url, await stack.enter_async_context(http)))
        for first in range(0, people, AT_ONCE):
            few = found[first : first + AT_ONCE]
            await asyncio.gather(*[each.settles_in("Deutsch") for each in few])
        yield found


def _typing(browser: Browser) -> Act:
    """Type the command as a browser does, without the time it takes to read a page."""
    here = f"{browser.url}/c"
    tokens = TOKEN.findall(browser.page.html)

    async def ask() -> None:
        sent = {"token": tokens[0], "text": COMMAND}
        async with browser.http.post(here, data=sent, headers=SAME_ORIGIN) as answer:
            found = TOKEN.findall(await answer.text())
        while not found:  # the page that looks again by itself
            await asyncio.sleep(LOOK)
            async with browser.http.get(f"{here}/wait") as answer:
                found = TOKEN.findall(await answer.text())
        tokens[:] = found

    return ask


async def _waited(face: str, bot: Running, everybody: Sequence[Act], taps: int) -> Waited:
    seconds: list[float] = []

    async def live(number: int, ask: Act) -> None:
        chance = Random(number)
        for _ in range(taps):
            await asyncio.sleep(chance.uniform(*PAUSE))
            began = time.monotonic()
            await ask()
            seconds.append(time.monotonic() - began)

    cpu = bot.cpu()
    await asyncio.gather(*[live(*each) for each in enumerate(everybody)])
    return Waited(face, seconds, 1000 * (bot.cpu() - cpu) / len(seconds))


async def _size(browser: Browser, path: str) -> int:
    async with browser.http.get(f"{browser.url}{path}") as answer:
        return len(await answer.read())


@click.command()
@click.option("--people", default=50, show_default=True)
@click.option("--taps", default=20, show_default=True)
def main(people: int, taps: int) -> None:
    """Measure both faces."""
    found = asyncio.run(measure(people, taps))
    click.echo(f"{people} people, each {taps} x {COMMAND}")
    for each in (found.telegram, found.page):
        click.echo(
            f"  {each.face:10} p50 {each.median:6.0f} ms  p95 {each.p95:6.0f} ms  "
            f"{each.cpu:5.1f} ms CPU for an answer"
        )
    click.echo(f"  p95 of the page / Telegram: {found.page.p95 / found.telegram.p95:.2f}")
    for kind, size in found.sizes.items():
        click.echo(f"  {kind:16}{size:>8} bytes")


if __name__ == "__main__":
    main()

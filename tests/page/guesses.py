"""Ten thousand guesses at links, each from another address: what they got."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

import click
from aiohttp import ClientSession
from sqlalchemy import func, select

from storage.engine.database import Priority
from storage.links import new_token
from storage.models import PageLink
from storage.models.page import Purpose
from storage.page import links
from storage.work import Work
from tests.faults.scratch import scratch_database, settle
from tests.page.paged import PageDesk, page_desk
from tests.works import unit_at

AT_ONCE, GOOD = 20, 50


@dataclass
class Guessed:
    """How the answers were: by status, how many different ones, links that opened."""

    statuses: Counter[int] = field(default_factory=Counter)
    looks: set[str] = field(default_factory=set)
    opened: int = 0
    good: int = 0

    @property
    def bodies(self) -> int:
        """How many different answers there were."""
        return len(self.looks)

    def __str__(self) -> str:
        return f"{dict(self.statuses)}, {self.bodies} kind of answer, {self.opened} used up"


@dataclass(frozen=True)
class Links:
    """Tokens of links: one that is good among many, and those that are not any more."""

    good: str
    over: tuple[str, ...]


async def opened_links(desk: PageDesk) -> Links:
    """Make links to be guessed."""
    now = desk.app.clock.now()
    unit = desk.app.database.submit(Priority.TURN, unit_at(now, _make))
    return await asyncio.wrap_future(unit)


def _make(work: Work) -> Links:
    def made(days: int = 1) -> links.MadeLink:
        expires_at = work.now + timedelta(days=days)
        return links.make(work, Purpose.NEWCOMER, expires_at=expires_at, language="en")

    good = [made() for _ in range(GOOD)]
    expired, used, voided = made(-1), made(), made()
    links.use(work, used.link)
    links.void(work, PageLink.id == voided.link.id)
    return Links(good[0].token, (expired.token, used.token, voided.token))


async def guess(desk: PageDesk, count: int, known: Links) -> Guessed:
    """Try links nobody made, and those that were good once; proxies must be trusted."""
    found, tokens = Guessed(), [*known.over, *(new_token() for _ in range(count))]
    numbered = list(enumerate(tokens))
    async with ClientSession() as http:

        async def ask(number: int, token: str) -> int:
            from_ = {"X-Forwarded-For": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}
            async with http.get(f"{desk.url}/l/{token}", headers=from_) as answer:
                told = f"{sorted(answer.headers.items())}".replace(answer.headers["Date"], "")
                if token != known.good:
                    found.statuses[answer.status] += 1
                    found.looks.add(sha256(told.encode() + await answer.read()).hexdigest())
                return answer.status

        for at in range(0, len(numbered), AT_ONCE):
            await asyncio.gather(*[ask(*each) for each in numbered[at : at + AT_ONCE]])
        found.good = await ask(1 << 20, known.good)
    used = select(func.count()).where(PageLink.used_at.is_not(None))
    unit = desk.app.database.read(lambda s: s.scalar(used))
    found.opened = (await asyncio.wrap_future(unit) or 0) - 1  # one was before
    return found


async def _all(url: str, count: int) -> Guessed:
    async with page_desk(url, web_proxies="127.0.0.1") as desk:
        return await guess(desk, count, await opened_links(desk))


@click.command()
@click.option("--count", default=10_000, show_default=True)
def main(count: int) -> None:
    """Guess links."""
    logging.disable()
    with scratch_database("sqlite") as url:
        settle(url)
        found = asyncio.run(_all(url, count))
    click.echo(f"{count} guesses and 3 links that are over: {found}; a good link: {found.good}")


if __name__ == "__main__":
    main()

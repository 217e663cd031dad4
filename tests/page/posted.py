"""The real bot with its page and a mail server: somebody who reads mail, and time that passes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from pydantic import SecretStr
from sqlalchemy import func, select

from bot.clock import Clock
from storage import appointments
from storage.engine.database import Priority
from storage.limits import Limits
from storage.models import Appointment, Contact, Outbox
from storage.models.outbox import Carrier, OutboxState
from storage.work import Work
from tests.page.mailbox import WAIT_SECONDS, Mailbox, mailbox, text_of
from tests.page.paged import Browser, PageDesk, page_desk
from tests.people import BERLIN

T = TypeVar("T")
TRIES = 200
FROM = "JIP Reutlingen <jip@example.org>"
AMINA = "amina@example.org"
TUESDAY = datetime(2026, 11, 3, 9, 0, tzinfo=BERLIN)


@dataclass
class Standing(Clock):
    """A clock that stands still until a test says otherwise."""

    at: datetime
    walks = True

    def now(self) -> datetime:
        """Return the time it stands at."""
        return self.at


@dataclass
class Post:
    """Everything a test looks at."""

    desk: PageDesk
    box: Mailbox
    clock: Standing
    limits: Limits

    def do(self, unit: Callable[[Work], T]) -> T:
        """Run a unit as the bot does."""
        now = self.clock.now()
        done = self.desk.app.database.submit(
            Priority.TURN, lambda s: unit(Work(s, now, BERLIN, self.limits))
        )
        return done.result(20)

    async def passes(self, **length: float) -> None:
        """Let time pass and do what is due then."""
        self.clock.at += timedelta(**length)
        await self.desk.app.tick()

    async def stands(self) -> None:
        """Wait until what was said stands on the page."""
        waits = (Outbox.carrier == Carrier.PAGE, Outbox.state == OutboxState.TODO)
        now = Outbox.not_before <= self.clock.now()
        rows = select(func.count()).select_from(Outbox).where(*waits, now)
        await self.until(lambda: not self.do(lambda work: work.session.scalar(rows)))

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so, a few seconds at most."""
        for _ in range(TRIES):
            if is_so():
                return
            await asyncio.sleep(WAIT_SECONDS / TRIES)
        raise AssertionError("it never came to that")

    async def mails_are(self, *states: OutboxState) -> None:
        """Wait until the mails so far ended, or wait, like this."""
        rows = select(Outbox.state).where(Outbox.carrier == Carrier.MAIL).order_by(Outbox.id)
        await self.until(lambda: tuple(self.do(lambda w: w.session.scalars(rows).all())) == states)

    def books(self, day: date, at: time) -> int:
        """Let staff make an appointment for the one person with an address."""

        def unit(work: Work) -> int:
            who = work.session.scalars(select(Contact.person_id)).one()
            made = Appointment(
                person_id=who,
                centre="alb",
                kind="first_talk",
                on_date=day,
                at_time=at,
                zone="Europe/Berlin",
                minutes=45,
            )
            appointments.book(work, made)
            return made.id

        return self.do(unit)

    def moves(self, key: int, at: time) -> None:
        """Let staff give an appointment another time of the day."""

        def unit(work: Work) -> None:
            found = work.session.get_one(Appointment, key)
            appointments.move(work, found, found.on_date, at)

        self.do(unit)

    def contact(self) -> Contact:
        """Return the one address."""
        return self.do(lambda work: work.session.scalars(select(Contact)).one())


@asynccontextmanager
async def post(database_url: str, **settings: Any) -> AsyncIterator[Post]:
    """Start the bot with its page and a mail server on loopback."""
    clock, limits = Standing(TUESDAY), Limits()
    async with mailbox() as box:
        mails = {"smtp_url": SecretStr(f"smtp://127.0.0.1:{box.port}"), "mail_from": FROM}
        paged = page_desk(database_url, clock=clock, limits=limits, **mails, **settings)
        async with paged as desk:
            yield Post(desk, box, clock, limits)


async def confirms(amina: Browser, box: Mailbox, address: str = AMINA) -> str:
    """Name an address and type what comes there; return the digits."""
    await amina.types("/mail")
    await amina.types(address)
    digits = digits_of(text_of(await box.comes(1)))
    await amina.types(digits)
    return digits


def digits_of(text: str) -> str:
    """Return the six digits of a mail."""
    found = re.search(r"\b\d{6}\b", text)
    assert found is not None
    return found[0]

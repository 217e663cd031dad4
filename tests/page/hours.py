"""A desk whose clock a test moves, and the links that are handed out there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from yarl import URL

from bot.clock import Clock
from storage.engine.database import Priority
from storage.limits import Limits
from storage.models import Centre, Employer, Person, Profile
from storage.models.offers import EmployerStatus
from storage.models.page import Purpose
from storage.page import links, papers
from storage.page.links import MadeLink
from storage.work import Work
from tests.page.paged import Browser, PageDesk

T = TypeVar("T")
NOON = datetime(2026, 12, 1, 11, tzinfo=UTC)


class Hands(Clock):
    """A clock that stands until a test turns it."""

    walks = True

    def __init__(self) -> None:
        """Begin on a Tuesday at noon."""
        self.at = NOON

    def now(self) -> datetime:
        """Return where the hands are."""
        return self.at

    def turn(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


async def do(desk: PageDesk, unit: Callable[[Work], T]) -> T:
    """Run a unit in the database of a running bot."""
    at, zone = desk.app.clock.now(), ZoneInfo("Europe/Berlin")
    future = desk.app.database.submit(
        Priority.TURN, lambda session: unit(Work(session, at, zone, Limits()))
    )
    return await asyncio.wrap_future(future)


def inn(work: Work) -> Employer:
    """Return a firm that gets letters."""
    found = work.session.scalar(select(Employer).where(Employer.ref == "E9"))
    if found is None:
        found = Employer(
            ref="E9", name="Gasthof Adler", sector="gastro", plz="72525", phone="07381 990"
        )
        found.status = EmployerStatus.VERIFIED
        work.session.add(found)
        work.session.flush()
    return found


def a_letter(work: Work) -> MadeLink:
    """Write to the firm."""
    return papers.for_firm(work, inn(work), "alb", "de")


def a_sheet(work: Work) -> MadeLink:
    """Give the only person there a sheet for the way back."""
    person = work.session.scalars(select(Person).join(Profile)).one()
    return papers.for_person(work, person, "alb", "en")


def some_news(work: Work) -> MadeLink:
    """Write a mail to the only person there."""
    person = work.session.scalars(select(Person).join(Profile)).one()
    ends = work.now + timedelta(days=14)
    return links.make(work, Purpose.NEWS, expires_at=ends, person_id=person.id)


async def opens(browser: Browser, made: MadeLink, **more: Any) -> Browser:
    """Open a link and press the button that stands there."""
    await browser.opens(f"/l/{made.token}")
    return await browser.presses("yes", **more)


def seen(browser: Browser) -> str:
    """Return everything that is to be read."""
    return "\n".join([*browser.page.ours, *browser.page.notices])


def centre_of(work: Work) -> Centre:
    """Return the centre of the desk."""
    return work.session.get_one(Centre, "alb")


def restored(one: Browser, other: Browser) -> None:
    """Give a browser the cookies of another one, as after a crash or from a copied profile."""
    other.http.cookie_jar.update_cookies(kept(one), URL(other.url))


def kept(browser: Browser) -> dict[str, str]:
    """Return the cookies a browser keeps."""
    found = browser.http.cookie_jar.filter_cookies(URL(browser.url))
    return {name: morsel.value for name, morsel in found.items()}

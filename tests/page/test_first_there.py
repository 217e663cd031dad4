"""What is new on a page stands in one order: first what waits for an answer, the newest first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest

from storage.rules.stages import Move
from tests.conversations.candidate_scene import agreed, is_interested, looking
from tests.conversations.way_scene import cleared, interested, moves, with_a_firm
from tests.page.hours import Hands
from tests.page.paged import Browser, page_desk
from tests.page.phone import PagePhone, PageTown
from tests.people import Phone
from tests.scheduler.desk import booked

pytestmark = pytest.mark.both_databases
HOUR = timedelta(hours=1)
EIGHTH, DAY = date(2026, 12, 8), timedelta(days=1)
WAY = "🧭 Your way to Näherei Muster"
NEW, EVE = "📬 New for you:", "⏰ Somebody is coming to you tomorrow."
APPOINTMENT = "📅 You have an appointment (Termin): First talk"


@dataclass
class Pages:
    """People at the pages of a running bot, whose clock goes with theirs."""

    town: PageTown
    hands: Hands
    browser: Browser

    def passes(self, by: timedelta, *phones: Phone) -> None:
        """Let time pass, and everything come that is for these; nobody looks meanwhile."""
        for at in self.town.hours(self.town.now + by):
            self.hands.at = at
            for each in phones:
                assert isinstance(each, PagePhone)
                each.looks_away = True
                each.reads()

    async def presses(self, wanted: str, phone: Phone) -> str:
        """Let somebody press a button a minute later; return the head of what stands first then."""
        self.passes(timedelta(minutes=1), phone)
        await self.browser.presses(wanted)
        return (await self.reads(phone))[0]

    async def reads(self, phone: Phone) -> list[str]:
        """Open the page by the cookie of somebody; return the heads of ours, from the top."""
        assert isinstance(phone, PagePhone)
        self.browser.http.cookie_jar.update_cookies({"jip": phone.cookie})
        await self.browser.opens("/c")
        assert self.browser.status == 200
        return [said.split("\n")[0] for said in self.browser.page.ours]


@asynccontextmanager
async def pages(database_url: str) -> AsyncIterator[Pages]:
    hands = Hands()
    async with page_desk(database_url, clock=hands) as desk, desk.browser() as browser:
        yield Pages(PageTown(desk.app.database, hands.at), hands, browser)


async def test_a_newcomer_reads_what_a_firm_waits_for_above_what_came_after_it(
    database_url: str,
) -> None:
    async with pages(database_url) as at:
        with_a_firm(at.town)
        amal = interested(at.town)
        at.passes(HOUR, amal)
        moves(at.town, Move.SEND)
        at.passes(HOUR, amal)
        booked(at.town, amal, EIGHTH, time(15))
        at.passes(HOUR, amal)
        assert (await at.reads(amal))[:2] == [WAY, APPOINTMENT]
        assert "May we tell Näherei Muster your first name?" in at.browser.page.asked
        assert await at.presses("Yes, tell the firm", amal) == WAY
        at.passes(HOUR, amal)
        booked(at.town, amal, date(2026, 12, 9), time(15))
        at.passes(HOUR, amal)
        assert (await at.reads(amal))[0] == APPOINTMENT
        cleared(at.town)
        moves(at.town, Move.NAME, options=["2026-12-15T09:00", "2026-12-16T09:00"])
        at.passes(HOUR, amal)
        booked(at.town, amal, date(2026, 12, 10), time(15))
        at.passes(HOUR, amal)
        assert (await at.reads(amal))[:3] == [WAY, APPOINTMENT, APPOINTMENT]
        assert "On which day can you come?" in at.browser.page.asked


async def test_a_firm_reads_its_newest_question_above_what_is_no_question(
    database_url: str,
) -> None:
    async with pages(database_url) as at:
        firm, offer = looking(at.town, places=2)
        agreed(at.town, is_interested(at.town, offer, "reza"), date(2026, 12, 3))
        is_interested(at.town, offer, "amal")
        at.passes(timedelta(hours=30), firm)
        assert (await at.reads(firm))[:2] == [NEW, EVE]
        assert "Does this person fit?" in at.browser.page.asked
        answered = await at.presses("Please send", firm)
        assert "We ask this person now." in at.browser.page.asked
        at.passes(HOUR, firm)
        is_interested(at.town, offer, "yonas")
        at.passes(DAY, firm)
        assert (await at.reads(firm))[:2] == ["2 questions for you", answered]
        assert "How was the day with Reza?" in at.browser.page.asked

"""A colleague's own screen: opened with a number, locked after a while, opened with the PIN."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from storage.models import Inbox, PageEntry, PageSession
from storage.models.people import RoleName
from storage.work import Work
from tests.page.desk_scene import PIN, house, on_computer, reads, shown_number

pytestmark = pytest.mark.both_databases
TODAY = "Today: Integrationszentrum Alb"
LOCKED = "This page is locked. It opens with your PIN."


async def test_anna_opens_her_chat_on_a_computer_and_telegram_stays(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        anna = await at.handset(301, "Anna", RoleName.STAFF)
        await on_computer(anna, pc)
        assert "Right. You can go on at the computer." in anna.sees
        await reads(pc, "Welcome. You can work here, too.")
        await pc.presses("Begin")
        assert TODAY in pc.page.asked
        await anna.says("/today")
        assert TODAY in anna.sees


async def test_one_wrong_number_closes_the_link_and_the_browser_shows_none(
    database_url: str,
) -> None:
    async with house(database_url) as at, at.browser() as pc, at.browser() as stranger:
        anna = await at.handset(301, "Anna", RoleName.STAFF)
        await anna.says("/team")
        await anna.taps("On a computer")
        await anna.says(PIN)
        await anna.taps("Show the link")
        link = anna.address("/d/")
        await pc.opens(f"{link}")
        await pc.presses("Go on")
        number = shown_number(pc)
        await anna.says("1000" if number != "1000" else "1001")
        assert "This is not the number. The link is closed." in anna.sees
        await pc.opens("/desk")
        assert "number" not in pc.page.html
        await stranger.opens(link)
        assert stranger.status == 404


async def test_after_a_quarter_of_an_hour_the_page_asks_for_the_pin_alone(
    database_url: str,
) -> None:
    async with house(database_url) as at, at.browser() as pc:
        await at.has_own(pc, await at.colleague("Anna"))
        assert TODAY in pc.page.asked
        at.clock.passes(minutes=14)
        await pc.opens("/c")
        assert TODAY in pc.page.asked
        at.clock.passes(minutes=14)
        await pc.opens("/c")
        at.clock.passes(minutes=15)
        await pc.opens("/c")
        assert LOCKED in pc.page.html
        assert not pc.page.messages
        assert TODAY not in pc.page.html
        await pc.opens("/c/new?after=0")
        assert pc.status == 403
        await pc.opens("/c")  # looking does not open it
        await pc.presses("Open", pin=PIN)
        assert TODAY in pc.page.asked


async def test_what_was_posted_too_late_goes_on_after_the_pin(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        await at.has_own(pc, await at.colleague("Anna"))
        at.clock.passes(minutes=20)
        await pc.types("/team")
        assert "I keep your text. It goes on after the PIN." in pc.page.html
        assert "Team: Integrationszentrum Alb" not in pc.page.html
        await pc.presses("Open", pin="1111")
        assert "This is not your PIN." in pc.page.html
        await pc.presses("Open", pin="eins")
        assert "Please type four to eight digits." in pc.page.html
        await pc.presses("Open", pin="٢٤٦٨")
        assert "Team: Integrationszentrum Alb" in pc.page.asked


async def test_five_misses_end_this_session_alone_and_the_lead_reads_it(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc, at.browser() as home:
        lena = await at.handset(301, "Lena", RoleName.LEAD)
        anna = await at.colleague("Anna")
        await at.has_own(pc, anna)
        await at.has_own(home, anna)
        at.clock.passes(minutes=20)
        await pc.opens("/c")
        for _ in range(4):
            await pc.presses("Open", pin="1111")
            assert "This is not your PIN." in pc.page.html
        await pc.presses("Open", pin="1111")
        assert "Too many wrong tries. This page is closed." in pc.page.html
        assert pc.answer is not None
        assert "Clear-Site-Data" in pc.answer.headers
        await pc.opens("/c")
        assert LOCKED not in pc.page.html
        await home.opens("/c")
        await home.presses("Open", pin=PIN)
        assert TODAY in home.page.asked
        await at.desk.app.idle()
        assert "Anna" in lena.said
        assert "PIN" in lena.sees


async def test_a_pin_typed_in_the_conversation_is_kept_nowhere(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        await at.has_own(pc, await at.colleague("Lena", RoleName.LEAD))
        await pc.types("/team")
        await pc.presses("Desks of the centre")
        await pc.presses("New desk")
        assert "Your PIN, please." in pc.page.asked
        await pc.types(PIN)
        assert "For which centre?" in pc.page.asked

        def kept(work: Work) -> tuple[list[str], int]:
            bodies = [str(body) for body in work.session.scalars(select(PageEntry.body))]
            waits = select(func.count()).where(Inbox.payload.is_not(None))
            return [body for body in bodies if PIN in body], work.session.scalar(waits) or 0

        assert await at.do(kept) == ([], 0)


async def test_only_the_hash_of_a_cookie_is_kept(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        await at.has_own(pc, await at.colleague("Anna"))
        cookies = [each.value for each in pc.http.cookie_jar]
        keys = await at.do(lambda work: work.session.scalars(select(PageSession.token_key)).all())
        assert len(cookies) == len(keys) == 1
        assert cookies[0] not in keys

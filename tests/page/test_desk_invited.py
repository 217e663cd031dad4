"""A new colleague who has only a browser: invited, a number, a PIN, their day."""

from __future__ import annotations

import pytest

from storage.invitations import invite
from storage.models import Person
from storage.models.page import Device
from storage.models.people import RoleName
from storage.page import papers
from storage.work import Work
from tests.page.desk_scene import PIN, Handset, House, house, reads
from tests.page.paged import Browser
from tests.page.safe import Reply, cookie_of, form, heard, post, raw
from tests.page.test_desk_centre import comes_in

pytestmark = pytest.mark.both_databases
WORKS = "Welcome. You work for: Integrationszentrum Alb"


async def invites(at: House, pc: Browser) -> tuple[Handset, str]:
    """Let Lena invite Anna, who opens the link in a browser; return the number it shows."""
    lena = await at.handset(301, "Lena", RoleName.LEAD)
    await lena.says("/team")
    await lena.taps("Invite a colleague")
    await lena.says(PIN)
    await lena.taps("Staff of the centre")
    await lena.says("Anna")
    await pc.opens(lena.address("/i/"))
    await pc.presses("Go on", device="own")
    await pc.presses("English")
    assert "Please tell Lena this number:" in pc.page.asked
    return lena, pc.page.asked.rpartition(": ")[2].split()[0]


async def test_anna_is_invited_to_the_page_and_sees_her_day(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        lena, number = await invites(at, pc)
        await lena.says(number)
        assert "Right. Your colleague is in now." in lena.said
        await reads(pc, "Welcome. You work for: ")
        assert "Integrationszentrum Alb" in pc.page.asked
        await pc.presses("Begin")
        assert "Please choose a PIN" in pc.page.asked
        await pc.types(PIN)
        assert PIN not in pc.page.html
        await pc.types(PIN)
        assert PIN not in pc.page.html
        assert "Today: Integrationszentrum Alb" in pc.page.asked


async def test_one_wrong_number_closes_the_invitation(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        lena, number = await invites(at, pc)
        await lena.says("1000" if number != "1000" else "1001")
        assert "This is not the number. The link is closed." in lena.said
        await reads(pc, "The number was not the same. This link is closed.")
        await pc.types("/today")
        assert "Today" not in pc.page.asked


async def begins(pc: Browser, device: Device) -> None:
    """Begin to write on the page, and say whose device it is."""
    await pc.opens("/?language=en")
    await pc.presses("page", device=device)


async def follows(at: House, pc: Browser, argument: str) -> tuple[bytes, Reply]:
    """Open an address and send its form with the cookie of the browser; return what was sent."""
    await pc.opens(f"/i/{argument}")
    button = pc.page.button("Go on")
    fields = {**button.form.hidden, button.name: button.value}
    sent = post(at.desk, button.form.action, form(**fields), Cookie=cookie_of(at.desk, pc))
    return sent, await raw(at.desk, sent)


def to_the_team(work: Work) -> str:
    """Invite a colleague; return what their address ends with."""
    return f"i-{invite(work, RoleName.STAFF, 'alb')}"


def back_again(work: Work) -> str:
    """Give somebody a sheet for the way back; return what an address of it ends with."""
    person = Person(created_at=work.now, active_at=work.now)
    work.session.add(person)
    work.session.flush()
    return f"l-{papers.for_person(work, person, 'alb', 'en').token}"


async def test_who_writes_on_their_own_device_goes_on_there_and_once(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        await begins(pc, Device.OWN)
        before = await heard(at.desk)
        sent, reply = await follows(at, pc, await at.do(to_the_team))
        assert (reply.status, reply.headers["Location"]) == (303, "/c")
        assert "Set-Cookie" not in reply.headers  # the chat of before
        await reads(pc, WORKS)
        assert (await raw(at.desk, sent)).status == 303
        assert await heard(at.desk) == before + 1


async def test_a_way_back_opens_in_the_chat_of_ones_own_device(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        await begins(pc, Device.OWN)
        _, reply = await follows(at, pc, await at.do(back_again))
        assert (reply.status, reply.headers["Location"]) == (303, "/c")
        await pc.opens("/c")
        assert pc.page.button("Yes, go on here")


async def test_a_locked_screen_of_ones_own_asks_for_the_pin_first(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        await at.has_own(pc, await at.colleague("Anna"))
        before = await heard(at.desk)
        at.clock.passes(minutes=20)
        _, reply = await follows(at, pc, await at.do(to_the_team))
        assert (reply.status, reply.headers["Location"]) == (303, "/c")
        await pc.opens("/c")
        assert "It opens with your PIN." in pc.page.html
        assert await heard(at.desk) == before


async def test_on_a_device_of_several_people_an_invitation_begins_anew(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        await begins(pc, Device.SHARED)
        mine = cookie_of(at.desk, pc)
        _, reply = await follows(at, pc, await at.do(to_the_team))
        assert (reply.status, reply.headers["Location"]) == (303, "/c")
        assert reply.headers["Set-Cookie"].partition(";")[0] != mine
        await pc.opens("/c")
        assert WORKS not in pc.page.html  # who was here before is not who was invited


async def test_a_desk_takes_no_invitation_of_anybody(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        anna = await at.colleague("Anna")
        await at.is_desk(pc)
        argument = await at.do(to_the_team)
        for is_open in (False, True):
            if is_open:
                await pc.opens("/desk")
                await comes_in(pc, anna)
            before = await heard(at.desk)
            _, reply = await follows(at, pc, argument)
            assert (reply.status, reply.headers["Location"]) == (303, "/desk")
            assert "Set-Cookie" not in reply.headers
            assert await heard(at.desk) == before

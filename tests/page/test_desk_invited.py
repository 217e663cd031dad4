"""A new colleague who has only a browser: invited, a number, a PIN, their day."""

from __future__ import annotations

import pytest

from storage.models.people import RoleName
from tests.page.desk_scene import PIN, Handset, House, house, reads
from tests.page.paged import Browser

pytestmark = pytest.mark.both_databases


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

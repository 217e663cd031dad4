"""Every command of colleagues on a page: the same words as in Telegram, light, no error."""

from __future__ import annotations

import pytest

from conversations.kit.permissions import PERMISSIONS
from conversations.registry import COMMANDS
from storage.models.people import RoleName
from storage.people import COLLEAGUES
from tests.page.desk_scene import Handset, house
from tests.page.paged import Browser
from tests.page.seen import Seen

MOST_BYTES = 30_000


def of_colleagues(role: RoleName) -> list[str]:
    """Name the commands a role has that newcomers have not."""
    rows = {each.name: PERMISSIONS[each.row].roles for each in COMMANDS}
    return [name for name, roles in rows.items() if role in roles and roles <= COLLEAGUES]


def words(text: str) -> str:
    """Leave what stands there, however it is broken into lines."""
    return " ".join(text.split())


async def same(desk: Handset, pc: Browser, command: str) -> None:
    """Type a command in Telegram and on the page, and compare."""
    await desk.says(f"/{command}")
    await pc.types(f"/{command}")
    assert pc.status == 200
    said = [words(each) for each in pc.page.ours]
    assert any(each.startswith(words(desk.sees)) for each in said), f"{command}: {said}"
    assert len(pc.page.html.encode()) < MOST_BYTES, (command, len(pc.page.html.encode()))


@pytest.mark.furnished("demo")
@pytest.mark.parametrize("role", [RoleName.STAFF, RoleName.LEAD])
async def test_each_command_says_the_same_on_the_page(chosen_url: str, role: RoleName) -> None:
    async with house(chosen_url) as at, at.browser() as pc:
        desk = await at.handset(301, "Petra", role)
        await at.has_own(pc, await at.colleague("Anna", role))
        for name in of_colleagues(role):
            await same(desk, pc, name)


@pytest.mark.furnished("demo")
async def test_a_day_at_the_desk_is_light(chosen_url: str) -> None:
    async with house(chosen_url) as at, at.browser() as pc:
        await at.has_own(pc, await at.colleague("Anna", RoleName.LEAD, "*"))
        for name in of_colleagues(RoleName.LEAD):
            await pc.types(f"/{name}")
            assert pc.status == 200
        await pc.types("/people")
        assert len(pc.page.html.encode()) < MOST_BYTES


async def test_a_colleague_sees_it_as_a_newcomer(chosen_url: str) -> None:
    async with house(chosen_url) as at, at.browser() as pc:
        await at.has_own(pc, await at.colleague("Anna"))
        await pc.types("/team")
        await pc.presses("See it as a newcomer")
        assert "Practice: you see what a newcomer sees." in pc.page.html
        await pc.presses(".start")
        await pc.presses(".18")
        await pc.types("Münsingen")
        assert "Shall I look for work for you too?" in pc.page.asked
        at.clock.passes(minutes=20)
        await pc.types("/menu")
        assert "This page is locked." in pc.page.html
        await pc.presses("Open", pin="2468")
        await pc.presses("End the practice")
        assert "The practice is over" in pc.page.html
        assert "Today: Integrationszentrum Alb" in pc.page.asked


async def test_who_is_no_colleague_any_more_finds_no_command(chosen_url: str) -> None:
    async with house(chosen_url) as at, at.browser() as pc, at.browser() as stranger:
        await stranger.settles_in()
        await stranger.types("/today")
        await at.has_own(pc, await at.colleague("Anna"))
        assert isinstance(stranger.page, Seen)
        assert "I do not know this. Here is what I can do: /menu" in stranger.page.html

"""Before it is open the page says so as Telegram does; the texts by law can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from storage.engine.database import Priority
from storage.invitations import invite
from storage.models.people import RoleName
from tests.bot.test_ops import get
from tests.page.paged import page_desk
from tests.works import work_at


def texts(folder: Path) -> dict[str, Any]:
    """Return settings that lack a centre's address alone."""
    for name in ("imprint", "privacy"):
        (folder / f"{name}.txt").write_text(f"{name} of the district\n\nSecond paragraph\n")
    files = {f"{name}_file": folder / f"{name}.txt" for name in ("imprint", "privacy")}
    return {"open_anyway": False, "controller": "Landkreis Reutlingen", **files}


async def test_a_newcomer_reads_that_it_is_not_open(sqlite_url: str, tmp_path: Path) -> None:
    async with page_desk(sqlite_url, **texts(tmp_path)) as desk, desk.browser() as amina:
        await amina.opens("/")
        await amina.presses("English")
        await amina.presses("page")
        assert amina.sees.startswith("Nobody answers here yet.")
        await amina.types("hello")
        assert amina.sees.startswith("Nobody answers here yet.")
        await amina.types("/privacy")
        assert "Landkreis Reutlingen" in amina.page.html
    async with page_desk(sqlite_url, **texts(tmp_path)) as desk:
        for path in ("/imprint", "/privacy"):
            status, html = await get(desk.url, path)
            assert (status, f"{path[1:]} of the district" in html) == (200, True)


async def test_staff_come_in_by_their_link(sqlite_url: str, tmp_path: Path) -> None:
    async with page_desk(sqlite_url, **texts(tmp_path)) as desk, desk.browser() as petra:
        now = desk.app.clock.now()
        token = desk.app.database.submit(
            Priority.TURN,
            lambda s: invite(work_at(s, now), RoleName.STAFF, "alb"),
        ).result()
        await petra.opens(f"/i/i-{token}")
        assert petra.status == 200
        await petra.presses(petra.page.buttons[0])
        if "English" in [each.label for each in petra.page.buttons]:
            await petra.presses("English")
        assert "not open" not in petra.page.html

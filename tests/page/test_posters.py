"""Posters and desks over real HTTP: a place in five languages, a QR code that was photographed."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from locales.languages import LANGUAGES
from storage.invitations import invite
from storage.models import Chat, Invitation, Profile
from storage.models.chats import ChatKind
from storage.models.page import Purpose
from storage.models.people import RoleName
from storage.page import links
from storage.page.links import MadeLink
from storage.people import grant, introduce
from storage.queues.chats import upsert_chat
from storage.receiving import confirm, offer_link
from storage.work import Work
from tests.page.hours import Hands, do, opens, seen
from tests.page.paged import Browser, page_desk


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_poster_knows_the_place_in_every_language(database_url: str, language: str) -> None:
    async with page_desk(database_url) as desk, desk.browser() as amina:
        await amina.opens("/p/72525")
        await amina.presses(LANGUAGES[language].own_name)
        assert amina.page.language == language
        await amina.presses("page")
        await amina.presses(".start")
        await amina.presses(".18")
        assert "Münsingen" in amina.page.button("Münsingen").label


async def test_a_poster_for_firms_leads_to_the_questions_for_them(database_url: str) -> None:
    async with page_desk(database_url) as desk, desk.browser() as blum:
        await blum.opens("/p/firm")
        await blum.presses("English")
        await blum.presses("page")
        assert "What is the name of your firm?" in seen(blum)
        await blum.types("Bäckerei Blum")
        await blum.presses(".food")
        await blum.presses("Münsingen")
        await blum.types("Frau Blum")
        await blum.presses(".here")
        await blum.types("07381 5566")
        await blum.presses(".10")
        assert "This firm is noted: Bäckerei Blum" in seen(blum)


def shown(browser: Browser) -> str:
    """Return the number a page shows."""
    found = re.search(r"centre: (\d{4})", seen(browser))
    assert found, seen(browser)
    return found[1]


def petra(work: Work) -> int:
    """Return a colleague in Telegram."""
    key = upsert_chat(work.session, "private:7", ChatKind.PRIVATE, work.now)
    chat = work.session.get_one(Chat, key)
    chat.language = "de"
    person = introduce(work, chat)
    grant(work, person.id, RoleName.STAFF, "alb")
    return person.id


@pytest.mark.both_databases
async def test_a_photographed_code_at_the_desk_shows_the_thief_no_number(database_url: str) -> None:
    async with (
        page_desk(database_url) as desk,
        desk.browser() as amina,
        desk.browser() as thief,
    ):
        by = await do(desk, petra)
        token = await do(desk, lambda work: offer_link(work, "alb", by))
        for each in (amina, thief):
            await each.opens(f"/i/d-{token}")
            await each.presses("yes")
            await each.presses(".en")
        number = shown(amina)
        assert "Please show this number at the centre" in seen(amina)
        assert "number" not in seen(thief)
        assert await do(desk, lambda work: confirm(work, by, number))
        await amina.types("/start")
        await amina.presses(".start")
        await amina.presses(".18")
        assert "Münsingen" in amina.page.button("Münsingen").label  # where the centre is
        async with desk.browser() as late:
            await late.opens(f"/i/d-{token}")
            await late.presses("yes")
            await late.presses(".en")
            assert "This link was used already or is too old." in "\n".join(late.page.ours)


@pytest.mark.both_databases
async def test_the_code_at_the_desk_lives_ten_minutes(database_url: str) -> None:
    async with page_desk(database_url, clock=(clock := Hands())) as desk, desk.browser() as amina:
        by = await do(desk, petra)
        token = await do(desk, lambda work: offer_link(work, "alb", by))
        clock.turn(minutes=11)
        await amina.opens(f"/i/d-{token}")
        await amina.presses("yes")
        await amina.presses(".en")
        assert "too old" in "\n".join(amina.page.ours)
        bound = select(Invitation.chat_id)
        assert await do(desk, lambda work: work.session.scalars(bound).one()) is None


@pytest.mark.both_databases
async def test_a_window_at_the_desk_is_nobodys_before(database_url: str) -> None:
    async with page_desk(database_url) as desk, desk.browser() as pc:
        await pc.settles_in("Deutsch", "Reutlingen")
        before = pc.page.ours[0]

        def window(work: Work) -> MadeLink:
            ends = work.now + work.limits.new_person
            by = petra(work)
            return links.make(work, Purpose.DESK, expires_at=ends, centre="alb", made_by=by)

        await opens(pc, await do(desk, window))
        assert before not in pc.page.html
        await pc.presses(".en")
        await pc.presses(".start")
        await pc.presses(".18")
        await pc.presses("Münsingen")
        places = select(Profile.centre).order_by(Profile.person_id)
        known = await do(desk, lambda work: list(work.session.scalars(places)))
        assert known[-1] == "alb"


@pytest.mark.both_databases
async def test_a_forwarded_invitation_shows_its_second_reader_nothing(database_url: str) -> None:
    async with (
        page_desk(database_url) as desk,
        desk.browser() as anna,
        desk.browser() as other,
    ):
        by = await do(desk, petra)
        token = await do(desk, lambda work: invite(work, RoleName.STAFF, "alb", by))
        for each in (anna, other):
            await each.opens(f"/i/i-{token}")
            assert "t.me" in each.page.html
            await each.presses("yes")
            await each.presses(".en")
        assert "number" in seen(anna)
        assert "too old" in "\n".join(other.page.ours)

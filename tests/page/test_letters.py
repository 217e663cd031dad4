"""Letters over real HTTP: who answers for a firm, forwarded ones, scanners that press buttons."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from storage.models import Outbox, PageLink, Person, Role
from storage.models.people import RoleName
from storage.page import links
from storage.queues.kinds import Kind
from storage.rules.typed_codes import grouped
from storage.work import Work
from tests.page.hours import Hands, a_letter, do, kept, opens, seen
from tests.page.paged import page_desk

pytestmark = pytest.mark.both_databases


def employers(work: Work) -> int:
    who = select(func.count(Role.person_id)).where(Role.role == RoleName.EMPLOYER)
    return work.session.scalar(who) or 0


def everybody(work: Work) -> int:
    return work.session.scalar(select(func.count(Person.id))) or 0


async def test_a_firm_answers_from_its_letter(database_url: str) -> None:
    async with page_desk(database_url) as desk, desk.browser() as wirtin:
        made = await do(desk, a_letter)
        await wirtin.opens(f"/l/{made.token}")
        assert "Gasthof Adler" in wirtin.page.html
        assert [b.label.strip() for b in wirtin.page.buttons] == [
            "✍️ Hier antworten",
            "☎️ Bitte rufen Sie mich an",
        ]
        await wirtin.presses("yes")
        assert "Dieser Brief ist für: Gasthof Adler" in seen(wirtin)
        assert await do(desk, employers) == 0  # a scanner may have come so far
        await wirtin.presses(".yes")
        assert await do(desk, employers) == 1
        assert "Gasthof Adler" in seen(wirtin)


async def test_the_code_of_a_letter_leads_where_its_picture_does(database_url: str) -> None:
    async with page_desk(database_url) as desk, desk.browser() as wirtin:
        made = await do(desk, a_letter)
        await wirtin.opens("/l")
        form = wirtin.page.forms[-1]
        await wirtin.posts("/l", {**form.hidden, "code": "no code"})
        assert wirtin.status == 200
        await wirtin.posts("/l", {**form.hidden, "code": grouped(made.code or "").lower()})
        assert "Gasthof Adler" in wirtin.page.html


async def test_a_forwarded_letter_shows_the_firm_and_nothing_said_before(database_url: str) -> None:
    async with (
        page_desk(database_url, clock=(clock := Hands())) as desk,
        desk.browser() as wirtin,
        desk.browser() as neighbour,
    ):
        made = await do(desk, a_letter)
        await opens(wirtin, made)
        await wirtin.presses(".yes")
        await wirtin.types("My daughter is ill")
        clock.turn(minutes=5)
        await opens(neighbour, made)
        assert "daughter" not in neighbour.page.html
        assert await do(desk, everybody) == 1  # whoever has the letter answers for the firm


async def test_who_asks_for_a_call_needs_no_session(database_url: str) -> None:
    async with page_desk(database_url) as desk, desk.browser() as wirtin:
        made = await do(desk, a_letter)
        await wirtin.opens(f"/l/{made.token}")
        form = wirtin.page.forms[-1]
        await wirtin.posts(form.action, {**form.hidden, "call": "gladly"})
        assert wirtin.page.button("rufen Sie")
        await wirtin.posts(form.action, {**form.hidden, "call": "07381 12345"})
        assert "hat jetzt Ihre Nummer" in wirtin.page.html
        assert kept(wirtin) == {}
        asked = await do(desk, lambda work: work.session.scalars(select(PageLink.phone)).one())
        assert asked == "07381 12345"


async def test_a_scanner_that_opens_and_presses_uses_nothing_up(database_url: str) -> None:
    async with page_desk(database_url) as desk:
        made = await do(desk, a_letter)
        for _ in range(3):
            async with desk.browser() as scanner:
                await scanner.opens(f"/l/{made.token}")
                for each in scanner.page.buttons:
                    await scanner.posts(
                        each.form.action, {**each.form.hidden, each.name: each.value}
                    )
        assert await do(desk, everybody) == 0
        told = select(func.count(Outbox.id)).where(Outbox.kind == Kind.FIRM_CALLS)
        assert await do(desk, lambda work: work.session.scalar(told)) == 0
        async with desk.browser() as wirtin:
            await opens(wirtin, made)
            await wirtin.presses(".yes")
            assert await do(desk, employers) == 1


async def test_unknown_over_and_revoked_are_the_same_bytes(database_url: str) -> None:
    async with page_desk(database_url, clock=(clock := Hands())) as desk, desk.browser() as one:
        over, revoked = await do(desk, a_letter), await do(desk, a_letter)
        await opens(one, revoked)
        clock.turn(days=31)
        fresh = await do(desk, a_letter)
        link = revoked.link.id
        await do(desk, lambda w: links.revoke(w, PageLink.id == link))
        await one.opens(f"/l/{fresh.token}")
        form = one.page.forms[0]
        answers = set()
        for token in ("x" * 22, over.token, revoked.token):
            await one.opens(f"/l/{token}")
            answers.add((one.status, one.page.html))
            await one.posts(f"/l/{token}", form.hidden)
            answers.add((one.status, one.page.html))
        assert {status for status, _page in answers} == {404}
        assert len(answers) == 1


async def test_a_revoked_letter_ends_what_was_opened_with_it(database_url: str) -> None:
    async with page_desk(database_url) as desk, desk.browser() as wirtin:
        made = await do(desk, a_letter)
        await opens(wirtin, made, device="own")
        assert "Gasthof Adler" in seen(wirtin)
        link = made.link.id
        await do(desk, lambda w: links.revoke(w, PageLink.id == link))
        await wirtin.opens("/c")
        assert "Gasthof Adler" not in wirtin.page.html

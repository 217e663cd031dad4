"""News by mail: an address that is confirmed, a link, one a day, and the end with one click."""

from __future__ import annotations

import re
from datetime import date, time

import pytest

from tests.page.mailbox import text_of
from tests.page.paged import Browser
from tests.page.posted import AMINA, FROM, confirms, post

pytestmark = pytest.mark.both_databases
FRIDAY = date(2026, 11, 6)


def words(browser: Browser) -> str:
    return "\n".join(browser.page.ours)


async def test_an_address_is_confirmed_by_six_digits(database_url: str) -> None:
    async with post(database_url) as at, at.desk.browser() as amina:
        await amina.settles_in()
        await amina.types("/mail")
        assert "What is your e-mail address?" in words(amina)
        await amina.types("amina at example")
        assert "Please write an e-mail address, such as name@example.org." in words(amina)
        digits = await confirms(amina, at.box)
        assert "an e-mail comes: one a day." in amina.page.html
        assert at.box.to == [AMINA]
        assert at.contact().confirmed_at is not None
        assert digits not in str(at.contact().code)


async def test_news_nobody_looks_at_goes_by_mail_once_a_day(database_url: str) -> None:
    async with post(database_url) as at, at.desk.browser() as amina:
        await amina.settles_in()
        await confirms(amina, at.box)
        at.books(FRIDAY, time(10))
        await at.stands()
        await at.passes(minutes=1)
        assert len(at.box.mails) == 1
        await at.passes(minutes=2)
        mail = await at.box.comes(2)
        assert mail["To"] == AMINA
        assert mail["From"] == FROM
        assert mail["Subject"] == "Something new for you · Neues für Sie"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "10:00" not in text_of(mail) + text_of(mail, "html")
        link = re.search(r"/l/\S+", text_of(mail))
        assert link is not None
        async with at.desk.browser() as elsewhere:
            await elsewhere.opens(link[0])
            assert elsewhere.status == 200


async def test_what_changed_goes_at_once_and_other_news_waits_for_the_next_day(
    database_url: str,
) -> None:
    async with post(database_url) as at, at.desk.browser() as amina:
        await amina.settles_in()
        await confirms(amina, at.box)
        first = at.books(FRIDAY, time(10))
        await at.stands()
        await at.passes(minutes=3)
        await at.box.comes(2)
        at.moves(first, time(11))
        await at.stands()
        await at.passes(minutes=3)
        changed = await at.box.comes(3)
        assert changed["Subject"] == "Something changed · Es hat sich etwas geändert"
        await at.passes(minutes=1)
        at.books(FRIDAY, time(15))
        await at.stands()
        await at.passes(hours=12)  # the night
        await at.passes(hours=10, minutes=50)  # Wednesday 7:57
        assert len(at.box.mails) == 3
        await at.passes(minutes=5)
        assert (await at.box.comes(4))["Subject"] == "Something new for you · Neues für Sie"
        assert at.box.to == [AMINA] * 4

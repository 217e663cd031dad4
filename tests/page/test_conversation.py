"""A whole conversation by forms alone, over real HTTP, on both databases."""

from __future__ import annotations

import pytest

from locales.languages import LANGUAGES
from tests.page.paged import page_desk

pytestmark = pytest.mark.both_databases


async def test_a_newcomer_comes_in_and_is_asked(database_url: str) -> None:
    async with page_desk(database_url) as desk, desk.browser() as amina:
        await amina.opens("/")
        assert [b.value for b in amina.page.buttons] == [*LANGUAGES]
        await amina.settles_in()
        assert "Münsingen" in amina.sees


async def test_who_deletes_everything_reads_so_and_is_known_no_more(database_url: str) -> None:
    async with page_desk(database_url) as desk, desk.browser() as amina:
        await amina.settles_in()
        await amina.presses("/delete")
        await amina.presses(".yes")
        assert "We have deleted everything" in amina.page.html
        assert amina.answer is not None
        assert amina.answer.headers["Clear-Site-Data"] == '"cache", "cookies"'
        await amina.opens("/c")
        assert [b.value for b in amina.page.buttons] == [*LANGUAGES]


async def test_what_would_be_sent_to_the_centre_stands_above_the_question(
    database_url: str,
) -> None:
    async with page_desk(database_url) as desk, desk.browser() as amina:
        await amina.settles_in()
        await amina.types("مديري أخذ جواز سفري <b>مني</b>")
        assert "✉️ \u2068مديري أخذ جواز سفري &lt;b&gt;مني&lt;/b&gt;\u2069" in amina.page.html

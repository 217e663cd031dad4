"""News by e-mail is offered where it can tell of anything: to whoever has a page."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from storage.page import contacts
from tests.conversations.two_chats_scene import on_a_page
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

pytestmark = pytest.mark.both_databases
NAMED = "/mail: 📧 News by e-mail"


@pytest.fixture
def amal(here: Town) -> Phone:
    """Amal has a phone with Telegram; mail can be sent."""

    def sends(session: Session) -> None:
        contacts.offer(here.work(session), sends=True)

    here.do(sends)
    return newcomer(here, "amal")


def test_in_telegram_alone_no_mail_is_promised(here: Town, amal: Phone) -> None:
    assert NAMED not in amal.says("/help").sees
    amal.says("/mail")
    assert amal.sees.split("\n")[:2] == [
        "E-mails are for our page in the browser.",
        "Here the news comes by itself.",
    ]


def test_who_has_a_page_as_well_is_asked_on_both(here: Town, amal: Phone) -> None:
    page = on_a_page(here, amal)
    assert NAMED in amal.says("/help").sees
    assert "What is your e-mail address?" in amal.says("/mail").sees
    assert NAMED in page.says("/help").sees

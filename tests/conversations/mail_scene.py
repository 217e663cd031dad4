"""What somebody is led through to get news by mail: a wrong number, another address, the end."""

from __future__ import annotations

from sqlalchemy.orm import Session

from storage.page import contacts
from tests.conversations.two_chats_scene import has_a_page
from tests.people import Phone, Town

NAMED = ("/mail", "nobody", "hamid@example.org", "123456", ".other", "yonas@example.org")
ENDED = ("/mail", ".off", "/mail", ".on", "/mail", ".other", "/mail", ".done")


def offered(town: Town, phone: Phone) -> None:
    """Let mail be sent here, to somebody who has a page as well."""
    has_a_page(town, phone)
    town.do(lambda session: contacts.offer(town.work(session), sends=True))


def confirmed(town: Town, person_id: int) -> None:
    """Let the address somebody named last be theirs."""

    def unit(session: Session) -> None:
        found = contacts.current(town.work(session), person_id)
        assert found is not None
        found.confirmed_at = town.now

    town.do(unit)

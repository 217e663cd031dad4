"""One person with two chats: on the phone, and on a page."""

from __future__ import annotations

from sqlalchemy.orm import Session

from storage.models import Chat
from storage.models.chats import ChatKind, FaceName
from storage.queues.chats import upsert_chat
from tests.people import Phone, Town

PAGE = "page:hers"


def has_a_page(town: Town, of: Phone, address: str = PAGE) -> int:
    """Give somebody a page beside their phone, and return its chat."""

    def page(session: Session) -> int:
        key = upsert_chat(session, address, ChatKind.PRIVATE, town.now, FaceName.PAGE)
        known, new = session.get_one(Chat, of.chat), session.get_one(Chat, key)
        new.person_id, new.language = known.person_id, known.language
        return key

    return town.do(page)


def on_a_page(town: Town, of: Phone, address: str = PAGE) -> Phone:
    """Return the screen on which somebody has a page beside their phone."""
    screen = town.phone(address)
    screen.chat = has_a_page(town, of, address)
    return screen

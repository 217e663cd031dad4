"""A file on the page: a phone opens a date in its calendar, nobody else gets it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit import messages
from conversations.kit.files import File, Look
from conversations.kit.messages import Message
from locales.words import _
from storage.engine.database import Priority
from storage.models import Chat, PageEntry
from storage.models.chats import FaceName
from storage.models.page import Side
from tests.page.paged import page_desk
from tests.works import NOW

DATE = File(Look.DOCUMENT, "termin.ics", b"BEGIN:VCALENDAR")


def stand(session: Session) -> int:
    """Let a file stand on the one page there is."""
    chat = session.scalars(select(Chat).where(Chat.face == FaceName.PAGE)).one()
    body = messages.finish(Message((_("Thank you."),), file=DATE), "en")
    entry = PageEntry(chat_id=chat.id, person_id=chat.person_id, side=Side.OURS, body=body)
    entry.created_at = entry.changed_at = NOW
    session.add(entry)
    session.flush()
    return entry.id


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_date_is_a_calendar_file_of_who_has_the_page(database_url: str) -> None:
    async with page_desk(database_url) as desk, desk.browser() as amina, desk.browser() as other:
        await amina.settles_in()
        assert "☰ Menu" in [button.label.strip() for button in amina.page.buttons]
        key = desk.app.database.submit(Priority.TURN, stand).result(20)
        await amina.opens(f"/f/{key}")
        assert amina.answer is not None
        assert amina.answer.content_type == "text/calendar"
        assert amina.answer.headers["Content-Disposition"] == "attachment"
        await other.opens(f"/f/{key}")
        assert other.status == 404

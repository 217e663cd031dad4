"""Pictures and documents on their way out, over real HTTP, and what becomes of them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.standin.faults import Fault, Faults
from bot.standin.phone import Message
from bot.telegram.transport import TelegramBot, Transport
from conversations.kit.bodies import VERSION
from conversations.kit.files import File, Look
from conversations.kit.messages import Button, finish
from conversations.kit.messages import Message as Words
from locales.words import verbatim
from storage.models.outbox import Lane, OutboxState
from tests.bot.running_desk import KEY, YONAS, RunningDesk, eventually, running_desk
from tests.bot.test_sender import put, states
from tests.drawn import png

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
SCAN = verbatim("Scan this")
YES = ((Button(verbatim("Yes"), "1soffer.1.1.yes"),),)


def picture(content: bytes = b"", **more: Any) -> dict[str, Any]:
    """Write the body of a picture."""
    file = File(Look.PICTURE, "link.png", content or png(400, 400))
    return finish(Words((SCAN,), YES, file=file, **more), "en")


def arrived(desk: RunningDesk) -> list[Message]:
    """What came, as it first arrived."""
    return desk.telegram.delivered(YONAS)


async def test_a_picture_and_a_document_arrive_whole(sqlite_url: str) -> None:
    paper = File(Look.DOCUMENT, "Übersicht „موعد“ am 12.ics", CALENDAR)
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        put(app, YONAS, body=picture(private=True))
        put(app, YONAS, body=finish(Words((SCAN,), file=paper), "en"))
        await app.idle()
        first, second = arrived(desk)
        assert (first.kind, first.text, len(first.rows)) == ("photo", "Scan this", 1)
        assert (second.kind, second.text, second.rows) == ("document", "Scan this", ())
        named = second.media["document"]
        assert (named["file_name"], named["mime_type"]) == (
            "Übersicht „موعد“ am 12.ics",
            "text/calendar",
        )
        files = desk.telegram.files
        assert files[first.media["photo"][0]["file_id"]].content == png(400, 400)
        assert files[named["file_id"]].content == CALENDAR


async def test_what_is_made_at_the_claim_is_silent_where_a_text_would_be(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        put(app, YONAS, Lane.OFFER, body=picture())
        await app.idle()
        assert [message.silent for message in arrived(desk)] == [True]


async def test_a_change_of_a_picture_is_a_new_text_and_the_picture_stays(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        row = put(app, YONAS, body=picture())
        await app.idle()
        put(app, YONAS, body=finish(Words((verbatim("Thanks"),)), "en", "edit"), edits=row)
        await app.idle()
        assert [(each.kind, each.text) for each in arrived(desk)] == [
            ("photo", "Scan this"),
            ("text", "Thanks"),
        ]
        assert len(desk.telegram.phones[YONAS].messages) == 2


async def test_the_buttons_of_a_picture_can_be_taken_away(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        row = put(app, YONAS, body=picture())
        await app.idle()
        put(app, YONAS, body={"v": VERSION, "op": "buttons_off"}, edits=row)
        await app.idle()
        (message,) = desk.telegram.phones[YONAS].messages.values()
        assert (message.kind, message.rows) == ("photo", ())


async def test_a_picture_nobody_takes_leaves_its_words(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        row = put(app, YONAS, body=picture(b"no picture"))
        await app.idle()
        assert [(each.kind, each.text) for each in arrived(desk)] == [("text", "Scan this")]
        assert states(app) == {row: OutboxState.SENT}
        assert desk.calls("sendPhoto") == ["400", "400"]


async def test_a_picture_that_may_have_arrived_is_sent_as_often_as_a_text(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        desk.plan.faults = Faults(hang_seconds=0.05)
        desk.plan.script(Fault.HANG, method="sendPhoto")
        row = put(app, YONAS, body=picture())
        await eventually(lambda: states(app)[row] is OutboxState.SENT)
        assert desk.calls("sendPhoto") == ["hang", "ok"]


async def test_python_telegram_bots_own_files_go_as_multipart_too(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, Transport() as transport:
        bot = TelegramBot(KEY, desk.url, transport)
        message = await bot.send_document(YONAS, CALENDAR, filename="a.ics", caption="Here")
        assert (message.caption, message.document and message.document.file_name) == (
            "Here",
            "a.ics",
        )


@pytest.mark.parametrize(
    ("name", "content"),
    [("", b"x"), ("a/b.png", b"x"), ("a\nb", b"x"), ("a.png", b""), ("a.png", b"x" * 600_000)],
)
def test_a_file_nobody_could_send_is_not_made(name: str, content: bytes) -> None:
    with pytest.raises(ValueError, match="file"):
        File(Look.DOCUMENT, name, content)

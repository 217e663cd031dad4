"""The stand-in takes pictures and documents as Telegram does: multipart, of a kind and a size."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from aiohttp import FormData

from bot.standin.desk import Telegram
from tests.bot.standin_desk import AMINA, KEY, Desk, desk
from tests.drawn import jpeg, png

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


async def uploads(
    table: Desk, method: str, content: bytes | str | None, name: str = "a.png", **fields: str
) -> tuple[int, Any]:
    """Upload a file as the parameter the method is named after."""
    form = FormData({"chat_id": str(AMINA), **fields}, default_to_multipart=True)
    part = method.removeprefix("send").lower()
    if isinstance(content, bytes):
        file = BytesIO(content)
        form.add_field(part, file, filename=name, content_type="text/calendar")
    elif content is not None:
        form.add_field(part, content)
    async with table.http.post(f"{table.url}/bot{KEY}/{method}", data=form) as reply:
        body = await reply.json()
        return reply.status, body["result"] if body["ok"] else body["description"]


def shown(telegram: Telegram) -> dict[str, Any]:
    """What the page draws of the newest message."""
    message: dict[str, Any] = telegram.snapshot(AMINA)["messages"][-1]
    return message


@pytest.mark.parametrize("picture", [png(400, 300), jpeg(400, 300)])
async def test_a_picture_is_kept_with_its_size_and_its_caption(picture: bytes) -> None:
    async with desk() as table:
        marked = {"caption": "<b>Scan</b> me", "parse_mode": "HTML", "protect_content": "true"}
        status, message = await uploads(table, "sendPhoto", picture, **marked)
        assert status == 200
        assert (message["caption"], "text" in message) == ("Scan me", False)
        assert message["caption_entities"][0]["type"] == "bold"
        (size,) = message["photo"]
        assert (size["width"], size["height"], size["file_size"]) == (400, 300, len(picture))
        assert table.telegram.files[size["file_id"]].content == picture
        drawn = shown(table.telegram)
        assert drawn["html"] == "<b>Scan</b> me"
        assert drawn["file"]["width"] == 400


async def test_a_document_keeps_its_name_and_kind() -> None:
    async with desk() as table:
        status, message = await uploads(table, "sendDocument", CALENDAR, "visit.ics")
        assert status == 200
        named = message["document"]
        assert (named["file_name"], named["mime_type"]) == ("visit.ics", "text/calendar")
        assert shown(table.telegram)["file"]["name"] == "visit.ics"
        assert shown(table.telegram)["kind"] == "document"


@pytest.mark.parametrize(
    ("method", "content", "fields", "reason"),
    [
        ("sendPhoto", png(), {"caption": "a" * 1025}, "message caption is too long"),
        ("sendPhoto", png(), {"caption": "<b>a", "parse_mode": "HTML"}, "can't parse entities"),
        ("sendPhoto", png(), {"text": "Scan me"}, 'unknown parameter "text"'),
        ("sendPhoto", None, {}, "photo is empty"),
        ("sendPhoto", "a-file-id", {}, "there is no photo in the request"),
        ("sendPhoto", b"", {}, "file must be non-empty"),
        ("sendPhoto", CALENDAR, {}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", png()[:20], {}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", png(210, 10), {}, "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", png(9990, 500), {}, "PHOTO_INVALID_DIMENSIONS"),
        ("sendDocument", CALENDAR, {"caption": "a" * 1025}, "message caption is too long"),
        ("sendDocument", None, {}, "document is empty"),
    ],
)
async def test_what_telegram_would_not_take_is_refused(
    method: str, content: bytes | str | None, fields: dict[str, str], reason: str
) -> None:
    async with desk() as table:
        status, description = await uploads(table, method, content, **fields)
        assert status == 400
        assert reason in description
        assert table.telegram.delivered(AMINA) == []


async def test_what_is_far_too_large_is_refused_as_the_server_does() -> None:
    async with desk() as table:
        status, description = await uploads(table, "sendDocument", b"x" * 2_000_000)
        assert (status, description) == (413, "Request Entity Too Large")


async def test_a_picture_is_never_edited_into_a_text() -> None:
    async with desk() as table:
        _, message = await uploads(table, "sendPhoto", png())
        words = {"message_id": message["message_id"], "text": "x"}
        status, description = await table.call("editMessageText", chat_id=AMINA, **words)
        assert status == 400
        assert "there is no text in the message to edit" in description

"""A stored body is read by its version: this one, the one before, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.kit.bodies import VERSION, UnknownVersionError, read_body
from conversations.kit.messages import Message, finish
from locales.words import _
from storage.models.outbox import OutboxState
from tests.bot.running_desk import YONAS, running_desk
from tests.bot.test_sender import put, states

HELLO: dict[str, Any] = {"op": "send", "text": "Hello", "rows": []}


def test_todays_body_is_read_as_it_was_written() -> None:
    body = finish(Message((_("Where do you live?"),)), "ti")
    assert read_body(body) == body


def test_the_version_before_loses_only_its_german_twin() -> None:
    twin = {"text": "Hallo", "rows": []}
    assert read_body({"v": VERSION - 1, **HELLO, "german": twin}) == {"v": VERSION, **HELLO}


@pytest.mark.parametrize("version", [None, VERSION - 2, VERSION + 1, str(VERSION)])
def test_any_other_version_is_refused(version: Any) -> None:
    with pytest.raises(UnknownVersionError):
        read_body({"v": version, **HELLO})


async def test_what_cannot_be_read_fails_and_the_next_one_goes_out(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        desk.telegram.add_phone(YONAS, "Yonas", started=True)
        async with desk.bot() as app:
            newer = put(app, YONAS, body={"v": VERSION + 1, **HELLO, "text": "from the future"})
            before = put(app, YONAS, body={"v": VERSION - 1, **HELLO})
            await app.idle()
            assert states(app) == {newer: OutboxState.FAILED, before: OutboxState.SENT}
        assert desk.said(YONAS) == ["Hello"]

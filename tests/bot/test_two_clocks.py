"""Our clock and the messenger's differ: what is typed is weighed by one of them, never by both."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.clock import Clock
from bot.talk import our_talk
from storage.engine.database import Priority
from storage.models import Chat
from tests.bot.running_desk import YONAS, eventually, running_desk


class Wrong(Clock):
    """A clock that is some seconds ahead, or behind."""

    def __init__(self, seconds: float) -> None:
        self._off = timedelta(seconds=seconds)

    def now(self) -> datetime:
        """Return the wrong time."""
        return super().now() + self._off


@pytest.mark.parametrize("seconds", [5.0, -5.0, 3600.0])
async def test_a_number_is_heard_whatever_our_clock_says(sqlite_url: str, seconds: float) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot(our_talk(), Wrong(seconds)) as app:
        desk.telegram.type_text(YONAS, "/start")
        await eventually(lambda: len(desk.said(YONAS)) == 1)
        await app.idle()
        desk.telegram.type_text(YONAS, "4")
        await eventually(lambda: len(desk.said(YONAS)) > 1)
        await app.idle()
        unit = app.database.submit(Priority.TURN, lambda s: list(s.scalars(select(Chat.language))))
        assert unit.result(5) == ["de"]

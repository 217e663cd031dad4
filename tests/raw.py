"""A phone whose messages arrive as Telegram writes them: into the inbox, then taken in turn."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.talk import Setup, our_talk
from bot.telegram.events import arrival
from bot.telegram.pace import Pace, Slot
from bot.turns import Turns
from storage.queues import inbox
from storage.queues.inbox import Waiting
from tests.people import BERLIN, Phone

UPDATES = itertools.count(1)


@dataclass
class Wire:
    """The way from a phone into the bot."""

    phone: Phone

    def update(self, kind: str = "message", at: datetime | None = None, /, **parts: Any) -> Any:
        """Write an update with a message of this phone, sent now or `at` a time."""
        number = next(UPDATES)
        date = int((at or self.phone.town.now).timestamp())
        chat = {"id": int(self.phone.address), "type": "private"}
        message = {"message_id": 9000 + number, "date": date, "chat": chat, **parts}
        return {"update_id": number, kind: message}

    def tap(self, wanted: str, after: timedelta = timedelta(seconds=1)) -> Any:
        """Write an update with a tap on the newest button of these words, seen for so long."""
        self.phone.town.now += after
        bubble = next(b for b in reversed(self.phone.bubbles) if wanted in str(b.rows))
        chat = {"id": int(self.phone.address), "type": "private"}
        message = {"message_id": bubble.row, "date": 0, "chat": chat}
        query = {"id": "1", "data": bubble.data(wanted), "message": message}
        return {"update_id": next(UPDATES), "callback_query": query}

    def sends(self, text: str | None = None, kind: str = "message", /, **parts: Any) -> Phone:
        """Send one message, a text or whatever its parts say."""
        said = {} if text is None else {"text": text}
        return self.brings(self.update(kind, None, **said, **parts))

    def brings(self, *updates: Any) -> Phone:
        """Let updates arrive together, take their turns, then read what came."""
        town = self.phone.town
        arrived = [found for found in map(arrival, updates) if found]
        for waiting in town.do(lambda session: inbox.store(session, arrived, town.now)):
            town.do(partial(self._turn, waiting))
        return self.phone.reads()

    def _turn(self, waiting: Waiting, session: Session) -> None:
        town = self.phone.town
        pace = Pace(1, Clock())
        pace.close()
        turns = Turns(Setup(our_talk(), town.limits, BERLIN))
        turned = turns.turn(session, waiting, town.now, Slot(pace))
        self.phone.toast = turned.answer.toast if turned.answer else None

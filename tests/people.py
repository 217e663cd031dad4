"""A phone in the tests: what somebody says goes through the database, what they see comes back."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conversations.kit.context import Context, opened
from conversations.kit.events import Command, Event, Shared, Tapped, Typed
from conversations.turn import take_turn
from conversations.waiting import render_waiting
from locales.direction import clean
from scheduler.due import run_due
from storage.engine.database import Database, Priority
from storage.limits import Limits
from storage.models import Outbox
from storage.models.chats import ChatKind
from storage.models.outbox import Carrier, OutboxState
from storage.queues import outbox
from storage.queues.chats import upsert_chat
from storage.queues.due import next_due_at
from storage.work import Work

T = TypeVar("T")
BERLIN = ZoneInfo("Europe/Berlin")
Received = list[tuple[int, int | None, dict[str, Any]]]
HOUR = timedelta(hours=1)
TURN = itertools.count(1)
PIN_ASKED = "Your PIN, please."
KEPT = f"I keep your text. It goes on after the PIN.\n{PIN_ASKED}"


@dataclass
class Bubble:
    """A message as a phone shows it: plain text without marks, and its buttons in order."""

    row: int
    text: str
    rows: list[list[dict[str, str]]]
    body: dict[str, Any]

    @property
    def buttons(self) -> list[str]:
        """The labels of what means something, top to bottom."""
        return [clean(button["text"]) for button in self._meaning]

    @property
    def copies(self) -> list[str]:
        """What the buttons that copy something copy."""
        return [button["copies"] for row in self.rows for button in row if "copies" in button]

    @property
    def opens(self) -> list[str]:
        """What the buttons that open something open."""
        return [button["opens"] for row in self.rows for button in row if "opens" in button]

    @property
    def every_data(self) -> list[str]:
        """The data of all buttons, top to bottom."""
        return [button["data"] for button in self._meaning]

    @property
    def _meaning(self) -> list[dict[str, str]]:
        return [button for row in self.rows for button in row if "data" in button]

    def data(self, wanted: str) -> str:
        """Return the data of the button whose label (or data) has these words."""
        found = [b["data"] for b in self._meaning if wanted in clean(b["text"])]
        found += [data for data in self.every_data if wanted in data]
        assert found, f"no button {wanted!r} among {self.buttons} under {self.text!r}"
        return found[0]


@dataclass
class Town:
    """One database, one clock, and the phones of the people in it.

    `patience` is for how many seconds a unit is waited for; many people acting in one take longer.
    """

    database: Database
    now: datetime
    limits: Limits = field(default_factory=Limits)
    patience: float = 20

    def do(self, unit: Callable[[Session], T]) -> T:
        """Let something happen: one transaction in a database thread, as in the bot."""
        return self.alone(unit)

    def alone(self, unit: Callable[[Session], T]) -> T:
        """Run a unit in this town only, were there a second one in which the same happens."""
        return self.database.submit(Priority.TURN, unit).result(self.patience)

    def work(self, session: Session) -> Work:
        """Return what a unit of this town works with."""
        return Work(session, self.now, BERLIN, self.limits)

    def phone(self, address: str) -> Phone:
        """Give somebody a phone."""
        return Phone(self, address)

    def walk(self, to: datetime) -> None:
        """Let time pass and do what is due on the way."""
        for _ in self.hours(to):
            pass

    def hours(self, to: datetime) -> Iterator[datetime]:
        """Let time pass in whole hours; do what is due at the end of those in which something is.

        Others are passed over: nothing would happen in them, and nothing begin to go out.
        """
        passed = 1
        while self.now < to:
            self.now = min(to, self.now.astimezone(UTC) + passed * HOUR)
            self.tick()
            yield self.now
            ahead = (at for at in self.alone(self._ahead) if at)
            passed = max(1, ceil((min(ahead, default=to) - self.now) / HOUR))

    def _ahead(self, session: Session) -> tuple[datetime | None, datetime | None]:
        """Return when something is due next, and when what waits may go out next."""
        waits = (Outbox.state == OutboxState.TODO, Outbox.not_before > self.now)
        return next_due_at(session), session.scalar(
            select(func.min(Outbox.not_before)).where(*waits)
        )

    def tick(self) -> None:
        """Do everything that is due now."""
        while self.do(lambda session: run_due(self.work(session))):
            pass


@dataclass
class Phone:
    """Somebody's chat: `bubbles` is what they see, edits applied, newest last.

    Whoever has a `pin` types it when they are asked for it.
    """

    town: Town
    address: str
    bubbles: list[Bubble] = field(default_factory=list)
    toast: str | None = None
    others: list[dict[str, Any]] = field(default_factory=list)
    pin: str | None = None

    def __post_init__(self) -> None:
        """Be known by address only."""
        now = self.town.now
        self.chat = self.town.alone(
            lambda session: upsert_chat(session, self.address, ChatKind.PRIVATE, now)
        )

    def says(self, text: str, written_at: datetime | None = None) -> Phone:
        """Type a text or a command."""
        at = written_at or self.town.now
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            return self.does(Command(name, argument, at))
        return self.does(Typed(text, at))

    def taps(self, wanted: str, bubble: Bubble | None = None) -> Phone:
        """Tap the button with these words, under the newest message that has it."""
        if bubble is None:
            shown = (b for b in reversed(self.bubbles) if _has(b, wanted))
            bubble = next(shown, self.bubbles[-1])
        return self.does(Tapped(bubble.data(wanted), bubble.row))

    def shares(self, lat: float, lon: float) -> Phone:
        """Share a point on the map."""
        return self.does(Shared(lat, lon))

    def does(self, event: Event) -> Phone:
        """Do anything; then read what came, as answers are claimed in their turn."""
        before = {(bubble.row, bubble.text) for bubble in self.bubbles}
        self._takes(event)
        came = {(bubble.row, bubble.text) for bubble in self.bubbles} - before
        if self.pin and any(text in (PIN_ASKED, KEPT) for _row, text in came):
            self.says(self.pin)
        return self

    def _takes(self, event: Event) -> None:
        def turn(session: Session) -> Received:
            self.toast = take_turn(self._context(session), event)
            session.flush()
            session.expire_all()
            return self._received(session)

        self._reads(turn)

    def _context(self, session: Session) -> Context:
        return opened(self.town.work(session), self.chat, f"test:{next(TURN)}")

    def reads(self) -> Phone:
        """Receive everything that may go out now, in the order of the lanes."""
        return self._reads(self._received)

    def _reads(self, unit: Callable[[Session], Received]) -> Phone:
        for row, edits, body in self.town.alone(unit):
            self._show(row, edits, body)
        return self

    def _received(self, session: Session) -> Received:
        waits = (Outbox.state == OutboxState.TODO, Outbox.carrier != Carrier.MAIL)
        own = (Outbox.chat_id == self.chat, *waits)
        goes = (Outbox.not_before <= self.town.now, Outbox.not_before < Outbox.expires_at)
        waiting = select(Outbox).where(*own, *goes)
        found = []
        for row in session.scalars(waiting.order_by(Outbox.lane, Outbox.id)).all():
            body = row.body
            if row.kind:
                body = render_waiting(self.town.work(session), row)
            if body:
                found.append((row.id, row.edits, body))
                message = outbox.message_of(session, row.edits) or row.id
                outbox.sent(session, row.id, message, self.town.now)
            else:
                row.state, row.body, row.finished_at = OutboxState.EXPIRED, None, self.town.now
        return found

    def _show(self, row: int, edits: int | None, body: dict[str, Any]) -> None:
        shown = next((b for b in self.bubbles if b.row == edits), None)
        if body["op"] == "buttons_off" and shown:
            shown.rows = []
        elif body["op"] == "edit" and shown:
            shown.text, shown.rows, shown.body = _plain(body), body["rows"], body
        elif body["op"] in ("send", "edit"):
            self.bubbles.append(Bubble(row, _plain(body), body["rows"], body))
        else:
            self.others.append(body)

    @property
    def sees(self) -> str:
        """The newest message."""
        return self.bubbles[-1].text

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message."""
        return self.bubbles[-1].buttons

    def settles_in(self, language: str = "English", place: str = "Münsingen") -> Phone:
        """Get through the welcome as an adult."""
        self.says("/start").taps(language)
        self.taps(".start").taps(".18").says(place)
        return self


def _has(bubble: Bubble, wanted: str) -> bool:
    return any(wanted in said for said in (*bubble.buttons, *bubble.every_data))


def _plain(body: dict[str, Any]) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", "", body["text"]))
    return "\n".join(clean(line) for line in text.split("\n"))

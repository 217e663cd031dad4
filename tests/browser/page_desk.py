"""A furnished desk for the page's tests: real phones, a bot that only answers what a test says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from bot.demo.page import page_routes
from bot.demo.stage import Device, German, Role
from bot.demo.steps import Step
from bot.standin.desk import Telegram

START = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
SALMA, REZA, SELAM, PRACTICE, STAFF, NEW = 101, 102, 103, 104, 105, 106
PEOPLE: dict[int, tuple[str, str, str]] = {
    SALMA: ("Salma", "Zahnärztin aus Syrien · Arabisch", "ar"),
    REZA: ("Reza", "Schreiner aus Afghanistan · Dari", "fa"),
    SELAM: ("Selam", "Mutter aus Eritrea · Tigrinya", "ti"),
    PRACTICE: ("Praxis Dr. Musterlächeln", "Zahnarztpraxis · 6 Beschäftigte", "de"),
    STAFF: ("Frau Beispiel", "Integrationszentrum Reutlingen", "de"),
    NEW: ("Tekle", "noch nie da gewesen · Tigrinya", "ti"),
}
BOT = "Arbeit und Kurse"
ABOUT = "Arbeit · Kurse · Termine. Kostenlos.\nعمل · دورات · مواعيد. مجاناً.\nWork · courses. Free."


class Desk:
    """A stage whose clock jumps and whose bot is the test."""

    def __init__(self, tour: Sequence[Step] = ()) -> None:
        self.tour = tour
        self.walks: list[tuple[datetime | None, Collection[int]]] = []
        self.twins: dict[int, German] = {}
        self.devices: dict[int, Device] = {}
        self._now = START
        self.telegram = Telegram(self.now)
        self._seat()

    def _seat(self) -> None:
        self._now = START
        for chat, (name, _, language) in PEOPLE.items():
            self.telegram.add_phone(chat, name, language, started=chat != NEW)

    def now(self) -> datetime:
        """Return the desk's time."""
        return self._now

    @property
    def begun(self) -> datetime:
        """Return when the day began."""
        return START

    async def walk(self, target: datetime | None, watched: Collection[int] = ()) -> Collection[int]:
        """Jump; the next event is always half an hour ahead, on the last phone one looks at."""
        self.walks.append((target, watched))
        self._now = target or self._now + timedelta(minutes=30)
        return [*watched][-1:] if target is None else []

    def german(self, _chat_id: int, message_id: int) -> German | None:
        """Return what `say` was told."""
        return self.twins.get(message_id)

    def roles(self, chat_id: int) -> Role:
        """Return who holds the phone."""
        name, about, _ = PEOPLE[chat_id]
        owner = {"de": f"{name}s Telefon", "en": f"{name}’s phone"}
        return {"owner": owner, "caption": {"de": about}, "bot": BOT, "about": ABOUT}

    async def reset(self) -> None:
        """Clear the desk and seat everybody again."""
        self.telegram.reset()
        self._seat()

    def say(
        self,
        chat: int,
        html: str,
        rows: Sequence[Sequence[tuple[str, str]]] = (),
        german: tuple[str, list[list[str]]] | None = None,
        **parts: Any,
    ) -> int:
        """Let the bot write; a button is (label, data), or (label, address) for a link."""
        markup = {"inline_keyboard": [[_button(*key) for key in row] for row in rows]}
        phone = self.telegram.reach(chat)
        message = self.telegram.deliver(phone, markup, text=html, html=html, **parts)
        if german:
            self.twins[message.id] = {"html": german[0], "rows": german[1]}
        return message.id

    def change(self, chat: int, message_id: int, html: str) -> None:
        """Let the bot edit."""
        phone = self.telegram.reach(chat)
        self.telegram.edit(phone, phone.messages[message_id], html=html, rows=())

    def answer(self, toast: str) -> None:
        """Answer the last tap."""
        query = self.telegram.updates.waiting(100)[-1]["callback_query"]["id"]
        self.telegram.answer(query, {"text": toast, "alert": False})


def _button(label: str, data: str) -> dict[str, str]:
    is_link = data.startswith("https:")
    return {"text": label, "url" if is_link else "callback_data": data}


def venue(title: str, address: str) -> dict[str, Any]:
    """Return a place as the model keeps it."""
    point = {"latitude": 48.4921, "longitude": 9.2121}
    return {"venue": {"location": point, "title": title, "address": address}}


@asynccontextmanager
async def served(desk: Desk) -> AsyncIterator[str]:
    """Serve the page on a free loopback port and return its address."""
    app = web.Application()
    app.add_routes(page_routes(desk))
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()

"""A firm without Telegram and the letter it got; the desk where a colleague has a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from bot.demo.steps import Tap, caption
from bot.demo.window import SHOWN, Window
from conversations.cards.letter import Way, firm_letter
from conversations.kit.context import opened
from conversations.kit.steps import Run
from conversations.turn import go
from locales.languages import FALLBACK
from locales.letters import Paper, as_pictures
from storage import employers, offers
from storage.exchange.loading import load
from storage.models.offers import OfferState
from storage.models.page import Device
from storage.offers import save_offer
from storage.ourselves import settle
from storage.page import papers
from storage.page.screens import own_chat
from storage.page.sessions import enter
from storage.places import centre
from storage.rules.clock import to_local
from storage.team import lead_doors
from storage.work import Work

LETTER, FIRM, DESK = 201, 202, 203
CENTRE, CONTACT, STREET = "alb", "Frau Muster", "Balkenweg 7 (Demo)"
CARPENTER = {
    "id": "E10",
    "name": "Zimmerei Beispielbalken (Demo)",
    "sector": "wood",
    "plz": "72525",
    "contact": "Herr Probe",
    "size": "2-9",
    "status": "verified",
}
ROOF = {
    "id": "O16",
    "employer": "E10",
    "kind": "internship",
    "skills": ["wood.carpentry"],
    "title_de": "Praktikum Zimmerei (2 Wochen)",
    "plz": "72525",
    "places": 1,
    "start": "d+14",
    "hours_week": 38,
    "slots": [f"{day}.{half}" for day in ("mo", "tu", "we", "th", "fr") for half in ("am", "pm")],
    "german_min": "A2",
    "licence": None,
    "weeks": 2,
    "paid": False,
    "internship_type": "orientation",
    "experience": "none",
}
QR = (12.6, 39.9, 26.7, 18.9)
"""Where the picture to scan is on the letter: left, top, width, height, in hundredths."""


@dataclass(frozen=True)
class Sent:
    """The letter as it is drawn, where it leads, and the cookie of the browser at the desk."""

    paper: Paper
    path: str
    token: str


def send(work: Work, url: str) -> Sent:
    """Write to a firm that has no Telegram; let a colleague read on at the desk.

    Links lead to `url` from now on.
    """
    settle(work, url)
    load(work, json.dumps({"employers": [CARPENTER], "offers": [ROOF]}))
    offer, firm = offers.by_ref(work, str(ROOF["id"])), employers.by_ref(work, "E10")
    at = centre(work, CENTRE)
    if offer is None or firm is None or at is None:
        raise LookupError(CARPENTER["id"])
    offer.state, offer.places = OfferState.PAUSED, 0
    save_offer(work, offer)
    made = papers.for_firm(work, firm, CENTRE, FALLBACK)
    made.link.made_by, token = _sit_down(work)
    until = to_local(made.link.expires_at, work.zone.key).date()
    path = f"/l/{made.token}"
    to = (firm.name, str(CARPENTER["contact"]), STREET, "72525 Münsingen")
    way = Way(f"{url}{path}", f"{SHOWN}/l", made.code, until, FALLBACK)
    return Sent(firm_letter(work, at, to, CONTACT, way), path, token)


def _sit_down(work: Work) -> tuple[int, str]:
    """Let the colleague who wrote have their chat on the desk's browser too; return its cookie."""
    [(_phone, lead)] = lead_doors(work, CENTRE)
    chat = own_chat(work, lead)
    token = enter(work, chat, Device.OWN).token
    go(opened(work, chat.id, f"demo:{DESK}"), [Run("today")])
    return lead, token


class Letter:
    """A letter on paper beside the firm's browser: its picture to scan opens the page there."""

    id = LETTER
    origin, used = None, False

    def __init__(self, window: Window) -> None:
        self._window = window
        self._sent: Sent | None = None
        self._png = b""
        self._owner = caption("Brief an die Zimmerei", "A letter to the carpenter")
        self._caption = caption("mit der Post", "by mail")

    @property
    def picture(self) -> bytes:
        """Return the letter as it is printed."""
        if not self._png and self._sent is not None:
            self._png = as_pictures("letter", self._sent.paper)[0]
        return self._png

    def arrive(self, sent: Sent | None) -> None:
        """Lie there; None: not yet."""
        self._sent, self._png = sent, b""

    def snapshot(self) -> Mapping[str, Any]:
        """Return where on its picture one scans, and what changes with every letter."""
        code = self._sent.path[-6:] if self._sent else ""
        whose: dict[str, Any] = {"owner": dict(self._owner), "caption": dict(self._caption)}
        name = self._owner["de"]
        return {"id": LETTER, "name": name, **whose, "letter": {"qr": QR, "of": code}}

    def texts(self) -> Iterable[str]:
        """Return what stands on it."""
        said = [line for each in self._sent.paper.said for line in each.lines] if self._sent else []
        return [*self._owner.values(), *map(escape, said)]

    def find(self, _tap: Tap) -> str | None:
        """There is one thing to press."""
        return "qr" if self._sent else None

    def point(self, name: str, text: str = "") -> None:
        """The page of phones shows the finger."""

    async def press(self, _name: str) -> None:
        """Scan it: the firm's browser opens the link."""
        if self._sent is not None:
            await self._window.open(self._sent.path)

    async def type(self, text: str) -> None:
        """Nobody can."""
        raise LookupError(text)

    def lead(self) -> tuple[str, str, str]:
        """It is no browser."""
        raise LookupError(LETTER)

    def listen(self, callback: Callable[[int], None]) -> None:
        """Paper does not change."""

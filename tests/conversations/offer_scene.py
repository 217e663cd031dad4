"""How somebody at a desk is led through an offer in every language, by what the buttons mean."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from tests.people import Phone

# From the last look of a new offer, or from its card, to one part of it and back.
PARTS = (
    (".kind", ".internship"),
    (".skill", ".areas", ".textile", ".textile.tailor"),
    (".title", "Schneiderin"),
    (".town", "72534", "Weg 2"),
    (".door", ".point", "Weg 3"),
    (".spans", ".other", ".done", "20"),
    (".hours", "25"),
    (".kind", ".minijob", ".fewer", "9,5"),
    (".hours", "25", ".job"),
    (".kind", ".internship"),
    (".many", ".other", "2", ".day", "21.12.2026"),
    (".german", ".A1"),
    (".paid", ".no"),
    (".weeks", ".6"),
    (".licence", ".eu"),
    (".experience", ".some"),
    (".certificate", ".yes"),
    (".childcare", ".yes"),
    (".german_help", ".yes"),
    (".until", "20.11.2026"),
)
CHANGED = tuple(step for part in PARTS for step in (".change", *part))
FIRM = ("Zwick Zwirnerei", ".textile", "72525", "Frau Neu, 07381 1234")
NEW = (
    *("/offer", ".offer-new", *FIRM, ".internship", ".textile.machine", ".usual", ".point"),
    *("Musterweg 8", ".other", ".on.mo", ".done", "20", ".other", "3", ".day", "21.12.2026"),
    *(".A2", ".yes", *CHANGED, ".save"),
)
AGAIN = (
    *("/offer", ".offer-new", "Zwick Zwirnerei GmbH", "1", ".internship", ".textile.tailor"),
    *(".change", ".cancel", ".pause", ".reopen", ".undo", ".copy", ".cancel"),
)
KEPT = (".change", *CHANGED)
"""The first tap comes too soon: the card stands there as it was before it opened."""
BUNDLED = ("/offer", ".offer-bundles", ".open-", ".picture", ".file")
"""Needs that belong together, and what they look like on paper."""


COMPLETED = (
    *(
        "/offer",
        "Bügeln",
        ".read",
        ".reopen",
        ".internship",
        "72525",
        "2",
        ".all_day",
        ".A1",
        ".none",
    ),
    *(".back",) * 6,
    *(".minijob", "72525", "2", ".other", ".done", "20", ".job", ".A1", ".none", "/menu"),
)
"""What a firm wrote in a sentence, until it is complete."""
COMPARED = (
    "/offer",
    "desk_offers.",
    ".confirm",
    ".filled",
    ".reopen",
    ".ways",
    "/offer",
    "desk_offers.",
    ".leave",
    ".order",
    ".compare",
    "R-1042 R-1050",
)
"""Who is sent an open offer next, and two people side by side."""


class Led(Protocol):
    """Somebody who is led by what buttons mean."""

    phone: Phone

    def led(self, *ways: str) -> None:
        """Tap or type."""


def enters_offers(desk: Led) -> None:
    """Enter an offer, change each part of it, and find that it is there already."""
    for ways in (NEW, KEPT, AGAIN):
        desk.led(*ways)
        desk.phone.town.now += timedelta(minutes=1)
        desk.phone.town.tick()
    desk.led(*COMPLETED)
    desk.led(*COMPARED)
    desk.led(*BUNDLED)

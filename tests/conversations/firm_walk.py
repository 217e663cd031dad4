"""Somebody of a firm is led through all it is asked about people, in any language."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Introduction, Offer
from storage.models.people import RoleName
from storage.rules.stages import Move
from tests.conversations.asked_mediator import joins
from tests.conversations.candidate_scene import (
    FIRM,
    chooses,
    cleared,
    employer_of,
    is_interested,
    moves,
    says_yes,
)
from tests.conversations.walker import Walker
from tests.people import Town

OFFER = "O2"


def asks_firm(at: Town, language: str, walker: type[Walker]) -> Walker:
    """Let a firm answer about three people: a question, days and a start, a no taken back."""
    offer = at.do(lambda s: s.scalars(select(Offer.id).where(Offer.ref == OFFER)).one())
    firm = walker(
        joins(at, "practice", RoleName.EMPLOYER, str(employer_of(at, offer)), language), language
    )
    firm.led("Frau Eins", ".here", "07381 99", ".10")
    walker(joins(at, "two", RoleName.EMPLOYER, str(employer_of(at, offer)), language), language)
    firm.led("/myfirm", ".gone", ".no")
    first, second, third = (is_interested(at, offer, name) for name in ("ali", "bea", "cem"))
    firm.led("/questions", _on(at, first, "ask"), "Wie alt?", ".other", "Wie lange schon?")
    firm.led(
        _on(at, second, "no"), _on(at, second, "why-hours", "refusal"), _on(at, second, "back")
    )
    moves(at, third, Move.SEND, FIRM)
    says_yes(at, third)
    cleared(at, third)
    firm.led("/questions", _on(at, third, "other"), "20.11.2026", "10:30", ".more")
    firm.led("23.11.2026", "9:00", ".done", "Musterweg 8")
    chooses(at, third, date(2026, 11, 23))
    moves(at, third, Move.COME, FIRM)
    firm.led("/questions", _on(at, third, "begins"), "1.12.2026", "7:30")
    return firm


def _on(at: Town, key: int, action: str, kind: str = "candidate") -> str:
    """Return what a button does now."""

    def unit(session: Session) -> int:
        return session.get_one(Introduction, key).revision

    return f"{kind}.{key}.{at.alone(unit)}.{action}"

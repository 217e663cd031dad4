"""A colleague opens the card of somebody on the way to a firm, and takes steps."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.introductions import carry_on, wants
from storage import firm_calls
from storage.introductions.steps import changed
from storage.models import Introduction, Offer, Person
from storage.rules.stages import Move, Side, Stage
from tests.people import Phone, Town
from tests.storage.way_scene import way

NOBODY_TOLD = "Nobody was told yet."


def minute(at: Town) -> None:
    at.now += timedelta(minutes=1)
    at.tick()


def opened(who: Phone, name: str = "Amal") -> Phone:
    """Open the card from /today: three taps."""
    who.reads().says("/today").taps("Who is on the way")
    return who.taps(next(each for each in who.buttons if "Stuck" not in each)).taps(f"🤝 {name}")


def lines(who: Phone) -> list[str]:
    return who.sees.split("\n")


def stepped(who: Phone, key: int, *taps: str) -> Stage:
    """Tap, let the minute pass, and return the stage it led to."""
    for each in taps:
        if any(each in label for label in who.buttons):
            who.taps(each)
        else:
            who.says(each)
    assert NOBODY_TOLD in who.sees, who.sees
    minute(who.town)
    return way(who.town, key).stage


class Led(Protocol):
    """Somebody who is led by what buttons mean."""

    phone: Phone

    def led(self, *ways: str) -> None:
        """Tap or type."""


DAYS = (".days", "24.12.2026", "9:00", ".yes", "28.12.2026", ".yes", "10:00", ".no")


def introduces(desk: Led, person: int) -> None:
    """Lead a colleague from the card of somebody at a firm to their first day there."""
    at = desk.phone.town
    key = at.do(partial(_begun, at, person))
    card = f"/today way-{key}"
    desk.led("/today on", "ways.4001", ".open", card, ".take")
    desk.led("/today calls", "firm_call.1.1.tried", "firm_call.1.1.called")
    desk.led(card, ".ask", "Geht es am Samstag?")
    desk.led(".answer", "Ja, die Duldung liegt vor", ".no", card, ".answer", "Ja, gern", ".undo")
    for way_on in (".send", ".yes"):
        desk.led(card, way_on)
        minute(at)
    at.do(partial(_begins, key, date(2027, 1, 7)))
    desk.led(card, ".clear", "5.1.2027", ".no")
    at.do(partial(_begins, key, None))
    for ways in ((".clear", "25.12.2026"), DAYS, (".talk",)):
        desk.led(card, *ways)
        minute(at)
    at.do(partial(_holds, key, date(2027, 1, 5)))
    desk.led(card, ".begins", "7.1.2027", ".yes", ".skip", ".undo")
    at.do(partial(_holds, key, None))
    desk.led(card, ".no", ".hours", ".undo", ".end", ".no")
    young = at.do(partial(_asks_parents, at, key))
    desk.led(f"/today way-{young}", ".guard", ".no")


def _begun(at: Town, person: int, session: Session) -> int:
    """Let the firm have a card, and be called about it."""
    work = at.work(session)
    jobs = select(Offer).where(Offer.kind == "job").order_by(Offer.id)
    offer = session.scalars(jobs.limit(1)).one()
    found = wants(work, session.get_one(Person, person), offer)
    if found.stage is Stage.INTERESTED:
        carry_on(work, found, Move.SHOW, Side.CENTRE)
    firm_calls.ask(work, offer.employer_id, firm_calls.CARD, found.id, 1, centre="alb")
    return found.id


def _begins(key: int, on: date | None, session: Session) -> None:
    """Have a first day be known, or none: as after a day to look."""
    session.get_one(Introduction, key).starts_on = on


def _holds(key: int, until: date | None, session: Session) -> None:
    """Have the permission end on a day, or on none."""
    session.get_one(Introduction, key).permit_until = until


def _asks_parents(at: Town, key: int, session: Session) -> int:
    """Let it be about somebody younger, whose parents must say yes."""
    found = session.get_one(Introduction, key)
    found.stage = Stage.GUARDIAN
    changed(at.work(session), found, Side.PERSON)
    return key

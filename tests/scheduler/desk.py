"""What the centre and the firms do in these tests: book, move, offer; and who lives here."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import appointments
from storage.activities import save_activity
from storage.models import (
    Activity,
    Appointment,
    Centre,
    Chat,
    Due,
    Employer,
    Offer,
    OfferSkill,
    Outbox,
    Person,
)
from storage.models.due import DueState
from storage.models.offers import EmployerStatus, OfferState
from storage.offers import save_offer
from tests.cast import settle
from tests.people import BERLIN, Phone, Town

ALL_WEEK = [f"{day}.{part}" for day in ("mo", "tu", "we", "th", "fr") for part in ("am", "pm")]
REFS = itertools.count(1)
STREET = "Musterweg 1, 72525 Münsingen"


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a local time of the district."""
    return datetime.combine(day, time(hour, minute), BERLIN)


def newcomer(town: Town, name: str, language: str = "en", **values: Any) -> Phone:
    """Give a known adult a phone: sews since years, has time all week, lives in Münsingen."""
    phone = town.phone(name)
    known = {"skills": {"textile.machine": 3}, "wants": ["job"], **FULL, **values}
    town.do(lambda s: settle(town.work(s), phone.chat, language=language, **known))
    return phone


FULL: dict[str, Any] = {
    "slots": ALL_WEEK,
    "german": "A2",
    "mobility": ["foot", "bus"],
    "areas": ["any"],
}


def person_of(phone: Phone) -> int:
    """Return the key of who is behind a phone."""
    found = phone.town.do(lambda s: s.get_one(Chat, phone.chat).person_id)
    assert found is not None
    return found


def said(phone: Phone, **values: Any) -> None:
    """Change what is known about somebody's wishes."""
    who = person_of(phone)
    phone.town.do(lambda s: s.execute(update(Person).where(Person.id == who).values(values)))


def address(town: Town, centre: str = "alb") -> None:
    """Give a centre an address and a phone."""
    values = {"address": STREET, "phone": "+49 7381 000-1"}
    town.do(lambda s: s.execute(update(Centre).where(Centre.key == centre).values(values)))


def booked(town: Town, phone: Phone, day: date, at: time, **values: Any) -> int:
    """Book an appointment at the centre in Münsingen."""
    found = Appointment(
        person_id=person_of(phone),
        centre="alb",
        kind="first_talk",
        on_date=day,
        at_time=at,
        zone="Europe/Berlin",
        minutes=45,
        **values,
    )
    town.do(lambda session: appointments.book(town.work(session), found))
    return found.id


def moved(town: Town, key: int, day: date, at: time) -> None:
    """Move an appointment."""
    town.do(lambda s: appointments.move(town.work(s), s.get_one(Appointment, key), day, at))


def cancelled(town: Town, key: int) -> None:
    """Cancel an appointment."""
    town.do(lambda s: appointments.cancel(town.work(s), s.get_one(Appointment, key)))


def offered(town: Town, **values: Any) -> int:
    """Save an offer of a sewing firm in Münsingen."""
    number = next(REFS)
    known = {"kind": "job", "places": 1, "paid": True, "hours_week": 30, "weeks": None, **values}
    known = {"german_min": "A2", "experience": "none", "slots": ALL_WEEK[:5], **known}

    def save(session: Session) -> int:
        firm = Employer(
            ref=f"F{number}",
            name="Näherei Muster",
            sector="textile",
            plz="72525",
            status=EmployerStatus.VERIFIED,
        )
        offer = Offer(
            ref=f"F{number}-1",
            employer=firm,
            title_de="Näherin",
            plz="72525",
            state=OfferState.OPEN,
            start_on=town.now.date() + timedelta(days=14),
            skills=[OfferSkill(skill="textile.machine")],
            **known,
        )
        save_offer(town.work(session), offer)
        return offer.id

    return town.do(save)


def changed(town: Town, key: int, **values: Any) -> None:
    """Let an employer change an offer."""

    def change(session: Session) -> None:
        offer = session.get_one(Offer, key)
        for name, value in values.items():
            setattr(offer, name, value)
        save_offer(town.work(session), offer)

    town.do(change)


def held(town: Town, on: date | None, **values: Any) -> int:
    """Hold an activity in Münsingen from 17:00 to 19:00."""
    known = {"kind": "cooking", "centre": "alb", "plz": "72525", "childcare": True}
    known |= {"place_hint": "Musterweg 8", **values}
    found = Activity(on_date=on, starts=time(17), ends=time(19), free=True, **known)
    town.do(lambda session: save_activity(town.work(session), found))
    return found.id


def news(phone: Phone) -> list[str]:
    """Read what came and return the first lines of the new messages."""
    before = len(phone.bubbles)
    return [each.text.split("\n")[0] for each in phone.reads().bubbles[before:]]


def walked(town: Town, to: datetime, *phones: Phone) -> list[str]:
    """Let the hours pass, everybody reading at once; returns `hh:mm first line` of each."""
    heard = []
    for now in town.hours(to):
        at = now.astimezone(BERLIN)
        heard += [f"{at:%d.%m. %H:%M} {line}" for phone in phones for line in news(phone)]
    return heard


def states(town: Town, kind: str) -> list[DueState]:
    """Return what became of what was due."""
    rows = select(Due.state).where(Due.kind == kind).order_by(Due.id)
    return town.do(lambda session: list(session.scalars(rows)))


def put_out(town: Town, kind: str) -> int:
    """Count the rows of a kind that were put into the outbox."""
    return town.do(lambda s: len(s.scalars(select(Outbox.id).where(Outbox.kind == kind)).all()))

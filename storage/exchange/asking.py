"""What a file's entries are checked against: asked of the database, and of the file itself."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from sqlalchemy import select

from storage.exchange.known import Known
from storage.introductions import lists
from storage.models import Appointment, Centre, Employer, Loaded, Offer, Person
from storage.people import by_ref
from storage.places import gazetteer, kilometres_away
from storage.work import Work

Keys = Collection[tuple[str, str]]


def known_to(work: Work, rows: Keys, changed: Keys) -> Known:
    """Return what the entries may name; an unchanged one is not saved: it may be gone."""
    kept = {*work.session.scalars(select(Centre.key))}
    named = {ref for section, ref in rows if section == "centres"}
    return Known(
        now=work.now,
        zone=work.zone,
        postcodes=gazetteer(work).by_plz,
        centres=kept | named,
        new_centres=named - kept,
        has_employer=partial(_has_employer, work, changed),
        has_person=partial(_has_person, work, changed),
        booked=partial(_booked, work),
        awaited=partial(_awaited, work),
        gone=partial(_gone, work),
        away=partial(kilometres_away, work),
    )


def _has_employer(work: Work, changed: Keys, ref: str) -> bool:
    there = select(Employer.id).where(Employer.ref == ref)
    return ("employers", ref) in changed or work.session.scalar(there) is not None


def _has_person(work: Work, changed: Keys, code: str) -> bool:
    made = [key for key in (("newcomers", code), ("volunteers", code)) if key in changed]
    return any(not _gone(work, *key) for key in made) or by_ref(work, code) is not None


def _booked(work: Work, ref: str) -> str | None:
    code = select(Person.ref).join(Appointment)
    return work.session.scalar(code.where(Appointment.ref == ref))


def _awaited(work: Work, ref: str) -> str | None:
    offer = work.session.scalar(select(Offer).where(Offer.ref == ref))
    is_awaited = offer is not None and lists.of_offer(work, offer.id)
    return offer.employer.ref if offer is not None and is_awaited else None


def _gone(work: Work, section: str, ref: str) -> bool:
    there = _booked(work, ref) if section == "appointments" else by_ref(work, ref)
    return there is None and work.session.get(Loaded, (section, ref)) is not None

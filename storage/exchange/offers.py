"""Employers and their offers of a file."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from storage.exchange.file import Entry
from storage.exchange.loading import Loading, Save, assign, slots
from storage.models import Employer, Offer, OfferSkill
from storage.models.offers import EmployerStatus
from storage.offers import save_offer
from storage.rules import codes
from storage.rules.slots import SLOTS
from storage.rules.taxonomy import areas, skills

EMPLOYER = ("id", "name", "sector", "plz", "contact", "size", "status")
OFFER = (
    *("id", "employer", "kind", "skills", "title_de", "plz", "places", "start", "hours_week"),
    *("weeks", "slots", "german_min", "german_help", "licence", "paid", "experience"),
    *("police_certificate", "childcare"),
)
NOT_KEPT = ("internship_type", "minijob")


def read_employer(entry: Entry, loading: Loading) -> Save:
    """Read one employer; `verified` only where staff have called back."""
    entry.only(*EMPLOYER)
    values: dict[str, Any] = {
        "name": entry.text("name"),
        "sector": entry.code("sector", areas()),
        "plz": loading.plz(entry),
        "contact": entry.maybe("contact"),
        "size": entry.maybe("size", 20),
        "status": entry.code("status", frozenset(EmployerStatus), EmployerStatus.PENDING),
    }
    return lambda: _save_employer(loading, entry.ref, values)


def read_offer(entry: Entry, loading: Loading) -> Save:
    """Read one offer."""
    entry.only(*OFFER, *NOT_KEPT)
    values: dict[str, Any] = {
        "kind": entry.code("kind", codes.OFFER_KINDS),
        "title_de": entry.text("title_de"),
        "plz": loading.plz(entry),
        "places": entry.number("places", 0, 999),
        "start_on": loading.day(entry, "start"),
        "hours_week": entry.number("hours_week", 1, 48),
        "weeks": entry.maybe_number("weeks", 1, 520),
        "slots": slots(entry, SLOTS),
        "german_min": entry.code("german_min", codes.GERMAN, "A1"),
        "german_help": entry.flag("german_help"),
        "licence": entry.maybe_code("licence", codes.LICENCES_ASKED),
        "paid": entry.flag("paid"),
        "experience": entry.code("experience", codes.EXPERIENCE, "none"),
        "police_certificate": entry.flag("police_certificate"),
        "childcare": None if entry.data.get("childcare") is None else entry.flag("childcare"),
    }
    employer = entry.text("employer", 40)
    if employer and not _knows_employer(loading, employer):
        entry.wrong("employer", f"{employer} is no employer of this file or of the database")
    wanted = sorted({*entry.codes("skills", skills())})
    return lambda: _save_offer(loading, entry.ref, employer, values, wanted)


def _knows_employer(loading: Loading, ref: str) -> bool:
    return loading.creates("employers", ref) or loading.by_ref(Employer, ref) is not None


def _save_employer(loading: Loading, ref: str, values: dict[str, Any]) -> None:
    employer = loading.by_ref(Employer, ref) or Employer(ref=ref)
    checked = employer.id is not None and employer.status != values["status"]
    assign(employer, values)
    loading.session.add(employer)
    loading.session.flush()
    if checked:
        offers = loading.session.scalars(select(Offer).where(Offer.employer_id == employer.id))
        for offer in offers.all():
            save_offer(loading.work, offer)


def _save_offer(
    loading: Loading, ref: str, employer: str, values: dict[str, Any], wanted: list[str]
) -> None:
    offer = loading.by_ref(Offer, ref) or Offer(ref=ref)
    values = {**values, "employer_id": loading.by_ref(Employer, employer).id}
    changed = assign(offer, values)
    if [row.skill for row in offer.skills] != wanted:
        kept = {row.skill: row for row in offer.skills}
        offer.skills = [kept.get(skill) or OfferSkill(skill=skill) for skill in wanted]
        changed = True
    if changed:
        save_offer(loading.work, offer)

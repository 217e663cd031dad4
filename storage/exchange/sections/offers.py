"""Offers of employers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator
from sqlalchemy import select

from storage.exchange.entry import Entry, assign
from storage.exchange.fields import (
    AnyPlz,
    Day,
    German,
    Lat,
    Line,
    Lon,
    NotKept,
    Ref,
    Skill,
    Slots,
    Start,
    letters,
    must_be_near,
    number,
    one_of,
    whole,
)
from storage.exchange.known import Info
from storage.models import Employer, Offer, OfferSkill
from storage.offers import save_offer
from storage.rules import codes
from storage.rules.pay import is_too_much, minijob_hours
from storage.work import Work

COMMUTE_KM = 80.0
OUTSIDE = ("town", "lat", "lon")
"""What an offer says where its postcode does not."""


class OfferEntry(Entry):
    """One offer; `employer` is an id of the file or of the database.

    `start` is a day, `at once` or `any`, `weeks` how long it lasts (none: without end), `slots`
    such as `mo.am`; `childcare` where it is known. Work outside the district says town and point.
    `valid_until` is the last day it is shown; without it some weeks from now, or as it was. `note`
    is a sentence of the firm, which a colleague reads before people see it.
    """

    id: Ref
    employer: Ref
    kind: Annotated[str, one_of(codes.OFFER_KINDS)]
    skills: list[Skill]
    title_de: Line
    town: Annotated[str, letters(80)] | None = None
    lat: Lat | None = None
    lon: Lon | None = None
    plz: AnyPlz
    places: Annotated[int, whole(0, 999)]
    start_on: Start = Field(alias="start")
    hours_week: Annotated[float, number(1, 48, "38.5")]
    weeks: Annotated[int, whole(1, 520)] | None = None
    slots: Slots
    german_min: German = "A1"
    german_help: bool = False
    licence: Annotated[str, one_of(codes.LICENCES_ASKED)] | None = None
    paid: bool = False
    experience: Annotated[str, one_of(codes.EXPERIENCE)] = "none"
    police_certificate: bool = False
    childcare: bool | None = None
    village: Annotated[str, letters(80)] | None = None
    street: Annotated[str, letters(120)] | None = None
    valid_until: Day | None = None
    note: Annotated[str, letters(300)] | None = None
    internship_type: NotKept = None
    minijob: NotKept = None

    @field_validator("employer")
    @classmethod
    def _is_there(cls, employer: str, info: Info) -> str:
        if not info.context.has_employer(employer):
            raise ValueError(f"{employer} is no employer of this file or of the database")
        return employer

    @field_validator("employer")
    @classmethod
    def _is_same(cls, employer: str, info: Info) -> str:
        """Leave an offer with its employer while somebody is on the way to them."""
        awaited = info.context.awaited(info.data.get("id", ""))
        if awaited not in (None, employer):
            raise ValueError(f"is {awaited} while people are on the way there: give a new id")
        return employer

    @field_validator("hours_week")
    @classmethod
    def _is_allowed(cls, hours: float, info: Info) -> float:
        day = info.context.today
        if is_too_much(info.data.get("kind"), hours, day):
            most = minijob_hours(day)
            raise ValueError(f"{hours:g} are too many for a Minijob: {most:g} at the minimum wage")
        return hours

    @field_validator("lon")
    @classmethod
    def _is_reached(cls, lon: float | None, info: Info) -> float | None:
        lat = info.data.get("lat")
        if lat is not None and lon is not None:
            must_be_near(lat, lon, info.context.away, COMMUTE_KM)
        return lon

    @field_validator("plz")
    @classmethod
    def _is_known(cls, plz: str, info: Info) -> str:
        if plz not in info.context.postcodes and None in map(info.data.get, OUTSIDE, OUTSIDE):
            raise ValueError(f"{plz} is outside the district: say {', '.join(OUTSIDE)}, too")
        return plz

    def _unsaid(self) -> set[str]:
        """Name what staff may have entered since, and files of before do not say."""
        return {
            name for name in ("village", "street", "valid_until", "note") if not getattr(self, name)
        }

    def save(self, work: Work) -> None:
        """Keep it; if anything changed, it begins anew."""
        session = work.session
        offer = session.scalar(select(Offer).where(Offer.ref == self.id)) or Offer(ref=self.id)
        employer = session.scalars(select(Employer).where(Employer.ref == self.employer)).one()
        values = self.model_dump(exclude={"id", "employer", "skills", *self._unsaid()})
        if self.note not in (None, offer.note):
            values["note_ok"] = False
        changed = assign(offer, {**values, "employer_id": employer.id})
        wanted = sorted({*self.skills})
        if [row.skill for row in offer.skills] != wanted:
            kept = {row.skill: row for row in offer.skills}
            offer.skills = [kept.get(skill) or OfferSkill(skill=skill) for skill in wanted]
            changed = True
        if changed:
            save_offer(work, offer)

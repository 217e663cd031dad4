"""Centres: what staff know about them, such as address and phone."""

from __future__ import annotations

from typing import Annotated, ClassVar, TypeVar

from pydantic import ConfigDict, field_validator

from storage.appointments import relocate
from storage.exchange.entry import Entry, assign
from storage.exchange.fields import CentreKey, Lat, Line, Lon, letters, must_be_near
from storage.exchange.known import Info
from storage.heard import OF_CENTRE
from storage.models import Centre
from storage.rules.opening_hours import understood
from storage.rules.places import OUTSIDE_KM
from storage.work import Work

T = TypeVar("T")


class CentreEntry(Entry):
    """One centre; what is missing stays as it is, a new one needs its name and point."""

    model_config = ConfigDict(validate_default=True)
    KEY: ClassVar[str] = "key"

    key: CentreKey
    name: Annotated[str, letters(120)] | None = None
    place: Annotated[str, letters(80)] | None = None
    address: Line | None = None
    hours: Line | None = None
    rooms: Line | None = None
    phone: Annotated[str, letters(40)] | None = None
    lat: Lat | None = None
    lon: Lon | None = None

    @field_validator("name", "place", "lat", "lon")
    @classmethod
    def _needed_by_a_new_one(cls, value: T, info: Info) -> T:
        if value is None and info.data.get("key") in info.context.new_centres:
            raise ValueError("is missing")
        return value

    @field_validator("hours")
    @classmethod
    def _are_understood(cls, hours: str | None) -> str | None:
        if hours is not None:
            understood(hours)
        return hours

    @field_validator("lon")
    @classmethod
    def _is_near(cls, lon: float | None, info: Info) -> float | None:
        lat = info.data.get("lat")
        if lat is not None and lon is not None:
            must_be_near(lat, lon, info.context.away, OUTSIDE_KM)
        elif "lat" in info.data and lat != lon:
            raise ValueError("is wanted where lat is, and lat where lon is")
        return lon

    def save(self, work: Work) -> None:
        """Keep what is said."""
        centre = work.session.get(Centre, self.key) or Centre(key=self.key)
        is_known = centre.name is not None
        old = {name: getattr(centre, name) for name in OF_CENTRE}
        assign(centre, self.model_dump(exclude={"key"}, exclude_none=True))
        work.session.add(centre)
        work.session.flush()
        if is_known and any(getattr(centre, name) != old[name] for name in OF_CENTRE):
            relocate(work, centre, old)

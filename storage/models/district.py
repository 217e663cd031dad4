"""The district: centres, municipalities, postcodes and the names people use for places."""

from __future__ import annotations

from sqlalchemy import Boolean, Float, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped

from storage.models.base import Record
from storage.privacy import plain


class Centre(Record):
    """An integration centre; without address and phone it must not have appointments."""

    __tablename__ = "centre"

    key: Mapped[str] = plain(String(40), primary_key=True)
    name: Mapped[str] = plain(String(120))
    place: Mapped[str] = plain(String(80))
    address: Mapped[str | None] = plain(String(200))
    phone: Mapped[str | None] = plain(String(40))
    hours: Mapped[str | None] = plain(String(200))
    rooms: Mapped[str | None] = plain(String(200))
    lat: Mapped[float] = plain(Float)
    lon: Mapped[float] = plain(Float)


class Municipality(Record):
    """A municipality by its official key (AGS, Destatis) and the centre it belongs to."""

    __tablename__ = "municipality"

    ags: Mapped[str] = plain(String(8), primary_key=True)
    name: Mapped[str] = plain(String(80))
    centre: Mapped[str] = plain(ForeignKey("centre.key"))
    second_centre: Mapped[str | None] = plain(ForeignKey("centre.key"))
    ask_centre: Mapped[bool] = plain(Boolean)
    population: Mapped[int] = plain(Integer)
    lat: Mapped[float] = plain(Float)
    lon: Mapped[float] = plain(Float)
    elevation: Mapped[int] = plain(Integer)
    plateau: Mapped[bool] = plain(Boolean)


class Postcode(Record):
    """A postcode and the point used for distances; each lies in exactly one municipality."""

    __tablename__ = "postcode"

    plz: Mapped[str] = plain(String(5), primary_key=True)
    ags: Mapped[str] = plain(ForeignKey("municipality.ags"))
    lat: Mapped[float] = plain(Float)
    lon: Mapped[float] = plain(Float)


class PlaceAlias(Record):
    """A village, or another spelling, people type instead of the municipality's name."""

    __tablename__ = "place_alias"

    alias: Mapped[str] = plain(String(80), primary_key=True)
    ags: Mapped[str] = plain(ForeignKey("municipality.ags"))

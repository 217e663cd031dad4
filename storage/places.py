"""The district as staff keep it in the database: centres, municipalities, names of places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias, TypeVarTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from storage.engine.prepared import Prepared
from storage.models import Centre, PlaceAlias, Record
from storage.models import Municipality as MunicipalityRow
from storage.models import Postcode as PostcodeRow
from storage.rules.places import (
    Gazetteer,
    Municipality,
    Postcode,
    namesakes,
    neighbours,
    shipped,
)
from storage.rules.tables import document
from storage.rules.way import kilometres
from storage.work import Work

KEPT = "gazetteer"
TOWNS = Prepared(select(*MunicipalityRow.__table__.columns))
POINTS = Prepared(
    select(PostcodeRow.plz, PostcodeRow.ags, PostcodeRow.lat, PostcodeRow.lon).order_by(
        PostcodeRow.plz
    )
)
ALIASES = Prepared(select(PlaceAlias.alias, PlaceAlias.ags).order_by(PlaceAlias.alias))
Rows: TypeAlias = tuple[tuple[Any, ...], ...]
Ts = TypeVarTuple("Ts")


def gazetteer(work: Work) -> Gazetteer:
    """Return the district's places; read once per session, indexed once per change of them."""
    if KEPT not in work.session.info:
        work.session.flush()
        rows = [tuple(map(tuple, each.all(work.session))) for each in (TOWNS, POINTS, ALIASES)]
        work.session.info[KEPT] = _indexed(*rows)
    found: Gazetteer = work.session.info[KEPT]
    return found


def kilometres_away(work: Work, lat: float, lon: float) -> float:
    """Return how far a point is from the nearest place of the district."""
    places = gazetteer(work).by_plz.values()
    return min(kilometres(lat, lon, each.lat, each.lon) for each in places)


def centres(work: Work) -> list[Centre]:
    """Return the centres, the one with most people around it first."""
    people = func.coalesce(func.sum(MunicipalityRow.population), 0)
    around = select(Centre).outerjoin(MunicipalityRow, MunicipalityRow.centre == Centre.key)
    return list(
        work.session.scalars(around.group_by(Centre.key).order_by(people.desc(), Centre.key))
    )


def centre(work: Work, key: str) -> Centre | None:
    """Return a centre by its key."""
    return work.session.get(Centre, key)


def centre_of(work: Work, key: str) -> Centre:
    """Return the centre a row names."""
    return work.session.get_one(Centre, key)


def around(rows: Select[*Ts], plz: InstrumentedAttribute[str], centre: str | None) -> Select[*Ts]:
    """Keep the rows whose postcode lies around a centre (None: all).

    What lies outside the district is around all of them.
    """
    if centre is None:
        return rows
    joined = rows.outerjoin(PostcodeRow, PostcodeRow.plz == plz)
    joined = joined.outerjoin(MunicipalityRow, MunicipalityRow.ags == PostcodeRow.ags)
    return joined.where(or_(MunicipalityRow.centre == centre, MunicipalityRow.centre.is_(None)))


def centre_around(work: Work, plz: str) -> str | None:
    """Return the key of the centre in whose area a postcode lies."""
    places = gazetteer(work)
    postcode = places.by_plz.get(plz)
    town = places.by_ags.get(postcode.ags) if postcode else None
    return town.centre if town else None


def first_postcode(work: Work, ags: str) -> str | None:
    """Return the first postcode of a municipality; None for one nobody knows."""
    codes = (each.plz for each in gazetteer(work).postcodes if each.ags == ags)
    return next(codes, None)


def seed_district(work: Work) -> None:
    """Load the places we ship that are not there yet; what staff changed stays."""
    district = shipped()
    _add_missing(work, Centre.key, [Centre(**row) for row in document("centres.json")])
    _add_missing(
        work,
        MunicipalityRow.ags,
        [MunicipalityRow(**vars(town)) for town in district.municipalities],
    )
    _add_missing(
        work, PostcodeRow.plz, [PostcodeRow(**vars(point)) for point in district.postcodes]
    )
    _add_missing(
        work,
        PlaceAlias.alias,
        [PlaceAlias(alias=alias, ags=ags) for alias, ags in district.aliases],
    )
    work.session.info.pop(KEPT, None)


def _add_missing(work: Work, key: InstrumentedAttribute[str], rows: Sequence[Record]) -> None:
    there = {*work.session.scalars(select(key))}
    work.session.add_all(row for row in rows if getattr(row, key.key) not in there)
    work.session.flush()


@lru_cache(maxsize=4)
def _indexed(towns: Rows, points: Rows, aliases: Rows) -> Gazetteer:
    names = MunicipalityRow.__table__.columns.keys()
    return Gazetteer(
        tuple(Municipality(**dict(zip(names, row, strict=True))) for row in towns),
        tuple(Postcode(*row) for row in points),
        aliases,
        neighbours(),
        namesakes(),
    )

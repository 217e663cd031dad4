"""The district as staff keep it in the database: centres, municipalities, names of places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from storage.models import Centre, PlaceAlias, Record
from storage.models import Municipality as MunicipalityRow
from storage.models import Postcode as PostcodeRow
from storage.rules.places import Gazetteer, Municipality, Postcode, neighbours, shipped
from storage.rules.tables import document
from storage.work import Work

KEPT = "gazetteer"


def gazetteer(work: Work) -> Gazetteer:
    """Return the district's places; read once per session, indexed once per change of them."""
    if KEPT not in work.session.info:
        work.session.info[KEPT] = _indexed(
            tuple(_municipality(row) for row in work.session.scalars(select(MunicipalityRow))),
            tuple(
                Postcode(row.plz, row.ags, row.lat, row.lon)
                for row in work.session.scalars(select(PostcodeRow).order_by(PostcodeRow.plz))
            ),
            tuple(
                (row.alias, row.ags)
                for row in work.session.scalars(select(PlaceAlias).order_by(PlaceAlias.alias))
            ),
        )
    found: Gazetteer = work.session.info[KEPT]
    return found


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


def centre_around(work: Work, plz: str) -> str | None:
    """Return the key of the centre in whose area a postcode lies."""
    places = gazetteer(work)
    postcode = places.by_plz.get(plz)
    town = places.by_ags.get(postcode.ags) if postcode else None
    return town.centre if town else None


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
def _indexed(
    municipalities: tuple[Municipality, ...],
    postcodes: tuple[Postcode, ...],
    aliases: tuple[tuple[str, str], ...],
) -> Gazetteer:
    return Gazetteer(municipalities, postcodes, aliases, neighbours())


def _municipality(row: MunicipalityRow) -> Municipality:
    names = MunicipalityRow.__table__.columns.keys()
    return Municipality(**{name: getattr(row, name) for name in names})

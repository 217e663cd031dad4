"""The district in the database: seeded once, changed by staff, read like the shipped tables."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.models import Centre, Municipality, PlaceAlias
from storage.places import centre, centres, gazetteer, seed_district
from storage.rules.places import shipped
from tests.storage.desk import do, look
from tests.works import NOW, unit_at, work_at


def test_the_seeded_district_is_the_shipped_one(database: Database) -> None:
    do(database, unit_at(NOW, seed_district))
    found = look(database, unit_at(NOW, gazetteer))
    assert found.by_ags == shipped().by_ags
    assert found.by_plz == shipped().by_plz
    assert found.names == shipped().names
    assert look(database, unit_at(NOW, gazetteer)) is found  # indexed once


def test_centres_come_with_the_biggest_district_first(database: Database) -> None:
    do(database, unit_at(NOW, seed_district))
    assert [each.key for each in look(database, unit_at(NOW, centres))] == [
        "reutlingen",
        "ermstal",
        "alb",
    ]
    assert look(database, lambda s: centre(work_at(s), "nowhere")) is None


def test_what_staff_changed_stays_when_the_bot_starts_again(database: Database) -> None:
    def change(session: Session) -> None:
        session.get_one(Centre, "alb").address = "Hauptstraße 1"
        session.get_one(Municipality, "08415073").centre = "reutlingen"
        session.add(PlaceAlias(alias="Truchtelfingen", ags="08415073"))

    do(database, unit_at(NOW, seed_district))
    do(database, change)
    do(database, unit_at(NOW, seed_district))
    assert look(database, lambda s: s.get_one(Centre, "alb").address) == "Hauptstraße 1"
    assert look(database, unit_at(NOW, gazetteer)).by_ags["08415073"].centre == "reutlingen"
    assert look(database, lambda s: s.scalar(select(func.count()).select_from(PlaceAlias))) == (
        len(shipped().aliases) + 1
    )

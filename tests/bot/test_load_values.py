"""Values of a file are checked for what they mean: refused by line, or understood."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from storage.engine.database import open_database
from storage.models import Activity, Centre, Employer, Offer
from tests.bot.loading_desk import FIRM, Command, Load, Read, command, load, read
from tests.conftest import SECRET_KEY
from tests.storage.desk import do

__all__ = ["command", "load", "read"]

OFFER: dict[str, Any] = {
    "id": "O1",
    "employer": "E1",
    "kind": "job",
    "skills": ["food.bakery"],
    "title_de": "Backstube",
    "plz": "72764",
    "places": 1,
    "start": "d+7",
    "hours_week": 20,
    "slots": ["mo.am"],
}
WALK: dict[str, Any] = {
    "id": "A1",
    "kind": "language_walk",
    "centre": "alb",
    "plz": "72525",
    "when": {"weekly": "th", "from": "10:00", "to": "12:00"},
}
TUEBINGEN = {"plz": "72072", "town": "Tübingen", "lat": 48.5216, "lon": 9.0576}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lat": 9.212, "lon": 48.4921}, "lon: lies outside the district: lat and lon are swap"),
        ({"lat": 52.52, "lon": 13.405}, "lon: lies outside the district: more than 15 km: 52.5"),
        ({"lat": 48.41}, "lon: is wanted where lat is, and lat where lon is"),
        ({"lat": float("nan"), "lon": 9.4}, "lat: must be a number from -90 to 90, such as 48.4"),
        ({"lat": 48.4, "lon": float("inf")}, "lon: must be a number from -180 to 180, such as"),
        ({"key": "alb=1"}, "key: must be a key such as alb, of at most 40 letters"),
        ({"key": "the alb"}, "key: must be a key such as alb, of at most 40 letters"),
        ({"key": "alb:1"}, "key: must be a key such as alb, of at most 40 letters"),
        ({"key": "*"}, "key: must be a key such as alb, of at most 40 letters"),
        ({"key": "7"}, "key: must be a key such as alb, of at most 40 letters"),
        ({"key": "start"}, "key: start is a word the bot uses itself"),
        ({"hours": "Mon-Fri 9am-5pm"}, "hours: no opening hours: 'Mon-Fri 9am-5pm' (Mo-Fr 9:00"),
        ({"hours": "Mo-Fr"}, "hours: no opening hours: 'Mo-Fr' (Mo-Fr 9:00-12:00, Do 14-17 Uhr"),
        ({"address": "Weg 3\x00"}, "address: must be a text of at most 200 letters"),
        ({"address": " \n "}, "address: must be a text of at most 200 letters"),
        ({"address": "\ud800"}, "address: must be a text of at most 200 letters"),
    ],
)
def test_a_centre_that_cannot_be_meant_is_refused_by_line(
    load: Load, changes: dict[str, Any], sentence: str
) -> None:
    ended = load(centres=[{"key": "alb", **changes}])
    assert ended.exit_code == 1
    assert re.match(rf"line [3-6]: centres\[0\]\.{re.escape(sentence)}", ended.stderr)


@pytest.mark.parametrize(
    ("section", "changes", "sentence"),
    [
        ("offers", {"id": "O 1"}, "id: must be a key such as E-12, of at most 40 letters"),
        ("employers", {"phone": "Herr Vorlage"}, "phone: must be a phone number such as +49 7"),
        ("employers", {"phone": "\u200b"}, "phone: must be a phone number such as +49 7381 000-1"),
        ("offers", {"id": "O=1"}, "id: must be a key such as E-12, of at most 40 letters"),
        ("offers", {"start": "9999-12-31"}, "start: 9999-12-31 is not within the next five years"),
        ("offers", {"start": "0026-01-01"}, "start: 0026-01-01 is not within the next five years"),
        ("offers", {"start": "d+9999"}, "is not within the next five years"),
        ("offers", {"start": "31.02.2027"}, "start: no date: '31.02.2027'"),
        ("offers", {"hours_week": float("nan")}, "hours_week: must be a number from 1 to 48"),
        ("offers", {"hours_week": "38,5"}, "hours_week: must be a number from 1 to 48, such as"),
        ("offers", {"hours_week": 385}, "hours_week: must be a number from 1 to 48, such as 38.5"),
        ("offers", {"plz": "72072"}, "plz: 72072 is outside the district: say town, lat, lon, too"),
        (
            "offers",
            {**TUEBINGEN, "lat": 9.0576, "lon": 48.5216},
            "lon: lies outside the district: lat and lon are swap",
        ),
        (
            "offers",
            {**TUEBINGEN, "lat": 52.52},
            "lon: lies outside the district: more than 80 km: 52",
        ),
        ("employers", {"plz": "D-72764"}, "plz: must be five digits"),
    ],
)
def test_an_offer_that_cannot_be_meant_is_refused_by_line(
    load: Load, section: str, changes: dict[str, Any], sentence: str
) -> None:
    row = {"employers": FIRM, "offers": OFFER}[section]
    ended = load(**{"employers": [FIRM], section: [{**row, **changes}]})
    assert ended.exit_code == 1
    assert sentence in ended.stderr


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ({"every": 2}, "every 2 weeks needs `since`, a day in the first of them"),
        ({"every": 0}, "every: must be a whole number from 1 to 8"),
        ({"since": "2027-05-03", "until": "2027-05-02"}, "ends on 2027-05-02, before it begins"),
        ({"until": "9999-12-31"}, "until: 9999-12-31 is not within the next five years"),
        ({"off": ["Heiligabend"]}, "off: no date: 'Heiligabend'"),
        ({"season": "summer"}, "season: must be a text of at most 5 letters"),
        ({"season": "13-02"}, "no season: '13-02' (04-10, April to October)"),
        ({"from": "25:00"}, "from: no time: '25:00' (09:00)"),
    ],
)
def test_days_that_cannot_be_meant_are_refused_by_line(
    load: Load, when: dict[str, Any], sentence: str
) -> None:
    ended = load(activities=[{**WALK, "when": {**WALK["when"], **when}}])
    assert ended.exit_code == 1
    assert sentence in ended.stderr


@pytest.mark.both_databases
def test_real_values_are_kept_as_they_are(load: Load, read: Read) -> None:
    when = {
        "weekly": "th",
        "from": "9.30",
        "to": "11 Uhr",
        "every": 2,
        "since": "7.1.2027",
        "until": "2027-06-24",
        "off": ["18.02.2027", "2027-02-04", "18.02.2027"],
        "school_holidays": False,
    }
    ended = load(
        centres=[{"key": "alb", "hours": "Mo-Fr 9-12 Uhr", "lat": 48.41, "lon": 9.49}],
        employers=[{**FIRM, "plz": "70173"}],
        offers=[
            {**OFFER, "hours_week": 38.5, "start": "at once"},
            {**OFFER, "id": "O2", **TUEBINGEN, "start": "any"},
        ],
        activities=[{**WALK, "when": when}],
    )
    assert (ended.exit_code, ended.stderr) == (0, "")
    walk = read(lambda session: session.scalars(select(Activity)).one())
    assert (walk.starts, walk.ends, walk.every) == (time(9, 30), time(11), 2)
    assert (walk.since, walk.until) == (date(2027, 1, 7), date(2027, 6, 24))
    assert (walk.off, walk.school_off) == (["2027-02-04", "2027-02-18"], True)
    assert read(lambda session: session.scalar(select(Employer.plz))) == "70173"
    first, second = read(lambda s: s.scalars(select(Offer).order_by(Offer.ref)).all())
    assert (first.hours_week, first.start_on is None) == (38.5, False)
    assert (second.town, second.lat, second.start_on) == ("Tübingen", 48.5216, None)


@pytest.mark.both_databases
def test_check_names_what_was_written_past_the_loading(
    command: Command, load: Load, chosen_url: str
) -> None:
    load(employers=[FIRM], offers=[OFFER], activities=[WALK])
    wrong = [
        update(Centre).where(Centre.key == "alb").values(lat=9.4949, lon=48.4114),
        update(Centre).where(Centre.key == "ermstal").values(hours="vormittags"),
        update(Activity).values(every=2),
        update(Offer).values(start_on=date(9999, 1, 1)),
        insert(Centre).values(key="the alb", name="Alb", place="Alb", lat=48.4, lon=9.5),
    ]
    database = open_database(chosen_url, SECRET_KEY)
    do(database, lambda session: [session.execute(each) for each in wrong])
    database.close()
    found = command("check").stdout.splitlines()
    assert any("money" in each for each in found)
    assert [each for each in found if each.startswith("The ") and "money" not in each] == [
        "The centre alb lies outside the district: lat and lon are swapped.",
        "The centre ermstal has hours nobody understands: 'vormittags'.",
        "The centre 'the alb' has a key that buttons cannot carry.",
        "The offer O1 begins on 9999-01-01, years from now.",
        "The activity A1 has no street: people are told to ask where it is.",
        "The activity A1 has days or hours that make no sense.",
    ]

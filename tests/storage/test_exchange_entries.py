"""Entries of a file are checked without a database; another format needs only a reader."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from pydantic import ValidationError

from storage.engine.database import Database
from storage.exchange.entry import faults
from storage.exchange.known import Known
from storage.exchange.lines import File, LoadError, Row
from storage.exchange.loading import load
from storage.exchange.sections import SECTIONS
from storage.exchange.sections.activities import ActivityEntry
from storage.exchange.sections.appointments import AppointmentEntry
from storage.exchange.sections.offers import OfferEntry
from storage.rules.way import kilometres
from tests.demo import demo_text
from tests.storage.desk import do
from tests.works import BERLIN, unit_at

DEMO = json.loads(demo_text())
KNOWN = Known(
    now=datetime(2026, 11, 10, 8, 0, tzinfo=UTC),
    zone=BERLIN,
    postcodes={"72764", "72793", "72525"},
    centres={"alb", "reutlingen", "new"},
    new_centres={"new"},
    has_employer={"E1"}.__contains__,
    has_person={"N1", "N2"}.__contains__,
    booked={"T2": "N2"}.get,
    awaited={"O2": "E2"}.get,
    gone=lambda section, ref: False,
    away=lambda lat, lon: kilometres(lat, lon, 48.4921, 9.212),
)


def said(section: str, **changes: Any) -> list[str]:
    """Return what is wrong with the demo's first entry of a section after changes."""
    try:
        SECTIONS[section].model_validate({**DEMO[section][0], **changes}, context=KNOWN)
    except ValidationError as error:
        return [f"{'.'.join(names)}: {sentence}" for names, sentence in faults(error)]
    return []


def test_the_first_entries_of_the_demo_are_right() -> None:
    assert [each for section in SECTIONS for each in said(section)] == []


@pytest.mark.parametrize(
    ("section", "changes", "problem"),
    [
        (
            "offers",
            {"id": "O2"},
            "employer: is E2 while people are on the way there: give a new id",
        ),
        ("employers", {"name": None}, "name: is missing"),
        ("consulting", {"places": 0}, "places: must be a whole number from 1 to 20"),
        ("consulting", {"to": "09:25"}, ": from 09:00 to 09:25 holds no slot"),
        ("employers", {"name": ""}, "name: must be a text of at most 200 letters"),
        ("employers", {"size": "x" * 21}, "size: must be a text of at most 20 letters"),
        ("employers", {"status": 7}, "status: must be a text"),
        (
            "employers",
            {"status": "good"},
            "status: good is none of: pending, verified",
        ),
        ("employers", {"plz": "7017"}, "plz: must be five digits"),
        ("activities", {"plz": "70173"}, "plz: 70173 is no postcode of the district"),
        (
            "offers",
            {"plz": "72072"},
            "plz: 72072 is outside the district: say town, lat, lon, too",
        ),
        ("offers", {"places": True}, "places: must be a whole number from 0 to 999"),
        ("offers", {"places": -1}, "places: must be a whole number from 0 to 999"),
        (
            "offers",
            {"hours_week": 49},
            "hours_week: must be a number from 1 to 48, such as 38.5",
        ),
        ("offers", {"weeks": "6"}, "weeks: must be a whole number from 1 to 520"),
        ("offers", {"hours_week": None}, "hours_week: is missing"),
        ("offers", {"paid": "yes"}, "paid: must be true or false"),
        ("offers", {"skills": "wood"}, "skills: must be a list"),
        ("offers", {"slots": ["mo.night"]}, "slots: mo.night is not known"),
        ("offers", {"start": 5}, "start: must be a text such as 2026-05-04, at once, any"),
        (
            "offers",
            {"start": "soon"},
            "start: no date: 'soon' (d+14, next 1 Sept or 2026-05-04)",
        ),
        ("offers", {"start_on": "d+3"}, "start_on: is not known here"),
        ("offers", {"start_on": None}, "start_on: is not known here"),
        (
            "offers",
            {"employer": "E7"},
            "employer: E7 is no employer of this file or of the database",
        ),
        (
            "activities",
            {"centre": "berlin"},
            "centre: berlin is none of: alb, new, reutlingen",
        ),
        ("activities", {"when": "often"}, "when: must be an object"),
        ("activities", {"when": {"weekly": "we", "to": "17:00"}}, "when.from: is missing"),
        (
            "activities",
            {"when": {"weekly": "we", "from": "17:00", "to": "15:00"}},
            "when: no rule: 'we', None, 17:00:00 to 15:00:00",
        ),
        (
            "activities",
            {"when": {"weekly": "we", "from": "9", "to": "15:00"}},
            "when.from: no time: '9' (09:00)",
        ),
        ("newcomers", {"skills": ["wood"]}, "skills: must be an object"),
        ("newcomers", {"skills": {"wood": 1}}, "skills.wood: wood is not known"),
        (
            "newcomers",
            {"skills": {"textile.machine": 4}},
            "skills.textile.machine: must be a whole number from 1 to 3",
        ),
        (
            "newcomers",
            {"wants": ["rest"]},
            "wants: rest is none of: apprenticeship, course, job, tryout",
        ),
        ("appointments", {"who": "R-1"}, "who: nobody has the code R-1"),
        (
            "appointments",
            {"id": "T2"},
            "who: is another person than before; cancel it and give a new one a new id",
        ),
        (
            "centres",
            {"lat": "48"},
            "lat: must be a number from -90 to 90, such as 48.4921",
        ),
        ("centres", {"key": "new", "name": None}, "name: is missing"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    section: str, changes: dict[str, Any], problem: str
) -> None:
    assert said(section, **changes) == [problem]


@pytest.mark.parametrize(
    ("section", "changes"),
    [
        ("offers", {"german_min": None, "licence": None, "weeks": None, "paid": None}),
        ("appointments", {"when": "2026-11-09 10:00", "cancelled": True}),
        ("appointments", {"id": "T2", "who": "N2"}),
        ("appointments", {"who": " N1 "}),
        ("centres", {"name": None, "lat": None, "lon": None}),
    ],
)
def test_what_is_right_is_not_refused(section: str, changes: dict[str, Any]) -> None:
    assert said(section, **changes) == []


def test_all_that_is_wrong_is_said_at_once() -> None:
    changes = {"plz": "1", "skills": ["a", "b"], "places": "four", "wages": 12}
    assert said("offers", **changes) == [
        "skills: a is not known",
        "skills: b is not known",
        "plz: must be five digits",
        "places: must be a whole number from 0 to 999",
        "wages: is not known here",
    ]


def test_days_count_from_the_local_day_of_loading() -> None:
    late = replace(KNOWN, now=datetime(2026, 11, 10, 23, 30, tzinfo=UTC))
    offer = OfferEntry.model_validate({**DEMO["offers"][0], "start": "d+1"}, context=late)
    assert offer.start_on == date(2026, 11, 12)
    talk = {**DEMO["appointments"][0], "when": "2026-11-13T23:30+00:00"}
    assert AppointmentEntry.model_validate(talk, context=late).when == (
        date(2026, 11, 14),
        time(0, 30),
    )


def test_a_missing_field_has_its_default_and_slots_are_in_order() -> None:
    activity = ActivityEntry.model_validate(
        {**DEMO["activities"][0], "free": None, "german_min": None}, context=KNOWN
    )
    assert (activity.free, activity.german_min) == (True, "A0")
    offer = {**DEMO["offers"][0], "slots": ["tu.am", "mo.pm", "tu.am"]}
    assert OfferEntry.model_validate(offer, context=KNOWN).slots == ["mo.pm", "tu.am"]


def test_another_format_needs_only_a_reader(database: Database, now: datetime) -> None:
    def read(content: bytes) -> File:
        """One centre a line: key, name."""
        file = File({"centres": []}, {"": 1})
        for number, line in enumerate(content.decode().splitlines(), 1):
            key, name = line.split(";")
            path = f"row {number}"
            file.sections["centres"].append(Row(path, {"key": key, "name": name}))
            file.lines |= {path: number}
        return file

    def take_in(content: bytes) -> dict[str, int]:
        return do(database, unit_at(now, load), content, read).loaded

    assert take_in(b"alb;Zentrum Alb\nermstal;Zentrum Ermstal") == {"centres": 2}
    with pytest.raises(LoadError) as error:
        take_in(b"alb;Alb\nnowhere;")
    assert str(error.value).splitlines() == [
        "line 2: row 2.name: must be a text of at most 120 letters",
        "line 2: row 2.place: is missing",
        "line 2: row 2.lat: is missing",
        "line 2: row 2.lon: is missing",
    ]

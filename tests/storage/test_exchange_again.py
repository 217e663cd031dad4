"""A file loaded again, changed here and there: only what it says anew has consequences."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.engine.sealed import KEYRING
from storage.models import Activity, Employer, Offer, Person
from tests.demo import demo_text, load_demo
from tests.storage.desk import do, look
from tests.storage.files import loaded, refused

DEMO = json.loads(demo_text())


def entry(section: str, ref: str, **changes: Any) -> dict[str, Any]:
    """Return an entry of the demo with changes."""
    (found,) = [each for each in DEMO[section] if each["id"] == ref]
    return {**found, **changes}


def revision(database: Database, kind: type[Offer] | type[Activity], ref: str) -> int:
    return look(database, lambda s: s.scalars(select(kind.revision).where(kind.ref == ref)).one())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"skills": ["green.harvest", "green.cattle", "green.harvest"]}, 1),
        ({"minijob": True}, 1),
        ({"skills": ["green.harvest"]}, 2),
        ({"slots": ["mo.am"]}, 2),
    ],
)
def test_an_offer_begins_anew_where_it_says_something_else(
    database: Database, now: datetime, changes: dict[str, Any], expected: int
) -> None:
    do(database, load_demo, now)
    assert loaded(database, now, offers=[entry("offers", "O8", **changes)]).loaded["offers"] == 1
    assert revision(database, Offer, "O8") == expected


def test_the_end_of_an_offer_is_read_and_kept_where_a_file_does_not_say_it(
    database: Database, now: datetime
) -> None:
    def offer() -> Offer:
        return look(database, lambda s: s.scalars(select(Offer).where(Offer.ref == "O8")).one())

    do(database, load_demo, now)
    assert offer().valid_until == date(2027, 1, 5)  # eight weeks, as all that is confirmed today
    said = {"valid_until": "2026-12-01", "street": "Hofweg 1", "village": "Bremelau"}
    loaded(database, now, offers=[entry("offers", "O8", **said)])
    assert (offer().valid_until, offer().street, offer().revision) == (
        date(2026, 12, 1),
        "Hofweg 1",
        2,
    )
    loaded(database, now, offers=[entry("offers", "O8", places=3)])
    assert (offer().valid_until, offer().village, offer().places) == (
        date(2026, 12, 1),
        "Bremelau",
        3,
    )


def test_another_name_of_a_firm_leaves_its_offers_alone(database: Database, now: datetime) -> None:
    do(database, load_demo, now)
    loaded(database, now, employers=[entry("employers", "E4", name="Albhof Neu")])
    name = select(Employer.name).where(Employer.ref == "E4")
    assert look(database, lambda s: s.scalar(name)) == "Albhof Neu"
    assert revision(database, Offer, "O8") == 1


def test_an_activity_is_cancelled_and_comes_back(database: Database, now: datetime) -> None:
    def cancelled_at() -> datetime | None:
        a1 = select(Activity).where(Activity.ref == "A1")
        return look(database, lambda s: s.scalars(a1).one()).cancelled_at

    do(database, load_demo, now)
    loaded(database, now, activities=[entry("activities", "A1", cancelled=True)])
    assert (cancelled_at(), revision(database, Activity, "A1")) == (now, 2)
    loaded(database, now, activities=[entry("activities", "A1")])
    assert (cancelled_at(), revision(database, Activity, "A1")) == (None, 3)


def test_who_is_gone_is_not_there_because_the_file_still_names_them(
    database: Database, now: datetime
) -> None:
    def leave(session: Session) -> None:
        session.execute(delete(Person))
        session.execute(delete(Offer))
        session.execute(delete(Employer))

    do(database, load_demo, now)
    do(database, leave)
    file = {
        "employers": DEMO["employers"],
        "offers": [entry("offers", "O8", places=9)],
        "newcomers": DEMO["newcomers"],
        "volunteers": DEMO["volunteers"],
        "appointments": [
            entry("appointments", "T1", id="T91", who="N1"),
            entry("appointments", "T1", id="T92", who="V1"),
        ],
    }
    assert [line.split(": ", 1)[1] for line in refused(database, now, json.dumps(file))] == [
        "offers[0].employer: E4 is no employer of this file or of the database",
    ]
    report = loaded(database, now, **{**file, "offers": []})
    assert (report.loaded, report.left_out) == ({}, {"appointments": 2})
    assert [note.text for note in report.notes] == [
        "nobody has the code N1 any more, or ever had: left out",
        "nobody has the code V1 any more, or ever had: left out",
    ]


def test_a_changed_row_does_not_bring_back_who_deleted_their_data(
    database: Database, now: datetime
) -> None:
    do(database, load_demo, now)
    do(database, lambda session: session.execute(delete(Person)))
    changed = entry("newcomers", "N1", hours="few")
    report = loaded(
        database, now, newcomers=[changed], volunteers=[entry("volunteers", "V1", plz="1")]
    )
    assert report.left_out == {"newcomers": 1, "volunteers": 1}
    assert look(database, lambda session: session.scalars(select(Person)).all()) == []


def test_an_appointment_stays_with_its_person(database: Database, now: datetime) -> None:
    do(database, load_demo, now)
    changed = json.dumps({"appointments": [entry("appointments", "T1", who="N2")]})
    assert refused(database, now, changed) == [
        "line 1: appointments[0].who: is another person than before; "
        "cancel it and give a new one a new id"
    ]


def test_a_new_centre_is_there_for_what_comes_after_it(database: Database, now: datetime) -> None:
    centre = {**DEMO["centres"][0], "key": "neckar"}
    activity = entry("activities", "A1", centre="neckar")
    loaded(database, now, activities=[activity], centres=[centre])
    found = look(database, lambda s: s.scalar(select(Activity.centre)))
    assert found == "neckar"


def test_another_first_key_does_not_make_everything_new(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(database, load_demo, now)
    monkeypatch.setattr(KEYRING, "secrets", [bytes(32), *KEYRING.secrets])
    assert not do(database, load_demo, now).loaded

"""One row does not stop a file of good ones; two that cannot both be meant are named."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from bot.clock import Clock
from storage.engine.database import open_database
from storage.models import Appointment, Person
from tests.bot.loading_desk import Command, Load, Read, command, load, read
from tests.conftest import SECRET_KEY
from tests.storage.desk import do

__all__ = ["command", "load", "read"]

pytestmark = pytest.mark.both_databases

PEOPLE = [{"id": "V1"}, {"id": "V2"}]
TODAY = Clock().now().date()
YESTERDAY, SOON = TODAY - timedelta(days=1), TODAY + timedelta(days=5)


def talk(ref: str, **changes: Any) -> dict[str, Any]:
    """Return a row of an appointment."""
    known = {"centre": "alb", "kind": "first_talk", "when": f"{SOON} 10:00", "minutes": 45}
    return {"id": ref, "who": "V1", **known, **changes}


@pytest.fixture
def left(load: Load, chosen_url: str) -> None:
    """Two volunteers; a third had an appointment and deleted everything."""
    load(volunteers=[*PEOPLE, {"id": "V3"}], appointments=[talk("T9", who="V3")])
    with closing(open_database(chosen_url, SECRET_KEY)) as database:
        do(database, lambda session: session.execute(delete(Person).where(Person.ref == "V3")))


def test_what_is_over_is_left_out_and_counted(load: Load, read: Read, left: None) -> None:
    walk = {"id": "A1", "kind": "sport", "centre": "alb", "plz": "72525"}
    over = {"on": f"{YESTERDAY}", "from": "10:00", "to": "12:00"}
    ended = load(
        activities=[
            {**walk, "when": over},
            {**walk, "id": "A2", "when": {**over, "on": f"{SOON}"}},
        ],
        appointments=[talk("T1"), talk("T2", when=f"{YESTERDAY} 10:00"), talk("T5", who="V2")],
    )
    assert ended.exit_code == 0
    assert [line.split(": ", 1)[1] for line in ended.stderr.splitlines()] == [
        f"activities[0]: {YESTERDAY} is over: left out",
        f"appointments[1]: {YESTERDAY} 10:00 is over: left out",
    ]
    assert ended.stdout.splitlines() == [
        "activities: 1 loaded, 0 as before, 1 left out",
        "appointments: 2 loaded, 0 as before, 1 left out",
    ]
    kept = select(Appointment.ref).order_by(Appointment.ref)
    assert read(lambda session: session.scalars(kept).all()) == ["T1", "T5"]


def test_rows_of_who_deleted_their_data_are_left_out(load: Load, read: Read, left: None) -> None:
    ended = load(
        volunteers=[*PEOPLE, {"id": "V3", "note": "changed"}],
        appointments=[
            talk("T1"),
            talk("T3", who="V3"),
            talk("T9", who="V3", minutes=30),
            talk("T4", who="R-1042"),
        ],
    )
    assert ended.exit_code == 0
    assert [line.split(": ", 1)[1] for line in ended.stderr.splitlines()] == [
        "volunteers[2]: is not there any more: left out",
        "appointments[1]: nobody has the code V3 any more, or ever had: left out",
        "appointments[2]: nobody has the code V3 any more, or ever had: left out",
        "appointments[3]: nobody has the code R-1042 any more, or ever had: left out",
    ]
    assert ended.stdout.splitlines() == [
        "appointments: 1 loaded, 0 as before, 3 left out",
        "volunteers: 0 loaded, 2 as before, 1 left out",
    ]
    assert read(lambda session: session.scalar(select(func.count()).select_from(Person))) == 2


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ({"centre": "ermstal", "when": f"{SOON} 10:15"}, "(%s 10:15, ermstal) of one person over"),
        ({"when": f"{SOON} 10:00"}, "T2 (%s 10:00, alb) of one person overlap."),
        ({"when": f"{SOON} 15:00"}, "T2 (%s 15:00, alb) of one person are of one kind on one day."),
        (
            {"centre": "ermstal", "kind": "cv", "when": f"{SOON} 11:15"},
            "T2 (%s 11:15, ermstal) of one person leave too little time for the way.",
        ),
        ({"who": "V2"}, ""),
        ({"kind": "cv", "when": f"{SOON} 11:15"}, ""),
        ({"centre": "ermstal", "kind": "cv", "when": f"{SOON} 12:00"}, ""),
    ],
)
def test_two_that_cannot_both_be_meant_are_named_by_load_and_check(
    command: Command, load: Load, second: dict[str, Any], said: str
) -> None:
    ended = load(volunteers=PEOPLE, appointments=[talk("T1"), talk("T2", **second)])
    assert ended.stdout.startswith("appointments: 2 loaded")
    found = said % SOON if said else ""
    assert found in ended.stderr
    assert bool(found) == bool(ended.stderr)
    if said:
        assert ": appointments[1]: The appointments T1 (" in ended.stderr
        checked = [line for line in command("check").stdout.splitlines() if "T1" in line]
        assert len(checked) == 1
        assert found in checked[0]

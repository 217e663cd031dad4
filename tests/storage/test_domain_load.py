"""Loading a file: all or nothing, twice the same, errors by line."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.appointments import move
from storage.check import findings
from storage.engine.database import Database
from storage.erasure import erase_person
from storage.limits import Limits
from storage.models import Appointment, Centre, Due, Employer, Offer, Outbox, Person, Profile
from storage.queues.kinds import Kind
from tests.demo import demo_text, load_demo
from tests.storage.desk import do, look
from tests.storage.domain import due_rows, newcomer, send_all, told
from tests.storage.files import loaded, refused, taken
from tests.works import unit_at, work_at

pytestmark = pytest.mark.furnished("district")

DAY = timedelta(days=1)
TALK = {
    "id": "M1",
    "centre": "alb",
    "kind": "first_talk",
    "when": "2026-11-13 10:00",
    "minutes": 45,
}


def code_of(database: Database, person_id: int) -> str:
    return look(database, lambda s: s.get_one(Person, person_id).ref) or ""


def traces(session: Session) -> list[Any]:
    """Everything that a second loading could change."""
    return [
        [(each.ref, each.revision) for each in session.scalars(select(Offer).order_by(Offer.id))],
        [
            (each.ref, each.revision, each.starts_at)
            for each in session.scalars(select(Appointment).order_by(Appointment.id))
        ],
        session.scalar(select(func.count()).select_from(Due)),
        session.scalar(select(func.count()).select_from(Outbox)),
        session.scalar(select(func.count()).select_from(Person)),
    ]


def test_the_demo_set_loads_and_a_second_time_changes_nothing(
    database: Database, now: datetime
) -> None:
    first = do(database, load_demo, now)
    before = look(database, traces)
    again = do(database, load_demo, now + 5 * DAY)
    assert first.loaded["offers"] == again.unchanged["offers"] == 15
    assert not first.unchanged
    assert not again.loaded
    assert look(database, traces) == before
    assert before[4] == 13


def test_what_was_done_since_stays_when_the_file_is_loaded_again(
    database: Database, now: datetime
) -> None:
    def by_hand(session: Session) -> None:
        talk = session.scalars(select(Appointment).where(Appointment.ref == "T1")).one()
        move(work_at(session, now), talk, talk.on_date + DAY, talk.at_time)
        offer = session.scalars(select(Offer).where(Offer.ref == "O3")).one()
        offer.places = 1

    do(database, load_demo, now)
    do(database, by_hand)
    before = look(database, traces)
    do(database, load_demo, now)
    assert look(database, traces) == before
    assert look(database, lambda s: s.scalar(select(Offer.places).where(Offer.ref == "O3"))) == 1


def test_an_appointment_for_a_card_code_is_told_moved_and_cancelled(
    database: Database, now: datetime
) -> None:
    selam = newcomer(database, "Selam", now)
    talk = {**TALK, "who": code_of(database, selam.person)}
    loaded(database, now, appointments=[talk])
    assert due_rows(database, Kind.APPOINTMENT_REMINDER) == [
        "eve 12.11. 18:00",
        "two_hours 13.11. 08:00",
    ]
    loaded(database, now, appointments=[talk])
    assert told(database, selam.chat) == ["appointment_made 1"]
    send_all(database, now)
    loaded(database, now, appointments=[{**talk, "when": "2026-11-16T09:00+00:00"}])
    assert told(database, selam.chat) == ["appointment_moved 2"]
    assert due_rows(database, Kind.APPOINTMENT_REMINDER) == [
        "eve 15.11. 18:00",
        "two_hours 16.11. 08:00",
    ]
    send_all(database, now)
    loaded(database, now, appointments=[{**talk, "cancelled": True}])
    assert told(database, selam.chat) == ["appointment_cancelled 3"]
    assert due_rows(database, Kind.APPOINTMENT_REMINDER) == []


def test_another_length_is_kept_and_told(database: Database, now: datetime) -> None:
    selam = newcomer(database, "Selam", now)
    talk = {**TALK, "who": code_of(database, selam.person)}
    loaded(database, now, appointments=[talk])
    send_all(database, now)
    loaded(database, now, appointments=[{**talk, "minutes": 90}])
    assert told(database, selam.chat) == ["appointment_moved 2"]
    assert look(database, lambda s: s.scalars(select(Appointment.minutes)).one()) == 90


def test_the_same_file_may_be_loaded_after_its_appointments_are_over(
    database: Database, now: datetime
) -> None:
    selam = newcomer(database, "Selam", now)
    talk = {**TALK, "who": code_of(database, selam.person)}
    loaded(database, now, appointments=[talk])
    assert loaded(database, now + 30 * DAY, appointments=[talk]).unchanged["appointments"] == 1
    report = loaded(database, now + 30 * DAY, appointments=[{**talk, "minutes": 30}])
    assert (report.loaded, report.left_out) == ({}, {"appointments": 1})
    assert [str(note) for note in report.notes] == [
        "line 3: appointments[0]: 2026-11-13 10:00 is over: left out"
    ]


def test_a_changed_offer_begins_anew(database: Database, now: datetime) -> None:
    do(database, load_demo, now)
    file = json.loads(demo_text())
    farm = next(each for each in file["offers"] if each["id"] == "O8")
    changed = {**farm, "places": 3, "skills": ["green.harvest", "green.forest"]}
    report = loaded(database, now, employers=file["employers"], offers=[changed])
    assert (report.loaded["offers"], report.unchanged["employers"]) == (1, 9)

    def offer(session: Session) -> tuple[int, int, set[str]]:
        found = session.scalars(select(Offer).where(Offer.ref == "O8")).one()
        return found.revision, found.places, {row.skill for row in found.skills}

    assert look(database, offer) == (2, 3, {"green.harvest", "green.forest"})
    assert len(due_rows(database, Kind.OFFER_WAVE)) == 15


def test_a_firm_that_was_called_back_has_its_offers_looked_at_again(
    database: Database, now: datetime
) -> None:
    do(database, load_demo, now)
    (firm,) = [each for each in json.loads(demo_text())["employers"] if each["id"] == "E6"]
    loaded(database, now, employers=[{**firm, "status": "verified"}])

    def revisions(session: Session) -> dict[str, int]:
        rows = select(Offer).join(Employer).where(Employer.ref == "E6")
        return {each.ref: each.revision for each in session.scalars(rows)}

    assert look(database, revisions) == {"O11": 2, "O12": 2}


def test_what_staff_know_about_a_centre_is_not_wiped_by_null(
    database: Database, now: datetime
) -> None:
    loaded(database, now, centres=[{"key": "alb", "address": "Vorlagenweg 3", "phone": "07381"}])
    loaded(database, now, centres=[{"key": "alb", "address": None, "hours": "Tue 09:00-12:00"}])
    kept = look(database, lambda s: s.get_one(Centre, "alb"))
    assert (kept.address, kept.phone, kept.hours) == ("Vorlagenweg 3", "07381", "Tue 09:00-12:00")


def test_who_deleted_everything_does_not_come_back_with_the_file(
    database: Database, now: datetime
) -> None:
    do(database, load_demo, now)
    selam = newcomer(database, "Selam", now)
    talk = {**TALK, "who": code_of(database, selam.person)}
    loaded(database, now, appointments=[talk])
    do(database, unit_at(now, erase_person), selam.chat)
    loaded(database, now, appointments=[talk])
    report = loaded(database, now, appointments=[{**talk, "minutes": 30}])
    assert (report.loaded, report.left_out) == ({}, {"appointments": 1})
    do(database, load_demo, now)
    assert look(database, lambda s: s.scalar(select(func.count()).select_from(Profile))) == 10


def test_all_errors_are_named_by_line_and_nothing_is_saved(
    database: Database, now: datetime
) -> None:
    text = (
        demo_text()
        .replace('"72555",\n   "places": 4', '"7017",\n   "places": "four"')
        .replace('"drive.warehouse"\n', '"drive.warehose"\n', 1)
        .replace('"when": "d+2 10:00"', '"wen": "d+2 10:00"')
        .replace('"who": "N2"', '"who": "N77"')
        .replace('"id": "A2"', '"id": "A1"')
    )
    lines = text.splitlines()
    found = refused(database, now, text)
    assert [problem.split(": ", 1)[1] for problem in found] == [
        "offers[2].skills: drive.warehose is not known",
        "offers[2].plz: must be five digits",
        "offers[2].places: must be a whole number from 0 to 999",
        "activities[1].id: A1 is there twice",
        "appointments[0].when: is missing",
        "appointments[0].wen: is not known here",
        "appointments[1].who: nobody has the code N77",
    ]
    words = ("skills", "7017", "four", '"A1"', "{", "wen", "N77")
    for problem, word in zip(found, words, strict=True):
        assert word in lines[int(problem.split()[1].rstrip(":")) - 1]
    assert look(database, traces) == [[], [], 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{\n "offers": [}\n', "line 2: file: Expecting value"),
        ("[]", "line 1: file: must be an object"),
        ('{"offers": {}}', "line 1: offers: must be a list"),
        ('{\n"ofers": []}', "line 2: ofers: is not known here"),
        ('{"offers": [\n1]}', "line 2: offers[0]: needs a text `id` of at most 40 letters"),
        (
            '{"offers": [\n{"id": ""}]}',
            "line 2: offers[0]: needs a text `id` of at most 40 letters",
        ),
    ],
)
def test_a_file_that_is_none_is_refused(
    database: Database, now: datetime, text: str, problem: str
) -> None:
    assert refused(database, now, text) == [problem]


@pytest.mark.parametrize(
    ("when", "problem"),
    [
        ("yesterday", "no date with time"),
        ("9999-11-09 10:00", "9999-11-09 is not within the next five years"),
        ("2027-03-28 02:30", "2027-03-28 02:30 does not exist in Europe/Berlin"),
    ],
)
def test_a_time_that_cannot_be_kept_is_refused(
    database: Database, now: datetime, when: str, problem: str
) -> None:
    selam = newcomer(database, "Selam", now)
    talk = {**TALK, "who": code_of(database, selam.person), "when": when}
    (line,) = refused(database, now, json.dumps({"appointments": [talk]}))
    assert f"appointments[0].when: {problem}" in line


def test_check_names_a_live_centre_without_address_and_phone(
    database: Database, now: datetime
) -> None:
    confirmed = Limits(money_sentence_confirmed=True)
    do(database, load_demo, now)
    assert look(database, unit_at(now, findings, confirmed)) == []
    selam = newcomer(database, "Selam", now)

    def empty(session: Session) -> None:
        centre = session.get_one(Centre, "alb")
        centre.address = centre.phone = None
        session.get_one(Profile, selam.person).areas = []

    do(database, empty)
    assert look(database, unit_at(now, findings, confirmed)) == [
        "The centre alb has 2 appointments but no address and no phone."
    ]


def test_limits_are_the_callers(database: Database, now: datetime) -> None:
    text = json.dumps({"employers": json.loads(demo_text())["employers"][:1]})
    offer = {**json.loads(demo_text())["offers"][0], "licence": "eu"}
    taken(database, now, text)
    taken(database, now, json.dumps({"offers": [offer]}), Limits(prompt_days=7))
    assert due_rows(database, Kind.EMPLOYER_PROMPT) == ["2026-11-17 17.11. 09:00"]

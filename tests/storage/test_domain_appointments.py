"""Appointments made, moved, cancelled: exactly the right reminders, one notice each time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from storage import appointments
from storage.appointments import book, cancel, move, upcoming
from storage.engine.database import Database
from storage.models import Appointment, Centre, Chat
from storage.models.appointments import AppointmentAnswer
from storage.models.outbox import Lane
from storage.people import bind_chat, join
from storage.queues import outbox
from storage.queues.kinds import Kind
from storage.rules.clock import NoSuchTimeError
from tests.storage.desk import chat_of, do, look
from tests.storage.domain import Somebody, due_rows, newcomer, send_all, told
from tests.works import work_at

pytestmark = pytest.mark.furnished("district")

FRIDAY, MONDAY = date(2026, 11, 13), date(2026, 11, 16)
TEN = time(10)
OF_FRIDAY = ["eve 12.11. 18:00", "two_hours 13.11. 08:00"]
OF_MONDAY = ["eve 15.11. 18:00", "two_hours 16.11. 08:00"]


@pytest.fixture
def selam(database: Database, now: datetime) -> Somebody:
    """Selam in Münsingen, whose centre has no address yet."""
    return newcomer(database, "Selam", now)


def appointment(person_id: int, on_date: date = FRIDAY, at_time: time = TEN) -> Appointment:
    return Appointment(
        person_id=person_id,
        centre="alb",
        kind="first_talk",
        on_date=on_date,
        at_time=at_time,
        zone="Europe/Berlin",
        minutes=45,
    )


def booked(database: Database, person_id: int, now: datetime, **options: Any) -> int:
    def unit(session: Session) -> int:
        new = appointment(person_id, **options)
        book(work_at(session, now), new)
        return new.id

    return do(database, unit)


def moved(database: Database, key: int, on_date: date, at: time, now: datetime) -> None:
    do(database, lambda s: move(work_at(s, now), s.get_one(Appointment, key), on_date, at))


def cancelled(database: Database, key: int, now: datetime) -> None:
    do(database, lambda s: cancel(work_at(s, now), s.get_one(Appointment, key)))


def kept(database: Database, key: int) -> Appointment:
    return look(database, lambda session: session.get_one(Appointment, key))


def to_come(database: Database, somebody: Somebody, at: datetime) -> list[int]:
    return look(database, lambda s: [each.id for each in upcoming(work_at(s, at), somebody.person)])


def test_a_new_appointment_is_told_once_and_reminded_of_twice(
    database: Database, now: datetime, selam: Somebody
) -> None:
    key = booked(database, selam.person, now)
    assert kept(database, key).revision == 1
    assert kept(database, key).starts_at.isoformat() == "2026-11-13T09:00:00+00:00"
    assert due_rows(database, Kind.APPOINTMENT_REMINDER) == OF_FRIDAY
    assert told(database, selam.chat) == ["appointment_made 1"]


def test_the_map_comes_behind_the_notice_where_the_centre_has_an_address(
    database: Database, now: datetime, selam: Somebody
) -> None:
    do(database, lambda s: setattr(s.get_one(Centre, "alb"), "address", "Vorlagenweg 3"))
    key = booked(database, selam.person, now)
    assert told(database, selam.chat) == ["appointment_made 1", "appointment_map 1"]
    send_all(database, now)
    cancelled(database, key, now)
    assert told(database, selam.chat) == ["appointment_cancelled 2"]


@pytest.mark.parametrize(
    ("to", "left"),
    [
        pytest.param("2026-11-16T10:00", OF_MONDAY, id="later"),
        pytest.param(
            "2026-11-11T10:00", ["eve 10.11. 18:00", "two_hours 11.11. 08:00"], id="earlier"
        ),
        pytest.param("2026-11-11T08:00", ["eve 10.11. 18:00"], id="before nine"),
        pytest.param("2026-11-10T12:00", ["two_hours 10.11. 10:00"], id="today"),
        pytest.param("2026-11-10T10:30", [], id="in an hour and a half"),
    ],
)
def test_a_moved_appointment_has_the_reminders_of_its_new_time_only(
    database: Database, now: datetime, selam: Somebody, to: str, left: list[str]
) -> None:
    key, new = booked(database, selam.person, now), datetime.fromisoformat(to)
    send_all(database, now)
    moved(database, key, new.date(), new.time(), now)
    assert due_rows(database, Kind.APPOINTMENT_REMINDER) == left
    assert told(database, selam.chat) == ["appointment_moved 2"]
    assert time_heard(database, key) == (FRIDAY.isoformat(), TEN.isoformat())


def time_heard(database: Database, key: int) -> tuple[object, object]:
    heard = kept(database, key).heard or {}
    return heard.get("on_date"), heard.get("at_time")


def test_moved_after_a_reminder_was_queued_the_new_time_is_reminded_of_again(
    database: Database, now: datetime, selam: Somebody
) -> None:
    key = booked(database, selam.person, now)
    send_all(database, now)
    eve = now + timedelta(days=2, hours=9)
    do(
        database,
        outbox.put,
        chat_id=selam.chat,
        lane=Lane.REMINDER,
        dedupe_key="the eve",
        now=eve,
        expires_at=eve + timedelta(hours=9),
        kind=Kind.APPOINTMENT_REMINDER,
        subject=key,
        revision=1,
    )
    moved(database, key, MONDAY, TEN, eve)
    assert due_rows(database, Kind.APPOINTMENT_REMINDER) == OF_MONDAY
    assert told(database, selam.chat) == ["appointment_reminder 1", "appointment_moved 2"]
    assert kept(database, key).revision == 2


def test_moved_twice_before_anything_was_sent_the_old_time_is_the_one_they_know(
    database: Database, now: datetime, selam: Somebody
) -> None:
    key = booked(database, selam.person, now)
    send_all(database, now)
    moved(database, key, MONDAY, TEN, now)
    moved(database, key, MONDAY, time(14), now)
    assert time_heard(database, key) == (FRIDAY.isoformat(), TEN.isoformat())
    assert told(database, selam.chat)[-1] == "appointment_moved 3"
    assert due_rows(database, Kind.APPOINTMENT_REMINDER) == [
        "eve 15.11. 18:00",
        "two_hours 16.11. 12:00",
    ]


def test_moved_back_to_the_time_they_know_nothing_is_told(
    database: Database, now: datetime, selam: Somebody
) -> None:
    key = booked(database, selam.person, now)
    send_all(database, now)
    moved(database, key, MONDAY, TEN, now)
    moved(database, key, FRIDAY, TEN, now)
    assert told(database, selam.chat) == ["appointment_moved 2"]  # expires: the revision is 3
    assert kept(database, key).revision == 3
    assert kept(database, key).heard is None
    assert due_rows(database, Kind.APPOINTMENT_REMINDER) == OF_FRIDAY


def test_moved_before_the_first_notice_went_out_it_is_a_new_appointment(
    database: Database, now: datetime, selam: Somebody
) -> None:
    key = booked(database, selam.person, now)
    moved(database, key, MONDAY, TEN, now)
    assert told(database, selam.chat) == ["appointment_made 1", "appointment_made 2"]
    assert kept(database, key).heard is None


def test_another_centre_at_the_same_time_is_told(
    database: Database, now: datetime, selam: Somebody
) -> None:
    key = booked(database, selam.person, now)
    send_all(database, now)
    do(
        database,
        lambda s: move(work_at(s, now), s.get_one(Appointment, key), FRIDAY, TEN, centre="ermstal"),
    )
    assert told(database, selam.chat) == ["appointment_moved 2"]
    assert kept(database, key).centre == "ermstal"


def test_a_cancelled_appointment_is_told_once_and_reminded_of_no_more(
    database: Database, now: datetime, selam: Somebody
) -> None:
    key = booked(database, selam.person, now)
    send_all(database, now)
    cancelled(database, key, now)
    cancelled(database, key, now)
    assert told(database, selam.chat) == ["appointment_cancelled 2"]
    assert due_rows(database, Kind.APPOINTMENT_REMINDER) == []
    assert to_come(database, selam, now) == []


def test_cancelled_before_the_move_was_heard_of_the_known_time_is_called_off(
    database: Database, now: datetime, selam: Somebody
) -> None:
    key = booked(database, selam.person, now)
    send_all(database, now)
    moved(database, key, MONDAY, TEN, now)
    cancelled(database, key, now)
    assert told(database, selam.chat)[-1] == "appointment_cancelled 3"
    assert kept(database, key).on_date == FRIDAY


def test_cancelled_before_anybody_heard_of_it_nothing_is_said(
    database: Database, now: datetime, selam: Somebody
) -> None:
    key = booked(database, selam.person, now)
    cancelled(database, key, now)
    assert told(database, selam.chat) == ["appointment_made 1"]  # expires: the revision is 2
    assert kept(database, key).revision == 2


def test_both_chats_of_a_person_hear_of_it_but_not_one_that_blocked_us(
    database: Database, now: datetime, selam: Somebody
) -> None:
    tablet, lost = chat_of(database, "tablet", now), chat_of(database, "lost phone", now)

    def own(session: Session) -> None:
        for chat_id in (tablet, lost):
            chat = session.get_one(Chat, chat_id)
            chat.person_id, chat.language = selam.person, "ti"
        session.get_one(Chat, lost).blocked_at = now

    do(database, own)
    booked(database, selam.person, now)
    heard = [told(database, chat) for chat in (selam.chat, tablet, lost)]
    assert heard == [["appointment_made 1"], ["appointment_made 1"], []]


def test_an_answer_is_kept_until_the_time_changes(
    database: Database, now: datetime, selam: Somebody
) -> None:
    key = booked(database, selam.person, now)
    coming = AppointmentAnswer.COMING
    do(
        database,
        lambda s: appointments.answer(work_at(s, now), s.get_one(Appointment, key), coming),
    )
    assert kept(database, key).answer == coming
    moved(database, key, MONDAY, TEN, now)
    assert kept(database, key).answer is None


def test_what_is_going_on_is_still_to_come(
    database: Database, now: datetime, selam: Somebody
) -> None:
    later = booked(database, selam.person, now, on_date=MONDAY)
    first = booked(database, selam.person, now)
    half_past = datetime.fromisoformat("2026-11-13T10:30+01:00")
    assert to_come(database, selam, half_past) == [first, later]
    assert to_come(database, selam, half_past + timedelta(minutes=15)) == [later]


def test_a_time_the_clocks_jump_over_is_refused(
    database: Database, now: datetime, selam: Somebody
) -> None:
    with pytest.raises(NoSuchTimeError):
        booked(database, selam.person, now, on_date=date(2027, 3, 28), at_time=time(2, 30))


def test_who_gets_a_chat_after_booking_was_told_at_the_desk(
    database: Database, now: datetime, selam: Somebody
) -> None:
    def unit(session: Session) -> int:
        desk = session.get_one(Chat, chat)
        karim = join(work_at(session, now), desk)
        new = appointment(karim.id)
        book(work_at(session, now), new)
        desk.language = "ar"
        assert bind_chat(work_at(session, now), desk, karim.ref or "") is karim
        return new.id

    chat = chat_of(database, "Karim", now)
    key = do(database, unit)
    moved(database, key, MONDAY, TEN, now)
    assert told(database, chat) == ["appointment_moved 2"]

"""Hamid and Yonas on one phone: what one stops, deletes or is told leaves the other alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.erasure import export_person
from storage.models import Chat, Outbox, Person, Seat
from storage.retention import clean
from tests.conversations.brothers import HAMIDS, YONAS, keys, shared, takes
from tests.conversations.test_delete import rows_of
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import booked, person_of, walked

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 12)
ONE = timedelta(days=1)


def both(town: Town) -> tuple[Phone, dict[str, int]]:
    """Let both have an appointment, Hamid at 15:00, Yonas at 10:00; Yonas has the phone."""
    phone = takes(shared(town), "Hamid", HAMIDS)
    booked(town, phone, DAY, time(15))
    takes(phone.reads(), "Yonas", YONAS)
    booked(town, phone, DAY, time(10))
    return phone.reads(), keys(phone)


def of_yonas(town: Town, who: int) -> dict[str, int]:
    """Count what is Yonas's, in all tables."""
    return rows_of(town, who, 0)


def told(town: Town, who: int) -> dict[str, list[dict[str, object]]]:
    """Return what is handed out to somebody who asks."""
    return town.do(lambda s: export_person(town.work(s), who))


def test_one_stops_and_the_other_is_still_reminded(here: Town) -> None:
    phone, _of = both(here)
    phone.says("/stop").taps("Everything, reminders too")
    heard = walked(here, datetime(2026, 11, 12, 14, tzinfo=BERLIN), phone)
    assert {line[13:] for line in heard} == {"📬 There is news for Hamid."}
    takes(phone, "Hamid", HAMIDS).says("/appointments")
    assert "15:00" in phone.sees


def test_one_deletes_and_the_other_keeps_everything(here: Town) -> None:
    phone, of = both(here)
    takes(phone, "Hamid", HAMIDS)
    before = of_yonas(here, of["Yonas"])
    said_to_him = select(Outbox.id).where(Outbox.person_id == of["Yonas"])
    kept = here.do(lambda s: s.scalars(said_to_him).all())
    phone.says("/delete").taps("Yes, delete everything")
    goodbye = [bubble.text for bubble in phone.bubbles if bubble.text.startswith("We have deleted")]
    assert len(goodbye) == 1
    here.walk(here.now + timedelta(minutes=3))
    assert here.do(lambda s: s.get(Person, of["Hamid"])) is None
    assert rows_of(here, of["Hamid"], 0) == {}
    theirs = select(Outbox.id).where(Outbox.person_id == of["Hamid"])
    assert here.do(lambda s: s.scalars(theirs).all()) == []
    assert of_yonas(here, of["Yonas"]) == before
    assert here.do(lambda s: s.scalars(said_to_him).all()) == kept
    assert here.do(lambda s: s.get_one(Chat, phone.chat).language) == "en"
    phone.says("/start")
    assert phone.buttons == ["Yonas", "👤 Somebody else"]
    assert "10:00" in phone.taps("Yonas").says(YONAS).says("/appointments").sees
    heard = walked(here, datetime(2026, 11, 12, 9, tzinfo=BERLIN), phone)
    assert [line for line in heard if "Reminder" in line or "Tomorrow" in line or "⏰" in line]


def test_somebody_who_does_not_agree_takes_nothing_away(here: Town) -> None:
    phone, of = both(here)
    phone.says("/phone").taps("Somebody else").taps("No thanks")
    assert set(here.do(lambda s: s.scalars(select(Seat.person_id)).all())) == set(of.values())
    assert "10:00" in takes(phone, "Yonas", YONAS).says("/appointments").sees


def test_each_is_told_only_their_own(here: Town) -> None:
    phone, of = both(here)
    for name, other in (("Hamid", "Yonas"), ("Yonas", "Hamid")):
        found = told(here, of[name])
        assert [row["nickname"] for row in found["seat"]] == [name]
        assert other not in str(found)
        assert len(found["appointment"]) == 1
    assert person_of(phone) == of["Yonas"]


def test_a_blocked_phone_takes_only_who_has_no_other(here: Town) -> None:
    phone, of = both(here)
    second = here.phone("his own")

    def two(session: Session) -> None:
        own = session.get_one(Chat, second.chat)
        own.person_id, own.language = of["Hamid"], "en"
        session.get_one(Chat, phone.chat).blocked_at = here.now

    here.do(two)
    here.now += 31 * ONE
    while here.do(lambda s: clean(here.work(s))):
        pass
    assert here.do(lambda s: s.scalars(select(Person.id)).all()) == [of["Hamid"]]
    assert here.do(lambda s: s.get(Chat, phone.chat)) is None


def test_a_phone_handed_to_nobody_is_kept_for_who_has_a_seat(here: Town) -> None:
    phone, of = both(here)
    phone.says("/phone").taps("Somebody else")
    here.now += 20 * ONE
    while here.do(lambda s: clean(here.work(s))):
        pass
    assert set(keys(phone)) == set(of)

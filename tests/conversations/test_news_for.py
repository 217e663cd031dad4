"""News for who is not at the phone: no more than a name, until they come; else the centre calls."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.events import Tapped
from storage.models import Outbox
from storage.models.outbox import Lane, OutboxState
from storage.queues import outbox
from storage.queues.kinds import Kind
from tests.conversations.brothers import HAMIDS, YONAS, keys, shared, takes
from tests.conversations.invited import staff
from tests.people import BERLIN, Town
from tests.scheduler.desk import (
    address,
    booked,
    held,
    moved,
    newcomer,
    news,
    offered,
    person_of,
    walked,
)

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 12)


def test_a_reminder_says_only_for_whom_it_is_and_opens_with_the_digits(here: Town) -> None:
    address(here)
    phone = takes(shared(here), "Hamid", HAMIDS)
    booked(here, phone, DAY, time(15))
    phone.reads()
    takes(phone, "Yonas", YONAS)
    heard = walked(here, datetime(2026, 11, 11, 19, tzinfo=BERLIN), phone)
    assert heard == ["11.11. 18:00 📬 There is news for Hamid."]
    line = phone.bubbles[-1]
    assert line.buttons == ["🔓 Open"]
    assert phone.taps("Open").sees == "Hamid, please type your four digits."
    phone.says("0000").says(HAMIDS)
    assert news(phone) == []
    shown = [bubble.text for bubble in phone.bubbles[-2:]]
    assert any("15:00" in text for text in shown)


def test_several_news_of_one_are_one_line(here: Town) -> None:
    phone = takes(shared(here), "Hamid", HAMIDS)
    hamid = person_of(phone)
    key = booked(here, phone, DAY, time(15))
    takes(phone.reads(), "Yonas", YONAS)
    moved(here, key, DAY, time(16))
    assert news(phone) == ["📬 There is news for Hamid."]
    moved(here, key, DAY, time(17))
    assert news(phone) == []
    before = len(phone.bubbles)
    takes(phone, "Hamid", HAMIDS).reads()
    shown = " ".join(bubble.text for bubble in phone.bubbles[before:])
    assert "17:00" in shown
    assert "16:00" not in shown
    assert hamid == person_of(phone)


def test_the_brother_still_hears_of_his_own(here: Town) -> None:
    phone = takes(shared(here), "Hamid", HAMIDS)
    key = booked(here, phone, DAY, time(15))
    takes(phone.reads(), "Yonas", YONAS)
    moved(here, key, DAY, time(16))
    phone.reads()
    booked(here, phone, DAY, time(10))
    assert "10:00" in phone.reads().sees
    heard = walked(here, datetime(2026, 11, 12, 9, tzinfo=BERLIN), phone)
    assert [line for line in heard if "Hamid" not in line]


def test_what_is_kept_for_one_holds_up_nobody_and_is_never_sent_as_it_is(here: Town) -> None:
    phone = takes(shared(here), "Hamid", HAMIDS)
    key = booked(here, phone, DAY, time(15))
    takes(phone.reads(), "Yonas", YONAS)
    moved(here, key, DAY, time(16))
    assert news(phone) == ["📬 There is news for Hamid."]
    booked(here, phone, DAY, time(10))

    def claimed(session: Session) -> list[int | None]:
        found = []
        while row := outbox.claim(session, here.now, Lane.ANNOUNCEMENT):
            found.append(row.person_id)
            outbox.sent(session, row.id, row.id, here.now)
        return found

    assert set(here.do(claimed)) == {keys(phone)["Yonas"]}


def test_nobody_opened_it_in_time_so_the_centre_calls(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    phone = takes(shared(here), "Hamid", HAMIDS)
    booked(here, phone, DAY, time(15))
    takes(phone.reads(), "Yonas", YONAS)
    walked(here, datetime(2026, 11, 12, 13, 1, tzinfo=BERLIN), phone)
    assert [line for line in news(petra) if "Hamid" in line] == []
    here.do(lambda session: outbox.claim(session, here.now, -1))  # ends what is too late
    here.tick()
    told = [line for line in news(petra) if "Hamid" in line]
    assert len(told) == 1
    assert told[0].startswith("☎️ Please call Hamid (R-")
    rows = select(Outbox.state).where(Outbox.kind == Kind.APPOINTMENT_REMINDER)
    states = here.do(lambda s: s.scalars(rows).all())
    assert sorted(states) == [OutboxState.EXPIRED, OutboxState.TODO]


def test_what_was_opened_in_time_needs_no_call(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    phone = takes(shared(here), "Hamid", HAMIDS)
    booked(here, phone, DAY, time(15))
    takes(phone.reads(), "Yonas", YONAS)
    walked(here, datetime(2026, 11, 11, 19, tzinfo=BERLIN), phone)
    takes(phone, "Hamid", HAMIDS).reads()
    walked(here, datetime(2026, 11, 12, 15, 30, tzinfo=BERLIN), phone)
    here.do(lambda session: outbox.claim(session, here.now, -1))
    here.tick()
    assert news(petra) == []


def test_both_are_sent_the_same_offer(here: Town) -> None:
    phone = newcomer(here, "hamid", first_name="Hamid").says("/phone").says("Hamid").says(HAMIDS)
    other = newcomer(here, "other")
    phone.taps("I agree").taps("18 or older").says("Münsingen").says("Yonas").says(YONAS)
    offered(here, places=3)
    here.now += timedelta(hours=1)
    here.tick()
    assert "📬 There is news for Hamid." in news(phone)
    assert "Näherei" not in " ".join(bubble.text for bubble in phone.bubbles)
    assert "Näherei" in other.reads().sees
    assert "Näherei" in takes(phone, "Hamid", HAMIDS).reads().sees


def test_an_activity_of_one_reminds_him_alone(here: Town) -> None:
    held(here, DAY)
    phone = takes(shared(here), "Hamid", HAMIDS).says("/week")
    phone.taps("I will come")
    takes(phone, "Yonas", YONAS)
    heard = walked(here, datetime(2026, 11, 12, 16, tzinfo=BERLIN), phone)
    assert {line[13:] for line in heard} == {"📬 There is news for Hamid."}


def test_a_button_from_elsewhere_opens_nothing(here: Town) -> None:
    phone = takes(shared(here), "Hamid", HAMIDS)
    booked(here, phone, DAY, time(15))
    takes(phone.reads(), "Yonas", YONAS)
    walked(here, datetime(2026, 11, 11, 19, tzinfo=BERLIN), phone)
    stranger = newcomer(here, "stranger").says("/menu")
    data = phone.bubbles[-1].every_data[0]
    stranger.does(Tapped(data, None))
    assert "Hamid" not in stranger.sees
    assert person_of(stranger) not in keys(phone).values()

"""A centre closes for a day: one word to each, with times of their own; a minute to think again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from itertools import chain

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import closings
from storage.cells import TakenError
from storage.models import Appointment, Cell, Chat, Closing, Consulting
from storage.models.people import RoleName
from tests.conversations.invited import invited, staff
from tests.people import Phone, Town
from tests.scheduler.desk import address, booked, newcomer, news, person_of

pytestmark = pytest.mark.both_databases
FRIDAY = date(2026, 11, 13)
MINUTE = timedelta(seconds=61)


def sees_people(at: Town, *weekdays: int, places: int = 2) -> None:
    """Let the centre in Münsingen have consulting hours from nine to twelve."""
    hours = {"starts": time(9), "ends": time(12), "minutes": 30, "places": places}
    at.do(lambda s: s.add_all(Consulting(centre="alb", weekday=d, **hours) for d in weekdays))


@pytest.fixture
def town(here: Town) -> Town:
    """The centre with an address, which sees people all week."""
    address(here)
    sees_people(here, 0, 1, 2, 3, 4)
    return here


TAPS = ("A closed day", "Friday, 13.11.2026", "Yes, close")


def closes_friday(who: Phone) -> Phone:
    """Close the day from the card of the centre."""
    who.says("/hours")
    for label in TAPS:
        who.taps(label)
    return who


def booked_on_friday(at: Town, count: int) -> list[Phone]:
    """Let people have appointments on Friday, of which they know."""
    phones = [newcomer(at, f"person {number}") for number in range(count)]
    for number, phone in enumerate(phones):
        start = time(9 + number // 2 // 2, number // 2 % 2 * 30)
        booked(at, phone, FRIDAY, start)
        phone.reads()
    return phones


def after_a_minute(at: Town) -> None:
    at.now += MINUTE
    at.tick()
    for _ in range(2):  # five are called off in one unit
        at.now += timedelta(seconds=1)
        at.tick()


def rows(at: Town) -> Sequence[Appointment]:
    return at.do(lambda s: s.scalars(select(Appointment).order_by(Appointment.id)).all())


def times(phone: Phone) -> list[str]:
    return [label for label in phone.bubbles[-1].buttons if label.startswith("📅")]


def test_fourteen_are_told_once_each_with_three_times_of_their_own(town: Town) -> None:
    people = booked_on_friday(town, 14)
    anna = closes_friday(staff(town, "anna", "alb"))
    assert len(TAPS) == 3
    assert "Appointments that fall out: 14" in anna.sees
    assert anna.buttons == ["↩️ Do not close"]
    assert [news(each) for each in people] == [[]] * 14
    after_a_minute(town)
    first = "❌ CANCELLED. This appointment (Termin) does not take place."
    assert [news(each) for each in people] == [[first]] * 14
    offered = [tuple(each.every_data) for each in (phone.bubbles[-1] for phone in people)]
    assert {len(each) for each in offered} == {4}
    held = [(each["desk"], each["on_date"], each["at_time"]) for each in _offered(town)]
    assert len(held) == len(set(held)) == 42
    assert all(day != FRIDAY.isoformat() for _desk, day, _at in held)
    town.walk(town.now + timedelta(hours=2))
    assert [news(each) for each in people] == [[]] * 14
    assert "Cancelled, without another time yet: 14" in anna.reads().sees


def _offered(at: Town) -> list[dict[str, object]]:
    found = chain.from_iterable(each.offered or () for each in rows(at))
    return [dict(each) for each in found]


def test_undone_within_the_minute_nobody_hears_of_it(town: Town) -> None:
    people = booked_on_friday(town, 3)
    anna = closes_friday(staff(town, "anna", "alb")).taps("Do not close")
    assert anna.sees == "Friday, 13.11.2026: all day\n↩️ Open as before."
    after_a_minute(town)
    assert [news(each) for each in people] == [[]] * 3
    assert [each.cancelled_at for each in rows(town)] == [None] * 3
    assert town.do(lambda s: s.scalars(select(Closing)).all()) == []


def test_one_tap_books_a_time_that_was_held_and_gives_the_others_back(town: Town) -> None:
    (amal,) = booked_on_friday(town, 1)
    closes_friday(staff(town, "anna", "alb"))
    after_a_minute(town)
    amal.reads()
    assert "The centre is closed then. We are sorry." in amal.sees
    assert "It was: Friday, 13.11.2026, 09:00" in amal.sees
    assert "☎️ Phone: +49 7381 000-1" in amal.sees
    wanted = times(amal)[1]
    amal.taps(wanted)
    assert amal.toast == "Thank you. See you there."
    assert "🕒 Tomorrow: Wednesday, 11.11.2026, 09:30" in amal.sees
    assert amal.buttons[:3] == ["✅ I will come", "❌ I cannot come", "🕒 Another time, please"]
    assert news(amal) == []
    (kept,) = rows(town)
    assert (kept.cancelled_at, kept.dropped_for, kept.offered) == (None, None, None)
    cells = town.do(lambda s: s.scalars(select(Cell.person_id)).all())
    assert cells == [person_of(amal)] * 6


def test_a_time_that_is_gone_is_replaced_by_others(town: Town) -> None:
    (amal,) = booked_on_friday(town, 1)
    closes_friday(staff(town, "anna", "alb"))
    after_a_minute(town)
    amal.reads()
    first = times(amal)[0]
    town.now += timedelta(hours=24)
    town.tick()
    yonas = newcomer(town, "yonas")
    zahra = newcomer(town, "zahra")
    for number, each in enumerate((yonas, zahra), 1):
        booked(town, each, date(2026, 11, 11), time(9, 30), desk=f"3.{number}")
    amal.taps(times(amal)[1])
    assert amal.toast == "This time is gone. Please choose another one."
    assert first not in times(amal)
    assert len(times(amal)) == 3
    amal.taps(times(amal)[0])
    assert amal.toast == "Thank you. See you there."


def test_another_time_asks_the_centre_and_holds_nothing(town: Town) -> None:
    (amal,) = booked_on_friday(town, 1)
    anna = closes_friday(staff(town, "anna", "alb"))
    after_a_minute(town)
    amal.reads().taps("Another time, please")
    assert "🕒 You asked for another time. We told the centre." in amal.sees
    assert times(amal) == []
    assert news(anna)[-1].endswith("asks for another time.")
    assert town.do(lambda s: s.scalars(select(Cell)).all()) == []


def test_who_has_no_chat_or_is_not_reached_is_called(town: Town) -> None:
    amal, yonas = booked_on_friday(town, 2)
    _loses(town, yonas)
    anna = closes_friday(staff(town, "anna", "alb"))
    after_a_minute(town)
    amal.reads()
    heard = "\n".join(each.text for each in anna.reads().bubbles)
    assert heard.count("☎️ Please call") == 1
    assert "the appointment is cancelled" in heard
    anna.says("/today")
    assert "☎️ Please call: 1" in anna.sees


def _loses(at: Town, phone: Phone) -> None:
    def lose(session: Session) -> None:
        session.get_one(Chat, phone.chat).blocked_at = at.now

    at.do(lose)


def test_from_the_tap_on_nothing_is_booked_and_half_a_day_leaves_the_rest(
    town: Town,
) -> None:
    people = booked_on_friday(town, 9)  # until eleven
    anna = staff(town, "anna", "alb").says("/hours").taps("A closed day")
    anna.taps("Friday, 13.11.2026").taps("Only some hours").taps("Other hours")
    anna.says("10:00").says("12:00")
    assert "📅 Friday, 13.11.2026, from 10:00 to 12:00" in anna.sees
    assert "Appointments that fall out: 7" in anna.sees  # from half past nine till a quarter past
    anna.taps("Yes, close")
    zahra = newcomer(town, "zahra")
    with pytest.raises(TakenError):
        booked(town, zahra, FRIDAY, time(11), desk="5.2")
    after_a_minute(town)
    assert [len(news(each)) for each in people] == [0, 0, 1, 1, 1, 1, 1, 1, 1]


def test_what_is_booked_goes_in_slices_and_nobody_twice(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closings, "SLICE", 2)
    people = booked_on_friday(town, 3)
    closes_friday(staff(town, "anna", "alb"))
    town.now += MINUTE
    town.tick()
    assert [len(news(each)) for each in people] == [1, 1, 0]
    town.now += timedelta(seconds=1)
    town.tick()
    assert [len(news(each)) for each in people] == [0, 0, 1]


def test_the_same_day_is_closed_once(town: Town) -> None:
    (amal,) = booked_on_friday(town, 1)
    anna = closes_friday(staff(town, "anna", "alb"))
    closes_friday(anna)
    after_a_minute(town)
    assert len(news(amal)) == 1
    assert len(town.do(lambda s: s.scalars(select(Closing)).all())) == 1


def test_who_closed_and_may_not_any_more_closed_nothing(town: Town) -> None:
    (amal,) = booked_on_friday(town, 1)
    anna = closes_friday(staff(town, "anna", "alb"))
    lead = invited(town, "lea", RoleName.LEAD, "alb", name="Lea")
    lead.says("/team").taps("👤 Petra").taps("Pause the access")
    after_a_minute(town)
    assert news(amal) == []
    assert anna.address == "anna"
    assert town.do(lambda s: s.scalars(select(Closing)).all()) == []

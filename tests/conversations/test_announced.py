"""What was announced: paused, planned for later, moved, cancelled; the list, and who comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.models import Activity, Outbox, Person
from storage.models.announcements import AnnouncementState
from storage.models.outbox import OutboxState
from storage.queues.kinds import Kind
from tests.conversations.announcing import a_minute_later, newcomers, planned
from tests.conversations.invited import staff
from tests.conversations.test_announce import activities, announcements
from tests.people import Phone, Town
from tests.scheduler.desk import local, newcomer

pytestmark = pytest.mark.both_databases
CHANGED, GONE = "❗ CHANGED.", "❌ This does not take place."


def sent(at: Town, *names: str) -> tuple[Phone, list[Phone]]:
    """Petra announces a course, and everybody reads it."""
    people, petra = newcomers(at, *names), staff(at, "50", "alb")
    planned(petra).taps("Send now")
    a_minute_later(at)
    for each in people:
        each.reads()
    at.now += timedelta(seconds=2)
    at.tick()
    return petra.reads(), people


def words(phone: Phone, start: str) -> list[str]:
    return [bubble.text for bubble in phone.reads().bubbles if bubble.text.startswith(start)]


def test_a_course_is_announced_with_eight_taps(here: Town) -> None:
    newcomers(here, "60")
    petra = staff(here, "50", "alb").says("/menu")
    wanted = ("Announce a course", "German course", "Friday", "10:00", "12:00", "Free", "8")
    taps = [*wanted, "Send now"]
    for each in taps:
        petra.taps(each)
    assert len(taps) == 8
    assert "It goes out at 09:01." in petra.sees


def test_a_planned_course_is_announced_with_three_taps(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("Send now").taps("Do not send")
    values = {"cancelled_at": None, "title_de": "Deutsch am Abend"}
    here.do(lambda session: session.execute(update(Activity).values(values)))
    petra.says("/announce").taps("Friday, 13.11.2026: 🎓 German course").taps("Send now")
    a_minute_later(here)
    assert "Name: Deutsch am Abend" in selam.reads().sees
    assert len(activities(here)) == 1


def test_a_planned_course_takes_place_though_its_announcement_is_taken_back(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("Send now").taps("Do not send")
    here.do(lambda session: session.execute(update(Activity).values(cancelled_at=None)))
    petra.says("/announce").taps("13.11.2026: ").taps("Send now").taps("Do not send")
    assert petra.sees.endswith("Nothing was sent.")
    a_minute_later(here)
    assert "German course" in selam.says("/week").sees


def test_it_goes_out_at_the_time_that_was_chosen(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("At another time").taps("17:00")
    assert "⏳ It goes out at 17:00." in petra.sees
    here.walk(here.now + timedelta(hours=7, minutes=59))
    assert words(selam, "📣") == []
    assert "We have nothing near you" in selam.says("/week").sees
    here.walk(here.now + timedelta(minutes=1))
    assert len(words(selam, "📣")) == 1


def test_paused_before_it_began_it_goes_out_at_its_time_all_the_same(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("At another time").taps("17:00")
    here.now += timedelta(minutes=1)
    for action in ("pause", "resume"):
        petra.does(Tapped(str(Standing("announcement", 1, 1, action)), None))
    a_minute_later(here)
    assert words(selam, "📣") == []
    here.walk(local(date(2026, 11, 10), 17))
    assert len(words(selam, "📣")) == 1


def test_no_time_is_offered_at_which_nothing_goes_out(here: Town) -> None:
    newcomers(here, "60")
    here.now = local(date(2026, 12, 24), 12)  # then Christmas, and a Sunday
    petra = staff(here, "50", "alb").says("/announce").taps("German course").says("30.12.2026")
    petra.taps("10:00").taps("12:00").taps(".free").taps(".open").taps("At another time")
    assert {label[2:20] for label in petra.buttons[:-1]} == {
        "Monday, 28.12.2026",
        "Tuesday, 29.12.202",
    }


def test_paused_it_goes_on_exactly_there(here: Town) -> None:
    people = [newcomer(here, f"newcomer {number}") for number in range(40)]
    petra = staff(here, "50", "alb")
    here.limits = type(here.limits)(approval_above=50)
    planned(petra).taps("Send now")
    a_minute_later(here)
    for each in people[:10]:
        each.reads()
    petra.reads().taps("Pause")
    assert "Sent: 10 · unclear: 0 · blocked: 0\nStill to go: 30" in petra.sees
    here.now += timedelta(hours=2)
    here.tick()
    assert [len(words(each, "📣")) for each in people] == [1] * 10 + [0] * 30
    petra.says("1 K1").taps("Go on sending")
    for _ in range(2):
        here.now += timedelta(seconds=1)
        here.tick()
        told = [len(words(each, "📣")) for each in people]
    assert told == [1] * 40
    assert announcements(here)[0].state == AnnouncementState.DONE


def test_it_says_how_long_it_takes(here: Town) -> None:
    for number in range(40):
        newcomer(here, f"newcomer {number}")
    here.limits = type(here.limits)(approval_above=50, sends_per_second=1)
    petra = planned(staff(here, "50", "alb"))
    assert "Sent now, it is through at 09:02." in petra.sees
    petra.taps("Send now")
    a_minute_later(here)
    assert "Still to go: 40\nMinutes left: 1" in petra.reads().sees


def test_the_list_says_who_comes(here: Town) -> None:
    petra, (selam, yonas, _tekle) = sent(here, "60", "61", "62")
    selam.taps("I will come")
    yonas.taps("I will come")
    petra.says("/announce").taps("What was announced")
    assert "🎓 German course · 📅 Friday, 13.11.2026 · sent · Coming: 2 of 8" in petra.sees
    petra.taps("K1").taps("Who comes")
    codes = here.do(lambda s: s.scalars(select(Person.ref).order_by(Person.id)).all())
    assert all(f"👤 {code}" in petra.sees for code in codes[:2])
    petra.taps("The announcement")
    assert "Sent: 3 · unclear: 0 · blocked: 0" in petra.sees


def test_who_comes_of_another_centre_is_counted_and_not_named(here: Town) -> None:
    petra, (selam, yonas) = sent(here, "60", "61")
    for each in (selam, yonas):
        each.taps("I will come")
    tekle = newcomers(here, "62", place="Reutlingen")[0].says("/week").taps("I will come")
    petra.taps("Who comes")
    codes = here.do(lambda s: s.scalars(select(Person.ref).order_by(Person.id)).all())
    assert all(f"👤 {code}" in petra.sees for code in codes[:2])
    assert petra.sees.endswith("From other centres: 1")
    assert "You are coming" in tekle.sees


def test_moved_who_comes_hears_first_and_keeps_the_place_then_all_who_read_it(here: Town) -> None:
    petra, (selam, yonas, tekle) = sent(here, "60", "61", "62")
    selam.taps("I will come")
    tekle.taps("Not for me")
    petra.reads().taps("Move it").taps("Tuesday, 17.11.2026").taps("14:00").taps("16:00")
    assert "Coming: 1 of 8\nNew: Tuesday, 17.11.2026, from 14:00 to 16:00" in petra.sees
    petra.taps("Move it")
    assert "Tuesday, 17.11.2026, from 14:00 to 16:00\nComing: 1 of 8" in petra.sees
    here.tick()
    assert lanes(here) == [(1, selam.chat), (2, yonas.chat), (2, tekle.chat)]
    (first,), (second,) = words(selam, CHANGED), words(yonas, CHANGED)
    assert "✅ You are coming." in first
    assert "Tuesday, 17.11.2026, from 14:00 to 16:00" in second
    assert words(tekle, CHANGED) == []  # it is not for them
    here.now += timedelta(hours=1)
    here.tick()
    assert (len(words(selam, CHANGED)), len(words(yonas, CHANGED))) == (1, 1)


def lanes(at: Town) -> list[tuple[int, int]]:
    kinds = (Kind.ACTIVITY_CHANGED, Kind.ANNOUNCEMENT_CHANGED)
    rows = select(Outbox.lane, Outbox.chat_id).where(Outbox.kind.in_(kinds))
    found = at.do(lambda s: s.execute(rows.order_by(Outbox.lane, Outbox.id)).all())
    return [(lane, chat) for lane, chat in found]


def test_cancelled_everybody_who_read_it_hears_once_and_nobody_else(here: Town) -> None:
    petra, (selam, yonas) = sent(here, "60", "61")
    late = newcomers(here, "62")[0]
    selam.taps("I will come")
    petra.reads().taps("Call it off")
    assert "Whoever comes hears of it first" in petra.sees
    petra.taps("Call it off", petra.bubbles[-1])
    assert "❌ It does not take place." in petra.sees
    here.tick()
    for phone in (selam, yonas):
        (text,) = words(phone, GONE)
        assert "German course\n📅 Friday, 13.11.2026" in text
    assert words(late, GONE) == []


def test_no_leaves_it_as_it_was(here: Town) -> None:
    petra, (selam,) = sent(here, "60")
    petra.taps("Call it off").taps("No, as it was")
    assert petra.sees.startswith("Nothing was changed.")
    here.tick()
    assert words(selam, GONE) == []


def test_moved_and_cancelled_at_once_only_the_last_is_said(here: Town) -> None:
    petra, (selam,) = sent(here, "60")
    petra.taps("Move it").taps("Tuesday, 17.11.2026").taps("14:00").taps("16:00").taps("Move it")
    petra.taps("Call it off").taps("Call it off", petra.bubbles[-1])
    here.tick()
    assert (len(words(selam, CHANGED)), len(words(selam, GONE))) == (0, 1)


def test_who_stopped_news_hears_of_a_change_only_where_they_come(here: Town) -> None:
    petra, (selam, yonas) = sent(here, "60", "61")
    selam.taps("I will come")
    for each in (selam, yonas):
        each.says("/stop").taps("Offers and news")
    petra.reads().taps("Call it off").taps("Call it off", petra.bubbles[-1])
    here.tick()
    assert (len(words(selam, GONE)), len(words(yonas, GONE))) == (1, 0)


def test_a_change_while_it_goes_out_reaches_who_read_the_old_text(here: Town) -> None:
    selam, yonas = newcomers(here, "60", "61")
    petra = planned(staff(here, "50", "alb")).taps("Send now")
    a_minute_later(here)
    selam.reads()
    petra.reads().taps("Move it").taps("Tuesday, 17.11.2026").taps("14:00").taps("16:00")
    petra.taps("Move it", petra.bubbles[-1])
    assert "17.11.2026" in words(yonas, "📣")[0]
    here.tick()
    assert len(words(selam, CHANGED)) == 1
    assert words(yonas, CHANGED) == []


def test_who_had_enough_this_week_is_left_out_and_counted(here: Town) -> None:
    here.limits = type(here.limits)(pushes_per_week=1)
    petra, (selam,) = sent(here, "60")
    newcomers(here, "61")
    planned(petra)
    assert "People in Integrationszentrum Alb: 1" in petra.sees
    assert "Left out: 1 · enough this week: 1" in petra.sees
    petra.taps("Send now")
    a_minute_later(here)
    assert len(words(selam, "📣")) == 1


def test_where_nobody_is_sent_anything_the_dry_run_says_so(here: Town) -> None:
    here.limits = type(here.limits)(pushes_per_week=0)
    newcomers(here, "61")
    petra = planned(staff(here, "50", "alb"))
    assert "Left out: 1 · enough this week: 1" in petra.sees


def test_what_is_unclear_counts_as_told(here: Town) -> None:
    petra, (selam,) = sent(here, "60")
    own = update(Outbox).where(Outbox.kind == Kind.ANNOUNCEMENT)
    here.do(lambda s: s.execute(own.values(state=OutboxState.UNCLEAR)))
    petra.taps("Call it off").taps("Call it off", petra.bubbles[-1])
    here.tick()
    assert len(words(selam, GONE)) == 1

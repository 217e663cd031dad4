"""Staff announce a course that speaks five languages; for a minute they can take it back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.staff.preview import languages_of
from locales.languages import LANGUAGES
from locales.words import VERBATIM, Words, say
from storage.models import Activity, Announcement, Chat, Outbox, Person
from storage.models.outbox import OutboxState
from storage.models.people import RoleName
from storage.queues.kinds import Kind
from tests.conversations.announcing import a_minute_later, newcomers, planned
from tests.conversations.invited import invited, staff
from tests.locales.direction_checker import faults
from tests.people import Town

pytestmark = pytest.mark.both_databases


def activities(at: Town) -> list[Activity]:
    return at.do(lambda session: list(session.scalars(select(Activity))))


def announcements(at: Town) -> list[Announcement]:
    return at.do(lambda session: list(session.scalars(select(Announcement))))


def _block(session: Session, chat: int, now: datetime) -> None:
    session.get_one(Chat, chat).blocked_at = now


def _wants_no_news(session: Session, chat: int) -> None:
    session.get_one(Person, session.get_one(Chat, chat).person_id).news_on = False


def _end(session: Session, states: list[OutboxState]) -> None:
    rows = session.scalars(select(Outbox).where(Outbox.kind == Kind.ANNOUNCEMENT)).all()
    for row, state in zip(rows, states, strict=True):
        row.state = state


def test_the_card_is_shown_in_five_languages_before_it_is_sent(here: Town) -> None:
    newcomers(here, "60", "61")
    petra = planned(staff(here, "50", "alb"))
    assert "People in Integrationszentrum Alb: 2" in petra.sees
    assert "Left out: 0" in petra.sees
    assert "English: 2" in petra.sees
    assert "Sent now, it is through at 09:02." in petra.sees
    assert "Languages complete: 5 of 5" in petra.sees
    shown = petra.bubbles[-1].body["text"].split("\n\n")[1:]
    for code, card in zip(LANGUAGES, shown, strict=True):
        assert all(part in card for part in ("13.11.2026", "10:00", "12:00")), code
        assert faults(card, code) == []
    assert petra.buttons[:4] == ["📣 Send now", "🕔 At another time", "✏️ Change", "Cancel"]
    assert activities(here) == []


def test_a_language_counts_only_with_all_its_parts() -> None:
    whole, title = Words("{text}", context=VERBATIM), Words("nobody has translated this")
    assert languages_of([whole]) == list(LANGUAGES)
    assert languages_of([say(whole, text=title)]) == ["en"]


def test_the_course_arrives_and_the_counter_moves(here: Town) -> None:
    selam, yonas = newcomers(here, "60", "61")
    petra = planned(staff(here, "50", "alb")).taps("Send now")
    report = petra.bubbles[-1]
    assert "⏳ It goes out at 09:01.\nStill to go: 2" in report.text
    here.now += timedelta(seconds=59)
    here.tick()
    assert "New near you" not in selam.reads().sees
    here.now += timedelta(seconds=1)
    here.tick()
    yonas.reads()
    selam.reads()
    petra.reads()
    assert "New near you" in selam.sees
    assert "German course" in selam.sees
    assert "Friday, 13.11.2026, from 10:00 to 12:00" in selam.sees
    assert "Children are looked after" in selam.sees
    petra.taps("Refresh", report)
    assert "Sent: 2 · unclear: 0 · blocked: 0" in report.text
    selam.taps("I will come")
    petra.reads()
    assert "Coming: 1 of 8" in report.text
    yonas.taps("Not for me")
    assert "Other things to do: /week" in yonas.sees
    assert "Coming: 1 of 8" in report.text
    assert announcements(here)[0].centre == "alb"


def test_who_stopped_news_meanwhile_gets_none(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("Send now")
    a_minute_later(here)
    here.do(lambda session: _wants_no_news(session, selam.chat))
    assert not any("New near you" in bubble.text for bubble in selam.reads().bubbles)
    petra.reads().taps("Refresh")
    assert "Sent: 0" in petra.sees
    assert "Not sent: 1" in petra.sees


def test_the_report_is_in_the_language_of_staff(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    petra = staff(here, "50", "alb")
    planned(petra).taps("Send now").says("/language").taps("Deutsch")
    a_minute_later(here)
    selam.reads().taps("I will come")
    report = next(bubble for bubble in petra.reads().bubbles if "K1" in bubble.text)
    assert "Gesendet: 1" in report.text
    assert report.body["op"] == "edit"


def test_who_paused_or_blocked_is_left_out_and_other_centres_too(here: Town) -> None:
    selam, yonas, _tekle = newcomers(here, "60", "61", "62")
    newcomers(here, "63", place="Metzingen")
    selam.says("/stop").taps("Offers and news")
    here.do(lambda session: _block(session, yonas.chat, here.now))
    petra = planned(staff(here, "50", "alb"))
    assert "People in Integrationszentrum Alb: 1" in petra.sees
    assert "Left out: 2 · stopped: 1 · blocked: 1" in petra.sees


def test_more_than_the_limit_needs_a_colleague(here: Town) -> None:
    here.limits = type(here.limits)(approval_above=1)
    newcomers(here, "60", "61")
    petra = planned(staff(here, "50", "alb"))
    assert "More than 1 person: a lead must see it first" in petra.sees
    petra.taps("Ask a lead")
    assert "There is no lead who could see it.\nNothing was sent." in petra.sees
    assert (activities(here), announcements(here)) == ([], [])


def test_cancel_sends_nothing(here: Town) -> None:
    petra = planned(staff(here, "50", "alb")).taps("Cancel")
    assert "Nothing was sent." in petra.sees
    assert activities(here) == []


def test_one_part_is_changed_alone(here: Town) -> None:
    petra = planned(staff(here, "50", "alb")).taps("Change").taps("Places").taps("20")
    assert "Places: 20" in petra.sees
    petra.taps("Change").taps("Time").taps("13:00")
    assert "Until what time?" in petra.sees
    petra.taps("14:30")
    assert "from 13:00 to 14:30" in petra.sees
    petra.taps("Change").taps("Place").taps("Another place").says("Mörsingen").says("Rathaus")
    assert "Mörsingen (Zwiefalten), Rathaus" in petra.sees
    petra.taps("Send now")
    kept = activities(here)[0]
    assert (kept.plz, kept.place_hint, kept.capacity) == ("88529", "Rathaus", 20)
    assert kept.village == "Mörsingen"
    assert (kept.starts, kept.ends) == (time(13), time(14, 30))


def test_the_end_comes_after_the_beginning(here: Town) -> None:
    petra = staff(here, "50", "alb").says("/announce").taps("Course").taps("13.11").taps("10:00")
    petra.says("09:30")
    assert "The end must be after the beginning." in petra.sees
    petra.says("11.30")
    assert "Is it free? Is there child care?" in petra.sees


def test_what_is_over_today_cannot_be_announced(here: Town) -> None:
    petra = staff(here, "50", "alb").says("/announce").taps("Course").says("10.11.2026")
    assert "09:00" not in petra.buttons
    petra.says("08:30")
    assert "This time is over" in petra.sees
    petra.taps("10:00")
    for answer in ("12:00", "Costs something", "Open to all"):
        petra.taps(answer)
    here.now += timedelta(hours=2)
    petra.taps("Send now").taps("Send now")  # the first tap asks for the PIN
    assert "On which day?" in petra.sees
    petra.taps("11.11.2026").taps("Send now")
    assert activities(here)[0].on_date == date(2026, 11, 11)


def test_unclear_and_blocked_are_counted(here: Town) -> None:
    newcomers(here, "60", "61", "62")
    petra = planned(staff(here, "50", "alb")).taps("Send now")
    a_minute_later(here)
    ends = [OutboxState.SENT, OutboxState.UNCLEAR, OutboxState.BLOCKED]
    here.do(lambda session: _end(session, ends))
    petra.reads().taps("Refresh")
    assert "Sent: 1 · unclear: 1 · blocked: 1" in petra.sees


def test_the_report_counts_by_itself_what_arrived(here: Town) -> None:
    (amal,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("Send now")
    a_minute_later(here)
    assert "Still to go: 1" in petra.reads().sees
    amal.reads()
    here.now += timedelta(seconds=3)
    here.tick()
    assert "Sent: 1 · unclear: 0 · blocked: 0" in petra.reads().sees
    assert "Still to go" not in petra.sees


def test_those_responsible_everywhere_choose_the_centre(here: Town) -> None:
    boss = invited(here, "53", RoleName.COORDINATOR, "*").says("/announce")
    assert "For which centre?" in boss.sees
    assert len(boss.buttons) == 3
    boss.taps("Reutlingen").taps("Course")
    assert "On which day?" in boss.sees


def test_a_village_that_was_asked_back_is_named_once(here: Town) -> None:
    petra = planned(staff(here, "50", "alb")).taps("Change").taps("Place").taps("Another place")
    petra.says("Mörsinggen")
    assert petra.sees.startswith("Mörsingen (Zwiefalten), right?")
    petra.taps("Yes").says("Hauptstr. 1")
    assert "Mörsingen (Zwiefalten), Hauptstr. 1" in petra.sees
    petra.taps("Send now")
    assert activities(here)[0].village == "Mörsingen"

"""What a lead approved is what goes out: the course is changed meanwhile, the lead goes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.models.announcements import AnnouncementState
from tests.conversations.announcing import a_minute_later, newcomers
from tests.conversations.colleagues import card, lead
from tests.conversations.invited import staff
from tests.conversations.test_announce import announcements
from tests.conversations.test_approval import approval, asked, has_news, strict
from tests.people import Phone, Town
from tests.scheduler.desk import local, news

pytestmark = pytest.mark.both_databases
SEES = "🔎 Petra asks you to look at this announcement."


def places_change(at: Town) -> Phone:
    """Paul, a colleague, changes how many can come to the course, in /activity."""
    paul = staff(at, "paul", "alb").says("/activity").taps("Open D1")
    return paul.taps("Change").taps("Places").taps("20")


def test_a_yes_to_another_text_counts_for_nothing(here: Town) -> None:
    _petra, lena, people = asked(strict(here))
    places_change(here)
    lena.taps("Approve")
    assert lena.toast == "This changed in the meantime. Please look again."
    assert "Places: 20" in lena.sees
    a_minute_later(here)
    assert not any(map(has_news, people))
    lena.taps("Approve")
    a_minute_later(here)
    assert all(map(has_news, people))
    assert "Places: 20" in people[0].sees


def test_what_is_changed_after_the_yes_is_asked_anew(here: Town) -> None:
    petra, lena, people = asked(strict(here))
    lena.taps("Approve")
    places_change(here)
    here.tick()
    assert news(lena)[-1:] == [SEES]
    assert "Places: 20" in lena.sees
    assert "⏳ A lead must see it first" in petra.reads().sees
    a_minute_later(here)
    assert not any(map(has_news, people))
    lena.taps("Approve")
    a_minute_later(here)
    assert all(map(has_news, people))


def test_the_yes_of_a_lead_who_is_paused_in_that_minute_counts_for_nothing(here: Town) -> None:
    eva = lead(here, "eva")
    _petra, lena, people = asked(strict(here))
    lena.taps("Approve")
    card(eva, "Lena").taps("Pause the access")
    a_minute_later(here)
    assert not any(map(has_news, people))
    assert news(eva)[-1:] == [SEES]
    assert announcements(here)[0].state == AnnouncementState.DRAFT
    eva.taps("Approve")
    a_minute_later(here)
    assert all(map(has_news, people))


def test_a_course_that_is_closed_meanwhile_is_asked_about_no_longer(here: Town) -> None:
    petra, lena, people = asked(strict(here))
    staff(here, "paul", "alb").says("/activity").taps("Open D1").taps("Let it end")
    here.tick()
    assert "It was changed or taken back. Nothing was sent." in petra.reads().sees
    assert approval(here).answer is not None
    lena.taps("Approve")
    assert lena.toast == "This changed in the meantime. Please look again."
    here.now += timedelta(days=1, minutes=1)
    here.tick()
    assert not any(map(has_news, people))


def test_a_yes_so_late_that_nobody_would_read_it_before_is_said_to_be_too_late(here: Town) -> None:
    petra, lena, people = sunday(here)
    here.now = local(SUNDAY - timedelta(days=1), 20, 30)
    lena.taps("Approve")
    assert "⌛ No lead saw it in time. Nothing was sent." in lena.sees
    assert "⌛ No lead saw it in time. Nothing was sent." in petra.reads().sees
    here.walk(local(SUNDAY + timedelta(days=1), 9))
    assert not any(map(has_news, people))


SUNDAY = date(2026, 11, 15)


def sunday(at: Town) -> tuple[Phone, Phone, list[Phone]]:
    """Petra asks on Saturday evening about a course on Sunday."""
    strict(at).now = local(SUNDAY - timedelta(days=1), 18, 30)
    people, lena = newcomers(at, "60", "61"), lead(at, "lena")
    petra = staff(at, "50", "alb").says("/announce").taps("German course").says("15.11.2026")
    petra.says("10:30").says("11:30").taps(".free").taps(".open").taps("Ask a lead")
    return petra, lena.reads(), people


def test_taken_back_after_the_yes_it_says_so(here: Town) -> None:
    petra, lena, _people = asked(strict(here))
    lena.taps("Approve")
    petra.reads().taps("Do not send")
    assert petra.sees.endswith("✅ Lena approved it.\n↩️ Taken back. It does not take place.")


def test_what_began_before_it_could_go_out_still_takes_place(here: Town) -> None:
    petra, selam = staff(here, "50", "alb"), newcomers(here, "60")[0]
    petra.says("/announce").taps("German course").says("10.11.2026")
    petra.says("10:30").says("11:30").taps(".free").taps(".open").taps("Send now")
    here.now = local(date(2026, 11, 10), 11)  # nothing ran for two hours
    here.tick()
    assert petra.reads().sees.endswith("Nothing was sent.")
    assert "German course" in selam.says("/week").sees

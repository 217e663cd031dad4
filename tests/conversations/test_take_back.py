"""For a minute an announcement can be taken back; then it can be stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.models import Role
from storage.models.announcements import AnnouncementState
from storage.models.people import RoleName
from tests.conversations.announcing import a_minute_later, newcomers, planned
from tests.conversations.invited import staff
from tests.conversations.test_announce import activities, announcements
from tests.people import Town

pytestmark = pytest.mark.both_databases


def test_taken_back_in_time_nobody_hears_of_it_and_it_does_not_take_place(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("Send now").taps("Do not send")
    a_minute_later(here)
    assert not any("New near you" in bubble.text for bubble in selam.reads().bubbles)
    assert selam.says("/week").sees.startswith("We have nothing near you this week.")
    assert announcements(here)[0].state == AnnouncementState.STOPPED
    assert petra.sees.endswith("↩️ Taken back. It does not take place.")
    assert petra.buttons == []


def test_until_it_goes_out_nobody_sees_it_in_the_list(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    planned(staff(here, "50", "alb")).taps("Send now")
    assert selam.says("/week").sees.startswith("We have nothing near you this week.")
    a_minute_later(here)
    assert "German course" in selam.says("/week").sees


def test_taken_back_late_it_was_not_sent_and_does_not_take_place(here: Town) -> None:
    """The minute is over, and nothing went out: the bot stood still."""
    newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("Send now")
    here.now += timedelta(minutes=10)
    assert petra.taps("Do not send").sees.endswith("It does not take place.")
    here.tick()
    assert activities(here)[0].cancelled_at is not None


def test_once_it_goes_out_the_old_button_only_says_so(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("Send now")
    old, row = petra.bubbles[-1].data("Do not send"), petra.bubbles[-1].row
    a_minute_later(here)
    petra.reads().does(Tapped(old, row))
    assert petra.toast == "This changed in the meantime. Please look again."
    assert "Send no more" in str(petra.buttons)
    assert "New near you" in selam.reads().sees
    petra.does(Tapped(old.replace("back", "stop"), row))
    assert "Stopped" not in petra.sees


def test_who_lost_the_role_in_the_minute_sends_nothing(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    planned(staff(here, "50", "alb")).taps("Send now")
    here.do(lambda session: session.execute(delete(Role).where(Role.role == RoleName.STAFF)))
    a_minute_later(here)
    assert not any("New near you" in bubble.text for bubble in selam.reads().bubbles)
    assert activities(here)[0].cancelled_at is not None


def test_what_begins_within_the_minute_cannot_be_announced(here: Town) -> None:
    petra = staff(here, "50", "alb").says("/announce").taps("Course").says("10.11.2026")
    here.now += timedelta(seconds=30)
    petra.says("9:01")
    for answer in ("12:00", "Costs something", "Open to all"):
        petra.taps(answer)
    assert "On which day?" in petra.taps("Send now").sees


def test_stopped_half_way_nothing_is_still_to_go(here: Town) -> None:
    newcomers(here, "60", "61")
    petra = planned(staff(here, "50", "alb")).taps("Send now")
    a_minute_later(here)
    petra.reads().taps("Send no more")
    assert "Not sent: 2" in petra.sees
    assert "Still to go" not in petra.sees


def test_two_colleagues_see_the_same_numbers(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("Send now")
    anna = staff(here, "51", "alb")
    a_minute_later(here)
    anna.says("1 K1")
    selam.reads().taps("I will come")
    assert "Coming: 1 of 8" in petra.reads().sees
    assert "Coming: 1 of 8" in anna.reads().sees


def test_stopped_means_nothing_more_goes_out(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("Send now")
    a_minute_later(here)
    petra.reads().taps("Send no more")
    assert not any("New near you" in bubble.text for bubble in selam.reads().bubbles)
    assert announcements(here)[0].state == AnnouncementState.STOPPED
    assert "Stopped." in petra.sees
    assert not any("no more" in label for label in petra.buttons)
    assert "German course" in selam.says("/week").sees


def test_nobody_else_stops_an_announcement(here: Town) -> None:
    (selam,) = newcomers(here, "60")
    planned(staff(here, "50", "alb")).taps("Send now")
    key = announcements(here)[0].id
    for phone in (selam, staff(here, "52", "reutlingen")):
        phone.does(Tapped(str(Standing("announcement", key, 1, "stop")), None))
        assert phone.toast == "This is closed. Here is the menu: /menu"
    assert announcements(here)[0].state == AnnouncementState.APPROVED

"""Work, things to do, news: each turned on and off alone, by everybody, from every mass message."""

from __future__ import annotations

import pytest

from conversations.kit.events import Tapped
from storage.models import Consent
from tests.conversations.announcing import a_minute_later, planned
from tests.conversations.invited import staff
from tests.conversations.kept import person
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, offered

pytestmark = pytest.mark.both_databases

WAY = "🔔 Choose what you get: /stop"


def switches(phone: Phone) -> tuple[bool, bool, bool, bool]:
    """Return work, activities, news, and whether everything stopped."""
    who = person(phone)
    return who.work_on, who.activities_on, who.news_on, who.stopped_at is not None


def test_each_is_turned_off_and_on_alone_and_says_what_is_now(here: Town) -> None:
    amal = newcomer(here, "amal").says("/stop")
    assert amal.buttons[-4:-1] == [
        "🔔 💼 Offers of work: on",
        "🔔 👥 Things to do: on",
        "🔔 📣 News: on",
    ]
    amal.taps("Things to do")
    assert switches(amal) == (True, False, True, False)
    assert amal.buttons[-3] == "🔕 👥 Things to do: off"
    amal.taps("News").taps("Things to do")
    assert switches(amal) == (True, True, False, False)
    amal.taps("Done")
    assert switches(amal) == (True, True, False, False)


def test_two_fast_taps_on_the_same_switch_change_it_once(here: Town) -> None:
    amal = newcomer(here, "amal").says("/stop")
    shown = amal.bubbles[-1]
    tap = Tapped(shown.data("Things to do"), shown.row)
    amal.does(tap).does(tap)
    assert switches(amal)[1] is False


def test_who_stopped_everything_gets_only_what_they_turn_on(here: Town) -> None:
    amal = newcomer(here, "amal").says("/stop").taps("Everything").says("/stop")
    assert amal.buttons[-4:-1] == [
        "🔕 💼 Offers of work: off",
        "🔕 👥 Things to do: off",
        "🔕 📣 News: off",
    ]
    amal.taps("Things to do")
    assert switches(amal) == (False, True, False, False)
    agreed = here.do(lambda s: [row.agreed for row in s.query(Consent).order_by(Consent.id)])
    assert agreed[-2:] == [False, True]


def test_the_card_has_them_as_well(here: Town) -> None:
    amal = newcomer(here, "amal").says("/profile").taps("Offers of work")
    assert switches(amal) == (False, True, True, False)
    assert "🔕 💼 Offers of work: off" in amal.buttons


def test_staff_have_them_too(here: Town) -> None:
    petra = staff(here, "petra", "alb").says("/stop").taps("News")
    assert "🔕 📣 News: off" in petra.buttons


def test_offers_and_announcements_end_with_the_way_there(here: Town) -> None:
    amal = newcomer(here, "amal")
    offered(here)
    here.tick()
    amal.reads()
    assert amal.sees.split("\n")[-1] == WAY
    planned(staff(here, "petra", "alb")).taps("Send now")
    a_minute_later(here)
    assert amal.reads().sees.split("\n")[-1] == WAY


@pytest.mark.parametrize("language", ["de", "ar", "fa", "ti"])
def test_they_stand_in_every_language(here: Town, language: str) -> None:
    amal = newcomer(here, "amal", language).says("/stop")
    before = amal.buttons[-3]
    amal.taps(".off.activities")
    assert switches(amal)[1] is False
    assert before[0] == "🔔"
    assert amal.buttons[-3][0] == "🔕"

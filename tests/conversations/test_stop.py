"""Stop in any state, in any language, as far as wanted, and back with one word."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select

from conversations.waiting import render_waiting
from storage.models import Outbox
from tests.conversations.kept import person, place
from tests.people import Phone, Town
from tests.scheduler.desk import booked, local, newcomer, walked

THURSDAY = date(2026, 11, 12)


def switches(phone: Phone) -> tuple[bool, bool, bool, bool]:
    """Return work, activities, news, and whether everything stopped."""
    who = person(phone)
    return who.work_on, who.activities_on, who.news_on, who.stopped_at is not None


@pytest.mark.both_databases
def test_offers_and_news_stop_reminders_still_come(here: Town) -> None:
    amal = newcomer(here, "amal")
    booked(here, amal, THURSDAY, time(15))
    amal.reads().says("/stop").taps("Offers and news")
    assert "Reminders of your appointments still come." in amal.sees
    assert switches(amal) == (False, False, False, False)
    assert any("Tomorrow" in line for line in walked(here, local(THURSDAY, 8), amal))


@pytest.mark.both_databases
def test_everything_stops_and_no_reminder_is_made(here: Town) -> None:
    amal = newcomer(here, "amal")
    booked(here, amal, THURSDAY, time(15))
    amal.reads().says("/stop").taps("Everything")
    assert "Please note your appointments." in amal.sees
    assert switches(amal) == (False, False, False, True)
    assert walked(here, local(THURSDAY, 16), amal) == []


def test_what_waits_already_is_not_made_into_words(here: Town) -> None:
    amal = newcomer(here, "amal")
    booked(here, amal, THURSDAY, time(15))
    waiting = select(Outbox).where(Outbox.kind.is_not(None))

    def rendered() -> list[bool]:
        return here.do(
            lambda s: [
                render_waiting(here.work(s), row) is not None for row in s.scalars(waiting).all()
            ]
        )

    assert any(rendered())
    amal.reads().says("/stop").taps("Everything")
    assert not any(rendered())


def test_back_again_with_one_word(here: Town) -> None:
    amal = newcomer(here, "amal").says("/stop").taps("Everything")
    amal.says("stop").taps("Nothing, send me all")
    assert "You get offers and news." in amal.sees
    assert switches(amal) == (True, True, True, False)


def test_nothing_changes_before_the_second_tap(here: Town) -> None:
    amal = newcomer(here, "amal").says("/stop")
    assert switches(amal) == (True, True, True, False)
    amal.says("/menu")
    assert switches(amal) == (True, True, True, False)


def test_before_agreeing_nothing_is_sent_anyway(here: Town) -> None:
    karim = here.phone("1").says("/start").taps("English").says("stop")
    assert "You get no messages from us" in karim.sees


def test_stop_inside_a_question_leads_back_to_it(here: Town) -> None:
    amal = here.phone("1").settles_in().taps("Yes, look").taps("Sewing and textiles")
    amal.taps(".on.textile.machine").says("STOP!")
    assert "What should stop?" in amal.sees
    assert amal.taps("Offers and news").buttons == ["▶️ Go on where we were"]
    amal.taps("Go on where we were")
    assert place(amal) == ("work", "skills")
    assert "☑️ 👖 Industrial sewing machine" in amal.buttons


def test_a_line_of_the_card_stays_a_line_of_the_card(here: Town) -> None:
    amal = newcomer(here, "amal").says("/profile").taps("Change").taps(".hours")
    amal.says("stop").taps("Offers")
    amal.taps("Go on where we were").taps("Full days")
    assert amal.sees.startswith("This is what I understood:")


@pytest.mark.parametrize(
    "text",
    ["Stop. Thank you", "please stop!", "Bitte stopp", "توقف، شكرا", "በጃኹም ደው ኣብል", "بس است، تشکر"],
)
def test_stop_with_kind_words_around_it_is_understood(here: Town, text: str) -> None:
    amal = newcomer(here, "amal")
    assert "What should stop?" in amal.says(text).sees
    amal.says("/profile").taps("Change").taps(".hours")
    assert "What should stop?" in amal.says(text).sees
    assert switches(amal) == (True, True, True, False)


def test_stop_in_the_middle_of_a_sentence_only_shows_the_way(here: Town) -> None:
    amal = newcomer(here, "amal").says("we must STOP this bill")
    assert "Shall I send this to your centre?" in amal.sees
    assert amal.bubbles[-2].text == "/stop: 🔕 Stop messages"
    amal.taps("Stop messages", amal.bubbles[-2])
    assert "What should stop?" in amal.sees


@pytest.mark.parametrize("text", ["the stopover is late", "Haltestelle", "nonstop"])
def test_a_longer_word_is_not_stop(here: Town, text: str) -> None:
    amal = newcomer(here, "amal").says(text)
    assert "Shall I send this to your centre?" in amal.sees
    assert len(amal.bubbles) == 1

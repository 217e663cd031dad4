"""Short questions that bring more offers: times, hours, way, licence, German, papers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from conversations.kit.events import Tapped
from locales.languages import LANGUAGES
from storage.rules.slots import DAYS, PARTS, SHORTCUTS
from tests.conversations.kept import profile
from tests.people import Phone, Town

QUESTIONS = (
    "When do you have time?",
    "How much would you like to work?",
    "When can you start?",
    "How can you travel?",
    "Do you have a driving licence?",
    "How is your German?",
    "Do you need child care while you work?",
    "How long did you go to school?",
    "Do you have papers about school or work?",
)

ANSWERS: Sequence[tuple[list[str], str, object]] = (
    (["Half days"], "hours", "half"),
    (["Now"], "start", "now"),
    ([".on.bus", ".done"], "mobility", ["bus"]),
    (["No licence"], "licences", []),
    (["simple instructions"], "german", "A2"),
    (["Yes, needed"], "childcare", "needed"),
    (["5 to 8 years"], "school", "5-8"),
    (["In my country"], "papers", "home"),
)


@pytest.fixture
def amal(here: Town) -> Phone:
    """Amal, who said what she wants and is asked when she has time."""
    amal = here.phone("1").settles_in().taps("Yes, look").taps("Not worked yet")
    return amal.taps(".on.job").taps(".done").taps("Anything").taps("Go on")


def skips(phone: Phone, times: int) -> Phone:
    """Skip so many questions."""
    for _ in range(times):
        phone.taps(".skip")
    return phone


def test_every_question_can_be_skipped_and_the_card_comes(amal: Phone) -> None:
    for number, words in enumerate(QUESTIONS, start=1):
        assert amal.sees.startswith(f"{number}/9\n{words}")
        amal.taps(".skip")
    assert amal.sees.startswith("This is what I understood:")
    kept = profile(amal)
    assert (kept.slots, kept.hours, kept.mobility, kept.licences) == (None, None, None, None)
    assert (kept.german, kept.childcare, kept.school, kept.papers) == (None, None, None, None)


def test_back_leads_through_all_questions_to_the_first(amal: Phone) -> None:
    skips(amal, 8)
    for words in reversed(QUESTIONS[:-1]):
        assert words in amal.taps(".back").sees
    assert "Back" not in amal.buttons


def test_every_answer_is_kept_at_once(amal: Phone) -> None:
    skips(amal, 1)
    for taps, field, kept in ANSWERS:
        for tap in taps:
            amal.taps(tap)
        assert getattr(profile(amal), field) == kept


def test_one_step_back_and_the_answer_stays(amal: Phone) -> None:
    amal.taps("Weekday mornings").taps(".back")
    assert "When do you have time?" in amal.sees
    assert profile(amal).slots == ["mo.am", "tu.am", "we.am", "th.am", "fr.am"]
    amal.taps(".skip")
    assert len(profile(amal).slots or []) == 5


@pytest.mark.parametrize("shortcut", SHORTCUTS)
def test_one_tap_for_the_usual_times(amal: Phone, shortcut: str) -> None:
    amal.taps(f".{shortcut}")
    assert set(profile(amal).slots or []) == SHORTCUTS[shortcut]
    assert QUESTIONS[1] in amal.sees


def test_other_times_in_a_grid(amal: Phone) -> None:
    amal.taps("Other times")
    assert amal.sees.startswith("1/9\nTap the times when you can.")
    assert [len(row) for row in amal.bubbles[-1].rows] == [5] * 7 + [1, 1]
    amal.taps(".on.mo").taps(".on.sa.eve").taps(".done")
    assert profile(amal).slots == ["mo.early", "mo.am", "mo.pm", "mo.eve", "sa.eve"]
    assert amal.sees.startswith("2/9")


def test_a_whole_day_is_taken_away_with_one_tap_too(amal: Phone) -> None:
    amal.taps("Other times").taps(".on.mo").taps(".off.mo.early").taps(".on.mo").taps(".off.mo")
    assert "✅" not in amal.buttons


def test_a_double_tap_in_the_grid_changes_nothing_twice(amal: Phone) -> None:
    amal.taps("Other times")
    tap = Tapped(amal.bubbles[-1].data(".on.tu.am"), amal.bubbles[-1].row)
    amal.does(tap).does(tap)
    assert amal.buttons.count("✅") == 1
    amal.taps(".done")
    assert profile(amal).slots == ["tu.am"]


def test_the_grid_takes_nothing_it_did_not_offer_and_no_sign_for_a_word(amal: Phone) -> None:
    amal.taps("Other times").taps(".on.mo.am")
    serial = amal.bubbles[-1].every_data[0].split(".")[0]
    for value in ("on.mo.night", "on.xx", "maybe.mo", "on."):
        amal.does(Tapped(f"{serial}.{value}", amal.bubbles[-1].row))
    assert amal.says("👍").sees.startswith("Sorry, I did not understand.")
    amal.taps(".done")
    assert profile(amal).slots == ["mo.am"]


def test_who_leaves_the_grid_and_skips_is_not_asked_for_it_again(amal: Phone) -> None:
    amal.taps("Other times").taps(".on.mo").taps(".back")
    assert "When do you have time?" in amal.sees
    amal.taps(".skip")
    assert QUESTIONS[1] in amal.sees
    assert profile(amal).slots is None


def test_a_licence_from_far_away_brings_one_line_of_advice(amal: Phone) -> None:
    skips(amal, 4).taps(".on.foreign").taps(".done")
    assert amal.sees.startswith("5/9\nWith most licences from outside the EU you may drive")
    assert amal.buttons == ["OK"]
    assert profile(amal).licences == ["foreign"]
    assert amal.taps("OK").sees.startswith("6/9\nHow is your German?")


def test_no_licence_answers_at_once_and_is_not_an_open_question(amal: Phone) -> None:
    skips(amal, 4).taps("No licence")
    assert profile(amal).licences == []
    skips(amal, 4)
    assert "🚗 Driving licence: none" in amal.sees


def test_papers_are_not_sent_here(amal: Phone) -> None:
    skips(amal, 8)
    assert "Please send no photos." in amal.sees


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_grid_stays_a_grid_in_every_language(amal: Phone, language: str) -> None:
    amal.says("/language").taps(f".{language}").taps(".continue").taps(".other")
    data = [[button["data"].split(".", 1)[1] for button in row] for row in amal.bubbles[-1].rows]
    parts = [[f"on.{day}.{part}" for part in PARTS] for day in DAYS]
    if LANGUAGES[language].direction == "rtl":  # the days' names are long: a row of their own
        rows = [[[f"on.{day}"], row[::-1]] for day, row in zip(DAYS, parts, strict=True)]
        assert data[:14] == [row for pair in rows for row in pair]
    else:
        assert data[:7] == [[f"on.{day}", *row] for day, row in zip(DAYS, parts, strict=True)]

"""The short privacy notice: for everybody, in every language, at any time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locales.languages import LANGUAGES
from storage.models import Dialogue
from storage.operator import Operator, note
from storage.ourselves import settle
from tests.conversations.invited import staff
from tests.people import Town

DISTRICT = Operator("Landkreis Reutlingen, Bismarckstraße 47")


def says(here: Town, operator: Operator) -> None:
    """Start with these settings."""
    here.do(lambda session: note(here.work(session), operator))


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_answers_what_is_kept_and_where_all_of_it_stands(here: Town, language: str) -> None:
    says(here, DISTRICT)
    here.do(lambda session: settle(here.work(session), "https://jip.example.org"))
    selam = here.phone("101").says("/start").taps(LANGUAGES[language].own_name).says("/privacy")
    assert "Landkreis Reutlingen, Bismarckstraße 47" in selam.sees
    for word in ("/delete", "/profile", "/person", "12"):
        assert word in selam.sees
    assert selam.bubbles[-1].opens == ["https://jip.example.org/privacy"]


def test_without_page_and_controller_it_still_answers(here: Town) -> None:
    selam = here.phone("101").says("/start").taps("English").says("/privacy")
    assert selam.sees.startswith("Your centre tells you who is responsible")
    assert selam.bubbles[-1].opens == []


def test_before_a_language_it_waits_for_one(here: Town) -> None:
    selam = here.phone("101").says("/privacy")
    assert "English" in selam.buttons
    assert "What is kept" in selam.taps("English").sees


def test_it_leaves_an_open_question_where_it_was(here: Town) -> None:
    selam = here.phone("101").says("/start").taps("English").taps("I agree").says("/privacy")
    assert any("Go on where we were" in each for each in selam.buttons)
    selam.says("1")
    kept = here.do(lambda session: session.query(Dialogue).one().question)
    assert kept == "place"


def test_words_do_the_same_and_the_help_names_it(here: Town) -> None:
    amal = here.phone("102").settles_in()
    assert "What is kept" in amal.says("data protection").sees
    assert "/privacy: 🔒 Data protection" in amal.says("/help").sees
    assert "Data protection" not in " ".join(amal.says("/menu").buttons)


def test_who_has_no_profile_reads_of_none(here: Town) -> None:
    assert "/profile" in here.phone("102").settles_in().says("/privacy").sees
    petra = staff(here, "petra", "alb").says("/privacy")
    assert "What is kept" in petra.sees
    assert "/profile" not in petra.sees
    assert "/person" in petra.sees


def test_a_new_controller_is_read_at_once(here: Town) -> None:
    says(here, DISTRICT)
    says(here, replace(DISTRICT, controller="Stadt Reutlingen"))
    amal = here.phone("102").settles_in().says("/privacy")
    assert amal.sees.startswith("Responsible for your data: Stadt Reutlingen")

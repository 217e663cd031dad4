"""The first words of an employer lead to registering and are the need that follows; no numbers."""

from __future__ import annotations

import pytest

from locales.languages import LANGUAGES
from storage.rules.need_words import needs_people
from tests.conversations.firm_scene import ANSWERS, answers, firm_of, offers_of
from tests.page.phone import PageTown
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases
ASKED = "Shall we make a need of this?"
DANGER = "In danger: call 112 or 110."
FIRMS = (
    "Wir suchen ab Januar zwei Tischler, Führerschein wäre gut",
    "I own a restaurant and need a kitchen worker",
    "عندي مطعم وأحتاج عامل مطبخ",
    "به دو آشپز نیاز داریم",
    "ክልተ ከሻኒ የድልየና",
    "Brauche 2 Maurer ab Montag",
    "Arbeitgeber",
    "Ich bin Arbeitgeber",
    "employer",
    "صاحب عمل",
    "کارفرما",
    "ኣስራሒ",
)
OTHERS = (
    "Mein Arbeitgeber zahlt mir keinen Lohn",
    "my employer does not pay me since May",
    "I need a job as a cook",
    "Wir suchen Arbeit als Maurer",
    "Ich brauche einen Helfer",
    "we need a flat for five of us",
    "أبحث عن عمل كطباخ",
    "دنبال کار آشپزی هستم",
    "ስራሕ ከሻኒ እደሊ",
    "صاحب العمل لا يدفع لي أجري",
)


@pytest.mark.parametrize("text", FIRMS)
def test_an_employer_is_known_by_their_words(text: str) -> None:
    assert needs_people(text)


@pytest.mark.parametrize("text", OTHERS)
def test_nobody_else_is_taken_for_one(text: str) -> None:
    assert not needs_people(text)


def begins(at: Town, *taps: str) -> Phone:
    """Let somebody come who said nothing yet but their language."""
    phone = at.phone("firm").says("/start").taps("English")
    for each in taps:
        phone.taps(each)
    return phone


@pytest.mark.parametrize("face", ["telegram", "page"])
@pytest.mark.parametrize("text", FIRMS[:2])
def test_a_first_sentence_waits_until_the_firm_is_known(alb: Town, face: str, text: str) -> None:
    town = alb if face == "telegram" else PageTown(alb.database, alb.now, alb.limits)
    firm = begins(town).says(text)
    assert "What is the name of your firm?" in firm.sees
    assert DANGER not in str([each.text for each in firm.bubbles])
    answers(firm, "Bäckerei Blum", *ANSWERS)
    assert [*filter(None, firm.sees.split("\n"))] == [f"✉️ {text}", ASKED]
    firm.taps("Yes, we need somebody")
    [offer] = offers_of(town, firm_of(town).id)
    assert offer.note == text


def test_who_only_looks_is_led_there_too(alb: Town) -> None:
    firm = begins(alb, "Only look").says("Münsingen").says("Arbeitgeber")
    assert "What is the name of your firm?" in firm.sees
    firm.taps("I am not an employer")
    assert "I agree, start" in firm.buttons[0]


@pytest.mark.parametrize(
    "cry",
    ["Wir suchen zwei Tischler, mein Chef schlägt mich", "my employer does not pay me at all"],
)
def test_who_is_in_need_reads_the_numbers(alb: Town, cry: str) -> None:
    firm = begins(alb).says(cry)
    assert DANGER in "\n".join(each.text for each in firm.bubbles)
    assert "I agree, start" in firm.buttons[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_a_slip_what_was_said_first_is_still_there(alb: Town, language: str) -> None:
    phone = alb.phone("firm").says("/start").taps(LANGUAGES[language].own_name).says(FIRMS[0])
    answers(phone, "Bäckerei Blum", "??", *ANSWERS)
    assert FIRMS[0] in phone.sees


def test_who_did_not_choose_a_language_is_asked_for_it_first(alb: Town) -> None:
    firm = alb.phone("firm").says("/start").says(FIRMS[0])
    assert firm.buttons == [each.own_name for each in LANGUAGES.values()]
    assert firm.taps("Deutsch").says(FIRMS[0]).sees.startswith("1/7\nSuchen Sie Leute?")

"""What a firm writes or says to no question becomes a need that staff complete."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from conversations.kit.events import Sent
from storage.models import Line, Request
from storage.models.offers import OfferState
from tests.conversations.invited import staff
from tests.conversations.needing import house, needs, of_firm
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news

pytestmark = pytest.mark.both_databases
TEXT = "Wir suchen ab Januar zwei Leute zum Nähen"


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody of a firm whom nobody asks anything."""
    return of_firm(alb, house(alb))


def test_a_text_is_a_need_after_one_tap_and_staff_complete_it(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    firm.says(TEXT)
    assert firm.sees.split("\n") == [f"✉️ {TEXT}", "Shall we make a need of this?"]
    firm.taps("Yes, we need somebody")
    assert firm.sees.startswith("Thank you. The centre has it and asks you what is missing.")
    [offer] = needs(alb)
    assert (offer.state, offer.note, offer.note_ok) == (OfferState.DRAFT, TEXT, False)
    assert (offer.title_de, offer.plz) == (TEXT, "72525")
    alb.now += timedelta(minutes=10)
    assert news(petra) == ["📝 A firm needs somebody. Please call it and complete this:"]
    assert f"✉️ {TEXT}" in petra.sees
    assert TEXT not in newcomer(alb, "amal").says("/offers").sees


@pytest.mark.parametrize(
    ("language", "text", "mark"),
    [
        ("العربية", "نحتاج إلى عامل", "(in Arabic)"),
        ("العربية", TEXT, ""),
        ("فارسی / دری", TEXT, ""),
        ("ትግርኛ", TEXT, ""),
        ("Deutsch", TEXT, "(in German)"),
        ("Deutsch", "نحتاج إلى عامل", ""),
        ("English", TEXT, ""),
    ],
)
def test_staff_read_in_which_language_a_need_is_written_as_far_as_its_letters_say_so(
    alb: Town, language: str, text: str, mark: str
) -> None:
    petra = staff(alb, "petra", "alb")
    of_firm(alb, house(alb), language=language).says(text).taps(".yes")
    alb.now += timedelta(minutes=10)
    said = [*petra.reads().sees.split("\n"), ""]
    assert f"✉️ {text}" in said
    assert (said[said.index(f"✉️ {text}") + 1] == mark) is bool(mark)
    assert ("(in " in petra.sees) is bool(mark)


def test_pieces_are_one_need(alb: Town, firm: Phone) -> None:
    firm.says("Wir suchen jemanden.").says("Am besten ab Januar, halbe Tage.")
    firm.taps("Yes, we need")
    assert needs(alb)[0].note == "Wir suchen jemanden. Am besten ab Januar, halbe Tage."


def test_it_can_be_a_message_to_the_centre_or_nothing(alb: Town, firm: Phone) -> None:
    firm.says(TEXT).taps("Send it to the centre")
    assert alb.do(lambda s: s.scalars(select(Request.text)).all()) == [TEXT]
    firm.says(TEXT).taps(".no")
    assert needs(alb) == []


@pytest.mark.parametrize("word", ["cancel", "Abbrechen", "abbruch", "إلغاء", "لغو", "ስረዝ", "ምስራዝ"])
def test_the_word_that_cancels_is_a_no(alb: Town, firm: Phone, word: str) -> None:
    firm.says(TEXT).says(word)
    assert firm.sees == "All right. You find everything here: /menu"
    assert needs(alb) == []
    assert firm.says("/need").says(word).sees == "Nothing was saved."


def test_a_question_that_is_open_waits_meanwhile(alb: Town, firm: Phone) -> None:
    firm.says("/need").taps("Industrial").says(TEXT)
    assert "Shall we make a need of this?" in firm.sees
    firm.taps(".no")
    assert firm.sees.split("\n")[-1] == "What can you offer?"


def test_too_long_is_said_and_nothing_is_lost(alb: Town, firm: Phone) -> None:
    firm.says("sehr viel Text " * 30)
    assert "Please write less: up to 300 letters." in firm.sees


def test_a_voice_is_a_need_and_goes_to_the_centre_as_a_thread(alb: Town, firm: Phone) -> None:
    firm.does(Sent("voice", 7, file_id="V1"))
    assert firm.sees.split("\n") == ["🎤 A voice message", "Shall we make a need of this?"]
    firm.taps("Yes, we need somebody")
    assert needs(alb)[0].state == OfferState.DRAFT
    assert alb.do(lambda s: s.scalars(select(Line.voice)).all()) == ["V1"]
    assert alb.do(lambda s: s.scalars(select(Request.topic)).all()) == ["work"]


def test_a_newcomer_still_is_asked_as_before(alb: Town) -> None:
    amal = newcomer(alb, "amal").says(TEXT)
    assert "Shall I send this to your centre?" in amal.sees


def test_what_a_sentence_says_is_not_asked_again_and_nothing_else_is_stated(
    alb: Town, firm: Phone
) -> None:
    firm.says("brauche 2 Maurer ab Montag in Urach 2500").taps("Yes, we need somebody")
    said, unsaid = firm.sees.split("\n❔ Not said yet:\n")
    assert said.split("\n")[1:] == [
        "brauche 2 Maurer ab Montag in Urach 2500 (Deutsch)",
        "📝 Not complete yet. Nobody sees it. The centre has it, too.",
        "The centre calls you by Friday, 13.11.2026.",
        "Firm: Nähwerk Alb",
        "🧱 Building walls, concrete",
        "📍 Place: Bad Urach",
        "👥 Places: 2",
        "Begins: Monday, 16.11.2026",
    ]
    assert unsaid.split("\n")[:6] == [
        "What does the firm offer?",
        "When is the work?",
        "How many hours a week?",
        "How much German is needed?",
        "How much experience is needed?",
        "Is it paid?",
    ]
    assert "Minimum wage" not in firm.sees
    asked = [firm.taps("Tell more").sees.split("\n")[-1]]
    ways = ("Work", "All day", "instructions", "None of these", "Without experience")
    asked += [firm.taps(way).sees.split("\n")[-1] for way in ways]
    assert asked[:2] == ["What can you offer?", "When is the work?"]
    firm.says("Nettes Team")
    assert firm.sees.split("\n")[1] == "Work: Building walls, concrete"
    assert "Not said yet" not in firm.sees
    [offer] = needs(alb)
    assert (offer.title_de, offer.plz, offer.places) == ("Mauern, Beton", "72574", 2)
    assert (offer.start_on, offer.starts) == (date(2026, 11, 16), "day")


@pytest.mark.parametrize("times", ["All day", "Other times"])
def test_hours_that_were_said_are_not_asked_and_stay(alb: Town, firm: Phone, times: str) -> None:
    firm.says("1 Melker in Münsingen, Minijob ab sofort, 8 Stunden in der Woche").taps("Yes, we")
    said, unsaid = firm.sees.split("Not said yet")
    assert "🕒 Hours a week: 8" in said
    assert "How many hours a week?" not in unsaid
    firm.taps("Tell more").taps(times)
    if times == "Other times":
        firm.taps(".on.mo.am").taps(".done")
    assert firm.sees.split("\n")[-1] == "How much German is needed?"
    assert needs(alb)[0].hours_week == 8


def test_a_sentence_that_may_mean_several_is_asked_with_these(alb: Town, firm: Phone) -> None:
    firm.says("Wir brauchen einen Fahrer, Minijob, sofort").taps("Yes, we need somebody")
    assert "How many people?" in firm.sees.split("Not said yet")[1]
    firm.taps("Tell more")
    assert firm.sees.split("\n")[-1] == "What do you need help with? Tap it, or type it."
    assert [each[2:] for each in firm.buttons[:3]] == [
        "Driving a van, delivering",
        "Driving a truck",
        "Driving a bus",
    ]
    assert firm.taps("Driving a bus").sees.split("\n")[-1] == "How many people?"


def test_staff_read_what_was_not_said_too(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    firm.says("Suchen Melker").taps("Yes, we need somebody")
    alb.now += timedelta(minutes=10)
    news(petra)
    said, unsaid = petra.sees.split("Not said yet")
    assert "Cows and milking" in said
    assert "Places" not in said
    assert "Münsingen" not in said
    assert "How many people?" in unsaid

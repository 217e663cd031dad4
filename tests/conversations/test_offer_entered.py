"""Staff enter an offer with few taps; firms and offers that are there already are found."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from locales.languages import LANGUAGES
from storage.models.introductions import Reach
from storage.models.offers import EmployerStatus, OfferState
from tests.conversations.announcing import a_minute_later
from tests.conversations.colleagues import person_of
from tests.conversations.firm_scene import contacts
from tests.conversations.offering import (
    NEW_FIRM,
    SEWING,
    Counted,
    begun,
    count,
    entered,
    firms,
    newest,
)
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

pytestmark = pytest.mark.both_databases


def test_a_new_firm_and_its_internship_take_eleven_taps_and_three_texts(
    alb: Town, petra: Phone
) -> None:
    said = begun(petra).says(*NEW_FIRM)
    said.says("Internship", "Cooking", "Call it", "Hauptstraße 1", "All day", "places: 2")
    said.says("instructions", "No")
    assert petra.sees.split("\n")[1:] == [
        "Is this right?",
        "Internship (Praktikum): Cooking",
        "Firm: Gasthof Sonne GmbH",
        "👨‍🍳 Cooking",
        "📍 Place: Münsingen, Hauptstraße 1 (Deutsch)",
        "🏭 All day, weekdays",
        "🕒 Hours a week: 38,5",
        "👥 Places: 2",
        "💶 not paid",
        "Begins: Now",
        "💬 German: I understand simple instructions",
        "You can begin without experience.",
        "⚠️ Longer than 3 months, or for somebody trained in the field, "
        "an internship (Praktikum) counts as work.",
        "This is for your information. It is no legal advice.",
    ]
    assert count(alb) == 0
    said.says("Save")
    assert (len(said.tapped), len(said.typed)) == (11, 3)
    assert petra.sees.startswith("⏳ It opens in a minute. Nobody was told yet.")
    is_whole(alb, petra)


def is_whole(alb: Town, petra: Phone) -> None:
    """What was entered is kept: the firm, whom to call, the offer."""
    offer, [firm] = newest(alb), firms(alb)
    assert (firm.contact, firm.phone) == ("Frau Wirtin", "07381 12345")
    assert (firm.status, firm.verified_by) == (EmployerStatus.VERIFIED, person_of(petra))
    assert (firm.verified_at, firm.checks) == (alb.now, ["called"])
    assert firm.verified_until == date(2027, 11, 10)
    own = [(each.person_id, each.name, each.phone, each.reach) for each in contacts(alb, firm.id)]
    assert own == [(None, "Frau Wirtin", "07381 12345", Reach.PHONE)]
    lines = petra.says("/firms").taps("🏢 Gasthof Sonne GmbH").sees.split("\n")
    assert [line for line in lines if "Frau Wirtin" in line] == [
        "👤 Frau Wirtin · ☎️ Phone: 07381 12345 · ☎️ By phone · 🕒 From 09:00"
    ]
    assert (offer.street, offer.plz, offer.owner_id) == (
        "Hauptstraße 1",
        "72525",
        person_of(petra),
    )
    assert offer.valid_until == date(2026, 11, 10) + timedelta(weeks=8)


def test_a_known_firm_takes_ten_answers_or_fewer(alb: Town, petra: Phone) -> None:
    entered(petra)
    said = begun(petra).says("Nähstube Neu", "Internship", "Patterns", "Call it", "All day")
    said.says("places: 1", "shop", "Yes", "Save")
    assert (len(said.tapped), said.typed) == (10, [])
    assert (newest(alb).street, newest(alb).plz) == ("Musterweg 8", "72525")
    assert len(firms(alb)) == 1


@pytest.mark.parametrize(
    "typed", ["nahstube neue GmbH", "Neu, Nähstube", "NAEHSTUBE NEU", "Nähstubbe Neu & Co. KG"]
)
def test_a_firm_is_found_while_its_name_is_typed_however_it_is_written(
    alb: Town, petra: Phone, typed: str
) -> None:
    entered(petra)
    begun(petra).says(typed)
    assert petra.sees.split("\n")[-1] == "Is it one of these?"
    assert petra.buttons == ["🏢 Nähstube Neu", "➕ None of these"]
    petra.says("1")
    assert "What does the firm offer?" in petra.sees


def test_the_beginning_of_a_name_on_a_button_is_asked_back(alb: Town, petra: Phone) -> None:
    entered(petra)
    begun(petra)
    petra.says("Nähstube")
    assert petra.buttons == ["🏢 Nähstube Neu", "➕ None of these"]
    petra.taps("None of these")
    assert "Which firm is it?" in petra.sees
    petra.says("Ganz anders")
    assert "What does the firm do?" in petra.sees


def test_the_same_offer_is_found_and_changed_or_another_one_entered(
    alb: Town, petra: Phone
) -> None:
    key = entered(petra)
    a_minute_later(alb)
    begun(petra).says("Nähstube Neu", "Work", "Industrial")
    assert "This firm offers this already:\nWork: " in petra.sees
    petra.taps("another one")
    assert "What is it called in German?" in petra.sees
    begun(petra).says("Nähstube Neu", "Work", "Industrial", "Change this one")
    assert "What would you like to change?" in petra.sees
    Counted(petra).says("Pay", "No")
    assert (newest(alb).id, newest(alb).paid) == (key, False)


def test_for_a_minute_nobody_finds_it_and_one_tap_takes_it_back(alb: Town, petra: Phone) -> None:
    amal = newcomer(alb, "amal")
    entered(petra)
    assert newest(alb).state == OfferState.PAUSED
    assert "Musterweg" not in amal.says("/offers").sees
    alb.tick()
    petra.taps("Take it back")
    assert petra.sees.split("\n")[-1] == "↩️ Taken back. Nobody saw it."
    a_minute_later(alb)
    assert count(alb) == 0
    heard = len(amal.bubbles)
    assert len(amal.reads().bubbles) == heard


def test_after_the_minute_who_fits_hears_of_it_and_the_card_says_so(
    alb: Town, petra: Phone
) -> None:
    amal = newcomer(alb, "amal")
    entered(petra)
    a_minute_later(alb)
    assert newest(alb).state == OfferState.OPEN
    assert "Nähstube Neu, Münsingen" in amal.reads().sees
    assert petra.reads().sees.startswith("✅ Open\n📅 Last day: Tuesday, 05.01.2027\n")
    assert "↩️ Take it back" not in petra.buttons


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_it_speaks_every_language(alb: Town, petra: Phone, language: str) -> None:
    amal = newcomer(alb, "amal", language)
    entered(petra)
    a_minute_later(alb)
    assert "Nähstube Neu" in amal.reads().sees
    assert amal.sees.count("\n") > 3


def test_a_place_of_another_centre_is_left_to_them(alb: Town, petra: Phone) -> None:
    begun(petra).says("Firma im Tal", "Sewing", "Metzingen", "Skip")
    Counted(petra).says("Work", "Industrial", "Call it")
    assert "In which place?" in petra.sees
    petra.says("Metzingen")
    assert petra.sees.split("\n")[0] == (
        "This place belongs to another centre. Please let them enter it."
    )
    petra.says("Hayingen")
    assert "Which street and house?" in petra.sees


def test_a_point_of_the_map_is_kept_with_the_street(alb: Town, petra: Phone) -> None:
    begun(petra).says("Nähstube Neu", "Sewing", "72525", "Skip", *SEWING[:3])
    petra.taps("Send the point")
    assert petra.bubbles[-1].body["share_place"] == "📍 Send the point"
    petra.shares(52.52, 13.4)
    assert "not in the district" in petra.sees
    petra.shares(48.4125, 9.4952)
    assert "Which street and house?" in petra.sees
    Counted(petra).says(*SEWING[3:], "Save")
    offer = newest(alb)
    assert (offer.lat, offer.lon, offer.town) == (48.4125, 9.4952, "Münsingen")
    assert "📍 Place: Münsingen, Musterweg 8" in petra.sees


def test_long_names_and_wrong_numbers_are_asked_again(alb: Town, petra: Phone) -> None:
    begun(petra).says("x" * 121)
    assert "Please write less: up to 120 letters." in petra.sees
    Counted(petra).says("W" * 120, "Sewing", "72525", "Skip", "Work", "Industrial")
    Counted(petra).says("T" * 120, "S" * 120, "Other times", "mo", "Done", "99")
    assert "Please tap or type a number. Smallest: 1. Largest: 48." in petra.sees
    Counted(petra).says("٢٠,٥", "Another number", "12", "On a day", "24.12.2026", "shop", "Save")
    offer = newest(alb)
    assert (offer.hours_week, offer.places, offer.start_on) == (20.5, 12, date(2026, 12, 24))
    assert petra.says("/offer").bubbles[-1].rows[0][0]["text"].startswith("📋 ")

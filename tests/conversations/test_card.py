"""The card "this is what I understood": each line can be changed alone, nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.newcomer.card import LINES
from tests.conversations.kept import levels, person, place, profile, stood_at
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

CARD = "This is what I understood:"
FULL: dict[str, Any] = {
    "skills": {"textile.machine": 3, "textile.iron": 1, "food.cook": 2},
    "wants": ["job", "tryout"],
    "areas": ["textile"],
    "slots": ["mo.am", "tu.am", "we.am", "th.am", "fr.am"],
    "hours": "half",
    "licences": [],
}
CHANGES = {
    "age": (["16 or 17"], "🎂 Age: 16 or 17"),
    "place": (["Metzingen"], "📍 I live in: Metzingen"),
    "centre": (["Reutlingen"], "🏠 Centre: Integrationszentrum Reutlingen"),
    "area": (["Not worked yet"], "🛠️ I can: 👨‍🍳 Cooking · "),
    "wants": (
        [".on.course", ".done"],
        "🎯 I would like: 👥 Course or group only",
    ),
    "areas": ([".on.food", ".done"], "Work I like: 🧵 Sewing and textiles · 🍳 Kitchen"),
    "times": (["Weekend"], "🕒 My times: 📆 Weekend"),
    "hours": (["Full days"], "⏳ How much work: Full days"),
    "start": (["Next month"], "▶️ From when: Next month"),
    "mobility": (
        [".on.bike", ".done"],
        "🚌 I travel by: 🚶 On foot · 🚌 Bus and train · 🚲 Bicycle",
    ),
    "licences": ([".on.eu", ".done"], "🚗 Driving licence: German or EU licence"),
    "german": (["doctor"], "💬 My German: Enough for work and the doctor"),
    "childcare": (["Not needed"], "🧸 Child care: Not needed"),
    "school": (["I studied"], "🏫 School: I studied"),
    "papers": (["Lost"], "📄 Papers: Lost"),
}

OPEN_LINES = ("start", "childcare", "school", "papers")


@pytest.fixture
def amal(here: Town) -> Phone:
    """Amal sees her card."""
    return newcomer(here, "amal", **FULL).says("/profile")


def lines(phone: Phone) -> dict[str, str]:
    """Return the values of the card by the names of its lines."""
    return dict(line.partition(": ")[::2] for line in phone.sees.split("\n")[1:])


def test_the_card_says_what_was_understood_and_what_is_open(amal: Phone) -> None:
    card = lines(amal)
    assert amal.sees.startswith(CARD)
    assert card["🛠️ I can"] == "👨‍🍳 Cooking · 🧺 Ironing and laundry · 👖 Industrial sewing machine"
    assert card["🕒 My times"] == "☀️ Weekday mornings"
    assert card["🚗 Driving licence"] == "none"
    assert card["Not said yet"] == "▶️ From when · 🧸 Child care · 🏫 School · 📄 Papers"
    assert amal.buttons == [
        "✅ All right",
        "✏️ Change",
        "🔑 What would open more?",
        "🎉 I have work",
        "🔔 💼 Offers of work: on",
        "🔔 👥 Things to do: on",
        "🔔 📣 News: on",
    ]
    assert card["Your code at the desk"] == person(amal).ref


@pytest.mark.parametrize("line", CHANGES)
def test_one_line_is_changed_and_the_card_comes_back(amal: Phone, line: str) -> None:
    before = lines(amal)
    taps, expected = CHANGES[line]
    for tap in ("Change", f".{line}", *taps):
        assert "/9" not in amal.sees
        assert "/3" not in amal.sees
        amal.taps(tap)
    assert amal.sees.startswith(CARD)
    assert expected in amal.sees
    before.pop("Not said yet")
    after = lines(amal)
    changed = sum(value != after[name] for name, value in before.items())
    assert changed == {"area": 0, "place": 2}.get(line, int(line not in OPEN_LINES))


def test_every_line_has_its_change() -> None:
    assert list(CHANGES) == [question for _flow, question, _name in LINES]


@pytest.mark.parametrize("line", CHANGES)
def test_back_changes_nothing(amal: Phone, line: str) -> None:
    before = amal.sees
    amal.taps("Change").taps(f".{line}").taps(".back")
    assert amal.sees == before


def test_times_by_the_day_and_back_out_of_the_grid(amal: Phone) -> None:
    amal.taps("Change").taps(".times").taps("Other times").taps(".back")
    assert lines(amal)["🕒 My times"] == "☀️ Weekday mornings"
    amal.taps("Change").taps(".times").taps("Other times")
    amal.taps(".off.fr").taps(".on.su.eve").taps(".done")
    mornings = "Monday · Tuesday · Wednesday · Thursday (☀️ morning)"
    assert lines(amal)["🕒 My times"] == f"{mornings}, Sunday (🌙 evening)"
    amal.taps("Change").taps(".times").taps("Other times").taps(".on.mo.early").taps(".done")
    assert lines(amal)["🕒 My times"].startswith("Monday (🌄 before 8:00 · ☀️ morning), Tuesday · ")
    amal.taps("Change").taps(".times").taps("Other times").taps(".on.sa").taps(".done")
    assert ", Saturday, Sunday (🌙 evening)" in lines(amal)["🕒 My times"]


def test_correcting_one_area_leaves_the_others_and_asks_only_what_is_new(amal: Phone) -> None:
    amal.taps("Change").taps(".area").taps("Sewing and textiles")
    assert [each[:2] for each in amal.buttons].count("☑️") == 2
    amal.taps(".off.textile.iron").taps(".on.textile.weave").taps(".done")
    assert "Weaving, knitting, embroidery\nHow well can you do it?" in amal.sees
    amal.taps("I helped sometimes").taps("That is all")
    assert amal.sees.startswith(CARD)
    assert levels(amal) == {"textile.machine": 3, "textile.weave": 1, "food.cook": 2}


def test_two_centres_are_asked_for_with_the_place(amal: Phone) -> None:
    amal.taps("Change").taps(".place").says("Würtingen")
    assert "Which centre is better for you?" in amal.sees
    assert amal.taps("Reutlingen").sees.startswith(CARD)
    assert profile(amal).centre == "reutlingen"


def test_a_foreign_licence_brings_its_advice_here_too(amal: Phone) -> None:
    amal.taps("Change").taps(".licences").taps(".on.foreign").taps(".done")
    assert "only for your first six months" in amal.sees
    assert amal.taps("OK").sees.startswith(CARD)


def test_all_right_leads_to_a_person_or_not_now(amal: Phone) -> None:
    amal.taps("All right")
    assert "Would you like to talk with a person?" in amal.sees
    assert "You find everything here: /menu" in amal.taps("Not now").sees


def test_who_only_wants_things_to_do_has_a_card_and_can_move(here: Town) -> None:
    selam = here.phone("2").settles_in().taps("Later").says("/profile")
    assert selam.sees.startswith(CARD)
    selam.taps("Change").taps(".place").says("72555")
    assert profile(selam).centre == "ermstal"


def test_a_question_that_no_longer_exists_begins_its_flow_again(amal: Phone) -> None:
    amal.taps("Change").taps(".hours")
    stood_at(amal, flow="more", question="shoe_size")
    amal.says("/menu").taps("Go on where we were")
    assert "When do you have time?" in amal.sees
    assert profile(amal).hours == "half"


def test_a_text_for_it_begins_again_too(amal: Phone) -> None:
    stood_at(amal, flow="work", question="star_sign")
    assert "What can you do?" in amal.says("Libra").sees


def test_a_flow_that_no_longer_exists_ends_in_the_menu(amal: Phone) -> None:
    stood_at(amal, flow="horoscope", question="star_sign")
    assert "What would you like?" in amal.says("Libra").sees
    assert place(amal) == (None, None)

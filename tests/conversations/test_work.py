"""What somebody can do, wants and likes: every answer kept at once, nothing lost for days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conversations.kept import levels, place, profile
from tests.people import Phone, Town


def can(phone: Phone, *skills: str) -> Phone:
    """Choose skills of one area and say done."""
    for skill in skills:
        phone.taps(f".on.{skill}")
    return phone.taps(".done")


def test_selam_says_what_she_can_and_how_much(here: Town) -> None:
    selam = here.phone("1").settles_in().taps("Yes, look")
    assert selam.sees.startswith("1/3\nWhat can you do?")
    selam.taps("Sewing and textiles")
    assert "Ironing and laundry" in selam.sees + str(selam.buttons)
    can(selam, "textile.tailor", "textile.iron")
    assert "Tailoring and alterations\nHow well can you do it?" in selam.sees
    selam.taps("My work for years")
    assert levels(selam) == {"textile.tailor": 3}
    assert "Ironing and laundry\nHow well can you do it?" in selam.sees
    selam.taps("I helped sometimes")
    assert levels(selam) == {"textile.tailor": 3, "textile.iron": 1}
    assert "Can you do anything else?" in selam.sees


def test_more_areas_one_after_the_other_until_that_is_all(here: Town) -> None:
    selam = here.phone("1").settles_in().taps("Yes, look").taps("Sewing and textiles")
    can(selam, "textile.machine").taps("I can do it").taps("Yes, more")
    assert "What can you do?" in selam.sees
    can(selam.taps("Kitchen"), "food.cook").taps("I can do it").taps("That is all")
    assert levels(selam) == {"textile.machine": 2, "food.cook": 2}
    assert selam.sees.startswith("2/3\nWhat are you looking for?")


def test_the_number_of_the_question_never_jumps_back(here: Town) -> None:
    selam = here.phone("1").settles_in().taps("Yes, look").taps("Sewing and textiles")
    assert selam.sees.startswith("1/3")
    taps = (".on.textile.machine", ".done", "I can do it", "That is all", ".on.job", ".done")
    steps = [selam.taps(tap).sees.split("\n")[0] for tap in taps]
    assert steps == ["1/3", "1/3", "1/3", "2/3", "2/3", "3/3"]


def test_a_sixth_skill_is_refused_kindly_also_in_another_area(here: Town) -> None:
    amal = here.phone("1").settles_in().taps("Yes, look").taps("Sewing and textiles")
    can(amal, "textile.tailor", "textile.machine", "textile.iron")
    amal.taps("I can do it").taps("I can do it").taps("I can do it").taps("Yes, more")
    amal.taps("Kitchen").taps(".on.food.cook").taps(".on.food.service")
    amal.taps(".on.food.kitchen")
    assert amal.sees.startswith("At most: 5. Please take one away first.")
    amal.taps(".off.food.cook").taps(".on.food.kitchen").taps(".done")
    amal.taps("I can do it").taps("I can do it")
    assert len(levels(amal)) == 5
    assert "What are you looking for?" in amal.sees


@pytest.mark.parametrize(
    ("tap", "background"),
    [("At home, for my family", "at_home"), ("Not worked yet", "not_yet")],
)
def test_who_has_no_trade_goes_on_and_the_card_says_so(
    here: Town, tap: str, background: str
) -> None:
    tekle = here.phone("1").settles_in().taps("Yes, look").taps(tap)
    assert profile(tekle).background == background
    assert "2/3" in tekle.sees
    tekle.says("/profile")
    assert tap in tekle.sees


def test_skills_without_a_level_are_not_asked_for_in_another_area(here: Town) -> None:
    amal = here.phone("1").settles_in().taps("Yes, look").taps("Sewing and textiles")
    can(amal, "textile.machine")
    amal.says("/offers").taps("Yes, look").taps("Not worked yet")
    assert "What are you looking for?" in amal.sees


def test_marks_of_one_area_do_not_count_in_another(here: Town) -> None:
    amal = here.phone("1").settles_in().taps("Yes, look").taps("Sewing and textiles")
    amal.taps(".on.textile.machine").taps(".on.textile.iron")
    amal.says("/offers").taps("Yes, look").taps("Kitchen")
    can(amal, "food.cook").taps("I can do it")
    assert levels(amal) == {"food.cook": 2}


def test_one_wish_at_least(here: Town) -> None:
    reza = here.phone("1").settles_in().taps("Yes, look").taps("Not worked yet")
    assert "✔️ Done" not in reza.buttons
    reza.taps(".on.job").taps(".on.tryout")
    assert profile(reza).wants is None
    reza.taps(".done")
    assert profile(reza).wants == ["job", "tryout"]


def test_the_areas_of_the_skills_are_ticked_and_may_be_changed(here: Town) -> None:
    reza = here.phone("1").settles_in().taps("Yes, look").taps("Kitchen")
    can(reza, "food.cook").taps("I can do it").taps("That is all").taps(".on.job").taps(".done")
    ticked = [label for label in reza.buttons if "☑️" in label]
    assert ticked == ["☑️ 🍳 Kitchen, restaurant, hotel"]
    reza.taps(".on.build").taps(".on.wood").taps(".on.metal")
    assert reza.sees.startswith("At most: 3.")
    reza.taps(".done")
    assert profile(reza).areas == ["food", "build", "wood"]


def test_anything_is_one_tap(here: Town) -> None:
    reza = here.phone("1").settles_in().taps("Yes, look").taps("Not worked yet")
    reza.taps(".on.job").taps(".done").taps("Anything")
    assert profile(reza).areas == ["any"]


def test_after_five_days_she_goes_on_where_she_was(here: Town) -> None:
    selam = here.phone("1").settles_in().taps("Yes, look").taps("Sewing and textiles")
    can(selam, "textile.machine", "textile.iron").taps("I can do it")
    here.walk(here.now + timedelta(days=5))
    selam.says("/menu").taps("Go on where we were")
    assert "Ironing and laundry\nHow well can you do it?" in selam.sees
    assert levels(selam) == {"textile.machine": 2}
    selam.taps("I helped sometimes")
    assert levels(selam) == {"textile.machine": 2, "textile.iron": 1}


def test_half_marked_answers_wait_too(here: Town) -> None:
    selam = here.phone("1").settles_in().taps("Yes, look").taps("Sewing and textiles")
    selam.taps(".on.textile.machine")
    here.walk(here.now + timedelta(days=5))
    selam.says("/menu").taps("Go on where we were")
    assert [label[:2] for label in selam.buttons].count("☑️") == 1


def test_later_is_fine_and_found_again(here: Town) -> None:
    amal = here.phone("1").settles_in().taps("Later")
    assert "Write /menu when you want to go on." in amal.sees
    assert place(amal) == (None, None)
    amal.says("/offers")
    assert "Shall I look for work for you too?" in amal.sees


def test_who_has_not_said_an_age_is_asked_and_not_called_a_child(here: Town) -> None:
    amal = here.phone("1").says("/start").taps("English").taps("I agree").says("/offers")
    assert "How old are you?" in amal.sees

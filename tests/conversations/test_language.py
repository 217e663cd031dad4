"""The language: chosen first, changed at any time, also in the middle of a question."""

from __future__ import annotations

import pytest

from conversations.registry import COMMANDS
from locales.languages import LANGUAGES
from locales.render import label
from tests.conversations.invited import staff
from tests.conversations.kept import place
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

LONGEST_NAME, LONGEST_DESCRIPTION = 32, 256


def menus(phone: Phone) -> list[dict[str, str]]:
    """Return the command menus that were set, as name -> description."""
    bodies = [body for body in phone.others if body["op"] == "menu"]
    return [{each["command"]: each["description"] for each in b["commands"]} for b in bodies]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_tap_decides_all_that_follows(here: Town, language: str) -> None:
    selam = here.phone("1").says("/start").taps(f".{language}")
    agree = next(each for each in selam.buttons if each.startswith("✅"))
    others = [here.phone(code).says("/start").taps(f".{code}") for code in LANGUAGES]
    assert [agree in other.buttons for other in others].count(True) == 1


def test_in_the_middle_of_a_question_and_back_to_it(here: Town) -> None:
    amal = here.phone("1").settles_in().taps("Yes, look").taps("Sewing and textiles")
    amal.taps(".on.textile.machine").says("language").taps("Deutsch")
    assert amal.buttons[0] == "▶️ Hier weitermachen"
    amal.taps(".continue")
    assert place(amal) == ("work", "skills")
    assert "☑️ 👖 Industrie-Nähmaschine" in amal.buttons


def test_before_agreeing_the_new_language_asks_for_consent(here: Town) -> None:
    amal = here.phone("1").says("/start").taps("English").says("/language").taps("Deutsch")
    assert "Telegram ist" in amal.sees


def test_who_only_looks_is_not_asked_to_agree_again(here: Town) -> None:
    karim = here.phone("1").says("/start").taps("English").taps("Only look")
    karim.says("/language").taps("Deutsch")
    assert karim.buttons[0] == "▶️ Hier weitermachen"
    assert "Wo wohnen Sie?" in karim.taps(".continue").sees


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_menu_speaks_the_language(here: Town, language: str) -> None:
    amal = here.phone("1").settles_in().says("/language").taps(f".{language}")
    about = {entry.name: label(entry.about, language) for entry in COMMANDS if entry.in_menu}
    assert menus(amal)[-1].items() <= about.items()
    assert {"week", "person", "language", "help", "stop", "delete"} <= menus(amal)[-1].keys()


def test_the_command_menu_is_set_when_something_changed(here: Town) -> None:
    amal = newcomer(here, "amal").says("/week").says("/help").says("/menu")
    assert len(menus(amal)) == 1
    amal.says("/language").taps("Deutsch").says("/week")
    assert len(menus(amal)) == 2


def test_everybody_sees_only_what_they_may_do(here: Town) -> None:
    amal, petra = newcomer(here, "amal").says("/week"), staff(here, "petra", "alb")
    assert {"offers", "profile", "appointments"} <= menus(amal)[-1].keys()
    assert {"today", "announce"}.isdisjoint(menus(amal)[-1])
    assert {"offers", "profile", "appointments"}.isdisjoint(menus(petra)[-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_descriptions_of_commands_are_short_enough(language: str) -> None:
    for entry in COMMANDS:
        assert 1 <= len(label(entry.about, language)) <= LONGEST_DESCRIPTION
        assert 1 <= len(entry.name) <= LONGEST_NAME

"""What one change would open: to a newcomer for themselves, to a lead for the district."""

from __future__ import annotations

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from conversations.staff import lacking
from storage.matching import fitting, would_open
from storage.models import Profile
from storage.models.people import RoleName
from storage.rules.one_step import Fact, Step
from tests.conversations.invited import invited, staff
from tests.people import Phone, Town
from tests.scheduler.desk import ALL_WEEK, newcomer, offered, person_of

pytestmark = pytest.mark.both_databases


def afternoons(at: Town, firms: int) -> None:
    """Let firms need people in the afternoons, each a firm of its own."""
    for _ in range(firms):
        offered(at, slots=[slot for slot in ALL_WEEK if slot.endswith("pm")])


def works_mornings(at: Town, name: str, language: str) -> Phone:
    return newcomer(at, name, language, slots=[each for each in ALL_WEEK if each.endswith("am")])


def test_one_change_opens_offers_of_five_firms_and_a_tap_leads_to_the_question(here: Town) -> None:
    afternoons(here, 5)
    offered(here, german_min="B2")
    amal = works_mornings(here, "amal", "de").says("/offers").taps("Was würde mehr öffnen?")
    assert amal.sees.split("\n") == [
        "🔑 Was würde mehr Angebote öffnen?",
        "Jede Zeile ist eine Änderung. Alles ist freiwillig. Tippen Sie auf eine Zeile:",
    ]
    assert amal.buttons == ["💬 Deutsch B1: mehr Angebote", "🌤️ Nachmittags (Mo–Fr): 5 mehr"]
    amal.taps("Nachmittags")
    assert "Wann haben Sie Zeit?" in amal.sees
    amal.taps("🏭")
    assert "🕒 Meine Zeiten: 🏭" in amal.sees
    key = person_of(amal)
    assert len(here.do(lambda s: fitting(here.work(s), key))) == 5
    amal.taps("Was würde mehr öffnen?")
    assert amal.buttons == ["💬 Deutsch B1: mehr Angebote"]
    assert "Diese Woche steht auf unserer Liste nichts" in amal.taps("Deutsch B1").sees


def test_under_five_firms_no_number_is_told_and_no_firm_is_named(here: Town) -> None:
    afternoons(here, 4)
    amal = works_mornings(here, "amal", "ar").says("/profile").taps("ما الذي يفتح عروضًا أكثر؟")
    assert amal.sees.split("\n")[0] == "🔑 ما الذي يفتح لك عروضًا أكثر؟"
    assert amal.buttons == ["🌤️ بعد ظهر أيام الأسبوع: عروض أكثر"]
    assert "Näherei" not in str(amal.bubbles[-1].body)


def test_where_nothing_is_one_change_away_nothing_is_made_up(here: Town) -> None:
    offered(here, german_min="B2", slots=["su.eve"])
    amal = works_mornings(here, "amal", "en").says("/offers").taps("What would open more?")
    assert amal.sees == "One change alone opens nothing more now.\nCourses and things to do: /week"
    assert amal.buttons == []


def test_who_wants_courses_only_is_not_led_there_nor_to_what_opens_more_for_others(
    here: Town,
) -> None:
    afternoons(here, 5)
    karim, amal = works_mornings(here, "karim", "en"), works_mornings(here, "amal", "en")
    key = person_of(karim)
    here.do(lambda s: setattr(s.get_one(Profile, key), "wants", ["course"]))
    assert "🔑 What would open more?" not in karim.says("/offers").buttons
    pressed = Standing("more_way", person_of(amal), 1, "show")
    karim.does(Tapped(str(pressed), None))
    assert "opens nothing more" not in karim.sees


def test_what_is_told_is_what_the_change_brings(here: Town) -> None:
    afternoons(here, 2)
    offered(here, german_min="B2")
    amal = works_mornings(here, "amal", "en")
    key = person_of(amal)
    opens = here.do(lambda s: {k: len(v) for k, v in would_open(here.work(s), key).items()})
    assert opens == {Step(Fact.GERMAN, "B1"): 1, Step(Fact.TIMES, "afternoons"): 2}
    here.do(lambda s: setattr(s.get_one(Profile, key), "german", "B1"))
    assert len(here.do(lambda s: fitting(here.work(s), key))) == 1


def test_a_lead_sees_what_would_help_most_and_nobody_under_five(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        offered(here, places=3)
    offered(here, slots=["sa.am", "sa.pm"], places=4)
    for number in range(5):
        newcomer(here, f"person {number}", german="A0", plz="72525")
    for number in range(4):
        newcomer(here, f"other {number}", slots=["mo.eve"])
    eva = invited(here, "eva", RoleName.LEAD, "alb", "Deutsch").says("/numbers").taps("Was fehlt")
    assert eva.sees.split("\n") == [
        "🧭 Was fehlt: Integrationszentrum Alb",
        "• 💬 Deutsch A1, Münsingen, meist vormittags frei: Menschen: 5 · Plätze: 6",
        "🔒 Kleinste Zahl von Personen, die wir nennen: 5",
    ]
    monkeypatch.setattr(lacking, "MOST", 1)
    for number in range(5):
        newcomer(here, f"more {number}", slots=ALL_WEEK[1::2])
    first = eva.says("/numbers lacks")
    assert first.sees.split("\n")[2] == "… +2"
    last = first.taps("Mehr zeigen").taps("Mehr zeigen")
    assert "Deutsch A1" in last.sees
    assert last.buttons == []
    anna = invited(here, "anna", RoleName.LEAD, "ermstal", "العربية").says("/numbers lacks")
    assert "لا يوجد ما يساعد عددًا كافيًا من الأشخاص معًا." in anna.sees
    petra = staff(here, "petra", "alb")
    assert "I do not know this" in petra.says("/numbers lacks").sees

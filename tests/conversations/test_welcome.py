"""The first minute: language, who we are, place, centre, this week."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from conversations.kit.position import Visitor
from locales.languages import LANGUAGES
from storage.limits import Limits
from storage.models import Chat, Dialogue, Person, Profile
from storage.retention import clean
from tests.conversations.standing_at import position
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases


def people(at: Town) -> int:
    return at.do(lambda session: session.scalar(select(func.count()).select_from(Person)) or 0)


def profile(phone: Phone) -> Profile:
    mine = select(Profile).join(Chat, Chat.person_id == Profile.person_id)
    return phone.town.do(lambda session: session.scalars(mine.where(Chat.id == phone.chat)).one())


def test_every_language_is_offered_in_its_own_script(here: Town) -> None:
    selam = here.phone("101").says("/start")
    assert selam.buttons == [language.own_name for language in LANGUAGES.values()]


def test_selam_agrees_and_finds_her_centre(here: Town) -> None:
    selam = here.phone("101").says("/start").taps("English")
    assert "We do not ask about asylum" in selam.sees
    assert people(here) == 0
    selam.taps("I agree").taps("18 or older").taps("Münsingen")
    assert any("Your centre is in your town" in bubble.text for bubble in selam.bubbles)
    assert "Shall I look for work" in selam.sees
    kept = profile(selam)
    assert (kept.ags, kept.plz, kept.centre) == ("08415053", "72525", "alb")


@pytest.mark.parametrize("confirmed", [False, True])
def test_money_and_right_to_stay_are_named_only_once_confirmed(here: Town, confirmed: bool) -> None:
    here.limits = Limits(money_sentence_confirmed=confirmed)
    selam = here.phone("101").says("/start").taps("English")
    assert "This is free and your choice." in selam.sees
    assert ("right to stay" in selam.sees) == confirmed


def test_a_new_house_has_nothing_confirmed(here: Town) -> None:
    selam = here.phone("101").says("/start").taps("Deutsch")
    assert "Aufenthalt hängen" not in selam.sees


@pytest.mark.parametrize(
    ("typed", "ags"),
    [
        ("٧٢٥٢٥", "08415053"),
        ("munsingen", "08415053"),
        ("Buttenhausen", "08415053"),
        ("رويتلينغن", "08415061"),
        ("Mezingen", None),
    ],
)
def test_a_place_may_be_typed_in_many_ways(here: Town, typed: str, ags: str | None) -> None:
    amal = here.phone("102").says("/start").taps("English").taps("I agree").taps("18 or")
    amal.says(typed)
    if ags is None:
        assert amal.sees == "Metzingen, right?"
        amal.taps("Yes")
        ags = "08415050"
    assert profile(amal).ags == ags


def test_a_shared_point_becomes_a_municipality_and_is_not_kept(here: Town) -> None:
    reza = here.phone("103").says("/start").taps("English").taps("I agree").taps("18 or")
    reza.taps("Another place").taps("Share my place")
    assert reza.bubbles[-1].body["share_place"]
    reza.shares(48.4931, 9.4001)
    assert profile(reza).ags == "08415078"
    assert "close_keyboard" in str([bubble.body for bubble in reza.bubbles])


def test_between_two_centres_the_person_decides(here: Town) -> None:
    hiwet = here.phone("104").says("/start").taps("English").taps("I agree").taps("18 or")
    hiwet.says("Würtingen")
    assert "Which centre is better for you?" in hiwet.sees
    hiwet.taps("Reutlingen")
    assert profile(hiwet).centre == "reutlingen"


def test_only_looking_keeps_nothing_about_a_person(here: Town) -> None:
    karim = here.phone("105").says("/start").taps("English").taps("Only look")
    karim.says("Zwiefalten")
    assert people(here) == 0
    assert any("Your centre" in bubble.text for bubble in karim.bubbles)


def test_no_thanks_leaves_no_trace(here: Town) -> None:
    tekle = here.phone("106").says("/start").taps("English").taps("No thanks")
    assert "We keep nothing" in tekle.sees
    here.now += timedelta(minutes=2)
    here.tick()
    left = here.do(
        lambda session: [
            session.scalar(select(func.count()).select_from(table))
            for table in (Chat, Dialogue, Person)
        ]
    )
    assert left == [0, 0, 0]


def test_under_sixteen_there_is_no_profile(here: Town) -> None:
    child = here.phone("107").says("/start").taps("English").taps("I agree").taps("Under 16")
    child.taps("Reutlingen")
    assert any("Your centre" in bubble.text for bubble in child.bubbles)
    profiles = here.do(lambda s: s.scalar(select(func.count()).select_from(Profile)))
    assert profiles == 0
    assert "Shall I look for work" not in child.sees
    here.now += timedelta(days=15)
    here.do(lambda session: clean(here.work(session)))
    assert position(child).visitor == Visitor()
    assert "Your centre" in child.says("/help").sees


def test_the_consent_can_be_read_in_german_and_back(here: Town) -> None:
    amal = here.phone("108").says("/start").taps("العربية")
    arabic = amal.sees
    amal.taps("Deutsch")
    assert "Telegram ist" in amal.sees
    amal.taps("deutsch")
    assert amal.sees == arabic
    assert len(amal.bubbles) == 2


def test_a_poster_presets_the_place(here: Town) -> None:
    yonas = here.phone("109").says("/start p-72581").taps("English").taps("I agree")
    yonas.taps("18 or")
    assert yonas.buttons[0] == "Dettingen an der Erms"

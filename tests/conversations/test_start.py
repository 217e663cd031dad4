"""/start with a link: a poster's place, an invitation used once, also by somebody known."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from storage.models import Chat, Person
from storage.models.people import RoleName
from storage.people import roles_of
from tests.conversations.invited import invited, staff, token
from tests.people import Phone, Town
from tests.works import work_at

pytestmark = pytest.mark.both_databases


def roles(phone: Phone) -> set[tuple[str, str]]:
    person = select(Chat.person_id).where(Chat.id == phone.chat)
    return phone.town.do(
        lambda s: {
            (r.value, scope) for r, scope in roles_of(work_at(s), s.scalars(person).one() or 0)
        }
    )


def people(at: Town) -> int:
    return at.do(lambda session: session.scalar(select(func.count()).select_from(Person)) or 0)


def commands(phone: Phone) -> set[str]:
    """Return the commands of the menu that was set last."""
    menus = [body for body in phone.others if body["op"] == "menu"]
    return {entry["command"] for entry in menus[-1]["commands"]}


def test_a_poster_in_bad_urach_names_the_place(here: Town) -> None:
    selam = here.phone("1").says("/start p-72574").taps("English").taps("I agree").taps("18 or")
    assert "Where do you live?" in selam.sees
    assert selam.buttons[0] == "Bad Urach"


@pytest.mark.parametrize("argument", ["p-99999", "p-", "p-x", "i-", "nonsense"])
def test_a_strange_link_is_a_plain_start(here: Town, argument: str) -> None:
    selam = here.phone("1").says(f"/start {argument}").taps("English")
    assert "I agree, start" in selam.buttons[0]


def test_staff_come_with_a_link_choose_a_language_and_see_today(here: Town) -> None:
    petra = staff(here, "2", "alb")
    assert any("You work for: Integrationszentrum" in b.text for b in petra.bubbles)
    assert "Today: Integrationszentrum" in petra.sees
    assert roles(petra) == {("staff", "alb")}
    assert {"today", "announce"} <= commands(petra)
    assert "offers" not in commands(petra)


def test_a_link_works_once(here: Town) -> None:
    secret = token(here, RoleName.STAFF, "alb")
    here.phone("2").says(f"/start i-{secret}").taps("English")
    other = here.phone("3").says(f"/start i-{secret}").taps("English")
    assert any("used already or is too old" in b.text for b in other.bubbles)
    assert "I agree" in other.buttons[0]
    assert people(here) == 1


def test_a_link_is_good_for_a_day(here: Town) -> None:
    secret = token(here, RoleName.STAFF, "alb")
    here.now += timedelta(hours=25)
    late = here.phone("2").says(f"/start i-{secret}").taps("English")
    assert any("used already or is too old" in b.text for b in late.bubbles)
    assert people(here) == 0


def test_a_newcomer_with_a_link_stays_the_same_person(here: Town) -> None:
    amal = here.phone("4").settles_in()
    amal.says(f"/start i-{token(here, RoleName.STAFF, 'alb')}")
    assert roles(amal) == {("newcomer", ""), ("staff", "alb")}
    assert people(here) == 1
    assert {"today", "offers"} <= commands(amal)


def test_the_link_waits_while_the_language_is_asked(here: Town) -> None:
    secret = token(here, RoleName.STAFF, "alb")
    petra = here.phone("2").says(f"/start i-{secret}").says("what is this?").says("5")
    assert roles(petra) == {("staff", "alb")}


def test_an_invitation_to_another_role_leads_to_the_menu(here: Town) -> None:
    anna = invited(here, "5", RoleName.VOLUNTEER)
    assert any("Welcome." in bubble.text for bubble in anna.bubbles)
    assert "What would you like?" in anna.sees


def test_a_command_before_a_language_is_finished_after_consent(here: Town) -> None:
    salma = here.phone("9").says("/offers")
    assert salma.sees.startswith("اللغة")
    salma.taps("English")
    assert "So we ask you first" in salma.bubbles[-2].text
    salma.taps("I agree").taps("18").says("Münsingen")
    assert any(
        "Which work can you do" in each.text or "work" in each.text for each in salma.bubbles
    )
    karim = here.phone("8").says("/week").taps("English")
    assert "week" in karim.sees.lower() or "near you" in karim.sees


def test_before_consent_offers_says_why_and_begins(here: Town) -> None:
    salma = here.phone("9").says("/start").taps("English").taps("Only look").says("Münsingen")
    salma.says("/offers")
    assert "So we ask you first" in salma.bubbles[-2].text
    assert "I agree, start" in salma.buttons[0]

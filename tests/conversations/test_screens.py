"""A computer and the desks of a centre, as they are opened and ended in Telegram."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from conversations.registry import FLOWS
from conversations.staff.desks import MOST
from storage.audit import entries
from storage.models import Chat
from storage.models.chats import FaceName
from storage.models.people import RoleName
from storage.ourselves import settle
from storage.page import desks
from storage.page.screens import own_chat
from tests.conversations.colleagues import lead, person_of
from tests.conversations.invited import invited, staff
from tests.conversations.screens_scene import shown_number
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases
URL = "https://jip.example"


@pytest.fixture
def lena(here: Town) -> Phone:
    """Lena leads the centre on the Alb; there is a page."""
    here.do(lambda s: settle(here.work(s), URL))
    return lead(here, "lena")


def asks_for_desk(who: Phone) -> Phone:
    return who.says("/team").taps("Desks of the centre").taps("New desk").taps("Alb")


def test_without_a_page_nothing_of_it_is_offered(here: Town) -> None:
    petra = lead(here, "lena").says("/team")
    assert not [each for each in petra.buttons if "computer" in each or "Desk" in each]


def test_lena_opens_her_computer_with_the_number_it_shows(here: Town, lena: Phone) -> None:
    lena.says("/team").taps("On a computer").taps("Show the link")
    link = next(each for each in lena.bubbles if each.copies)
    assert link.copies[0].startswith(f"{URL}/d/")
    assert "Which number does the computer show?" in lena.sees
    lena.says("1234")
    assert "Nobody has opened the link yet." in lena.sees
    lena.says(shown_number(here))
    assert lena.sees == "Right. You can go on at the computer."
    who = person_of(lena)
    chat = here.do(lambda s: own_chat(here.work(s), who))
    assert (chat.face, chat.person_id, chat.language) == (FaceName.PAGE, who, "en")
    assert here.do(lambda s: s.get_one(Chat, lena.chat).person_id) == person_of(lena)


def test_a_second_computer_shows_the_same_chat(here: Town, lena: Phone) -> None:
    for _ in range(2):
        lena.says("/team").taps("On a computer").taps("Show the link").says(shown_number(here))
    own = select(Chat.face).where(Chat.person_id == person_of(lena)).order_by(Chat.id)
    faces = here.do(lambda s: s.scalars(own).all())
    assert faces == [FaceName.TELEGRAM, FaceName.PAGE]


def test_staff_has_no_desk_to_make(here: Town, lena: Phone) -> None:
    petra = staff(here, "petra", "alb").says("/team")
    assert [each for each in petra.buttons if "On a computer" in each]
    assert not [each for each in petra.buttons if "Desk" in each]


def test_a_lead_makes_desks_of_their_own_centre_alone(here: Town, lena: Phone) -> None:
    lena.says("/team").taps("Desks of the centre")
    assert "There is none yet." in lena.sees
    lena.taps("New desk")
    assert lena.buttons == ["Integrationszentrum Alb"]
    lena.taps("Alb").says(shown_number(here))
    assert "Right. This browser is the desk of Integrationszentrum Alb now." in lena.sees
    other = lead(here, "otto", "echaz").says("/team").taps("Desks of the centre")
    assert "There is none yet." in other.sees
    (found,) = here.do(lambda s: desks.desks(here.work(s), None))
    other.does(Tapped(str(Standing("screen", found.key, 1, "end")), None))
    assert other.toast == "This is closed. Here is the menu: /menu"
    assert len(here.do(lambda s: desks.desks(here.work(s), None))) == 1


def test_a_desk_is_ended_and_both_are_in_the_log(here: Town, lena: Phone) -> None:
    asks_for_desk(lena).says(shown_number(here))
    here.now += timedelta(days=1)
    lena.says("/team").taps("Desks of the centre").taps("End desk 1")
    assert "There is none yet." in lena.sees
    since = here.now - timedelta(days=2)
    done = here.do(lambda s: [each.action for each in entries(here.work(s), since, 20)])
    assert {"desks.new", "screen.end"} <= set(done)


def test_more_desks_than_a_message_holds_are_pages(here: Town, lena: Phone) -> None:
    for _ in range(MOST + 1):
        asks_for_desk(lena).says(shown_number(here))
    lena.says("/team").taps("Desks of the centre")
    assert f"{MOST}. Integrationszentrum Alb" in lena.sees
    assert "1. Integrationszentrum Alb" not in lena.taps("Show more").sees.split("\n")
    assert f"{MOST + 1}. Integrationszentrum Alb" in lena.sees
    lena.taps(f"End desk {MOST + 1}")
    assert len(here.do(lambda s: desks.desks(here.work(s), None))) == MOST


def test_a_link_is_over_after_ten_minutes(here: Town, lena: Phone) -> None:
    asks_for_desk(lena)
    number = shown_number(here)
    here.now += timedelta(minutes=10)
    lena.says(number)
    assert "Nobody has opened the link yet." in lena.sees


def test_a_newer_link_closes_the_older_one(here: Town, lena: Phone) -> None:
    asks_for_desk(lena)
    first = shown_number(here)
    asks_for_desk(lena)
    lena.says(first)
    assert "Nobody has opened the link yet." in lena.sees


def test_an_admin_opens_a_computer_and_begins_with_the_team(here: Town, lena: Phone) -> None:
    adam = invited(here, "adam", RoleName.ADMIN, "*", name="Adam")
    adam.says("/team").taps("On a computer").taps("Show the link").says(shown_number(here))
    assert adam.sees == "Right. You can go on at the computer."


def test_both_flows_are_guarded() -> None:
    guards = {each.name: each.guard for each in FLOWS}
    assert (guards["computer"], guards["desk"]) == ("member.computer", "desks.new")

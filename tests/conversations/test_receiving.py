"""Somebody new at the desk: the same questions on their own phone, or in a window here."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.models import Person
from storage.ourselves import call, settle
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import person_of

pytestmark = pytest.mark.both_databases
URL = "https://jip.example"


def reached(town: Town, *, page: bool = True) -> None:
    """Let the bot know how it is called, and where its page is."""
    town.do(lambda s: call(town.work(s), "jip_bot"))
    if page:
        town.do(lambda s: settle(town.work(s), URL))


def new(desk: Phone) -> Phone:
    """Let staff say that somebody new is there."""
    return desk.says("/people").taps("New person")


def links(desk: Phone) -> list[str]:
    """Return what staff copy."""
    return next(each for each in reversed(desk.bubbles) if each.copies).copies


def shows(town: Town, link: str, name: str = "amal") -> tuple[Phone, str]:
    """Open a link in Telegram and read the number."""
    phone = town.phone(name).says(f"/start {link.partition('start=')[2]}").taps("English")
    return phone, phone.sees.rpartition(": ")[2]


def test_four_taps_and_a_number_let_somebody_in_on_their_own_phone(here: Town) -> None:
    reached(here)
    petra = staff(here, "petra", "alb")
    assert new(petra).buttons == ["📱 On their own phone", "🖥️ Here at this PC"]
    petra.taps("On their own phone")
    telegram, page = links(petra)
    assert telegram.startswith("https://t.me/jip_bot?start=d-")
    assert page == f"{URL}/i/{telegram.partition('start=')[2]}"
    amal, number = shows(here, telegram)
    assert here.do(lambda s: s.get(Person, 2)) is None
    petra.says(number)
    assert petra.sees == "Right. You hear from me when the person has answered."
    amal.reads().taps("Begin").taps(".start").taps(".18").taps("Münsingen")
    petra.reads()
    assert petra.sees.endswith("is in now.")
    petra.taps("Overview")
    assert "Lives in: Münsingen" in petra.sees


def test_a_wrong_number_lets_nobody_in(here: Town) -> None:
    reached(here)
    petra = staff(here, "petra", "alb")
    new(petra).taps("On their own phone")
    amal, number = shows(here, links(petra)[0])
    petra.says(f"{(int(number) + 1) % 9000 + 1000}")
    assert petra.sees == "This is not the number. The link is closed."
    assert amal.reads().sees.startswith("The number was not the same.")


def test_a_number_nobody_shows_is_asked_again(here: Town) -> None:
    reached(here, page=False)
    petra = staff(here, "petra", "alb")
    assert new(petra).buttons == ["📱 On their own phone"]
    petra.taps("On their own phone").says("1234")
    assert petra.sees.startswith("Nobody has opened the link yet.")
    assert petra.taps("Later").buttons == []


def test_a_new_persons_link_gives_no_role_another_way(here: Town) -> None:
    reached(here)
    petra = staff(here, "petra", "alb")
    new(petra).taps("On their own phone")
    token = links(petra)[0].partition("start=d-")[2]
    amal = here.phone("amal").says(f"/start i-{token}").taps("English")
    assert "number" not in amal.sees
    assert any("too old" in each.text for each in amal.bubbles)


def test_the_window_at_the_desk_is_a_link_of_ten_minutes(here: Town) -> None:
    reached(here)
    petra = staff(here, "petra", "alb")
    new(petra).taps("Here at this PC")
    shown = petra.bubbles[-1]
    (address,) = shown.opens
    assert address.startswith(f"{URL}/l/")
    assert f"{URL}/l" in shown.text
    here.now += timedelta(minutes=11)
    here.tick()
    petra.reads()
    assert petra.others[-1]["op"] == "delete"


def test_who_is_no_colleague_lets_nobody_in(here: Town) -> None:
    amal = here.phone("amal").settles_in()
    amal.says("/people")
    assert "New person" not in str(amal.buttons)
    assert person_of(amal) == 1

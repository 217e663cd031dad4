"""An access is paused, given back within a minute or by a lead, or ended for good."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.consulting import free_slots
from storage.models import Announcement, Consulting, Note, Request, Role
from storage.models.people import RoleName
from storage.ourselves import call
from storage.work import Work
from tests.conversations.announcing import a_minute_later, newcomers, planned
from tests.conversations.booking_scene import THURSDAY, books, mine, sees
from tests.conversations.colleagues import (
    card,
    colleague_row,
    joined_anna,
    lead,
    link_for,
    opened,
    person_of,
    roles,
)
from tests.conversations.invited import invited, staff
from tests.conversations.test_mediator import YES, mediator, speaks_tigrinya
from tests.conversations.test_thread import petra_of
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news

pytestmark = pytest.mark.both_databases


@pytest.fixture
def lena(here: Town) -> Phone:
    """Lena leads the centre on the Alb."""
    here.do(lambda s: call(here.work(s), "jip_bot"))
    return lead(here, "lena")


def test_a_colleague_pauses_another_and_only_a_lead_gives_it_back(here: Town, lena: Phone) -> None:
    anna, number = opened(here, "anna", link_for(lena))
    lena.says(number)
    joined_anna(anna)
    petra = staff(here, "petra", "alb")
    anna.says("/announce")
    card(petra, "Anna").taps("Pause the access")
    assert "⏸️ Access is paused." in petra.sees
    assert "▶️ Give access back" not in petra.buttons
    assert "I do not know this." in anna.says("/today").sees
    a_minute_later(here)
    assert "The access of Anna is paused: /team" in lena.reads().sees
    card(lena, "Anna").taps("Give access back")
    assert "Today:" in anna.says("/today").sees


def test_who_paused_a_colleague_by_mistake_has_a_minute_to_take_it_back(
    here: Town, lena: Phone
) -> None:
    petra, anna = (
        staff(here, "petra", "alb"),
        invited(here, "anna", RoleName.STAFF, "alb", name="Anna"),
    )
    (amal,) = newcomers(here, "amal")
    amal.says("/person").taps("A letter or paper").taps("Skip")
    anna.reads().says("/inbox").taps("Take")
    card(petra, "Anna").taps("Pause the access")
    assert petra.buttons[-1] == "↩️ Not paused"
    assert "I do not know this." in anna.says("/today").sees  # at once: the phone may be stolen
    here.now += timedelta(seconds=59)
    assert "↩️ Not paused" not in card(lena, "Anna").buttons
    card(petra, "Anna").taps("Not paused")
    assert petra.toast == "Done"
    assert "⏸️ Pause the access" in petra.buttons
    a_minute_later(here)
    assert not any("The access of Anna" in each.text for each in lena.reads().bubbles)
    assert owner(here) == person_of(anna)
    assert "Today:" in anna.says("/today").sees


def test_who_pauses_a_colleague_again_and_again_is_seen_by_the_leads(
    here: Town, lena: Phone
) -> None:
    petra = staff(here, "petra", "alb")
    invited(here, "anna", RoleName.STAFF, "alb", name="Anna")
    card(petra, "Anna").taps("Pause the access").taps("Not paused")
    here.now += timedelta(minutes=2)
    card(petra, "Anna").taps("Pause the access")
    assert "↩️ Not paused" not in petra.buttons
    a_minute_later(here)
    assert "The access of Anna is paused: /team" in lena.reads().sees


def test_after_the_minute_it_stays_and_what_was_in_hand_goes_to_the_centre(
    here: Town, lena: Phone
) -> None:
    petra, anna = (
        staff(here, "petra", "alb"),
        invited(here, "anna", RoleName.STAFF, "alb", name="Anna"),
    )
    (amal,) = newcomers(here, "amal")
    amal.says("/person").taps("A letter or paper").taps("Skip")
    anna.reads().says("/inbox").taps("Take")
    lena.reads()
    card(petra, "Anna").taps("Pause the access")
    a_minute_later(here)
    petra.does(Tapped(str(Standing("colleague", person_of(anna), 1, "undo")), None))
    assert petra.toast == "This changed in the meantime. Please look again."
    assert owner(here) is None
    assert any("Somebody asks for a person" in each.text for each in lena.reads().bubbles[-2:])
    assert "I do not know this." in anna.says("/today").sees


def owner(at: Town) -> int | None:
    """Return who answers the one request there is."""
    return at.do(lambda s: s.scalars(select(Request.owner_id)).one())


def test_whom_a_revoked_colleague_invited_lets_go_of_what_they_answer(
    here: Town, lena: Phone
) -> None:
    anna, number = opened(here, "anna", link_for(lena, role="Lead of the centre"))
    lena.says(number)
    ben, its = opened(here, "ben", link_for(joined_anna(anna), "Ben"))
    anna.says(its)
    joined_anna(ben)
    (amal,) = newcomers(here, "amal")
    amal.says("/person").taps("A letter or paper").taps("Skip")
    ben.reads().says("/inbox").taps("Take")
    assert owner(here) == person_of(ben)
    card(lena, "Anna").taps("End the access").taps("Yes, end it")
    a_minute_later(here)
    assert owner(here) is None
    assert any("The access of Ben is paused: /team" in b.text for b in lena.reads().bubbles)


def test_who_ends_the_access_of_their_inviter_goes_on_leading(here: Town, lena: Phone) -> None:
    anna, number = opened(here, "anna", link_for(lena, role="Lead of the centre"))
    lena.says(number)
    card(joined_anna(anna), "Lena").taps("End the access").taps("Yes, end it")
    assert "I do not know this." in lena.says("/today").sees
    assert "Today:" in anna.says("/today").sees


def test_what_a_revoked_colleague_announced_a_moment_ago_does_not_go_out(
    here: Town, lena: Phone
) -> None:
    (selam,) = newcomers(here, "selam")
    anna = planned(lead(here, "anna")).taps("Send now")
    card(lena, "Anna").taps("End the access").taps("Yes, end it")
    assert here.do(lambda s: s.scalars(select(Announcement.state)).one()) == "stopped"
    a_minute_later(here)
    assert not any("New near you" in each.text for each in selam.reads().bubbles)
    assert "I do not know this." in anna.says("/today").sees


def test_nobody_books_the_hours_of_who_left_and_what_is_booked_stays(
    here: Town, lena: Phone
) -> None:
    anna = lead(here, "anna")
    hours = sees(here, with_id=person_of(anna))
    amal = books(newcomer(here, "amal", first_name="Amal"), ".202611121400")
    card(lena, "Anna").taps("End the access").taps("Yes, end it")
    assert mine(amal) == [("alb", THURSDAY, time(14))]
    assert here.do(lambda s: free_slots(here.work(s), "alb", "cv")) == []
    assert here.do(lambda s: s.get_one(Consulting, hours).until) == date(2026, 11, 9)


def test_the_last_lead_stays(here: Town, lena: Phone) -> None:
    petra = staff(here, "petra", "alb")
    card(petra, "Lena").taps("Pause the access")
    assert petra.toast == "This is the last lead. Somebody must be there."
    sara = lead(here, "sara")
    card(sara, "Lena").taps("Pause the access")
    assert sara.toast == "Done"
    card(petra, "Sara").taps("Pause the access")
    assert petra.toast == "This is the last lead. Somebody must be there."
    assert "I do not know this." in lena.says("/today").sees


def test_who_is_revoked_in_the_middle_of_a_dialogue_has_nothing_and_gets_nothing_back(
    here: Town, lena: Phone
) -> None:
    anna, number = opened(here, "anna", link_for(lena, role="Lead of the centre"))
    lena.says(number)
    joined_anna(anna)
    (amal,) = newcomers(here, "amal")
    amal.says("/person").taps("A letter or paper").taps("Skip")
    key = person_of(anna)

    who = person_of(amal)
    here.do(lambda session: _hold(here.work(session), key, who))
    ben, its = opened(here, "ben", link_for(anna, "Ben"))
    anna.says(its)
    unused = link_for(anna, "Cem")
    anna.says("/announce")
    card(lena, "Anna").taps("End the access").taps("Yes, end it")
    assert "Anna" not in lena.sees
    assert "Your access ends today. Thank you for your work." in anna.reads().sees
    anna.says("1")
    assert "I do not know this." in anna.says("/today").sees
    assert (roles(anna), colleague_row(anna)) == (set(), None)
    ben_row = colleague_row(ben)
    assert ben_row is not None
    assert ben_row.suspended_at == here.now
    late = here.phone("late").says(f"/start {unused}").taps("English")
    assert any("used already or is too old" in each.text for each in late.bubbles)
    held = here.do(lambda s: s.scalars(select(Request.owner_id)).one())
    noted = here.do(lambda s: s.scalars(select(Note.writer_id)).one())
    assert (held, noted) == (None, None)
    anna.pin = None
    lena.says(anna.says(f"/start {link_for(lena)}").sees.rpartition(": ")[2])
    anna.reads().taps("Begin")
    assert "Please choose a PIN" in anna.sees
    assert roles(anna) == {("staff", "alb")}


def _hold(work: Work, key: int, who: int) -> None:
    """Let a colleague have a request and a note about somebody."""
    work.session.scalars(select(Request)).one().owner_id = key
    work.session.add(Note(person_id=who, writer_id=key, text="x", written_at=work.now))


def test_nobody_ends_who_reaches_further_or_works_elsewhere(here: Town, lena: Phone) -> None:
    cem = invited(here, "cem", RoleName.COORDINATOR, "*", name="Cem")
    card(lena, "Cem")
    assert lena.buttons == ["🌴 Is away", "⏸️ Pause the access"]
    for action in ("revoke", "newpin", "deputy"):
        lena.does(Tapped(str(Standing("colleague", person_of(cem), 1, action)), None))
        assert lena.toast == "Only their own lead can do this." or lena.sees.startswith("Only")
    rolf = lead(here, "rolf", "reutlingen")
    assert "Lena" not in rolf.says("/team").sees
    for action in ("revoke", "suspend", "away"):
        rolf.does(Tapped(str(Standing("colleague", person_of(lena), 1, action)), None))
        assert rolf.toast == "This is closed. Here is the menu: /menu"
    petra = staff(here, "petra", "alb")
    for action in ("revoke", "newpin", "lift"):
        petra.does(Tapped(str(Standing("colleague", person_of(lena), 1, action)), None))
        assert petra.toast == "This is closed. Here is the menu: /menu"
    assert "Today:" in lena.says("/today").sees


def test_the_pause_of_a_mediator_is_no_news_at_another_centre(here: Town, lena: Phone) -> None:
    petra, _helen = petra_of(here), mediator(here, "Helen")
    selam = speaks_tigrinya(here, petra)

    def move(session: Session) -> None:
        session.execute(update(Request).values(centre="reutlingen"))
        theirs = Role.person_id == Request.owner_id
        session.execute(update(Role).where(theirs).values(scope="reutlingen"))

    here.do(move)
    selam.taps(YES)
    assert len(news(petra)) == 1  # nobody there speaks it
    card(lena, "Helen").taps("Pause the access")
    a_minute_later(here)
    assert news(petra) == []

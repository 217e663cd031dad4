"""Colleagues: invited with a link and a number, seen in /team, away, in the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from storage.audit import entries
from storage.models.people import RoleName
from storage.ourselves import call
from storage.team import colleague
from tests.conversations.announcing import a_minute_later
from tests.conversations.colleagues import (
    card,
    colleague_row,
    lead,
    link_for,
    opened,
    person_of,
    roles,
)
from tests.conversations.invited import PIN, invited, staff
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases


@pytest.fixture
def lena(here: Town) -> Phone:
    """Lena leads the centre on the Alb."""
    here.do(lambda s: call(here.work(s), "jip_bot"))
    return lead(here, "lena")


def test_lena_invites_anna_who_tells_her_the_number(here: Town, lena: Phone) -> None:
    anna, number = opened(here, "anna", link_for(lena))
    assert anna.sees == f"Please tell Lena this number: {number}"
    assert roles(anna) == set()
    assert "Which number does the new phone show?" in lena.sees
    lena.says(number)
    assert "Right. Your colleague is in now." in lena.bubbles[-2].text
    assert "Anna\nStaff of the centre\n" in lena.sees
    assert "Welcome. You work for: Integrationszentrum Alb" in anna.reads().sees
    anna.taps("Begin")
    assert "Please choose a PIN" in anna.sees  # her name is known already
    anna.says(PIN).says(PIN)
    assert "Today: Integrationszentrum Alb" in anna.sees
    assert roles(anna) == {("staff", "alb")}
    row = colleague_row(anna)
    assert row is not None
    assert (row.first_name, row.invited_by) == ("Anna", person_of(lena))


def test_one_wrong_number_closes_the_link_and_both_read_it(here: Town, lena: Phone) -> None:
    link = link_for(lena)
    anna, number = opened(here, "anna", link)
    lena.says("1000" if number != "1000" else "1001")
    assert "This is not the number. The link is closed." in lena.bubbles[-2].text
    assert "This link is closed. Please ask for a new one." in anna.reads().sees
    anna.says(f"/start {link}")
    assert any("used already or is too old" in each.text for each in anna.bubbles)
    lena.says("/team")
    assert "🔢 Type the number" not in lena.buttons
    assert roles(anna) == set()


def test_a_forwarded_link_gives_nothing(here: Town, lena: Phone) -> None:
    link = link_for(lena)
    anna, number = opened(here, "anna", link)
    thief = here.phone("thief").says(f"/start {link}").taps("English")
    assert any("used already or is too old" in each.text for each in thief.bubbles)
    assert anna.says(f"/start {link}").sees.endswith(number)
    lena.says(number)
    assert (roles(anna), person_of(thief)) == ({("staff", "alb")}, 0)


def test_the_number_can_be_typed_later_and_not_before_the_link_was_opened(
    here: Town, lena: Phone
) -> None:
    link = link_for(lena)
    lena.says("4711")
    assert "Nobody has opened your link yet." in lena.sees
    anna, number = opened(here, "anna", link)
    lena.says("/today").says("/team").taps("Type the number").says(number)
    assert roles(anna) == {("staff", "alb")}


def test_a_link_is_good_for_a_day(here: Town, lena: Phone) -> None:
    link = link_for(lena)
    anna, _number = opened(here, "anna", link)
    here.now += timedelta(hours=25)
    lena.says("/team")
    assert "🔢 Type the number" not in lena.buttons
    anna.says(f"/start {link}")
    assert any("used already or is too old" in each.text for each in anna.bubbles)


def test_the_own_link_tapped_again_says_that_one_is_in(here: Town, lena: Phone) -> None:
    link = link_for(lena)
    anna, number = opened(here, "anna", link)
    lena.says(number)
    anna.says(f"/start {link}")
    assert "You are in already." in anna.bubbles[-2].text


def test_nobody_gives_more_than_they_have(here: Town, lena: Phone) -> None:
    lena.says("/team").taps("Invite a colleague")
    assert lena.buttons == ["Staff of the centre", "Lead of the centre", "Language mediator"]
    boss = invited(here, "boss", RoleName.ADMIN, "*").says("/team").taps("Invite a colleague")
    assert "Coordinator, all centres" in boss.buttons
    boss.taps("Lead of the centre")
    assert "For which centre?" in boss.sees
    petra = staff(here, "petra", "alb").says("/team")
    assert "➕ Invite a colleague" not in petra.buttons
    assert "/team" not in petra.says("/menu").buttons


def test_an_admin_invites_and_sees_no_people(here: Town) -> None:
    here.do(lambda s: call(here.work(s), "jip_bot"))
    boss = invited(here, "boss", RoleName.ADMIN, "*")
    assert "Team: all centres" in boss.sees
    boss.says("/team").taps("Invite a colleague").taps("Coordinator").says("Cem")
    link = next(b for b in reversed(boss.bubbles) if b.copies).copies[0].partition("start=")[2]
    cem, number = opened(here, "cem", link)
    boss.says(number)
    assert roles(cem) == {("coordinator", "*")}
    assert "I do not know this." in boss.says("/today").sees


def test_the_list_shows_who_is_away_and_until_when(here: Town, lena: Phone) -> None:
    petra = staff(here, "petra", "alb")
    card(petra, "Petra").taps("Is away").taps("17.11.2026")
    assert "🌴 Back on: Wednesday, 18.11.2026" in petra.sees
    card(lena, "Petra").taps("Is back").taps("Is away").taps("Another day").says("12.11.2026")
    assert "🌴 Back on: Friday, 13.11.2026" in petra.says("/team").sees
    petra.taps("👤 Petra").taps("Is back")
    assert petra.toast == "Done"
    assert "Back on" not in petra.says("/team").sees


def test_the_log_says_who_did_what_to_whom(here: Town, lena: Phone) -> None:
    anna, number = opened(here, "anna", link_for(lena))
    lena.says(number)
    card(lena, "Anna").taps("Pause the access")
    a_minute_later(here)
    card(lena, "Anna").taps("Give access back")
    card(lena, "Anna").taps("End the access").taps("Yes, end it")
    since = here.now - timedelta(minutes=2)
    rows = here.do(
        lambda s: [(r.action, r.actor_id, r.about_id) for r in entries(here.work(s), since, 6)]
    )
    me, her = person_of(lena), person_of(anna)
    done = ["colleague.revoke", "colleague.lift", "colleague.suspend", "member.number"]
    assert rows[:4] == [(each, me, her) for each in done]
    assert rows[4] == ("member.invite", me, None)


def test_a_lead_notes_what_a_mediator_speaks_and_that_the_secrecy_is_signed(
    here: Town, lena: Phone
) -> None:
    key = person_of(invited(here, "helen", RoleName.MEDIATOR, "alb"))
    lena.says("/team").taps("a colleague").taps("Languages and secrecy")
    lena.taps(".on.ti").taps(".on.de").taps(".done").taps("A woman").taps("Yes, signed")

    def read(session: Session) -> tuple[list[str] | None, str | None, bool]:
        row = colleague(here.work(session), key)
        return row.languages, row.gender, row.secrecy_at == here.now

    assert here.do(read) == (["ti", "de"], "woman", True)
    lena.taps("a colleague").taps("Languages and secrecy").taps(".off.de").taps(".done")
    lena.taps("Not said").taps("Not yet")
    assert here.do(read) == (["ti"], None, False)


def test_a_new_mediator_and_the_lead_read_what_comes_next(here: Town, lena: Phone) -> None:
    helen, number = opened(here, "helen", link_for(lena, "Helen", "Language mediator"))
    lena.says(number)
    assert helen.reads().sees.endswith("When somebody needs you, you read it here.")
    assert "🗣️ Languages or signature missing: nobody asks them yet." in lena.sees
    card(lena, "Helen").taps("Languages and secrecy").taps("Tigrinya").taps("Done")
    lena.taps("A woman").taps("Yes, signed")
    assert "🗣️ Speaks: Tigrinya" in lena.sees

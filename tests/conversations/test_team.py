"""Colleagues: invited with a link and a number, seen in /team, away, paused, gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.audit import entries
from storage.models import Announcement, Chat, Colleague, Note, Request, Role
from storage.models.people import RoleName
from storage.ourselves import call
from storage.team import colleague
from storage.work import Work
from tests.conversations.announcing import a_minute_later, newcomers, planned
from tests.conversations.invited import PIN, invited, staff
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases


@pytest.fixture
def lena(here: Town) -> Phone:
    """Lena leads the centre on the Alb."""
    here.do(lambda s: call(here.work(s), "jip_bot"))
    return lead(here, "lena")


def lead(at: Town, address: str, centre: str = "alb") -> Phone:
    return invited(at, address, RoleName.LEAD, centre, name=address.capitalize())


def link_for(inviter: Phone, name: str = "Anna", role: str = "Staff of the centre") -> str:
    """Invite a colleague and return what the link carries."""
    inviter.says("/team").taps("Invite a colleague").taps(role).says(name)
    shown = next(b for b in reversed(inviter.bubbles) if b.copies)
    assert f"This is for {name}:" in shown.text
    assert shown.copies[0].startswith("https://t.me/jip_bot?start=i-")
    return shown.copies[0].partition("start=")[2]


def opened(at: Town, address: str, link: str) -> tuple[Phone, str]:
    """Open a link on a new phone and read the number."""
    phone = at.phone(address).says(f"/start {link}").taps("English")
    return phone, phone.sees.rpartition(": ")[2]


def person_of(phone: Phone) -> int:
    return phone.town.do(lambda s: s.get_one(Chat, phone.chat).person_id or 0)


def roles(phone: Phone) -> set[tuple[str, str]]:
    rows = select(Role.role, Role.scope).where(Role.person_id == person_of(phone))
    return phone.town.do(lambda s: {(role.value, scope) for role, scope in s.execute(rows)})


def colleague_row(phone: Phone) -> Colleague | None:
    key = person_of(phone)
    return phone.town.do(lambda s: s.get(Colleague, key))


def card(who: Phone, name: str) -> Phone:
    """Open a colleague's card from the list."""
    return who.says("/team").taps(f"👤 {name}")


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
    amal.says("/person").taps("Skip").taps("A letter or paper")
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


def test_after_the_minute_it_stays_and_what_was_in_hand_goes_to_the_centre(
    here: Town, lena: Phone
) -> None:
    petra, anna = (
        staff(here, "petra", "alb"),
        invited(here, "anna", RoleName.STAFF, "alb", name="Anna"),
    )
    (amal,) = newcomers(here, "amal")
    amal.says("/person").taps("Skip").taps("A letter or paper")
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
    amal.says("/person").taps("Skip").taps("A letter or paper")
    ben.reads().says("/inbox").taps("Take")
    assert owner(here) == person_of(ben)
    card(lena, "Anna").taps("End the access").taps("Yes, end it")
    a_minute_later(here)
    assert owner(here) is None
    assert any("The access of Ben is paused: /team" in b.text for b in lena.reads().bubbles)


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


def joined_anna(anna: Phone) -> Phone:
    anna.pin = PIN
    return anna.reads().taps("Begin").says(PIN).says(PIN)


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
    amal.says("/person").taps("Skip").taps("A letter or paper")
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

"""Several people speak for a firm: each when and how they like, some away, some leave."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from scheduler.due import ensure_daily
from storage.firm_contacts import MOST, is_away, of_firm
from storage.firm_days import hour_of, is_reachable
from storage.models import Chat, FirmContact, Person
from storage.models.chats import FaceName
from storage.models.introductions import Reach
from storage.models.page import Device
from storage.models.people import RoleName
from storage.page import sessions
from tests.conversations.colleagues import roles
from tests.conversations.firm_scene import card, contacts, firm_of, registers, speak_for
from tests.conversations.invited import invited, staff, token
from tests.conversations.needing import house
from tests.page.phone import PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, person_of

pytestmark = pytest.mark.both_databases


def second(at: Town, blum: Phone) -> Phone:
    """Let somebody of the firm invite another, who comes with the link."""
    blum.says("/myfirm").taps("Invite somebody").taps("Yes, make the link")
    link = next(each for bubble in reversed(blum.bubbles) for each in bubble.copies)
    return at.phone("roth").says(f"/start {link.partition('start')[2][1:]}").taps("English")


def asks(at: Town) -> tuple[list[str | None], int]:
    """Return whom of the firm we ask today, and from which hour on."""
    key = firm_of(at).id

    def look(session: Session) -> tuple[list[str | None], int]:
        work = at.work(session)
        every = [each.name for each in of_firm(work, key) if not is_away(work, each)]
        return every, hour_of(work, key)

    return at.do(look)


def test_somebody_of_the_firm_invites_another_who_answers_as_well(here: Town) -> None:
    blum = registers(here, "blum")
    roth = second(here, blum)
    assert any("You answer for: Bäckerei Blum" in each.text for each in roth.bubbles)
    assert speak_for(here, firm_of(here).id) == sorted([person_of(blum), person_of(roth)])
    assert roth.sees.startswith("Whom may we ask for?")
    roth.taps("Cancel").says("/myfirm")
    assert "👤 somebody without a name (you) · 💬 Here · 🕒 From 09:00" in roth.sees
    roth.taps("My name and number").says("Herr Roth").says("07381 77")
    assert "👤 Herr Roth (you) · ☎️ Phone: 07381 77 · 💬 Here · 🕒 From 09:00" in roth.sees
    assert "👤 Frau Blum · ☎️ Phone: 07381 5566" in roth.sees


def test_who_comes_says_who_they_are_and_how_they_are_reached(here: Town) -> None:
    blum = registers(here, "blum")
    roth = second(here, blum).says("Herr Roth").taps("Here").says("07381 77").taps("14:00")
    assert "You have no open offer." in roth.sees
    assert "👤 Herr Roth · ☎️ Phone: 07381 77 · 💬 Here · 🕒 From 14:00" in blum.says("/myfirm").sees


def test_one_lets_another_go_who_hears_so(here: Town) -> None:
    blum = registers(here, "blum")
    roth = second(here, blum).taps("Cancel")
    assert "🚪 Frau Blum left the firm" in roth.says("/myfirm").buttons
    blum.says("/myfirm").taps("somebody without a name left the firm")
    assert blum.sees.startswith("Has somebody without a name left Bäckerei Blum?")
    blum.taps("Yes, do it")
    assert "somebody without a name" not in blum.sees
    assert (roles(roth), asks(here)[0]) == (set(), ["Frau Blum"])
    assert roth.reads().sees == "You do not answer for this firm any more. Thank you."


def ghost(at: Town, who: Phone) -> None:
    """Let somebody have nothing but a page that is closed."""
    at.do(lambda s: setattr(s.get_one(Chat, who.chat), "face", FaceName.PAGE))


def test_who_cannot_be_reached_does_not_count(here: Town) -> None:
    petra, blum = staff(here, "petra", "alb"), registers(here, "blum")
    blum.says("/myfirm").taps("I am away")
    assert blum.sees == "What is your last day away?"
    roth = second(here, blum).taps("Cancel")
    blum.says("/myfirm").taps("I am away")
    assert blum.sees.endswith("Meanwhile we ask the others of the firm.")
    ghost(here, roth)
    blum.says("/myfirm").taps("I am away")
    assert blum.sees == "What is your last day away?"
    blum.says("/myfirm").taps("I leave this firm")
    assert "Then nobody does. The centre is told." in blum.sees
    petra.reads()
    blum.taps("Yes, I leave")
    assert petra.reads().sees.startswith("👥 Nobody answers for Bäckerei Blum any more.")
    key = firm_of(here).id
    assert not here.do(lambda s: is_reachable(here.work(s), key))


def test_a_used_link_lets_nobody_else_in(here: Town) -> None:
    blum = registers(here, "blum")
    second(here, blum)
    link = next(each for bubble in reversed(blum.bubbles) for each in bubble.copies)
    other = here.phone("x").says(f"/start {link.partition('start')[2][1:]}").taps("English")
    assert roles(other) == set()


def test_each_changes_hour_and_way_for_themselves(here: Town) -> None:
    blum = registers(here, "blum")
    roth = second(here, blum)
    roth.says("/myfirm").taps("Another hour").taps("16:00")
    roth.taps("Ask me another way").taps("By phone")
    assert roth.sees == "Which phone number may we call?"
    roth.says("07381 77")
    mine, his = contacts(here, firm_of(here).id)
    assert (mine.hour, mine.reach) == (10, Reach.HERE)
    assert (his.hour, his.reach, his.phone) == (16, Reach.PHONE, "07381 77")
    assert asks(here)[1] == 10


def test_while_one_is_away_the_other_is_asked(here: Town) -> None:
    blum = registers(here, "blum")
    roth = (
        second(here, blum)
        .taps("Cancel")
        .says("/myfirm")
        .taps("My name and number")
        .says("Herr Roth")
    )
    roth.says("07381 77").taps("Another hour").taps("14:00")
    assert asks(here) == (["Frau Blum", "Herr Roth"], 10)
    blum.says("/myfirm").taps("I am away").says("20.11.2026")
    assert "🌴 Away until: Friday, 20.11.2026" in blum.sees
    assert contacts(here, firm_of(here).id)[0].away_until == date(2026, 11, 20)
    assert asks(here) == (["Herr Roth"], 14)
    here.now += timedelta(days=10)  # their last day
    assert asks(here) == (["Herr Roth"], 14)
    here.now += timedelta(days=1)
    assert asks(here) == (["Frau Blum", "Herr Roth"], 10)


def test_who_is_back_earlier_says_so(here: Town) -> None:
    blum = registers(here, "blum").says("/myfirm").taps("I am away").says("20.11.2026")
    assert asks(here)[0] == []
    blum.taps("I am back")
    assert (blum.toast, asks(here)[0]) == ("Done", ["Frau Blum"])


def test_who_had_the_role_before_is_one_of_them_after_a_start(here: Town) -> None:
    blum = registers(here, "blum")
    here.do(lambda s: s.execute(delete(FirmContact)))
    here.do(lambda session: ensure_daily(here.work(session)))
    assert asks(here) == ([None], 9)
    assert "(you)" in blum.says("/myfirm").sees


def test_who_leaves_is_asked_nothing_and_is_deleted_where_they_were_nothing_else(
    here: Town,
) -> None:
    blum = registers(here, "blum")
    roth = second(here, blum)
    petra = staff(here, "petra", "alb")
    petra.reads()
    heard = len(petra.bubbles)
    roth.says("/myfirm").taps("I leave this firm").taps("Yes, I leave")
    assert roth.sees == (
        "You do not answer for this firm any more. Thank you.\n"
        "We have deleted your name and number."
    )
    assert asks(here)[0] == ["Frau Blum"]
    assert here.do(lambda s: s.get_one(Chat, roth.chat).person_id) is None
    assert len(petra.reads().bubbles) == heard
    assert "I do not know this" in roth.says("/start").taps("English").says("/myfirm").sees


def test_a_newcomer_who_leaves_stays_a_newcomer(here: Town) -> None:
    registers(here, "blum")
    amal = newcomer(here, "amal")
    joins(here, amal)
    amal.says("/myfirm").taps("I leave this firm").taps("Yes, I leave")
    assert amal.sees == "You do not answer for this firm any more. Thank you."
    assert roles(amal) == {("newcomer", "")}
    assert asks(here)[0] == ["Frau Blum"]


def joins(at: Town, who: Phone) -> None:
    """Let somebody known come with a link of the firm."""
    who.says(f"/start i-{token(at, RoleName.EMPLOYER, str(firm_of(at).id))}")


def test_the_last_one_who_leaves_or_deletes_is_told_to_staff(here: Town) -> None:
    petra, blum = staff(here, "petra", "alb"), registers(here, "blum")
    petra.reads()
    blum.says("/myfirm").taps("I leave this firm")
    assert "Then nobody does. The centre is told." in blum.sees
    blum.taps("Yes, I leave")
    assert petra.reads().sees.startswith("👥 Nobody answers for Bäckerei Blum any more.")
    other = registers(here, "roth", "Roth GmbH")
    petra.reads()
    other.says("/delete").taps("Yes, delete everything")
    assert petra.reads().sees.startswith("👥 Nobody answers for Roth GmbH any more.")
    assert here.do(lambda s: s.scalar(select(func.count(FirmContact.id)))) == 0
    assert here.do(lambda s: s.scalar(select(func.count(Person.id)))) == 1


def test_staff_end_what_somebody_sees_who_left_at_once(here: Town) -> None:
    petra, blum = staff(here, "petra", "alb"), registers(here, "blum")
    page = on_page(here, blum)
    card(petra.reads()).taps("Frau Blum left the firm")
    assert petra.sees.startswith("Has Frau Blum left Bäckerei Blum?")
    petra.taps("Yes, do it")
    assert any(each.text.startswith("🏢 Bäckerei Blum") for each in petra.bubbles[-2:])
    assert (roles(blum), asks(here)[0]) == (set(), [])
    left = contacts(here, firm_of(here).id)[0]
    assert (left.name, left.phone, left.left_at) == (None, None, here.now)
    assert here.do(lambda s: sessions.find(here.work(s), page)) is None
    blum.reads()
    assert any("You do not answer for this firm" in each.text for each in blum.bubbles)


def on_page(at: Town, who: Phone) -> str:
    """Let somebody see their chat on a page; returns the token of the browser."""

    def enter(session: Session) -> str:
        chat = session.get_one(Chat, who.chat)
        chat.face = FaceName.PAGE
        begun = sessions.enter(at.work(session), chat, Device.OWN, None, "t" * 22)
        return begun.token

    return at.do(enter)


def test_nobody_changes_what_is_of_another_firm(here: Town) -> None:
    blum = registers(here, "blum")
    stranger = invited(here, "x", RoleName.EMPLOYER, "999")
    code = firm_of(here).id
    assert "I do not know" not in blum.says(f"1 C{code}").sees
    stranger.says(f"1 C{code}")
    assert contacts(here, code)[0].hour == 10


def test_links_made_in_time_let_no_more_in_than_may_speak_for_a_firm(here: Town) -> None:
    registers(here, "blum")
    key = firm_of(here).id
    links = [token(here, RoleName.EMPLOYER, str(key)) for _n in range(MOST)]
    come = [
        here.phone(f"b{n}").says(f"/start i-{link}").taps("English") for n, link in enumerate(links)
    ]
    assert len(speak_for(here, key)) == MOST
    said = "So many people answer for this firm already. Please ask somebody there."
    assert [said in [bubble.text for bubble in each.bubbles] for each in come] == [
        *[False] * (MOST - 1),
        True,
    ]


def test_on_a_page_who_comes_says_who_they_are_too(alb: Town) -> None:
    page = PageTown(alb.database, alb.now, alb.limits)
    link = token(alb, RoleName.EMPLOYER, str(house(alb)))
    roth = page.phone("roth").says(f"/start i-{link}").taps("English")
    roth.says("Herr Roth").taps("Here").says("07381 77").taps("14:00").says("/myfirm")
    assert "👤 Herr Roth (you) · ☎️ Phone: 07381 77 · 💬 Here · 🕒 From 14:00" in roth.sees

"""The sheet that staff give at the desk, and what they confirm there."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import new_phone
from storage.models import Chat, Outbox, PageLink
from storage.models.outbox import Carrier, OutboxState
from storage.ourselves import settle
from storage.page import arriving, links
from tests.conversations.invited import staff
from tests.conversations.test_receiving import URL, reached
from tests.conversations.two_chats_scene import on_a_page
from tests.people import Phone, Town
from tests.scheduler.desk import address, booked, newcomer, person_of

pytestmark = pytest.mark.both_databases


def card(desk: Phone, who: int) -> Phone:
    return desk.says(f"/people #{who}")


def given(town: Town) -> tuple[Phone, Phone, str]:
    """Give Amal a sheet; returns the desk, her page and the secret of the sheet."""
    reached(town)
    address(town)
    petra, phone = staff(town, "petra", "alb"), newcomer(town, "amal", first_name="Amal")
    page = on_a_page(town, phone)
    card(petra, person_of(phone)).taps("Way back to the page").taps("Yes, I checked")
    shown = next(each for each in reversed(petra.bubbles) if each.copies)
    assert shown.body["file"]["name"] == "link.png"
    (link,) = shown.copies
    assert link.startswith(f"{URL}/l/")
    return petra, page, link.rpartition("/")[2]


def new_page(town: Town, page: Phone, secret: str) -> Phone:
    """Open the sheet on another page."""
    found = town.phone("page:other")
    found.chat = on_a_page(town, page, "page:new").chat

    def nobodys(session: Session) -> None:
        session.get_one(Chat, found.chat).person_id = None

    town.do(nobodys)
    return found.says(f"/start l-{secret}")


def test_the_sheet_is_given_used_once_and_confirmed(here: Town) -> None:
    petra, page, secret = given(here)
    who = person_of(page)
    other = new_page(here, page, secret)
    assert other.buttons == ["✅ Yes, go on here", "No, not on this device"]
    other.taps("Yes")
    assert person_of(other) == who
    assert here.do(lambda s: s.get_one(Chat, page.chat).person_id) is None
    assert here.do(lambda s: links.find(here.work(s), secret)) is None
    card(petra, who).taps("It is them")
    assert any("The person sees everything again." in each.text for each in petra.bubbles)
    assert here.do(lambda s: len(arriving.held_back(here.work(s), who))) == 0


def test_who_did_not_do_it_reads_of_it_in_telegram(here: Town) -> None:
    _petra, page, secret = given(here)
    new_page(here, page, secret).taps("Yes")
    phone = here.phone("amal").reads()
    assert "Your page was opened with the paper from the desk." in phone.sees
    assert "Not you? Please call at once: +49 7381 000-1" in phone.sees


def test_the_sheet_opens_nothing_in_telegram_or_where_somebody_is(here: Town) -> None:
    _petra, page, secret = given(here)
    stranger = here.phone("stranger").says(f"/start l-{secret}").taps("English")
    assert any("too old" in each.text for each in stranger.bubbles)
    page.says(f"/start l-{secret}")
    assert any("too old" in each.text for each in page.bubbles)
    assert here.do(lambda s: links.find(here.work(s), secret)) is not None


def test_another_sheet_makes_a_lost_one_void(here: Town) -> None:
    petra, page, lost = given(here)
    card(petra, person_of(page)).taps("Way back to the page").taps("Yes, I checked")
    assert any("An older paper opens nothing any more." in b.text for b in petra.bubbles)
    assert here.do(lambda s: links.find(here.work(s), lost)) is None
    stranger = new_page(here, page, lost)
    assert any("too old" in each.text for each in stranger.bubbles)


def test_who_was_not_checked_gets_no_sheet(here: Town) -> None:
    reached(here)
    petra, phone = staff(here, "petra", "alb"), newcomer(here, "amal")
    card(petra, person_of(phone)).taps("Way back to the page").taps("No, not now")
    assert petra.sees == "Nothing was changed."
    assert here.do(lambda s: s.query(PageLink).count()) == 0


def test_without_a_page_there_is_no_way_back_to_it(here: Town) -> None:
    reached(here)
    here.do(lambda s: settle(here.work(s), None))
    petra, phone = staff(here, "petra", "alb"), newcomer(here, "amal")
    assert "Way back" not in str(card(petra, person_of(phone)).buttons)


def test_what_waits_goes_along_to_a_page(here: Town) -> None:
    """A new phone may be a browser: then its page carries what waited for Telegram."""
    reached(here)
    petra, phone = staff(here, "petra", "alb"), newcomer(here, "amal")
    booked(here, phone, date(2026, 11, 12), time(15))
    who, by = person_of(phone), person_of(petra)
    page = on_a_page(here, phone)

    def moves(session: Session) -> None:
        work, chat = here.work(session), session.get_one(Chat, page.chat)
        chat.person_id = None
        number = new_phone.claim(work, chat, new_phone.offer_link(work, who, by))
        assert new_phone.confirm(work, who, by, number or "") is not None

    here.do(moves)
    waits = select(Outbox.carrier, Outbox.chat_id).where(
        Outbox.kind.is_not(None), Outbox.person_id == who, Outbox.state == OutboxState.TODO
    )
    found = here.do(lambda s: [tuple(row) for row in s.execute(waits)])
    assert set(found) == {(Carrier.PAGE, page.chat)}

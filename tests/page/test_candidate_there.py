"""A firm without Telegram reads cards on the page: the same life, and nothing that is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from scheduler.due import ensure_daily
from storage.erasure import erase_silently
from storage.models import Contact, Offer, Outbox, PageEntry
from storage.models.outbox import Carrier
from storage.models.page import Side
from storage.page import contacts
from storage.queues.kinds import Kind
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    PERSON,
    a_minute,
    agreed,
    asked,
    chooses,
    is_interested,
    moves,
    says_yes,
    stage,
    way,
)
from tests.page.phone import PagePhone, PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import local, person_of

pytestmark = pytest.mark.both_databases
MONDAY, DAY = date(2026, 11, 16), timedelta(days=1)


@pytest.fixture
def there(here: Town) -> PageTown:
    """The district, where people come to the page."""
    return PageTown(here.database, here.now, here.limits)


def texts(phone: Phone) -> list[str]:
    """Read the page, without anything coming to it, as a reload does."""
    assert isinstance(phone, PagePhone)
    return [bubble.text for bubble in phone.looks().bubbles]


def test_the_whole_life_from_a_card_to_a_start_through_forms(there: PageTown) -> None:
    firm, _offer, key = asked(there)
    assert isinstance(firm, PagePhone)
    firm.draws = True
    firm.taps("Please send")
    says_yes(there, key)
    there.walk(there.now + DAY)
    assert "👍 Amal would like to come." in firm.reads().sees
    firm.taps("16.11.")
    chooses(there, key, MONDAY)
    there.walk(there.now + DAY)
    assert "📅 Amal comes: Monday, 16.11.2026" in firm.reads().sees
    there.walk(local(MONDAY + DAY, 9))
    firm.reads().taps("begins with us").taps("Thu").taps("08:00")
    assert "You said: begins on Thursday" in firm.sees
    a_minute(there, firm)
    assert "It is being arranged." in firm.sees
    assert stage(there, key) is Stage.PERMIT


def test_a_card_on_an_open_page_says_how_far_it_is_when_it_is_read(there: PageTown) -> None:
    firm, _offer, key = asked(there)
    firm.taps("Please send")
    waits = "We ask this person now. You hear from us by"
    assert waits in texts(firm)[-1]
    there.now += timedelta(seconds=1)
    says_yes(there, key)
    assert "👍 Amal would like to come. Which day is good for you?" in texts(firm)[-1]
    assert not [text for text in texts(firm) if waits in text]
    firm.taps("16.11.")
    assert stage(there, key) is Stage.CHOOSING


def test_a_filled_place_asks_about_who_has_a_day_and_calls_it_off_through_forms(
    there: PageTown,
) -> None:
    firm, offer, key = asked(there)
    there.do(lambda s: setattr(s.get_one(Offer, offer), "places", 2))
    assert isinstance(firm, PagePhone)
    firm.draws = True
    agreed(there, key, MONDAY)
    firm.reads().says("/myoffers").taps("No, filled")
    assert "A day is agreed, and they come all the same:\n\n📅 Amal comes: Monday" in firm.sees
    firm.taps("Call it off")
    assert "You said: no." in firm.sees
    a_minute(there, firm)
    assert stage(there, key) is Stage.REFUSED
    amal = there.phone("amal").reads()
    assert amal.sees.split("\n")[0] == "❗ You need not go on Monday, 16.11.2026."


def test_the_street_is_asked_with_the_day_through_forms(there: PageTown) -> None:
    firm, offer, key = asked(there, street=None)
    assert isinstance(firm, PagePhone)
    firm.draws = True
    firm.taps("Please send")
    says_yes(there, key)
    there.walk(there.now + DAY)
    firm.reads().taps("16.11.")
    assert "Which street and house?" in firm.sees
    firm.says("Webgasse 7")
    assert there.do(lambda s: s.get_one(Offer, offer).street) == "Webgasse 7"
    assert stage(there, key) is Stage.CHOOSING


def test_a_card_is_kept_as_a_kind_alone_and_rendered_when_it_is_read(there: PageTown) -> None:
    firm, _offer, key = asked(there)
    rows = select(PageEntry).where(PageEntry.chat_id == firm.chat).order_by(PageEntry.id.desc())
    entry = there.do(lambda s: s.scalars(rows).first())
    assert entry is not None
    assert (entry.kind, entry.body) == (Kind.FIRM_QUESTIONS, None)
    views = way(there, key).views
    texts(firm)
    assert way(there, key).views == views


def test_who_is_erased_is_on_no_open_page_any_more(there: PageTown) -> None:
    firm, _offer, key = asked(there)
    agreed(there, key, MONDAY)
    assert any("Amal" in text for text in texts(firm.reads()))
    code = way(there, key).code
    who = way(there, key).person_id
    there.do(lambda s: erase_silently(there.work(s), who))
    assert not any("Amal" in text or code in text for text in texts(firm))
    assert not any("Amal" in text or code in text for text in texts(firm.reads()))


def test_who_withdraws_is_no_longer_available(there: PageTown) -> None:
    firm, _offer, key = asked(there)
    moves(there, key, Move.WITHDRAW, PERSON)
    assert not any("sewing machine: did it for years" in text for text in texts(firm))
    gone = f"👤 Person {way(there, key).code} is no longer available."
    there.walk(there.now + DAY)
    assert any(gone in text for text in texts(firm.reads()))


def test_a_card_of_the_eve_says_what_is_true_whatever_comes_after_its_day(there: PageTown) -> None:
    firm, _offer, key = asked(there)
    agreed(there, key, MONDAY)
    for _hour in there.hours(local(MONDAY + DAY, 8)):
        firm.reads()
    there.now += timedelta(minutes=1)
    said = texts(firm.reads())
    assert any("How was the day with Amal?" in text for text in said)
    assert not any("coming to you tomorrow" in text for text in said)
    moves(there, key, Move.TALK, PERSON)
    assert not any("How was the day with Amal?" in text for text in texts(firm))


def test_a_card_is_over_after_a_fortnight_on_a_page_left_open(there: PageTown) -> None:
    firm, _offer, _key = asked(there)
    there.now += 13 * DAY - timedelta(minutes=1)
    assert any("sewing machine: did it for years" in text for text in texts(firm))
    there.now += timedelta(minutes=2)
    assert not any("sewing machine: did it for years" in text for text in texts(firm))
    assert "Thank you. No question is open now." in texts(firm)


def test_who_has_an_address_gets_a_link_by_mail_and_nobody_is_named_in_it(
    there: PageTown,
) -> None:
    firm, _offer, key = asked(there)
    assert isinstance(firm, PagePhone)
    who = person_of(firm)

    def named(session: Session) -> None:
        contacts.offer(there.work(session), sends=True)
        contacts.give(there.work(session), who, "firma@example.org")
        session.scalars(select(Contact)).one().confirmed_at = there.now

    there.do(named)
    assert isinstance(firm, PagePhone)
    firm.looks_away = True
    moves(there, key, Move.SEND, PERSON)
    says_yes(there, key)
    there.walk(there.now + DAY)
    firm.reads()
    there.now += timedelta(minutes=5)
    there.tick()
    rows = select(Outbox).where(Outbox.carrier == Carrier.MAIL, Outbox.kind == Kind.MAIL_NEWS)
    mail = there.do(lambda s: s.scalars(rows).one())
    assert mail.body is None


def test_what_a_firm_typed_on_its_page_goes_after_36_hours(there: PageTown) -> None:
    there.do(lambda session: ensure_daily(there.work(session)))
    firm, _offer, _key = asked(there)
    firm.taps("I have a question").says("Has she sewn leather?")
    there.walk(there.now + timedelta(hours=35))
    assert "leather" in str(there.do(typed_there))
    there.walk(there.now + timedelta(hours=2))
    firm.reads()
    assert "leather" not in str(there.do(typed_there))


def test_what_a_firm_opened_is_old_news_also_once_it_is_gone_from_the_page(
    there: PageTown,
) -> None:
    firm, offer, gone = withdrawn(there)
    assert gone in comes(there, firm, DAY, opens=True)
    for name, later in (("bibi", 4 * DAY), ("caro", 5 * DAY)):
        comes(there, firm, later, opens=True)
        is_interested(there, offer, name)
        said = comes(there, firm, DAY, opens=True)
        assert "Does this person fit?" in said
        assert gone not in said


def test_what_nobody_opened_before_it_went_from_the_page_is_told_once_more(
    there: PageTown,
) -> None:
    firm, offer, gone = withdrawn(there)
    comes(there, firm, 4 * DAY, opens=False)
    is_interested(there, offer, "bibi")
    assert gone in comes(there, firm, DAY, opens=True)


def withdrawn(there: PageTown) -> tuple[PagePhone, int, str]:
    """Let somebody withdraw: the firm, its offer, and the line that tells it so."""
    there.do(lambda session: ensure_daily(there.work(session)))
    firm, offer, key = asked(there)
    moves(there, key, Move.WITHDRAW, PERSON)
    assert isinstance(firm, PagePhone)
    return firm, offer, f"👤 Person {way(there, key).code} is no longer available."


def comes(there: PageTown, firm: PagePhone, by: timedelta, *, opens: bool) -> str:
    """Let time pass and the page change meanwhile; return what a firm finds there unopened."""
    seen = select(PageEntry.id).where(PageEntry.seen_at.is_not(None))
    before = there.do(lambda s: set(s.scalars(seen)))
    firm.looks_away = True
    for _hour in there.hours(there.now + by):
        firm.reads()
    firm.looks_away = False
    firm.looks()
    if opens:
        unseen = update(PageEntry).where(PageEntry.seen_at.is_(None))
        there.do(lambda s: s.execute(unseen.values(seen_at=there.now)))
    assert firm.view is not None
    new = [each for each in (*firm.view.now, *firm.view.earlier) if each.id not in before]
    return "\n".join(each.html.striptags() for each in new)


def typed_there(session: Session) -> list[object]:
    rows = select(PageEntry).where(PageEntry.side == Side.THEIRS)
    return [each.body for each in session.scalars(rows)]

"""What a firm did not read in time is a call: a day is near, or it is over after a yes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import firm_calls
from storage.holds import hold
from storage.introductions.steps import Facts
from storage.models import Contact, FirmCall, PageEntry
from storage.models.introductions import Reach
from storage.page import contacts
from storage.queues.kinds import Kind
from storage.retention import clean
from storage.rules.stages import Move
from tests.conversations.candidate_scene import (
    CENTRE,
    FIRM,
    PERSON,
    agreed,
    asked,
    both_agree,
    calls,
    contact,
    employer_of,
    is_interested,
    looking,
    moves,
    way,
)
from tests.conversations.invited import staff
from tests.page.phone import PagePhone, PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import address, local, offered, person_of, put_out, walked

pytestmark = pytest.mark.both_databases
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FRIDAY, MONDAY = date(2026, 11, 13), date(2026, 11, 16)
TUESDAY, NEXT = date(2026, 11, 17), date(2026, 11, 24)
FAR, FARTHER = date(2026, 12, 1), date(2027, 1, 12)


@pytest.fixture
def there(here: Town) -> PageTown:
    """The district, where people come to the page."""
    return PageTown(here.database, here.now, here.limits)


@pytest.mark.parametrize("reach", [Reach.PHONE, Reach.LETTER])
def test_who_wants_a_call_is_called_about_a_day_and_an_end_at_once(alb: Town, reach: Reach) -> None:
    firm, offer = looking(alb)
    contact(alb, offer, firm, reach=reach)
    key = is_interested(alb, offer, "amal")
    agreed(alb, key, NEXT)
    assert ("news", key) in calls(alb)
    moves(alb, key, Move.WITHDRAW, PERSON)
    assert calls(alb).count(("news", key)) == 2
    assert walked(alb, alb.now + 3 * DAY, firm) == []


@pytest.mark.parametrize("day", [NEXT, FAR])
def test_who_was_called_about_a_day_is_not_told_it_again_by_phone(alb: Town, day: date) -> None:
    petra, (firm, offer) = staff(alb, "petra", "alb"), looking(alb)
    contact(alb, offer, firm, reach=Reach.PHONE)
    key = is_interested(alb, offer, "amal")
    agreed(alb, key, day)
    petra.reads().says("/today calls").taps("Called: Näherei")
    assert waiting(alb) == []
    told = put_out(alb, Kind.TO_INTRODUCE)
    walked(alb, local(day - DAY, 12), firm)
    cleans(alb)
    walked(alb, local(day - DAY, 17), firm)
    assert (waiting(alb), put_out(alb, Kind.TO_INTRODUCE)) == ([], told)


def test_a_firm_without_a_phone_here_is_called_about_a_day(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    address(alb)
    offer = offered(alb, kind="look_day")
    key = is_interested(alb, offer, "amal")
    moves(alb, key, Move.SHOW, CENTRE)
    agreed(alb, key, NEXT)
    petra.reads().says("/today").taps("Whom to call")
    assert "Please tell the firm how it is. · 📅 Amal comes: Tuesday, 24.11.2026" in petra.sees
    petra.taps("Called: Näherei")
    assert waiting(alb) == []


def test_who_does_not_open_the_page_is_called_the_working_day_before(there: PageTown) -> None:
    staff(there, "petra", "alb")
    firm, _offer, key = on_a_page(there)
    agreed(there, key, NEXT)
    walked(there, local(NEXT - DAY, 15), firm)
    assert ("news", key) not in calls(there)
    told = put_out(there, Kind.TO_INTRODUCE)
    walked(there, local(NEXT - DAY, 16), firm)
    assert ("news", key) in calls(there)
    assert waiting(there) == [("news", key)]
    assert put_out(there, Kind.TO_INTRODUCE) > told
    there.now += MINUTE
    sees(firm)
    assert waiting(there) == [], "read after all"


@pytest.mark.parametrize("day", [FAR, FARTHER])
def test_that_it_goes_on_hides_no_day_that_nobody_opened(there: PageTown, day: date) -> None:
    """A far day comes after a sign of life; of the farthest nobody can tell who opened it."""
    firm, _offer, key = on_a_page(there)
    agreed(there, key, day)
    walked(there, local(day - DAY, 16), firm)
    assert calls(there).count(("news", key)) == 1


def test_of_a_far_day_that_was_opened_nobody_calls(there: PageTown) -> None:
    firm, _offer, key = on_a_page(there)
    agreed(there, key, FARTHER)
    walked(there, local(FRIDAY, 12), firm)
    sees(firm)
    walked(there, local(FARTHER - DAY, 12), firm)
    cleans(there)
    walked(there, local(FARTHER, 8), firm)
    assert ("news", key) not in calls(there)


def test_nobody_calls_about_what_the_firm_said_itself(there: PageTown) -> None:
    """It began, and it goes on: the sign of life comes along, and is no reason to call."""
    firm, _offer, key = on_a_page(there, "job")
    both_agree(there, key, clear=True)
    moves(there, key, Move.TALK, FIRM)
    moves(there, key, Move.START, FIRM, Facts(starts_on=FAR))
    walked(there, local(FAR, 8), firm)
    assert ("news", key) not in calls(there)


def test_who_opened_it_is_not_called(there: PageTown) -> None:
    firm, _offer, key = on_a_page(there)
    agreed(there, key, NEXT)
    walked(there, local(MONDAY, 12), firm)
    sees(firm)
    walked(there, local(NEXT, 8), firm)
    assert ("news", key) not in calls(there)


def erased(at: PageTown, on: date) -> tuple[PagePhone, int]:
    """Let who was to come on a Tuesday delete everything on a day; returns firm and offer."""
    staff(at, "petra", "alb")
    firm, offer, key = on_a_page(at)
    agreed(at, key, NEXT)
    walked(at, local(on, 12), firm)
    sees(firm)
    at.phone("amal").reads().says("/delete").taps("Yes, delete everything")
    return firm, offer


@pytest.mark.parametrize("on", [TUESDAY, NEXT - DAY])
def test_who_does_not_open_that_nobody_comes_is_called_before(there: PageTown, on: date) -> None:
    firm, offer = erased(there, on)
    walked(there, local(NEXT - DAY, 15), firm)
    assert ("off", offer) not in calls(there)
    walked(there, local(NEXT - DAY, 16), firm)
    assert ("off", offer) in waiting(there)
    assert put_out(there, Kind.NOBODY_COMES) == 1
    there.now += MINUTE
    sees(firm)
    assert ("off", offer) not in waiting(there), "read after all"


def test_who_opened_that_nobody_comes_is_not_called(there: PageTown) -> None:
    firm, offer = erased(there, TUESDAY)
    walked(there, local(NEXT - DAY, 12), firm)
    sees(firm)
    walked(there, local(NEXT, 8), firm)
    assert ("off", offer) not in calls(there)


def on_a_page(at: PageTown, kind: str = "look_day") -> tuple[PagePhone, int, int]:
    """Let a firm read on a page, and look away from then on."""
    firm, offer, key = asked(at, kind)
    assert isinstance(firm, PagePhone)
    firm.looks_away = True
    return firm, offer, key


def test_nobody_calls_about_who_is_kept_from_the_firm(there: PageTown) -> None:
    firm, offer, key = on_a_page(there)
    agreed(there, key, NEXT)
    who, employer = way(there, key).person_id, employer_of(there, offer)
    there.do(lambda s: hold(there.work(s), who, employer))
    walked(there, local(NEXT, 8), firm)
    assert ("news", key) not in calls(there)


def cleans(at: Town) -> None:
    """Let what is kept for some days alone be forgotten."""
    while at.do(lambda s: clean(at.work(s))):
        pass


def sees(firm: PagePhone) -> None:
    """Let somebody have their page before them."""
    seen = update(PageEntry).where(PageEntry.chat_id == firm.chat)
    firm.town.do(lambda s: s.execute(seen.values(seen_at=firm.town.now)))


def waiting(at: Town) -> list[tuple[str, int]]:
    """Return about what firms are to be called now."""

    def unit(session: Session) -> list[FirmCall]:
        return [each for firm in firm_calls.waiting(at.work(session), "alb") for each in firm]

    return [(each.about, each.subject) for each in at.do(unit)]


def test_who_is_away_until_then_hears_of_a_near_day_at_once(alb: Town) -> None:
    firm, offer, key = asked(alb)
    contact(alb, offer, firm, away_until=date(2026, 12, 4))
    agreed(alb, key, NEXT)
    assert put_out(alb, Kind.INTRODUCED_FIRM) == 1, "the next message would come too late"


def test_a_near_day_is_a_mail_at_once_however_many_went_today(there: PageTown) -> None:
    firm, _offer, key = on_a_page(there)
    reads_mail(there, firm)
    there.walk(local(FRIDAY, 9))
    mails(there, firm)
    agreed(there, key, TUESDAY)
    walked(there, local(MONDAY, 9), firm)
    mails(there, firm)
    before = put_out(there, Kind.MAIL_CHANGED)
    there.now += MINUTE
    moves(there, key, Move.WITHDRAW, PERSON)
    mails(there, firm)
    assert put_out(there, Kind.MAIL_CHANGED) == before + 1


def reads_mail(at: Town, firm: PagePhone) -> None:
    """Let somebody of a firm have a confirmed address."""
    who = person_of(firm)

    def named(session: Session) -> None:
        contacts.offer(at.work(session), sends=True)
        contacts.give(at.work(session), who, "firma@example.org")
        session.scalars(select(Contact)).one().confirmed_at = at.now

    at.do(named)


def mails(at: Town, firm: Phone) -> None:
    """Let what waits come to the page, and a mail go for what nobody opened there."""
    firm.reads()
    at.now += 5 * MINUTE
    at.tick()

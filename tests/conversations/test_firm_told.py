"""A firm hears once that it was checked, or is not shown, in its language and on its face."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.everybody.mails import render_mail
from locales.direction import clean
from locales.languages import LANGUAGES
from locales.render import label
from locales.words import _
from storage.models import Contact, Outbox
from storage.models.outbox import Carrier
from storage.page import contacts
from storage.queues.kinds import Kind
from tests.conversations.colleagues import lead
from tests.conversations.firm_scene import card, checked, firm_of, gives, registers, ticks
from tests.conversations.invited import staff
from tests.conversations.needing import SHORT, asks_for
from tests.conversations.test_firm_checked import passes
from tests.conversations.test_firm_stopped import stops
from tests.page.phone import PagePhone, PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import address, news, offered, person_of, put_out

pytestmark = pytest.mark.both_databases
CHECKED = _("✅ Your firm is checked. Thank you for waiting.")
NOT_SHOWN = _("⏸️ We cannot show at the moment what your firm offers.")
PHONE = "☎️ Integrationszentrum Alb: +49 7381 000-1"


@pytest.fixture(params=["telegram", "page"])
def town(request: pytest.FixtureRequest, alb: Town) -> Town:
    """The Alb on each face; the centre has a phone."""
    address(alb)
    if request.param == "telegram":
        return alb
    return PageTown(alb.database, alb.now, alb.limits)


def lines(phone: Phone) -> list[str]:
    """Return the lines of the newest message; a page has space between them."""
    return [each for each in phone.sees.split("\n") if each]


def test_who_needs_nobody_yet_is_led_to_say_so(town: Town) -> None:
    blum, petra = registers(town, "blum"), staff(town, "petra", "alb")
    assert put_out(town, Kind.FIRM_STANDS) == 0
    checked(petra.reads())
    assert lines(blum.reads()) == [
        "🏢 Bäckerei Blum",
        "✅ Your firm is checked. Thank you for waiting.",
        "You can tell us now what you need.",
        PHONE,
    ]
    blum.taps("➕ We need somebody")
    assert "What" in blum.sees
    town.walk(town.now + timedelta(days=3))
    assert put_out(town, Kind.FIRM_STANDS) == 1


def test_who_said_it_before_reads_that_it_is_shown_now(town: Town) -> None:
    blum, petra = registers(town, "blum"), staff(town, "petra", "alb")
    gives(town, firm_of(town).id, offered(town))
    assert "Nothing is published before" in blum.says("/myoffers").sees
    checked(petra.reads())
    assert lines(blum.reads())[2] == "What you told us is shown from now on."
    assert blum.buttons == ["📋 My offers", "➕ We need somebody"]
    assert "Nothing is published before" not in blum.taps("My offers").sees


def test_who_said_half_of_it_reads_that_it_is_not_complete(town: Town) -> None:
    blum, petra = registers(town, "blum"), staff(town, "petra", "alb")
    blum.taps("Cancel").says("Spülkraft gesucht").taps("Yes, we need somebody")
    checked(petra.reads())
    said = lines(blum.reads())
    assert said[2] == "📝 Not complete yet. Nobody sees it. The centre has it, too."
    assert "You can tell us now what you need." not in said
    assert blum.buttons == ["📋 My offers", "➕ We need somebody"]


def test_what_staff_completed_just_now_opens_and_lacks_nothing(town: Town) -> None:
    blum, petra = registers(town, "blum"), staff(town, "petra", "alb")
    asks_for(blum.taps("Cancel"), *SHORT, "Later")
    town.now += timedelta(minutes=10)
    petra.reads().taps("Change the offer").taps("Complete and publish")
    petra.taps("Weekday mornings").taps("instructions").taps("Some")
    assert petra.sees.startswith("⏳ It opens in a minute.")
    checked(petra)
    assert lines(blum.reads())[1:3] == [
        "✅ Your firm is checked. Thank you for waiting.",
        "⏳ It opens in a minute. Nobody was told yet.",
    ]
    assert blum.buttons == ["📋 My offers", "➕ We need somebody"]


def test_who_is_not_shown_reads_it_kindly_with_the_phone_and_a_person(town: Town) -> None:
    blum, petra = registers(town, "blum"), staff(town, "petra", "alb")
    stops(petra.reads())
    assert lines(blum.reads())[1:] == [
        "⏸️ We cannot show at the moment what your firm offers.",
        "Please call the centre. Somebody there talks about it with you.",
        PHONE,
    ]
    assert blum.buttons == ["👋 Talk to a person"]
    blum.taps("Talk to a person")
    assert "We cannot show" not in blum.sees


def test_whose_year_is_over_reads_that_nothing_is_shown_until_it_is_looked_at(alb: Town) -> None:
    address(alb)
    blum, petra = registers(alb, "blum"), staff(alb, "petra", "alb")
    checked(petra.reads())
    before = len(blum.reads().bubbles)
    passes(alb, date(2027, 11, 10))
    assert blum.reads().bubbles[before:] == []
    passes(alb, date(2027, 11, 11))
    assert lines(blum.reads()) == [
        "🏢 Bäckerei Blum",
        "🔁 A year is over. The centre checks your firm again.",
        "Until then nothing of your firm is shown.",
        "You need not do anything.",
        PHONE,
    ]
    checked(petra.reads())
    assert lines(blum.reads())[1] == "✅ Your firm is checked. Thank you for waiting."


def test_looked_at_again_in_its_year_it_hears_nothing_new(alb: Town) -> None:
    blum, petra = registers(alb, "blum"), staff(alb, "petra", "alb")
    checked(petra.reads())
    blum.reads()
    alb.now += timedelta(days=345)
    alb.tick()
    checked(petra.reads())
    assert not any("checked" in line for line in news(blum))
    assert put_out(alb, Kind.FIRM_STANDS) == 1


def test_what_is_true_no_more_when_it_goes_out_is_not_said(alb: Town) -> None:
    blum, petra = registers(alb, "blum"), staff(alb, "petra", "alb")
    checked(petra.reads())
    alb.now += timedelta(seconds=20)
    stops(petra)
    blum.reads()
    assert [each for each in blum.bubbles if "is checked" in each.text] == []
    assert sum("We cannot show" in each.text for each in blum.bubbles) == 1


def test_a_lead_who_shows_it_all_the_same_has_it_told_as_well(alb: Town) -> None:
    blum, lena = registers(alb, "blum"), lead(alb, "lena")
    ticks(card(lena), "tick-called").taps("Show it all the same").taps("I was there")
    assert "✅ Your firm is checked." in blum.reads().sees


def test_who_registered_again_hears_that_the_firm_is_known(alb: Town) -> None:
    blum, petra = registers(alb, "blum"), staff(alb, "petra", "alb")
    checked(petra.reads())
    other = registers(alb, "other", "Baeckerei Blum")
    blum.reads()
    card(petra.reads(), "Baeckerei Blum").taps("It is Bäckerei Blum").taps("Yes, do it")
    assert lines(other.reads())[:2] == ["🏢 Bäckerei Blum", CHECKED.msgid]
    assert news(blum) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_shown", [True, False])
def test_in_every_language(alb: Town, language: str, is_shown: bool) -> None:
    blum, petra = registers(alb, "blum", language=language), staff(alb, "petra", "alb")
    (checked if is_shown else stops)(petra.reads())
    said = label(CHECKED if is_shown else NOT_SHOWN, language)
    assert lines(blum.reads())[1] == clean(said)


def test_who_has_only_a_page_gets_a_mail(alb: Town) -> None:
    address(alb)
    town = PageTown(alb.database, alb.now, alb.limits)
    blum, petra = registers(town, "blum"), staff(town, "petra", "alb")
    assert isinstance(blum, PagePhone)
    who = person_of(blum)

    def named(session: Session) -> None:
        contacts.offer(town.work(session), sends=True)
        contacts.give(town.work(session), who, "firma@example.org")
        session.scalars(select(Contact)).one().confirmed_at = town.now

    town.do(named)
    town.now += timedelta(minutes=5)
    blum.looks_away = True
    checked(petra.reads())
    blum.reads()
    town.now += timedelta(minutes=5)
    town.tick()

    def subjects(session: Session) -> list[str]:
        rows = select(Outbox).where(Outbox.carrier == Carrier.MAIL, Outbox.kind == Kind.MAIL_NEWS)
        mails = [render_mail(town.work(session), row) for row in session.scalars(rows)]
        return [mail.subject for mail in mails if mail]

    (subject,) = town.do(subjects)
    assert subject.startswith("Something new for Bäckerei Blum")

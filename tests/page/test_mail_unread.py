"""Told only when seen: who opens neither page nor mail is called, and who looks is left alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from conversations.introductions import carry_on
from storage import calls
from storage.introductions.beginning import begin
from storage.introductions.steps import Facts
from storage.models import Chat, Employer, Offer, PageEntry, Person
from storage.models.calls import CallKind, CallReason
from storage.models.chats import FaceName
from storage.models.offers import EmployerStatus, OfferState
from storage.models.outbox import OutboxState
from storage.page import entries
from storage.rules.stages import Move, Side
from storage.work import Work
from tests.page.mailbox import BREAK, text_of
from tests.page.posted import Post, confirms, post

pytestmark = pytest.mark.both_databases
VERIFIED = EmployerStatus.VERIFIED
FRIDAY, NEXT_FRIDAY = date(2026, 11, 6), date(2026, 11, 13)


def called(at: Post) -> list[tuple[CallKind, CallReason]]:
    """Return whom staff see on their list, and why."""

    def unit(work: Work) -> list[tuple[CallKind, CallReason]]:
        return [(each.kind, each.reason) for mine in calls.waiting(work, "alb") for each in mine]

    return at.do(unit)


def _looks(work: Work) -> None:
    """Let somebody come back and read: their session there is over long since."""
    (chat,) = work.session.scalars(select(Chat).where(Chat.face == FaceName.PAGE))
    later = replace(work, now=work.now + timedelta(minutes=1))
    ids = work.session.scalars(select(PageEntry.id).where(PageEntry.chat_id == chat.id)).all()
    entries.saw(later, chat, ids, later.now)


async def test_an_appointment_nobody_opens_becomes_a_call(database_url: str) -> None:
    async with post(database_url) as at, at.desk.browser() as amina:
        await amina.settles_in()
        await confirms(amina, at.box)
        at.books(FRIDAY, time(10))
        await at.stands()
        await at.passes(days=2, hours=6, minutes=59)  # Thursday 15:59
        assert called(at) == []
        await at.passes(minutes=2)
        assert called(at) == [(CallKind.APPOINTMENT, CallReason.UNSEEN)]
        at.do(_looks)
        assert called(at) == []


def _goes_to_a_firm(work: Work) -> None:
    """Let the centre agree a day at a firm with somebody who has only a page."""
    person = work.session.scalars(select(Person).order_by(Person.id.desc())).first()
    firm = Employer(ref="F", name="Näherei Muster", sector="textile", plz="72525", status=VERIFIED)
    known = {"state": OfferState.OPEN, "places": 1, "hours_week": 30, "slots": [], "paid": True}
    known |= {"german_min": "A1", "experience": "none", "title_de": "Näherin", "plz": "72525"}
    offer = Offer(ref="F-1", employer=firm, kind="look_day", **known)
    work.session.add(offer)
    work.session.flush()
    assert person is not None
    way = begin(work, person, offer)
    for move in (Move.SHOW, Move.SEND, Move.AGREE, Move.NAME):
        assert carry_on(work, way, move, Side.CENTRE)
    assert carry_on(work, way, Move.CHOOSE, Side.CENTRE, Facts(day=(FRIDAY, time(10))))


async def test_a_day_at_a_firm_nobody_opens_becomes_a_call(database_url: str) -> None:
    async with post(database_url) as at, at.desk.browser() as amina:
        await amina.settles_in()
        await confirms(amina, at.box)
        at.do(_goes_to_a_firm)
        await at.stands()
        await at.passes(days=2, hours=6, minutes=59)  # Thursday 15:59
        assert called(at) == []
        await at.passes(minutes=2)
        assert called(at) == [(CallKind.INTRODUCTION, CallReason.UNSEEN)]
        at.do(_looks)
        assert called(at) == []


async def test_who_opened_it_is_not_called(database_url: str) -> None:
    async with post(database_url) as at, at.desk.browser() as amina:
        await amina.settles_in()
        await confirms(amina, at.box)
        at.books(FRIDAY, time(10))
        await at.stands()
        await amina.opens("/c")
        await at.passes(days=2, hours=7, minutes=1)
        assert called(at) == []
        assert len(at.box.mails) == 1  # the code alone


async def test_a_mail_that_comes_back_is_a_call_after_three_working_days(
    database_url: str,
) -> None:
    async with post(database_url) as at, at.desk.browser() as amina:
        await amina.settles_in()
        await confirms(amina, at.box)
        at.books(date(2026, 11, 26), time(10))
        await at.stands()
        await at.passes(minutes=3)
        await at.box.comes(2)
        await at.passes(days=3, hours=6)  # Friday 15:03
        assert called(at) == []
        await at.passes(hours=1)
        assert called(at) == [(CallKind.MAIL, CallReason.UNSEEN)]


async def test_an_address_that_is_refused_is_marked_and_called(database_url: str) -> None:
    async with post(database_url) as at, at.desk.browser() as amina:
        await amina.settles_in()
        await confirms(amina, at.box)
        at.box.says = ["550 no such user"]
        at.books(date(2026, 11, 26), time(10))
        await at.stands()
        await at.passes(minutes=3)
        await at.mails_are(OutboxState.SENT, OutboxState.FAILED)
        assert at.contact().failed_at is not None
        assert called(at) == [(CallKind.MAIL, CallReason.REFUSED)]
        await amina.types("/mail")
        assert "do not arrive" in amina.page.html


async def test_a_careful_server_and_a_broken_line_get_the_same_mail_again(
    database_url: str,
) -> None:
    async with post(database_url) as at, at.desk.browser() as amina:
        await amina.settles_in()
        await confirms(amina, at.box)
        at.box.says, at.box.ends = ["451 come again"], [BREAK]
        at.books(date(2026, 11, 26), time(10))
        await at.stands()
        await at.passes(minutes=3)
        await at.until(lambda: len(at.box.tried) == 2)  # the code, then in vain
        await at.mails_are(OutboxState.SENT, OutboxState.TODO)
        await at.passes(minutes=2)
        await at.box.comes(2)
        await at.mails_are(OutboxState.SENT, OutboxState.TODO)
        await at.passes(minutes=5)
        await at.box.comes(3)
        first, again = at.box.mails[1:]
        assert first["Message-ID"] == again["Message-ID"]
        assert text_of(first) == text_of(again)


async def test_one_click_ends_mails_but_not_the_conversation(database_url: str) -> None:
    async with post(database_url) as at, at.desk.browser() as amina:
        await amina.settles_in()
        await confirms(amina, at.box)
        at.books(date(2026, 11, 26), time(10))
        await at.stands()
        await at.passes(minutes=3)
        link = re.search(r"/u/[\w-]+", (await at.box.comes(2))["List-Unsubscribe"])
        assert link is not None
        async with at.desk.browser() as program:
            await program.opens(link[0])
            assert at.contact().stopped_at is None
            form = {"List-Unsubscribe": "One-Click"}
            url = f"{at.desk.url}{link[0]}"
            async with program.http.post(url, data=form, allow_redirects=False) as answer:
                assert answer.status == 200
            assert at.contact().stopped_at is not None
            async with program.http.post(f"{url}x", data=form) as answer:
                assert answer.status == 404
        await amina.opens("/c")
        assert amina.status == 200

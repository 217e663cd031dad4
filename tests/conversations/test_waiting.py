"""What waited is made into words when it goes out: true, wanted, in the chat's language, or not."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from conversations.kit.bodies import VERSION
from conversations.waiting import RENDERERS, render_waiting
from storage.models import Appointment, Chat, Offer, Outbox, Role
from storage.models.offers import OfferState
from storage.models.outbox import Lane
from storage.queues.kinds import Kind
from tests.conversations.invited import firm, staff
from tests.people import Phone, Town
from tests.scheduler.desk import booked, newcomer, news, offered, said

pytestmark = pytest.mark.both_databases

THURSDAY = date(2026, 11, 12)


def rendered(phone: Phone, kind: str, subject: int, revision: int | None = 1) -> str | None:
    """Return the text a row becomes now."""
    at = phone.town

    def render(session: Session) -> str | None:
        times = {"created_at": at.now, "not_before": at.now, "expires_at": at.now}
        row = Outbox(id=0, chat_id=phone.chat, kind=kind, **times)
        row.subject, row.revision = subject, revision
        body = render_waiting(at.work(session), row)
        return str(body["text"]) if body else None

    return at.do(render)


def test_a_chat_without_language_or_person_is_told_nothing(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    assert rendered(amal, Kind.APPOINTMENT_MADE, key)
    alb.do(lambda s: s.execute(update(Chat).values(language=None)))
    assert rendered(amal, Kind.APPOINTMENT_MADE, key) is None
    alb.do(lambda s: s.execute(update(Chat).values(language="en", person_id=None)))
    assert rendered(amal, Kind.APPOINTMENT_MADE, key) is None


@pytest.mark.parametrize("kind", sorted(set(RENDERERS)))
def test_nothing_is_said_about_what_is_gone(alb: Town, kind: str) -> None:
    amal = newcomer(alb, "amal")
    assert rendered(amal, kind, 999) is None


def test_a_kind_nobody_knows_is_a_fault(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    with pytest.raises(ValueError, match="from_the_future"):
        rendered(amal, "from_the_future", 1)


def test_the_language_is_the_one_chosen_last(alb: Town) -> None:
    amal = newcomer(alb, "amal", language="de")
    booked(alb, amal, THURSDAY, time(15))
    alb.do(lambda session: session.execute(update(Chat).values(language="en")))
    assert news(amal) == ["📅 You have an appointment (Termin): First talk"]


@pytest.mark.parametrize("revision", [0, 2])
def test_another_revision_is_not_sent(alb: Town, revision: int) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    assert rendered(amal, Kind.APPOINTMENT_REMINDER, key, revision) is None
    offer = offered(alb)
    assert rendered(amal, Kind.OFFER, offer, revision) is None


def test_somebody_elses_appointment_is_never_rendered(alb: Town) -> None:
    amal, yonas = newcomer(alb, "amal"), newcomer(alb, "yonas")
    key = booked(alb, amal, THURSDAY, time(15))
    assert rendered(yonas, Kind.APPOINTMENT_MADE, key) is None
    assert rendered(yonas, Kind.APPOINTMENT_MAP, key) is None


def test_after_the_beginning_nothing_is_said(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    alb.now += timedelta(days=2, hours=6)
    assert rendered(amal, Kind.APPOINTMENT_REMINDER, key) is None


def test_a_cancelled_appointment_is_only_said_to_be_cancelled(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    gone = update(Appointment).values(cancelled_at=alb.now)
    alb.do(lambda session: session.execute(gone))
    assert rendered(amal, Kind.APPOINTMENT_REMINDER, key) is None
    assert (rendered(amal, Kind.APPOINTMENT_CANCELLED, key) or "").startswith("❌ CANCELLED.")


def test_an_offer_is_sent_only_to_who_it_was_meant_for_and_while_free(alb: Town) -> None:
    amal, yonas = newcomer(alb, "amal"), newcomer(alb, "yonas", plz="72764")
    key = offered(alb)
    assert rendered(amal, Kind.OFFER, key) is None
    amal.says("/offers")
    assert "Industrial sewing machine" in (rendered(amal, Kind.OFFER, key) or "")
    assert rendered(yonas, Kind.OFFER, key) is None
    alb.do(lambda s: s.execute(update(Offer).values(state=OfferState.PAUSED)))
    assert rendered(amal, Kind.OFFER, key) is None


def test_an_offer_that_was_answered_meanwhile_is_not_sent(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = offered(alb)
    amal.says("/offers").taps("interested")
    assert rendered(amal, Kind.OFFER, key) is None


def test_when_a_firm_fills_the_place_the_interested_hear_it_kindly(alb: Town) -> None:
    key = offered(alb)
    amal = newcomer(alb, "amal").says("/offers").taps("interested")
    ref = alb.do(lambda session: session.get_one(Offer, key).employer.ref)
    firm(alb, "tailor", ref).says("/myoffers").taps("No, filled")
    alb.now += timedelta(minutes=1)
    alb.tick()
    assert news(amal) == ["🧭 Your way to Näherei Muster"]
    assert "This place is taken now. It is not your fault." in amal.sees


def test_who_is_no_longer_staff_hears_nothing(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    amal = newcomer(alb, "amal")
    booked(alb, amal, THURSDAY, time(15))
    amal.reads().taps("I cannot come")
    alb.do(lambda session: session.query(Role).filter_by(role="staff").delete())
    assert news(petra) == []


def test_a_notice_names_nobody_and_never_what_somebody_wrote(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    amal = newcomer(alb, "amal").says("my secret").taps("Yes, send it")
    assert "We told the centre." in amal.sees
    [line] = news(petra)
    assert line == "👋 Somebody asks for a person:"
    assert "R-" not in petra.sees
    assert "secret" not in petra.sees


def test_who_stopped_everything_gets_nothing_that_waits(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    said(amal, stopped_at=alb.now)
    assert rendered(amal, Kind.APPOINTMENT_MADE, key) is None


def test_bodies_are_whole(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    row = alb.do(lambda session: session.query(Outbox).filter_by(subject=key).one())
    body = alb.do(lambda s: render_waiting(alb.work(s), row))
    assert body is not None
    assert (body["v"], body["op"], len(body["rows"])) == (VERSION, "send", 6)
    assert row.lane == Lane.REMINDER

"""Waves of offers: few at once, fair, within everybody's limits, in the daytime; and the news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scheduler.due import run_due
from storage import census
from storage.models import Chat, Introduction, Offer, Outbox, Profile, Proposal
from storage.models.offers import OfferState
from storage.offers import set_state
from storage.queues.kinds import Kind
from storage.rules.stages import Stage
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import changed, local, newcomer, news, offered, put_out, said, walked
from tests.storage.asked import until_ready
from tests.storage.way_scene import interested

pytestmark = pytest.mark.both_databases

TUESDAY = date(2026, 11, 10)
NIGHT = timedelta(hours=12)


def people(at: Town, count: int) -> list[Phone]:
    return [newcomer(at, f"newcomer {number}") for number in range(count)]


def told(phones: list[Phone]) -> list[int]:
    """Return the numbers of those who got an offer."""
    return [
        number
        for number, phone in enumerate(phones)
        if any(line.startswith("💼") for line in news(phone))
    ]


def test_three_people_for_one_place_at_once_then_the_next_after_two_days(alb: Town) -> None:
    phones = people(alb, 7)
    offered(alb, places=1)
    alb.tick()
    alb.tick()
    assert told(phones) == [0, 1, 2]
    alb.walk(local(TUESDAY, 10) + timedelta(days=1))
    assert told(phones) == []
    alb.walk(local(TUESDAY, 10) + timedelta(days=2))
    assert told(phones) == [3, 4, 5]
    alb.walk(local(TUESDAY, 10) + timedelta(days=4))
    assert told(phones) == [6]


def works(at: Town, phone: Phone, first: int, stage: Stage) -> None:
    """Let somebody be at work through us, or begin soon."""
    key = interested(at, phone, first)
    at.do(lambda s: setattr(s.get_one(Introduction, key), "stage", stage))


@pytest.mark.parametrize("stage", [Stage.STARTING, Stage.STARTED])
def test_who_works_through_us_is_sent_nothing_else_until_that_ends(alb: Town, stage: Stage) -> None:
    [amal], first = people(alb, 1), offered(alb, places=1)
    works(alb, amal, first, stage)
    second = offered(alb, places=1)
    alb.walk(local(TUESDAY, 10) + timedelta(days=3))
    assert told([amal]) == []
    assert alb.do(lambda s: s.scalars(pushed(second)).all()) == []
    alb.do(lambda s: setattr(s.scalars(select(Introduction)).one(), "stage", Stage.LEFT))
    alb.walk(local(TUESDAY, 10) + timedelta(days=8))
    assert told([amal]) == [0]


def test_an_offer_that_waits_while_somebody_begins_to_work_is_not_sent(alb: Town) -> None:
    [amal], waits = people(alb, 1), offered(alb, places=1)
    alb.tick()
    assert len(alb.do(lambda s: s.scalars(pushed(waits)).all())) == 1
    works(alb, amal, offered(alb, places=1), Stage.STARTING)
    assert told([amal]) == []


def pushed(offer: int) -> Select[int]:
    """Return who was sent an offer."""
    return select(Proposal.person_id).where(Proposal.offer_id == offer, Proposal.pushed)


def test_offers_until_midnight_are_worth_sending_until_then(alb: Town) -> None:
    alb.limits = replace(alb.limits, push_until_hour=24)
    people(alb, 1)
    offered(alb)
    alb.tick()
    ends = alb.do(lambda s: s.scalars(select(Outbox.expires_at)).one())
    assert ends == local(TUESDAY + timedelta(days=1), 0)


def test_a_wave_for_many_places_goes_in_small_steps_and_stops_where_it_should(alb: Town) -> None:
    phones = people(alb, 14)
    offered(alb, places=4)
    for asked in (5, 10, 12, 12):
        alb.do(lambda session: run_due(alb.work(session)))
        assert put_out(alb, Kind.OFFER) == asked
    assert told(phones) == [*range(12)]
    alb.walk(local(TUESDAY, 9) + timedelta(days=2))
    assert told(phones) == [12, 13]


def test_a_wave_in_a_large_town_waits_until_everybody_is_read_beside(
    alb: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(census, "SLICE", 2)
    phones = people(alb, 5)
    offered(alb, places=1)
    alb.tick()
    assert told(phones) == []
    until_ready(alb)
    alb.now += timedelta(seconds=1)
    alb.tick()
    assert told(phones) == [0, 1, 2]


def test_who_waited_longest_comes_first(alb: Town) -> None:
    phones = people(alb, 4)
    for number, days in enumerate((1, 9, 3, 5)):
        said_long_ago = alb.now - timedelta(days=days)
        _offered_at(phones[number], said_long_ago)
    offered(alb, places=1)
    alb.tick()
    assert told(phones) == [1, 2, 3]


def _offered_at(phone: Phone, at: datetime) -> None:
    def note(session: Session) -> None:
        person = session.get_one(Chat, phone.chat).person_id
        session.get_one(Profile, person).offered_at = at

    phone.town.do(note)


def test_a_taken_place_ends_the_waves(alb: Town) -> None:
    phones = people(alb, 5)
    key = offered(alb, places=1)
    alb.tick()
    assert len(told(phones)) == 3
    alb.do(lambda session: _filled(session, key, alb))
    alb.walk(alb.now + timedelta(days=5))
    assert told(phones) == []


def _filled(session: Session, key: int, at: Town) -> None:
    offer = session.get_one(Offer, key)
    set_state(at.work(session), offer, OfferState.FILLED)


def test_at_most_one_a_day_and_two_a_week(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    for _ in range(5):
        offered(alb, places=1)
    heard = walked(alb, alb.now + timedelta(days=7), amal)
    days = [line[:6] for line in heard if "💼" in line]
    assert len(days) == 2
    assert len(set(days)) == 2


def test_never_in_the_night(alb: Town) -> None:
    alb.now = local(TUESDAY, 21)
    amal = newcomer(alb, "amal")
    offered(alb)
    assert [line[:12] for line in walked(alb, alb.now + NIGHT, amal)] == ["11.11. 09:00"]


def test_a_wave_that_comes_late_waits_for_the_morning(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    offered(alb)
    alb.now = local(TUESDAY, 23)
    alb.tick()
    assert news(amal) == []
    assert [line[:12] for line in walked(alb, alb.now + NIGHT, amal)] == ["11.11. 09:00"]


def test_what_did_not_go_out_by_the_evening_does_not_ring_at_night(alb: Town) -> None:
    newcomer(alb, "amal")
    offered(alb)
    alb.tick()
    ends = alb.do(lambda s: s.scalars(select(Outbox.expires_at)).all())
    assert [at.astimezone(BERLIN) for at in ends] == [local(TUESDAY, 19)]


def test_who_does_not_want_offers_or_stopped_gets_none(alb: Town) -> None:
    phones = people(alb, 2)
    said(phones[0], work_on=False)
    said(phones[1], stopped_at=alb.now)
    offered(alb)
    alb.tick()
    assert put_out(alb, Kind.OFFER) == 0


def test_stopped_while_it_waits_is_not_sent(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    offered(alb)
    alb.tick()
    said(amal, work_on=False)
    assert news(amal) == []


def test_changed_while_it_waits_is_not_sent_as_it_was(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = offered(alb, hours_week=30)
    alb.tick()
    changed(alb, key, hours_week=10)
    assert news(amal) == []
    assert "10" in amal.says("/offers").sees


def test_after_two_quiet_weeks_there_is_news_and_then_again(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/offers")
    heard = walked(alb, alb.now + timedelta(days=29), amal)
    assert [line[:12] for line in heard] == ["24.11. 09:00", "08.12. 09:00"]
    assert "I will write to you by Tuesday, 08.12.2026." in heard[0]


def test_the_news_does_not_say_nothing_when_something_fits(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/offers")
    alb.now = local(date(2026, 11, 24), 9)
    offered(alb, german_min="B1", paid=False, slots=["mo.am", "sa.am"])
    alb.tick()
    lines = news(amal)
    assert not any(line.startswith("I have no offer for you yet") for line in lines)


def test_an_offer_is_news_and_moves_the_promise(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/offers")
    alb.now = local(date(2026, 11, 20), 9)
    offered(alb)
    alb.tick()
    heard = walked(alb, local(date(2026, 12, 5), 9), amal)
    assert [line[:12] for line in heard if "💼" not in line] == ["04.12. 09:00"]

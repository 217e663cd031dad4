"""A permission ends while somebody works there: both read one day, nobody is asked how it goes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from storage.introductions.permission import set_permit
from storage.models import CheckIn
from storage.rules.stages import Move, Permit, Side, Stage
from tests.conversations.candidate_scene import asked, calls, cleared, moves, says_yes
from tests.conversations.introducing_scene import lines, opened, stepped
from tests.conversations.permit_scene import at_work
from tests.people import Phone, Town
from tests.scheduler.desk import local
from tests.storage.way_scene import go, on

pytestmark = pytest.mark.both_databases


DO_NOT_GO = "Please do not go there before a person of the centre talked with you."


def test_on_the_last_day_both_read_the_same_day_from_which_on_nobody_comes(alb: Town) -> None:
    firm, _key = at_work(alb, date(2027, 1, 15))
    alb.walk(local(date(2027, 1, 15), 11))
    amal = alb.phone("amal").reads()
    assert "hold until Friday, 15.01.2027.\n" in amal.sees
    from_then = "Please do not go there from Saturday, 16.01.2027 on, before a person of the centre"
    assert from_then in amal.sees
    assert DO_NOT_GO not in amal.sees
    assert "from this day on: Saturday, 16.01.2027" in firm.reads().sees


def test_once_it_is_over_the_card_says_so_and_carries_german(alb: Town) -> None:
    at_work(alb, date(2027, 1, 15))
    amal = alb.phone("amal").says("/language").taps("العربية")
    alb.walk(local(date(2027, 1, 15), 11))
    assert "Bitte gehen Sie ab Samstag, 16.01.2027 nicht hin" in amal.reads().sees
    alb.walk(local(date(2027, 1, 18), 9))
    assert "❗ يرجى عدم الذهاب إلى هناك الآن" in amal.says("/ways").sees
    amal.taps("way.1.")
    ended = "📄 Ihre Papiere für diesen Platz (Arbeitserlaubnis) sind zu Ende. Letzter Tag: "
    assert f"{ended}Freitag, 15.01.2027\nBitte gehen Sie nicht hin, bevor" in amal.sees
    assert "gelten bis" not in amal.sees


def test_nobody_is_asked_how_it_goes_where_somebody_stays_away(alb: Town, petra: Phone) -> None:
    firm, key = at_work(alb, date(2026, 12, 4))
    amal = alb.phone("amal").reads()
    alb.walk(local(date(2026, 12, 21), 12))
    assert alb.do(lambda s: list(s.scalars(select(CheckIn.after)))) == []
    for phone in (amal, firm):
        assert not any("How is it going" in each.text for each in phone.reads().bubbles)
    assert stepped(opened(petra), key, "permission is clear", "31.12.2027") is Stage.STARTED
    alb.walk(local(date(2026, 12, 22), 12))
    assert "How is it going there?" in amal.reads().sees
    assert "How is it going with Amal?" in firm.reads().sees


def test_who_was_asked_before_is_asked_again_once_the_permission_is_clear(
    alb: Town, petra: Phone
) -> None:
    firm, key = at_work(alb, date(2026, 12, 22))
    alb.walk(local(date(2026, 12, 21), 12))
    amal = alb.phone("amal").reads()
    assert "How is it going there?" in amal.sees
    alb.walk(local(date(2026, 12, 23), 12))
    assert "How is it going" not in amal.reads().says("/ways").taps("way.1.").sees
    assert "It is going well" not in " ".join(amal.buttons)
    assert "How is it going" not in firm.reads().says("/mypeople").taps("👤").sees
    assert "Going well" not in " ".join(firm.buttons)
    assert stepped(opened(petra), key, "permission is clear", "31.12.2027") is Stage.STARTED
    assert "How is it going there?" in amal.reads().sees


def test_staff_read_first_that_the_permission_is_over(alb: Town, petra: Phone) -> None:
    at_work(alb, date(2027, 1, 15))
    alb.walk(local(date(2027, 1, 15), 11))
    assert "💼 Works there." in lines(opened(petra))
    alb.walk(local(date(2027, 1, 18), 11))
    found = lines(opened(petra))
    assert "⏸️ Stays away for now: the permission is over." in found
    assert "📄 Permission: over" in found
    assert "⚠️ Last day of the permission: Friday, 15.01.2027" in found
    assert not [each for each in found if "Works there" in each or "clear" in each]


@pytest.mark.parametrize("hour", ["0700", "1400"])
def test_the_first_day_may_be_the_last_one_that_holds(alb: Town, petra: Phone, hour: str) -> None:
    """Whoever begins in the afternoon is at work only after everybody else was told."""
    last = date(2026, 12, 1)
    firm, _offer, key = asked(alb, kind="job")
    moves(alb, key, Move.SEND, Side.FIRM)
    says_yes(alb, key)
    cleared(alb, key)
    on(alb, key, lambda work, found: set_permit(work, found, Permit.CLEAR, last))
    on(alb, key, go(Move.TALK, Side.FIRM))
    on(alb, key, go(Move.START, Side.FIRM, starts_on=last, hour=hour))
    amal = alb.phone("amal").reads()
    seen, read = len(firm.reads().bubbles), len(amal.bubbles)
    for _ in alb.hours(local(last + timedelta(days=1), 7)):
        firm.reads()
        amal.reads()
    told = [bubble.text for bubble in firm.bubbles[seen:]]
    assert any("does not come for now" in text for text in told) or ("news", key) in calls(alb)
    assert not any("do not go there before" in bubble.text for bubble in amal.bubbles[read:-1])
    assert "do not go there" in amal.bubbles[-1].text

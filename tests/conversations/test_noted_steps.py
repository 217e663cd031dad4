"""What a colleague noted takes effect in a minute, whatever happens in it; else they hear so."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import update

from storage.introductions import permission
from storage.models import Introduction, Role
from storage.queues.kinds import Kind
from storage.rules.stages import Move, Permit, Side, Stage
from tests.conversations.introducing_scene import lines, minute, opened
from tests.conversations.invited import staff
from tests.conversations.test_desk_attacked import pause
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, offered
from tests.storage.way_scene import go, interested, on, told, way

pytestmark = pytest.mark.both_databases
PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE
NOT_DONE = "❗ What you noted could not be done: it changed in the meantime."


def test_a_step_that_cannot_be_done_any_more_is_told_to_who_noted_it(
    alb: Town, petra: Phone, key: int
) -> None:
    opened(petra).taps("Show the card")
    on(alb, key, go(Move.WITHDRAW, PERSON))
    minute(alb)
    assert way(alb, key).stage is Stage.WITHDRAWN
    assert lines(petra.reads())[0] == NOT_DONE
    assert lines(petra)[3] == "❌ The person said no."


def test_a_step_of_a_colleague_who_left_comes_to_nothing_and_others_hear(
    alb: Town, petra: Phone, key: int
) -> None:
    paul = staff(alb, "paul", "alb")
    opened(petra).taps("Show the card")
    pause(petra)
    heard = len(paul.reads().bubbles)
    minute(alb)
    assert way(alb, key).stage is Stage.INTERESTED
    (said,) = paul.reads().bubbles[heard:]
    assert said.text.startswith("Amal (R-")


def test_a_step_of_who_works_elsewhere_now_comes_to_nothing(
    alb: Town, petra: Phone, key: int
) -> None:
    opened(petra).taps("Show the card")
    alb.do(lambda s: s.execute(update(Role).where(Role.scope == "alb").values(scope="ermstal")))
    minute(alb)
    assert way(alb, key).stage is Stage.INTERESTED
    assert not told(alb, Kind.NOT_DONE, key)


def test_a_step_holds_though_something_else_changed_in_its_minute(
    alb: Town, petra: Phone, key: int
) -> None:
    """The firm asks, or a parent's yes is needed, while what was said on the phone still waits."""
    on(alb, key, go(Move.SHOW, CENTRE))
    opened(petra).taps("please send")
    on(alb, key, go(Move.ASK, FIRM))
    assert "↩️ Take it back" in opened(petra).buttons
    minute(alb)
    assert (way(alb, key).stage, told(alb, Kind.NOT_DONE, key)) == (Stage.WANTED, [])
    on(alb, key, go(Move.AGREE, PERSON), lambda w, i: permission.set_permit(w, i, Permit.CLEAR))
    on(alb, key, go(Move.CLEAR, CENTRE))
    opened(petra).taps("Talk about it first")
    on(alb, key, go(Move.NAME, FIRM, options=["2026-11-20T09:00"]))
    minute(alb)
    assert (way(alb, key).stage, way(alb, key).last_side) == (Stage.TALKING, FIRM)


def test_a_day_agreed_in_the_minute_is_not_given_up_for_a_word_before_it(
    alb: Town, petra: Phone, key: int
) -> None:
    on(alb, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    on(alb, key, lambda work, found: permission.set_permit(work, found, Permit.CLEAR))
    on(alb, key, go(Move.CLEAR, CENTRE), go(Move.NAME, FIRM, options=["2026-11-20T09:00"]))
    opened(petra).taps("Another day, please")
    on(alb, key, go(Move.CHOOSE, PERSON, day=(date(2026, 11, 20), time(9))))
    minute(alb)
    assert way(alb, key).stage is Stage.DATED
    told_at_last = [each for each in petra.reads().bubbles if NOT_DONE in each.text]
    assert "📅 Friday, 20.11.2026, 09:00" in told_at_last[-1].text


def test_where_the_last_place_went_the_colleague_hears(
    alb: Town, petra: Phone, alone: Phone
) -> None:
    offer = offered(alb, kind="trial_day", places=1)
    keys = [
        interested(alb, each, offer) for each in (alone, newcomer(alb, "sara", first_name="Sara"))
    ]
    for key in keys:
        on(alb, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
        on(alb, key, lambda work, found: permission.set_permit(work, found, Permit.CLEAR))
        on(alb, key, go(Move.CLEAR, CENTRE), go(Move.NAME, FIRM, options=["2026-11-20T09:00"]))
    petra.says(f"/today way-{keys[0]}").taps("Friday, 20.11.2026")
    alb.do(
        lambda s: s.execute(update(Introduction).where(Introduction.id == keys[1]).values(seat=1))
    )
    minute(alb)
    assert way(alb, keys[0]).stage is Stage.CHOOSING
    assert len(told(alb, Kind.NOT_DONE, keys[0])) == 1
    assert "⚠️ All places of this offer are taken." in petra.reads().sees

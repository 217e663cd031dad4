"""Somebody on the way to a firm moves: their new centre owns the way, and hears of it."""

from __future__ import annotations

import pytest

from storage import firm_calls
from storage.introductions.lists import owned_by
from storage.rules.stages import Move
from tests.conversations.candidate_scene import FIRM, asked, moves, says_yes, way
from tests.conversations.introducing_scene import opened
from tests.conversations.invited import staff
from tests.people import Town
from tests.scheduler.desk import news, person_of

pytestmark = pytest.mark.both_databases


def test_the_new_centre_owns_the_way_and_hears_of_it(alb: Town) -> None:
    petra, rosa = staff(alb, "petra", "alb"), staff(alb, "rosa", "reutlingen")
    _firm, _offer, key = asked(alb, "trial_day")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    opened(petra).taps("I look after this")
    firm = way(alb, key).employer_id
    alb.do(lambda s: firm_calls.ask(alb.work(s), firm, firm_calls.CARD, key, 1, centre="alb"))
    rosa.reads()
    amal = alb.phone("amal").reads().says("/profile")
    amal.taps("Change").taps("I live in").says("Pfullingen")
    assert (way(alb, key).centre, way(alb, key).owner_id) == ("reutlingen", None)
    colleague = person_of(petra)
    assert alb.do(lambda s: owned_by(alb.work(s), colleague)) == []
    assert len(news(rosa)) == 1
    assert "📄 The permission for this job is missing." in rosa.sees
    assert "Who is on the way" in str(rosa.says("/today").buttons)
    assert "Who is on the way" not in str(petra.reads().says("/today").buttons)
    found = alb.do(lambda s: firm_calls.find(alb.work(s), 1))
    assert found is not None
    assert found.centre == "reutlingen"

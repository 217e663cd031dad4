"""Somebody whose permission for a job has a last day."""

from __future__ import annotations

from datetime import date

from storage.introductions.permission import set_permit
from storage.rules.stages import Move, Permit, Stage
from tests.conversations.candidate_scene import asked, cleared, moves, says_yes, stage
from tests.conversations.way_scene import FIRM, STARTS
from tests.people import Phone, Town
from tests.scheduler.desk import local
from tests.storage.way_scene import go, on


def at_work(at: Town, until: date) -> tuple[Phone, int]:
    """Bring somebody to work whose permission has a last day."""
    firm, _offer, key = asked(at, kind="job")
    moves(at, key, Move.SEND, FIRM)
    says_yes(at, key)
    cleared(at, key)
    on(at, key, lambda work, found: set_permit(work, found, Permit.CLEAR, until))
    on(at, key, go(Move.TALK, FIRM), go(Move.START, FIRM, starts_on=STARTS))
    at.walk(local(STARTS, 12))
    assert stage(at, key) is Stage.STARTED
    return firm, key

"""While a problem at a firm is looked at the time of its steps stands still, then begins anew."""

from __future__ import annotations

from datetime import timedelta

from storage import holds
from storage.introductions.days import begins
from storage.introductions.lists import of_person
from storage.introductions.timing import lasts
from storage.models import Introduction
from storage.rules.stages import Move, Stage
from storage.work import Work


def is_held(work: Work, introduction: Introduction) -> bool:
    """Tell whether a firm is kept away from somebody on the way to it."""
    return holds.is_held(work, introduction.person_id, introduction.employer_id)


def stops(work: Work, introduction: Introduction, move: Move) -> bool:
    """Tell whether what a firm said comes to nothing: all that leads nearer to it, but no end."""
    return move is not Move.REFUSE and is_held(work, introduction)


def was_on_the_day(work: Work, introduction: Introduction) -> bool:
    """Tell whether it was held when the day that was agreed began, or the first one at work."""
    at = begins(work, introduction)
    who, firm = introduction.person_id, introduction.employer_id
    return at is not None and holds.was_held(work, who, firm, at)


def begin_anew(work: Work, person_id: int, employer_id: int) -> None:
    """Give who has the next step all their time again, once a colleague looked."""
    for each in of_person(work, person_id):
        days = lasts(each)
        if each.employer_id == employer_id and days is not None:
            each.expires_at = work.now + timedelta(days=days)
            if each.stage is Stage.SHOWN:
                each.card_until = each.expires_at
    work.session.flush()

"""Somebody moves to another centre: their ways to firms go along, with whom to call about them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from storage import firm_calls
from storage.introductions.steps import is_over
from storage.models import Call, FirmCall, Introduction
from storage.models.calls import CallKind
from storage.work import Work


def move(work: Work, person_id: int, centre: str | None) -> Sequence[Introduction]:
    """Give what is living to another centre, where nobody looks after it yet; return it."""
    own = (Introduction.person_id == person_id, ~is_over())
    elsewhere = Introduction.centre.is_distinct_from(centre)
    rows = select(Introduction).where(*own, elsewhere).order_by(Introduction.id)
    found = work.session.scalars(rows).all()
    for each in found:
        each.centre, each.owner_id = centre, None
    keys = [each.id for each in found]
    of_way = (Call.kind == CallKind.INTRODUCTION, Call.subject.in_(keys))
    of_firm = (FirmCall.about.not_in(firm_calls.ELSEWHERE), FirmCall.subject.in_(keys))
    work.session.execute(update(Call).where(*of_way, Call.done_at.is_(None)).values(centre=centre))
    still = update(FirmCall).where(*of_firm, FirmCall.done_at.is_(None))
    work.session.execute(still.values(centre=centre))
    return found

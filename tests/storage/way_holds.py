"""What holds of somebody on the way to a firm, and of who was, whatever anybody did."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from storage.introductions.timing import lasts
from storage.models import Due, Introduction, Outbox
from storage.models.due import DueState
from storage.queues.kinds import Kind
from storage.rules.keeping import CHECKS
from storage.rules.stages import ENDS, LOOK_DAY, MANNERS, Permit, Stage
from storage.work import Work
from tests.people import BERLIN

FORTNIGHT = timedelta(days=14)
OURS = (Kind.INTRODUCED, Kind.TRIAL_REMINDER, Kind.CHECK_IN)


def lives(work: Work, each: Introduction) -> None:
    """Look at one that is on the way: who hears of it, and what is permitted."""
    assert each.stage in MANNERS
    assert each.told_at is not None
    told = each.told_at.astimezone(BERLIN).date()
    if each.news_by is not None:
        assert work.today <= each.news_by <= told + FORTNIGHT or each.news_by <= work.today
        assert _waits(work, each, Kind.INTRODUCTION_NEWS)
    elif each.stage is Stage.DATED:
        assert each.on_date is not None
        assert each.on_date <= told + FORTNIGHT
        assert _waits(work, each, Kind.TRIAL_OVER)
    else:
        assert each.stage is Stage.STARTED
        assert each.starts_on is not None
        last = each.starts_on + max(CHECKS.values())
        assert last < work.today or _waits(work, each, Kind.CHECK_IN)
    if lasts(each) is not None:
        assert _waits(work, each, Kind.INTRODUCTION_ENDS)
    else:
        assert each.expires_at is None
    if each.stage is Stage.PERMIT:
        assert each.permit is not None
    if each.stage in (Stage.STARTING, Stage.STARTED):
        assert _permitted(each, each.starts_on), "nobody begins without a permission"
    if each.stage is Stage.DATED and each.kind != LOOK_DAY:
        assert _permitted(each, each.on_date), "nobody comes to work without a permission"


def _permitted(each: Introduction, on: date | None) -> bool:
    until = each.permit_until
    return each.permit is Permit.CLEAR and on is not None and (until is None or on <= until)


def is_over(work: Work, each: Introduction) -> None:
    """Look at one that ended: nothing of it is kept, due or told."""
    assert each.stage in ENDS
    assert each.key is None
    assert each.facts is None
    assert each.news_by is None
    assert each.seat is None or each.stage is Stage.KEPT
    still = (Due.state == DueState.TODO, Due.subject == each.id, Due.kind.in_(DUE))
    assert not work.session.scalars(select(Due.kind).where(*still)).all()
    later = (Outbox.subject == each.id, Outbox.kind.in_(OURS), Outbox.person_id == each.person_id)
    sent = select(Outbox.revision).where(*later, Outbox.created_at > each.ended_at)
    assert not work.session.scalars(sent).all(), "told after the end"


DUE = (
    *(Kind.INTRODUCTION_NEWS, Kind.INTRODUCTION_ENDS, Kind.WORK_BEGINS, Kind.TRIAL_REMINDER),
    *(Kind.TRIAL_OVER, Kind.CHECK_IN),
)


def _waits(work: Work, each: Introduction, kind: Kind) -> bool:
    own = (Due.kind == kind, Due.subject == each.id, Due.revision == each.revision)
    found = select(Due.id).where(*own, Due.state == DueState.TODO)
    return bool(work.session.scalars(found).all())

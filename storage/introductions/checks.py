"""How it goes after a start: both are asked twice, either may want to talk."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from storage.models import CheckIn, Introduction
from storage.queues.once import insert_once
from storage.rules.introducing import Side
from storage.work import Work

WELL, TALK, GONE = "well", "talk", "gone"
WEEKS2, MONTHS3 = "weeks2", "months3"


def ask(work: Work, introduction: Introduction, after: str) -> None:
    """Note that both sides are asked, once for each of the two times."""
    for side in (Side.PERSON, Side.FIRM):
        insert_once(
            work.session,
            CheckIn,
            introduction_id=introduction.id,
            person_id=introduction.person_id,
            side=side,
            after=after,
            asked_at=work.now,
        )


def answer(work: Work, introduction: Introduction, side: Side, after: str, said: str) -> bool:
    """Keep what a side said; False where it was not asked. The last word counts."""
    rows = select(CheckIn).where(CheckIn.introduction_id == introduction.id)
    check = work.session.scalar(rows.where(CheckIn.side == side, CheckIn.after == after))
    if check is None:
        return False
    check.answer, check.answered_at = said, work.now
    work.session.flush()
    return True


def open_of(work: Work, introduction: Introduction, side: Side) -> str | None:
    """Return which of the questions a side did not answer yet, the first one."""
    rows = select(CheckIn.after).where(
        CheckIn.introduction_id == introduction.id,
        CheckIn.side == side,
        CheckIn.answer.is_(None),
    )
    return work.session.scalars(rows.order_by(CheckIn.id).limit(1)).first()


def of(work: Work, introduction: Introduction) -> Sequence[CheckIn]:
    """Return what both were asked and said, the oldest first."""
    rows = select(CheckIn).where(CheckIn.introduction_id == introduction.id)
    return work.session.scalars(rows.order_by(CheckIn.id)).all()

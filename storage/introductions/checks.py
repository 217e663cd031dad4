"""How it goes after a start: both are asked twice, either may want to talk."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from storage.introductions.days import away_from
from storage.models import CheckIn, Introduction
from storage.queues.once import insert_once
from storage.rules.keeping import TALK, UNASKED
from storage.rules.stages import Side
from storage.work import Work


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


def unasked(work: Work, introduction: Introduction, side: Side) -> str | None:
    """Return what a side speaks to unasked: what it was asked last, or nothing yet.

    None where it said already that it wants to talk.
    """
    if side in talks(work, introduction):
        return None
    last, about = last_of(work, introduction, side), (introduction.id, introduction.person_id)
    if last is not None:
        return last.after
    row = {"introduction_id": about[0], "person_id": about[1], "side": side, "after": UNASKED}
    insert_once(work.session, CheckIn, **row, asked_at=work.now)
    return UNASKED


def answer(work: Work, introduction: Introduction, side: Side, after: str, said: str) -> bool:
    """Keep what a side said; False where it was not asked. The last word counts."""
    rows = select(CheckIn).where(CheckIn.introduction_id == introduction.id)
    check = work.session.scalar(rows.where(CheckIn.side == side, CheckIn.after == after))
    if check is None:
        return False
    check.answer, check.answered_at = said, work.now
    work.session.flush()
    return True


def last_of(work: Work, introduction: Introduction, side: Side) -> CheckIn | None:
    """Return what a side was asked last, were it answered."""
    asked = [each for each in of(work, introduction) if each.side is side]
    return asked[-1] if asked else None


def talks(work: Work, introduction: Introduction) -> dict[Side, CheckIn]:
    """Return who wants to talk: nobody did yet, and they said nothing else since."""
    said = {each.side: each for each in of(work, introduction) if each.answer is not None}
    return {side: each for side, each in said.items() if each.answer == TALK}


def open_of(work: Work, introduction: Introduction, side: Side) -> str | None:
    """Return what a side was asked last, if that is open: not while somebody stays away."""
    if away_from(work, introduction) is not None:
        return None
    last = last_of(work, introduction, side)
    return last.after if last is not None and last.answer is None else None


def asked_last(work: Work, keys: Sequence[int]) -> dict[int, CheckIn]:
    """Return what the firms of some introductions were asked last, by the introduction's key."""
    mine = (CheckIn.introduction_id.in_(keys), CheckIn.side == Side.FIRM)
    rows = select(CheckIn).where(*mine).order_by(CheckIn.id) if keys else None
    found = work.session.scalars(rows) if rows is not None else ()
    return {each.introduction_id: each for each in found}


def of(work: Work, introduction: Introduction) -> Sequence[CheckIn]:
    """Return what both were asked and said, the oldest first."""
    rows = select(CheckIn).where(CheckIn.introduction_id == introduction.id)
    return work.session.scalars(rows.order_by(CheckIn.id)).all()

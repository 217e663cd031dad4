"""How it goes at work, as one side says: a talk, an end, or still there after three months."""

from __future__ import annotations

from conversations.everybody import notices
from conversations.introductions import carry_on
from storage import people
from storage.introductions import checks, steps, working
from storage.models import Introduction
from storage.rules.keeping import GONE, MONTHS3, TALK, is_kept
from storage.rules.stages import Move, Side, Stage
from storage.work import Work


def say_how(work: Work, introduction: Introduction, side: Side, said: str) -> bool:
    """Keep the answer (well, talk, gone) to what a side was asked last; False where nothing was.

    Who wants to talk says so at any time, and stays; the centre hears it, and has a day. Who is
    gone ends the way.
    """
    after = checks.open_of(work, introduction, side)
    if after is None and said == TALK:
        after = checks.unasked(work, introduction, side)
    if after is None or introduction.stage is not Stage.STARTED:
        return False
    checks.answer(work, introduction, side, after, said)
    if said == TALK:
        steps.talk_by(work, introduction)
        notices.to_introduce(work, introduction, once=f"{after}:{side}:{work.today}")
    if said == GONE:
        return carry_on(work, introduction, Move.LEAVE, side)
    settle(work, introduction, side)
    return True


def is_gone(work: Work, introduction: Introduction, side: Side) -> bool:
    """End the way of who works there no more, were the side not asked; False where they do not."""
    asked = say_how(work, introduction, side, GONE)
    return asked or carry_on(work, introduction, Move.LEAVE, side)


def settle(work: Work, introduction: Introduction, side: Side, *, by: int | None = None) -> bool:
    """Keep who is still there after three months, as far as both said; tells whether that is so.

    They have work: offers pause until they look again.
    Not while one of them wants to talk: that would be forgotten.
    """
    if checks.talks(work, introduction):
        return False
    said = {
        each.side: each.answer for each in checks.of(work, introduction) if each.after == MONTHS3
    }
    if not is_kept(said.get(Side.PERSON), said.get(Side.FIRM)):
        return False
    if not carry_on(work, introduction, Move.KEEP, side, by=by):
        return False
    person = people.find(work, introduction.person_id)
    if person is not None and person.works_since is None:
        working.has_work(work, person, introduction.starts_on or work.today)
    return True

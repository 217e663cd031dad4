"""A step a colleague noted takes effect in a minute: until then nobody is told of it.

However it went on meanwhile, if it still can be done; else the colleague hears so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from storage import pending
from storage.introductions import sealing
from storage.introductions.steps import NOTHING_NEW, Facts
from storage.models import Due, Introduction
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.stages import FILLED, Move, Side
from storage.work import Work

OFF = "off"
"""The word of a no to who was to come, because the place is filled."""
NAMED, SAID = "named", "said"
"""Under which words the days of a firm, and an answer to it, wait, sealed, until they are told."""
WORDS = (Kind.INTRODUCTION_MOVES, Kind.FIRM_SAID)
AS_IT_WAS = frozenset({Move.NAME, Move.CHOOSE, Move.OTHER, Move.CLEAR, Move.SHUT})
"""Steps about days as they were named, or a permission as it was asked for: no other ones."""


@dataclass(frozen=True)
class Planned:
    """A step, the side that said it, and a word of it.

    That is a reason, the number of a day among those named (from 0), a first day (see `begins`)
    or the last day of a permission (ISO).
    """

    move: Move
    side: Side
    word: str = ""

    def __str__(self) -> str:
        """Write it as part of a row of what is due."""
        return f"{self.move}.{self.side}.{self.word}"


def begins(side: Side, day: str, hour: str) -> Planned:
    """Return the step to a first day at work (ISO) and its hour (0800), where that is known."""
    return Planned(Move.START, side, "T".join(filter(None, (day.replace("-", ""), hour))))


def begin(work: Work, introduction: Introduction, planned: Planned, actor: int) -> None:
    """Let a step take effect after the time to undo; a second tap does not begin it again."""
    if waits(work, introduction) is None:
        schedule(work, Kind.INTRODUCTION_MOVES, introduction, planned, actor)


def schedule(
    work: Work,
    kind: Kind,
    introduction: Introduction,
    planned: Planned,
    actor: int | None = None,
) -> None:
    """Have a step become due once the time to undo is over; `of` reads it.

    `actor` is who must still be allowed then; without one it holds whoever is.
    """
    due.schedule(
        work,
        kind,
        work.now + work.limits.undo,
        subject=introduction.id,
        revision=introduction.revision,
        person_id=actor,
        offset=f"{work.now:%d%H%M%S%f}.{planned}",
    )


def waits(work: Work, introduction: Introduction) -> Planned | None:
    """Return the step that still can be taken back."""
    found = pending.waits(work, Kind.INTRODUCTION_MOVES, introduction.id)
    return of(found) if found else None


def said_until(work: Work, introduction: Introduction) -> datetime | None:
    """Return when what a colleague or the firm said takes effect; None where nothing waits.

    It counts when it was said: what a day brings meanwhile waits for it.
    """
    rows = (pending.waits(work, kind, introduction.id) for kind in WORDS)
    return max((row.due_at for row in rows if row is not None), default=None)


def holds(introduction: Introduction, planned: Planned, revision: int) -> bool:
    """Tell whether a step is still about what it was about at that revision."""
    return planned.move not in AS_IT_WAS or introduction.revision == revision


def take_back(work: Work, introduction: Introduction) -> bool:
    """Undo; False where nothing waits (any more)."""
    return pending.take_back(work, Kind.INTRODUCTION_MOVES, introduction.id)


def of(row: Due) -> Planned:
    """Read the step a row of what is due stands for."""
    _at, move, side, word = row.offset.split(".", 3)
    return Planned(Move(move), Side(side), word)


def facts_of(introduction: Introduction, planned: Planned) -> Facts:
    """Return what a step brings besides."""
    if planned.move is Move.REFUSE:
        return Facts(reason=FILLED if planned.word == OFF else planned.word or None)
    if planned.move is Move.START:
        on, _at, hour = planned.word.partition("T")
        return Facts(starts_on=date.fromisoformat(on), hour=hour or None)
    if planned.move is Move.NAME:
        return Facts(options=sealing.facts(introduction).get(NAMED, "").split())
    if planned.move is Move.ANSWER:
        return Facts(said=sealing.facts(introduction).get(SAID))
    if planned.move is Move.CHOOSE:
        chosen = datetime.fromisoformat((introduction.options or [])[int(planned.word)])
        return Facts(day=(chosen.date(), chosen.time()))
    return NOTHING_NEW


def forget(introduction: Introduction) -> None:
    """Forget what a step was to bring: it took effect, or comes to nothing."""
    if introduction.key is not None:
        sealing.note(introduction, **{NAMED: None, SAID: None})

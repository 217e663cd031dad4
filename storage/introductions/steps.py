"""One way to move an introduction on keeps its places, days and what is due true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement

from storage.introductions import asking, sealing, seats
from storage.introductions.days import note_off
from storage.introductions.grown import counts_as_minor
from storage.introductions.timing import WAITING, asks_first, schedule, schedule_news
from storage.models import Introduction, Person
from storage.queues import due
from storage.rules.stages import (
    CARD_DAYS,
    ENDS,
    Case,
    Move,
    Permit,
    Side,
    Stage,
    gives_place_back,
    moved,
)
from storage.work import Work


class FullError(ValueError):
    """The last place of an offer went to somebody else."""


@dataclass(frozen=True)
class Facts:
    """What a move brings.

    `reason` is why not, `options` days a firm names (ISO, local), `day` the local one that was
    chosen, `starts_on` the first day at work, `hour` when it begins (08:00 as 0800), `said` what a
    firm asks or is answered, `language` the one it asks in.
    """

    reason: str | None = None
    options: list[str] | None = None
    day: tuple[date, time] | None = None
    starts_on: date | None = None
    hour: str | None = None
    said: str | None = None
    language: str | None = None


NOTHING_NEW = Facts()
PLANNED = frozenset({Move.OTHER, Move.CLEAR})
"""Moves after which a first day that comes to nothing is still named: all concerned hear so."""


def find(work: Work, key: int | None) -> Introduction | None:
    """Return an introduction; None where it is gone."""
    return work.session.get(Introduction, key) if key else None


def current(work: Work, key: int | None, revision: int | None) -> Introduction | None:
    """Return an introduction that stands as it did at that revision."""
    found = find(work, key)
    return found if found is not None and found.revision == revision else None


def advance(
    work: Work,
    introduction: Introduction,
    move: Move,
    side: Side,
    facts: Facts = NOTHING_NEW,
) -> bool:
    """Move an introduction on; False where that is not possible at its stage.

    The reason of what expires is the stage at which nobody answered; while parents are asked, of
    any end. An answer to a firm that went on since changes nothing else.
    Raises FullError where the last place is gone, with nothing changed.
    """
    stage = leads_to(work, introduction, move, facts)
    if stage is None:
        return False
    if move is Move.ANSWER:
        asking.answer(work, introduction, facts.said)
        if stage is introduction.stage:
            return True
    with work.savepoint():
        if not seats.take(work, introduction, stage):
            raise FullError(f"offer {introduction.offer_id} has no place left")
        _keep(work, introduction, stage, move, facts)
        _keep_days(work, introduction, stage, move, facts)
        enter(work, introduction, stage, side)
    return True


def _keep(work: Work, introduction: Introduction, stage: Stage, move: Move, facts: Facts) -> None:
    """Keep what was said with a move to a stage; it still stands where it was."""
    was = introduction.stage
    is_kept = move is Move.EXPIRE or (was is Stage.GUARDIAN and stage in ENDS)
    introduction.reason = facts.reason or (was.value if is_kept else None)
    note_off(work, introduction, stage)
    if move is Move.MISS:
        introduction.tried_at = None
    sealing.note_missed(introduction, missed=move is Move.MISS)
    if move is Move.OTHER and introduction.stage is not Stage.STARTING:
        sealing.note_refused(introduction)
    if move is Move.ASK:
        asking.ask(work, introduction, facts.said, facts.language)
    if move is Move.START:
        sealing.note(introduction, hour=facts.hour)


def _keep_days(
    work: Work, introduction: Introduction, stage: Stage, move: Move, facts: Facts
) -> None:
    """Keep the days that were named, the one both agreed on, and the first one at work."""
    introduction.options = facts.options
    if stage in (Stage.NAMING, Stage.TALKING) and move not in PLANNED:
        introduction.starts_on = None
    elif facts.starts_on is not None:
        introduction.starts_on = facts.starts_on
    if facts.day is not None and stage is Stage.DATED:
        introduction.on_date, introduction.at_time = facts.day
        introduction.zone = work.zone.key


def leads_to(
    work: Work, introduction: Introduction, move: Move, facts: Facts = NOTHING_NEW
) -> Stage | None:
    """Return the stage a move leads to now; None where it is not possible."""
    return moved(introduction.stage, move, case_of(work, introduction, facts))


def case_of(work: Work, introduction: Introduction, facts: Facts = NOTHING_NEW) -> Case:
    """Return what decides where a move leads that brings these facts."""
    person = work.session.get(Person, introduction.person_id)
    begins = facts.starts_on or introduction.starts_on
    on = facts.day[0] if facts.day else begins
    return Case(
        introduction.kind,
        minor=person is not None and counts_as_minor(work, person),
        cleared=introduction.permit is Permit.CLEAR and not _is_past(work, introduction, on),
        starts=begins is not None,
        over=begins is not None and begins < work.today,
        asked=asking.is_open(introduction),
    )


def _is_past(work: Work, introduction: Introduction, on: date | None) -> bool:
    """Tell whether the last day of a permission is over, or will be on that day."""
    until = introduction.permit_until
    return until is not None and until < max(work.today, on or work.today)


def put_off(work: Work, introduction: Introduction) -> None:
    """Note that both heard that it goes on, and have them hear again in time."""
    introduction.told_at = work.now
    schedule_news(work, introduction)


def talk_by(work: Work, introduction: Introduction) -> None:
    """Keep a day for who wants to talk at work, and for nobody once all were talked with."""
    introduction.told_at = introduction.changed_at = work.now
    schedule_news(work, introduction, introduction.news_by)
    work.session.flush()


def is_over() -> ColumnElement[bool]:
    """Return the condition for introductions that ended."""
    return Introduction.ended_at.is_not(None)


def enter(work: Work, introduction: Introduction, stage: Stage, side: Side) -> None:
    """Be at a stage: places, dates and what is due follow."""
    introduction.stage = stage
    if stage is Stage.PERMIT and introduction.permit in (None, Permit.CLEAR):
        introduction.permit, introduction.permit_on = Permit.OPEN, work.today
    if stage is not Stage.CHOOSING:
        introduction.options = None
    for reached, name in REACHED.items():
        if stage is reached and getattr(introduction, name) is None:
            setattr(introduction, name, work.now)
    if stage is Stage.SHOWN:
        introduction.card_until = work.now + timedelta(days=CARD_DAYS)
    if gives_place_back(stage, introduction.kind):
        seats.give_back(work, introduction)
    if stage in ENDS:
        introduction.ended_at = work.now
        introduction.news_by = introduction.card_until = introduction.expires_at = None
        introduction.asked_at = None
        sealing.forget(introduction)
    changed(work, introduction, side)


REACHED: Mapping[Stage, str] = {
    Stage.SHOWN: "shown_at",
    Stage.PERMIT: "introduced_at",
    Stage.NAMING: "introduced_at",
    Stage.CAME: "tried_at",
    Stage.STARTED: "started_at",
}
"""When somebody first came so far; the numbers count these."""


def changed(work: Work, introduction: Introduction, side: Side) -> None:
    """Note a change: what was due before is not any more."""
    introduction.revision += 1
    introduction.last_side = side
    if not asks_first(introduction):
        introduction.changed_at = work.now
    work.session.flush()
    due.cancel(work, WAITING, introduction.id, before_revision=introduction.revision)
    if introduction.stage not in ENDS:
        schedule(work, introduction)
    work.session.flush()

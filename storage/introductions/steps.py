"""One way to move an introduction on keeps its places, days and what is due true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement

from storage.introductions import checks, sealing, seats
from storage.models import Introduction, Person
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.ages import AgeBand
from storage.rules.clock import begins_at, to_utc
from storage.rules.introducing import (
    CARD_DAYS,
    ENDS,
    MANNERS,
    Case,
    Move,
    Permit,
    Side,
    Stage,
    gives_place_back,
    moved,
)
from storage.rules.keeping import CHECKS
from storage.rules.reminding import EVE_AT, Offset, reminders
from storage.rules.workdays import working_days_after
from storage.work import Work

WAITING = (
    *(Kind.INTRODUCTION_NEWS, Kind.INTRODUCTION_ENDS, Kind.WORK_BEGINS),
    *(Kind.TRIAL_REMINDER, Kind.TRIAL_OVER, Kind.CHECK_IN, Kind.INTRODUCTION_MOVES),
    Kind.FIRM_UNTOLD,
)
"""What is due because of a stage; a change begins it anew."""
NEWS_HOUR, FAR_NEWS = time(10), 7
LONGEST_SILENCE = timedelta(days=13)
"""However many holidays there are: nobody who waits hears nothing for a fortnight."""


class FullError(ValueError):
    """The last place of an offer went to somebody else."""


@dataclass(frozen=True)
class Facts:
    """What a move brings.

    `reason` is why not, `options` days a firm names (ISO, local), `day` the local one that was
    chosen, `starts_on` the first day at work.
    """

    reason: str | None = None
    options: list[str] | None = None
    day: tuple[date, time] | None = None
    starts_on: date | None = None


NOTHING_NEW = Facts()


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

    The reason of what expires is the stage at which nobody answered.
    Raises FullError where the last place is gone, with nothing changed.
    """
    begins = facts.starts_on or introduction.starts_on
    stage = leads_to(work, introduction, move, facts)
    if stage is None:
        return False
    was = introduction.stage.value
    with work.savepoint():
        if not seats.take(work, introduction, stage):
            raise FullError(f"offer {introduction.offer_id} has no place left")
        introduction.reason = facts.reason or (was if move is Move.EXPIRE else None)
        if move is Move.MISS:
            introduction.tried_at = None
        sealing.note_missed(introduction, missed=move is Move.MISS)
        if move is Move.OTHER:
            sealing.note_refused(introduction)
        introduction.options = facts.options
        introduction.starts_on = None if stage in (Stage.NAMING, Stage.TALKING) else begins
        if facts.day is not None and stage is Stage.DATED:
            introduction.on_date, introduction.at_time = facts.day
            introduction.zone = work.zone.key
        enter(work, introduction, stage, side)
    return True


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
        minor=person is not None and person.age_band == AgeBand.YOUNG,
        cleared=introduction.permit is Permit.CLEAR and not _is_past(work, introduction, on),
        starts=begins is not None,
        over=begins is not None and begins < work.today,
    )


def _is_past(work: Work, introduction: Introduction, on: date | None) -> bool:
    """Tell whether the last day of a permission is over, or will be on that day."""
    until = introduction.permit_until
    return until is not None and until < max(work.today, on or work.today)


def put_off(work: Work, introduction: Introduction) -> None:
    """Note that both heard that it goes on, and have them hear again in time."""
    introduction.told_at = work.now
    _schedule_news(work, introduction)


def talk_by(work: Work, introduction: Introduction) -> None:
    """Keep a day for who wants to talk at work, and for nobody once all were talked with."""
    introduction.told_at = introduction.changed_at = work.now
    _schedule_news(work, introduction, introduction.news_by)
    work.session.flush()


def is_over() -> ColumnElement[bool]:
    """Return the condition for introductions that ended."""
    return Introduction.ended_at.is_not(None)


def enter(work: Work, introduction: Introduction, stage: Stage, side: Side) -> None:
    """Be at a stage: places, dates and what is due follow."""
    introduction.stage = stage
    if stage is Stage.PERMIT and introduction.permit in (None, Permit.CLEAR):
        introduction.permit, introduction.permit_on = Permit.OPEN, work.today
        introduction.permit_until = None
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
    introduction.last_side, introduction.changed_at = side, work.now
    work.session.flush()
    due.cancel(work, WAITING, introduction.id, before_revision=introduction.revision)
    if introduction.stage not in ENDS:
        schedule(work, introduction)
    work.session.flush()


def schedule(work: Work, introduction: Introduction) -> None:
    """Have what a stage brings come in its time; of a firm's question the person hears later.

    A firm does not hear that parents are asked: what it was promised before holds.
    """
    manner = MANNERS[introduction.stage]
    holds = introduction.stage in (Stage.QUESTION, Stage.GUARDIAN)
    if introduction.stage is not Stage.QUESTION:
        introduction.told_at = work.now
    _schedule_news(work, introduction, introduction.news_by if holds else None)
    introduction.expires_at = None
    if manner.lasts is not None:
        introduction.expires_at = work.now + timedelta(days=manner.lasts)
        _at(work, Kind.INTRODUCTION_ENDS, introduction, introduction.expires_at)
    if introduction.stage is Stage.DATED:
        _schedule_day(work, introduction)
    if introduction.stage is Stage.STARTING and introduction.starts_on:
        begins = to_utc(introduction.starts_on, time(), work.zone.key)
        _at(work, Kind.WORK_BEGINS, introduction, max(begins, work.now))
        _remind_on_eve(work, introduction, begins)
    if introduction.stage is Stage.STARTED and introduction.starts_on:
        asked = {each.after for each in checks.of(work, introduction)}
        for name in CHECKS.keys() - asked:
            at = to_utc(introduction.starts_on + CHECKS[name], NEWS_HOUR, work.zone.key)
            _at(work, Kind.CHECK_IN, introduction, at, offset=name)


def _remind_on_eve(work: Work, introduction: Introduction, begins: datetime) -> None:
    """Remind on the evening before the first day at work, which begins at midnight (UTC)."""
    eve = begins - timedelta(hours=24 - EVE_AT.hour)
    if eve > work.now:
        offset = Offset.EVE.value
        _at(work, Kind.TRIAL_REMINDER, introduction, eve, offset=offset, too_late_at=begins)


def _schedule_news(work: Work, introduction: Introduction, promised: date | None = None) -> None:
    """Have both hear in time; no later than promised, where one side did not hear of a change."""
    days = MANNERS[introduction.stage].news
    if introduction.stage is Stage.DATED and _is_far(work, introduction):
        days = FAR_NEWS
    if introduction.stage is Stage.STARTED and checks.talks(work, introduction):
        days = work.limits.answer_working_days
    introduction.news_by = None
    if days is not None:
        by = working_days_after(work.today, days)
        by = min(by, work.today + LONGEST_SILENCE)
        introduction.news_by = min(by, promised or by)
        at = to_utc(introduction.news_by, NEWS_HOUR, work.zone.key)
        _at(work, Kind.INTRODUCTION_NEWS, introduction, at, offset=f"{introduction.news_by}")


def _is_far(work: Work, introduction: Introduction) -> bool:
    """Tell whether the day at the firm comes so late that both hear something before."""
    on = introduction.on_date
    return on is not None and on > work.today + LONGEST_SILENCE


def _schedule_day(work: Work, introduction: Introduction) -> None:
    on, at = introduction.on_date, introduction.at_time
    if on is None or at is None:
        raise ValueError("a day is agreed without a date")
    zone = introduction.zone or work.zone.key
    for each in reminders(on, at, zone, work.now):
        offset, ends = each.offset.value, each.too_late
        _at(work, Kind.TRIAL_REMINDER, introduction, each.due, offset=offset, too_late_at=ends)
    over = begins_at(on, at, zone) + timedelta(hours=work.limits.trial_hours)
    _at(work, Kind.TRIAL_OVER, introduction, over)


def _at(
    work: Work,
    kind: Kind,
    introduction: Introduction,
    at: datetime,
    *,
    offset: str = "",
    too_late_at: datetime | None = None,
) -> None:
    key, revision = introduction.id, introduction.revision
    due.schedule(
        work, kind, at, subject=key, revision=revision, offset=offset, too_late_at=too_late_at
    )

"""What a stage brings in its time: news for both, its end, reminders, how it goes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from storage.introductions import asking, checks
from storage.introductions.days import away_from, work_begins
from storage.models import Introduction
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import begins_at, to_utc
from storage.rules.keeping import CHECKS, MONTHS3, WEEKS2
from storage.rules.reminding import EVE_AT, Offset, reminders
from storage.rules.stages import MANNERS, Stage
from storage.rules.workdays import working_days_after
from storage.work import Work

WAITING = (
    *(Kind.INTRODUCTION_NEWS, Kind.INTRODUCTION_ENDS, Kind.WORK_BEGINS),
    *(Kind.TRIAL_REMINDER, Kind.TRIAL_OVER, Kind.CHECK_IN, Kind.FIRM_UNTOLD),
)
"""What is due because of a stage; a change begins it anew."""
NEWS_HOUR, FAR_NEWS = time(10), 7
DAWNS, BEGINS = "dawns", "begins"
"""When the day itself comes, and the hour: nobody is told, the card of the firm says what is true
then."""
LONGEST_SILENCE = timedelta(days=13)
"""However many holidays there are: nobody who waits hears nothing for a fortnight."""


def asks_first(introduction: Introduction) -> bool:
    """Tell whether parents are asked before a firm knows the name: for it nothing changed."""
    return introduction.stage is Stage.GUARDIAN and introduction.introduced_at is None


def as_read(introduction: Introduction) -> Stage:
    """Return the stage as its firm reads it: while parents are asked first, the person is."""
    return Stage.WANTED if asks_first(introduction) else introduction.stage


def lasts(introduction: Introduction) -> int | None:
    """Return after how many days a stage ends by itself; None: not, as once a firm knows them."""
    is_asked = introduction.stage is not Stage.GUARDIAN or asks_first(introduction)
    return MANNERS[introduction.stage].lasts if is_asked else None


def schedule(work: Work, introduction: Introduction) -> None:
    """Have what a stage brings come in its time.

    Of a firm's question the person hears later, and of parents who are asked the firm never: what
    was promised before holds, and the yes of both has one time.
    """
    promised = introduction.news_by
    if introduction.stage is not Stage.QUESTION and not asks_first(introduction):
        introduction.told_at, promised = work.now, None
    schedule_news(work, introduction, promised)
    if not asks_first(introduction):
        days = lasts(introduction)
        introduction.expires_at = None if days is None else work.now + timedelta(days=days)
    if introduction.expires_at is not None:
        _at(work, Kind.INTRODUCTION_ENDS, introduction, introduction.expires_at)
    if introduction.stage is Stage.DATED:
        _schedule_day(work, introduction)
    if introduction.stage is Stage.STARTING and introduction.starts_on:
        begins = work_begins(introduction, work.zone.key) or work.now
        _at(work, Kind.WORK_BEGINS, introduction, max(begins, work.now))
        _remind_on_eve(work, introduction, to_utc(introduction.starts_on, time(), work.zone.key))
        _dawns(work, introduction, introduction.starts_on)
    if introduction.stage is Stage.STARTED and introduction.starts_on:
        _schedule_checks(work, introduction, introduction.starts_on)


def _schedule_checks(work: Work, introduction: Introduction, starts_on: date) -> None:
    """Ask how it goes at its two times; whose first one was missed, only at the second."""
    asked = {each.after for each in checks.of(work, introduction)}
    is_late = starts_on + CHECKS[MONTHS3] <= work.today
    for name in CHECKS.keys() - asked - ({WEEKS2} if is_late else set()):
        at = to_utc(starts_on + CHECKS[name], NEWS_HOUR, work.zone.key)
        _at(work, Kind.CHECK_IN, introduction, at, offset=name)


def _remind_on_eve(work: Work, introduction: Introduction, begins: datetime) -> None:
    """Remind on the evening before the first day at work, which begins at midnight (UTC)."""
    eve = begins - timedelta(hours=24 - EVE_AT.hour)
    if eve > work.now:
        offset = Offset.EVE.value
        _at(work, Kind.TRIAL_REMINDER, introduction, eve, offset=offset, too_late_at=begins)


def schedule_news(work: Work, introduction: Introduction, promised: date | None = None) -> None:
    """Have both hear in time; no later than promised, where one side did not hear of a change."""
    days = MANNERS[introduction.stage].news
    if introduction.stage is Stage.DATED and _is_far(work, introduction):
        days = FAR_NEWS
    is_away = away_from(work, introduction) is not None
    if is_away or (introduction.stage is Stage.STARTED and checks.talks(work, introduction)):
        days = work.limits.answer_working_days
    if introduction.stage is Stage.DATED and asking.is_open(introduction):
        days = MANNERS[Stage.QUESTION].news
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
    begins = begins_at(on, at, zone)
    over = begins + timedelta(hours=work.limits.trial_hours)
    _dawns(work, introduction, on)
    _at(work, Kind.TRIAL_REMINDER, introduction, begins, offset=BEGINS)
    _at(work, Kind.TRIAL_OVER, introduction, over)


def _dawns(work: Work, introduction: Introduction, on: date) -> None:
    """Have the card of the firm say on the day itself that it is today."""
    dawn = to_utc(on, time(), work.zone.key)
    if dawn > work.now:
        _at(work, Kind.TRIAL_REMINDER, introduction, dawn, offset=DAWNS)


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

"""A firm hears how it goes on: in its message of the day, at once where that came too late."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage import firm_days, firm_news, people
from storage.firm_news import News
from storage.introductions.days import day_at
from storage.models import Introduction
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import to_utc
from storage.rules.hearing import matters
from storage.rules.unopened import call_at, days_later
from storage.rules.workdays import OPENS
from storage.work import Work


def tell(work: Work, introduction: Introduction, once: str | None = None) -> None:
    """Have a firm hear of a step; who does not read in time what matters is called."""
    key, revision = introduction.id, introduction.revision
    firm, news = introduction.employer_id, firm_news.of(work, introduction)
    if _comes_too_late(work, news) and firm_days.is_reachable(work, firm):
        people.tell_firm(work, firm, Kind.INTRODUCED_FIRM, key, revision, once=once)
    firm_days.opened(work, firm)
    if matters(news.step, work.today):
        at = _call_at(work, introduction)
        due.schedule(work, Kind.FIRM_UNTOLD, at, subject=key, revision=revision)


def call(work: Work, introduction: Introduction) -> bool:
    """Have staff call a firm about a step, once; False where it heard of that."""
    is_untold = firm_news.is_untold(work, introduction)
    firm_days.call_news(work, [firm_news.of(work, introduction)] if is_untold else [])
    return is_untold


def _comes_too_late(work: Work, news: News) -> bool:
    """Tell whether the next message of the day comes on the day that it is about, or after it."""
    day, firm = news.day, news.introduction.employer_id
    return day is not None and not news.rides and day <= firm_days.next_day(work, firm)


def _call_at(work: Work, introduction: Introduction) -> datetime:
    """Return when a call still helps: the working day before, else some working days later."""
    zone, day = work.zone.key, firm_news.of(work, introduction).day
    if day is None:
        return days_later(work.now, firm_days.CALL_DAYS, zone)
    at = day_at(introduction) if day == introduction.on_date else None
    starts = at or to_utc(day, OPENS, zone)
    return call_at(work.now, starts, zone, timedelta(minutes=work.limits.unseen_minutes))

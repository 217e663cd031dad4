"""A firm hears how it goes on: in its message of the day, at once where that came too late."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from storage import firm_days, firm_news, people
from storage.firm_news import News
from storage.introductions.days import day_at
from storage.models import Introduction
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules import unopened
from storage.rules.clock import to_utc
from storage.rules.hearing import matters
from storage.rules.workdays import OPENS
from storage.work import Work

KNOWN_DAYS = 15
"""Working days for which it is known for sure what was opened: less than `firm_news.SINCE`."""


def tell(work: Work, introduction: Introduction, once: str | None = None) -> None:
    """Have a firm hear of a step; who does not read in time what matters is called."""
    key, revision = introduction.id, introduction.revision
    firm, news = introduction.employer_id, firm_news.unheard(work, introduction)
    is_near = any(_comes_too_late(work, each) for each in news)
    if is_near and firm_days.is_reachable(work, firm):
        people.tell_firm(work, firm, Kind.INTRODUCED_FIRM, key, revision, once=once)
    firm_days.opened(work, firm)
    for each in news:
        if matters(each.step, work.today):
            _look_later(work, each)


def _look_later(work: Work, news: News) -> None:
    """Have somebody look later whether a firm heard it: of each thing that came up, once."""
    way, kind = news.introduction, Kind.FIRM_UNTOLD
    at, offset = call_at(work, way, news.day, news.at), f"{news.at.timestamp():f}"
    due.schedule(work, kind, at, subject=way.id, revision=way.revision, offset=offset)


def call(work: Work, introduction: Introduction) -> bool:
    """Have staff call a firm about a step, once; False where it heard of that."""
    if not firm_news.is_seen(work, introduction):
        return False
    news = firm_news.unheard(work, introduction)
    firm_days.call_news(work, news)
    return any(matters(each.step, work.today) for each in news)


def _comes_too_late(work: Work, news: News) -> bool:
    """Tell whether the next message of the day comes on the day that it is about, or after it."""
    day, firm = news.day, news.introduction.employer_id
    return day is not None and not news.rides and day <= firm_days.next_day(work, firm)


def call_at(work: Work, introduction: Introduction, day: date | None, since: datetime) -> datetime:
    """Return when a call still helps: the working day before, else some working days later.

    What came up `since` then is looked at as long as it is known who opened their page.
    """
    zone = work.zone.key
    if day is None:
        return unopened.days_later(since, firm_days.CALL_DAYS, zone)
    at = day_at(introduction) if day == introduction.on_date else None
    starts, grace = at or to_utc(day, OPENS, zone), timedelta(minutes=work.limits.unseen_minutes)
    eve = unopened.call_at(work.now, starts, zone, grace)
    return min(eve, unopened.days_later(since, KNOWN_DAYS, zone))

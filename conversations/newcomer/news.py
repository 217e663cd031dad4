"""Nobody hears nothing for more than two weeks: the date of the next news, and the news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count

from conversations.kit.messages import Message
from locales.words import Day, Words, _, say
from storage import people
from storage.introductions.lists import of_person
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import to_local, to_utc
from storage.rules.workdays import is_quiet
from storage.work import Work

NOTHING_YET = _(
    "I have no offer for you yet. It is not your fault. "
    "I look every day. I will write to you by {day}."
)
# NOTE: The same to somebody who is on the way to a firm already.
NO_OTHER_YET = _(
    "I have no other offer for you yet. It is not your fault. "
    "I look every day. I will write to you by {day}."
)


def promise_news(work: Work, person_id: int) -> date:
    """Somebody hears from us now: return, and keep, the local day by which they hear again."""
    at = next_news(work, person_id)
    due.renew(work, Kind.NEWS, at, person_id)
    return to_local(at, work.zone.key).date()


def next_news(work: Work, person_id: int | None) -> datetime:
    """Return when the quiet ends, in the hours people may be written to.

    That is the last day by then on which somebody is told what can wait.
    """
    local = to_local(work.now + timedelta(days=work.limits.quiet_days), work.zone.key)
    hour = min(max(local.hour, work.limits.push_from_hour), work.limits.push_until_hour - 1)
    person = people.find(work, person_id)
    own = (person.quiet_on if person else None) or ()
    day = next(day for day in _back_from(local.date()) if not is_quiet(day, own))
    return to_utc(day, time(hour), work.zone.key)


def _back_from(day: date) -> Iterator[date]:
    return (day - timedelta(days=days) for days in count())


def nothing_yet(work: Work, person_id: int, by: date) -> Words:
    """Say that nothing (else) fits, and until when there is news."""
    return say(NO_OTHER_YET if of_person(work, person_id) else NOTHING_YET, day=Day(by))


def news_message(work: Work, person_id: int, by: date, something_fits: bool) -> Message:
    """Return the sign of life after two quiet weeks; what fits by now is not kept back."""
    if something_fits:
        return Message((_("We have offers for you: /offers"),))
    return Message(
        (nothing_yet(work, person_id, by), _("With more answers I can search better: /profile"))
    )

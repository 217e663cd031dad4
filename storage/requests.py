"""Somebody asked for a person: one open request each, with the day it is answered by."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import or_, select

from storage.models import Centre, Profile, Request
from storage.people import TEAM
from storage.rules.clock import to_local, to_utc
from storage.rules.opening_hours import is_closed
from storage.rules.workdays import is_working, weekly, weeks_after, working_days_after
from storage.team import absences, members
from storage.work import Work

EVENING = time(17)
SERIOUS, OTHER, APPOINTMENT = "wrong", "other", "appointment"


def find(work: Work, request_id: int | None) -> Request | None:
    """Return a request, open or closed; None where it is gone."""
    return work.session.get(Request, request_id)


def answer_day(work: Work, since: date, centre: str | None = None) -> date:
    """Return the day by which staff answer what they were asked on a day.

    Days count on which the centre is open and not everybody is away.
    """
    found = work.session.get(Centre, centre) if centre else None
    hours = found.hours if found else None
    away = absences(work, centre)

    def counts(day: date) -> bool:
        evening = to_utc(day, EVENING, work.zone.key)
        is_empty = bool(away) and all(until and until > evening for until in away)
        return is_working(day) and not is_closed(hours, day) and not is_empty

    return working_days_after(since, work.limits.answer_working_days, counts)


def answered_on(work: Work, request: Request) -> date:
    """Return the local day by which a request is to be answered."""
    return to_local(request.answer_by, work.zone.key).date()


def heard_again_on(work: Work, request: Request) -> date:
    """Return the working day on which who waits too long hears again, a week after the last."""
    return weekly(answered_on(work, request), weeks_late(work, request) + 1)


def weeks_late(work: Work, request: Request) -> int:
    """Return how many whole weeks ago a request was to be answered."""
    return weeks_after(answered_on(work, request), work.today)


def talk_day(work: Work, since: date, person_id: int) -> date:
    """Return the day by which somebody's centre talks with them."""
    profile = work.session.get(Profile, person_id)
    return answer_day(work, since, profile.centre if profile else None)


def ask_for_person(
    work: Work, person_id: int, centre: str | None, topic: str, text: str | None
) -> Request:
    """Open a request; where one is open, add to it: its day and its centre stay.

    Of a centre at which nobody works it is everybody's.
    """
    request = open_of(work, person_id)
    if request is None:
        centre = centre if centre and members(work, centre, TEAM) else None
        request = Request(
            person_id=person_id,
            centre=centre,
            opened_at=work.now,
            answer_by=to_utc(answer_day(work, work.today, centre), EVENING, work.zone.key),
        )
        work.session.add(request)
    request.topic = ",".join(_with(topics_of(request), topic))
    request.centre = request.centre or centre
    request.text = "\n".join(filter(None, (request.text, text))) or None
    work.session.flush()
    return request


def open_of(work: Work, person_id: int) -> Request | None:
    """Return the one open request of a person."""
    still_open = (Request.person_id == person_id, Request.closed_at.is_(None))
    return work.session.scalar(select(Request).where(*still_open))


def promise_again(work: Work, request: Request) -> None:
    """Keep the promised day of what waits again; promise anew where it is over."""
    if request.answer_by <= work.now:
        renew(work, request)


def renew(work: Work, request: Request) -> None:
    """Promise an answer anew: what was said before it was opened again is none."""
    day = answer_day(work, work.today, request.centre)
    request.answer_by = to_utc(day, EVENING, work.zone.key)
    request.taken_at = work.now
    work.session.flush()


def topics_of(request: Request) -> list[str]:
    """Return what a request is about, what is serious first; empty where nothing was said yet."""
    return [topic for topic in (request.topic or "").split(",") if topic]


def _with(topics: list[str], topic: str) -> list[str]:
    """Add a topic; "other" says nothing beside another one."""
    every = dict.fromkeys([*topics, topic])
    named = [each for each in every if each != OTHER] or [OTHER]
    return sorted(named, key=lambda each: each != SERIOUS)


def open_requests(work: Work, centre: str | None) -> list[Request]:
    """Return what waits at a centre (None: at all), oldest first; without a centre, everywhere."""
    waiting = select(Request).where(Request.closed_at.is_(None))
    if centre is not None:
        waiting = waiting.where(or_(Request.centre == centre, Request.centre.is_(None)))
    return list(work.session.scalars(waiting.order_by(Request.opened_at, Request.id)))


def reopen_request(work: Work, request: Request) -> bool:
    """Take back that it was closed; False where the person has asked for something new since."""
    if open_of(work, request.person_id) is not None:
        return False
    request.closed_at = None
    work.session.flush()
    return True


def close_request(work: Work, request_id: int) -> Request | None:
    """Close a request; None if it is closed already or gone."""
    request = find(work, request_id)
    if request is None or request.closed_at is not None:
        return None
    request.closed_at, request.mediator_id = work.now, None
    work.session.flush()
    return request

"""A problem somebody told of: a request that waits by the clock of the desk, not by the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from storage import team
from storage.models import Request
from storage.people import LEADS, TEAM
from storage.queues import due
from storage.queues.kinds import Kind
from storage.requests import SERIOUS, ask_for_person, topics_of
from storage.rules.workdays import next_working, working_time_after
from storage.work import Work

HERE, CALL, CENTRE = "here", "call", "centre"
"""How somebody wants to talk about a problem, as `Request.wish` keeps it."""


@dataclass(frozen=True)
class Looking:
    """Who looks at a problem: the centre, others, or nobody yet; from when (local), None: now."""

    who: Literal["centre", "others", "nobody"]
    since: datetime | None


def report(work: Work, person_id: int, centre: str | None) -> Request:
    """Open the request of a problem, or add it to the one that is open, and watch the clock."""
    request = ask_for_person(work, person_id, centre, SERIOUS, None)
    watch(work, request)
    return request


def watch(work: Work, request: Request) -> None:
    """Have somebody look whether it was taken, so many working minutes from now.

    What is watched already keeps its time: to ask again is not to wait longer.
    """
    if due.when(work, Kind.ESCALATE, request.id) is not None:
        return
    length = timedelta(minutes=work.limits.trouble_minutes)
    at = working_time_after(work.local, length).astimezone(UTC)
    request.answer_by, request.escalated_at = min(request.answer_by, at), None
    once = f"{work.now:%y%m%d%H%M%S}"
    who = request.person_id
    due.schedule(work, Kind.ESCALATE, at, subject=request.id, person_id=who, offset=once)


def note_escalated(work: Work, request: Request) -> None:
    """Note that the leads of all centres know."""
    request.escalated_at = work.now
    work.session.flush()


def waits(request: Request) -> bool:
    """Tell whether it is a problem nobody took yet."""
    is_free = request.closed_at is None and request.owner_id is None
    return is_free and SERIOUS in topics_of(request)


def looking(work: Work, centre: str | None) -> Looking:
    """Return who of those who are told of a problem of a centre is there, and from when.

    Where nobody of the centre is, those are the leads of all centres; where no staff of it can be
    told at all, all others. Where they are away as well, it is who comes back first.
    """
    at = next_working(work.local)
    since = at if at > work.local else None
    if not team.is_empty(work, centre):
        return Looking("centre", since)
    roles = LEADS if team.absences(work, centre) else TEAM
    if not team.is_empty(work, None, roles):
        return Looking("others", since)
    back = (team.back_at(work, centre), team.back_at(work, None, roles))
    return Looking("nobody", min(filter(None, back), default=None))


def keep_wish(work: Work, request: Request, wish: str) -> None:
    """Keep how somebody wants to talk."""
    request.wish = wish
    work.session.flush()


def keep_phone(work: Work, request: Request, phone: str) -> None:
    """Keep the number for one call; retention deletes it a week from now."""
    request.phone, request.phone_at = phone, work.now
    work.session.flush()

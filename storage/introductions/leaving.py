"""Somebody is erased: firms that saw them hear it without a name, and their places are free."""

from __future__ import annotations

from datetime import date
from secrets import token_hex

from sqlalchemy import select

from storage import firm_calls, firm_days, firm_news
from storage.introductions import seats
from storage.introductions.steps import is_over
from storage.introductions.timing import WAITING
from storage.models import Introduction
from storage.people import employer_doors, staff_doors, tell_firm
from storage.queues import due
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.rules.stages import Stage
from storage.work import Work

SURROGATE = 8
"""Bytes that tell one message from another after the firm's code of somebody is forgotten."""


def leave(work: Work, person_id: int) -> None:
    """Tell each firm that saw somebody on their way to it that they are no longer available.

    Call before the rows go, which takes places and keys with them. A firm reads for which offer,
    and for which day where one was agreed: that is the revision, as an ordinal number.
    """
    own = (Introduction.person_id == person_id, ~is_over())
    for each in work.session.scalars(select(Introduction).where(*own)).all():
        waiting = (*WAITING, Kind.INTRODUCTION_MOVES, Kind.PERMISSION_ENDS)
        due.cancel(work, waiting, each.id, before_revision=each.revision + 1)
        seats.give_back(work, each)
        if each.shown_at is not None:
            _tell(work, each)
            firm_news.unsay(work, each)
            firm_days.opened(work, each.employer_id)
        firm_calls.forget(work, each.id)


def _tell(work: Work, introduction: Introduction) -> None:
    """Tell a firm, or have it called where nobody of it can be told and both had said yes.

    It hears at the hour of its message of the day, once of all for the same offer and day: when
    somebody was erased is not given away. At once it hears what would come too late.
    """
    on, once = _comes_on(introduction), token_hex(SURROGATE)
    day, firm = on.toordinal() if on else 0, introduction.employer_id
    about = (introduction.offer_id, day)
    if employer_doors(work, firm):
        at = None
        if on is None or on > firm_days.next_day(work, firm):
            at = firm_days.later_at(work, firm)
            once = f"{at:%Y%m%d}.{day}"
        tell_firm(work, firm, Kind.NO_LONGER, *about, once=once, not_before=at)
    elif introduction.introduced_at is not None:
        centre = introduction.centre
        firm_calls.nobody_comes(work, firm, *about, centre=centre)
        for chat, whom in staff_doors(work, centre):
            speak(work, chat, Kind.NOBODY_COMES, *about, whom=whom, once=once)


def _comes_on(introduction: Introduction) -> date | None:
    days = {Stage.DATED: introduction.on_date, Stage.STARTING: introduction.starts_on}
    return days.get(introduction.stage)

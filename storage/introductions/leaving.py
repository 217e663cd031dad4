"""Somebody is erased: firms that saw them hear it without a name, and their places are free."""

from __future__ import annotations

from secrets import token_hex

from sqlalchemy import select

from storage import firm_calls, firm_days, firm_news, firm_told, offers
from storage.introductions import seats
from storage.introductions.days import next_day
from storage.introductions.steps import is_over
from storage.introductions.timing import WAITING
from storage.models import Due, Introduction, Offer, Outbox
from storage.models.outbox import NOT_SENT
from storage.page import unopened
from storage.people import staff_doors, tell_firm
from storage.queues import due
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
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
    """Tell a firm; where both had said yes have it called if nobody of it can be told, or reads.

    It hears at the hour of its message of the day, once of all for the same offer and day: when
    somebody was erased is not given away. At once it hears what would come too late.
    """
    on, once = next_day(introduction), token_hex(SURROGATE)
    day, firm = on.toordinal() if on else 0, introduction.employer_id
    about, is_called = (introduction.offer_id, day), introduction.introduced_at is not None
    if firm_days.is_reachable(work, firm):
        at = None
        if on is None or on > firm_days.next_day(work, firm):
            at = firm_days.later_at(work, firm)
            once = f"{at:%Y%m%d}.{day}"
        tell_firm(work, firm, Kind.NO_LONGER, *about, once=once, not_before=at)
        if is_called:
            _look_later(work, introduction, day, once)
    elif is_called:
        _call(work, work.session.get_one(Offer, introduction.offer_id), day, introduction.centre)


def _look_later(work: Work, introduction: Introduction, day: int, once: str) -> None:
    """Look on the eve of the day, without one some working days later, whether the firm read it."""
    on, offset = next_day(introduction), f"{once}:{introduction.centre or ''}"
    at = firm_told.call_at(work, introduction, on, work.now)
    offer = introduction.offer_id
    due.schedule(work, Kind.GONE_UNTOLD, at, subject=offer, revision=day, offset=offset)


def call_untold(work: Work, row: Due) -> None:
    """Have a firm called that did not read in time what it was told of somebody erased."""
    offer, (once, _colon, centre) = offers.find(work, row.subject), row.offset.partition(":")
    about = (Outbox.kind == Kind.NO_LONGER, Outbox.subject == row.subject)
    same = Outbox.dedupe_key.startswith(f"{Kind.NO_LONGER}:{row.subject}:{once}:")
    rows = select(Outbox).where(*about, same, Outbox.state.not_in(NOT_SENT))
    is_read = any(unopened.is_read(work, each) for each in work.session.scalars(rows))
    if offer is not None and not is_read:
        _call(work, offer, row.revision, centre or None)


def _call(work: Work, offer: Offer, day: int, centre: str | None) -> None:
    firm_calls.nobody_comes(work, offer.employer_id, offer.id, day, centre=centre)
    about, once = (Kind.NOBODY_COMES, offer.id, day), token_hex(SURROGATE)
    for chat, whom in staff_doors(work, centre):
        speak(work, chat, *about, whom=whom, once=once)

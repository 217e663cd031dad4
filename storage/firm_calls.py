"""Which firms staff shall call, since nobody there can be asked here, or nobody answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.orm import aliased

from storage import audit
from storage.introductions.lists import has_free_place
from storage.models import CheckIn, Employer, FirmCall, Introduction, Offer, Outbox
from storage.models.offers import EmployerStatus, OfferState
from storage.models.outbox import NOT_SENT
from storage.offers_asked import ASKABLE
from storage.page import unopened
from storage.queues.kinds import Kind
from storage.queues.once import insert_once
from storage.rules.stages import Side, Stage
from storage.work import Work

PROMPT, FREE, CARD, DAY, AFTER = "prompt", "free", "card", "day", "after"
CHECK, VERIFY, OFF, NEWS, NEED = "check", "verify", "off", "news", "need"
OF_OFFER = frozenset({PROMPT, FREE, OFF, NEED})
ELSEWHERE = OF_OFFER | {VERIFY}
"""What is about no introduction."""
CALLED, TRIED = "firm_call.called", "firm_call.tried"
ASKED_AT: Mapping[str, Stage] = {
    CARD: Stage.SHOWN,
    DAY: Stage.NAMING,
    AFTER: Stage.CAME,
    CHECK: Stage.STARTED,
}
"""At which stage of an introduction a firm is asked what."""


def ask(
    work: Work,
    employer_id: int,
    about: str,
    subject: int,
    revision: int,
    *,
    centre: str | None,
    since: datetime | None = None,
) -> None:
    """Put a firm on the list of a centre, once for a thing as it was at a revision.

    One that was asked for before what came up `since` is opened anew.

    `about` is one of the words above, news what it is to be told; `subject` the key of the offer
    (OF_OFFER), of the firm (verify), else of the introduction. A week after the call it may be
    asked for again.
    """
    one = {"about": about, "subject": subject, "revision": revision}
    row = {**one, "employer_id": employer_id, "centre": centre, "opened_at": work.now, "tries": 0}
    insert_once(work.session, FirmCall, **row)
    if since is not None:
        _again(work, FirmCall.opened_at < since, **one)


def _again(work: Work, which: ColumnElement[bool], **one: Any) -> None:
    again = update(FirmCall).filter_by(**one).where(which)
    work.session.execute(again.values(done_at=None, done_by=None, opened_at=work.now))


def told(work: Work, introductions: Collection[int]) -> Iterator[tuple[int, datetime]]:
    """Return of which introductions a firm was told by phone how it goes on, and when."""
    own = (FirmCall.about == NEWS, FirmCall.subject.in_(introductions))
    rows = select(FirmCall.subject, FirmCall.done_at).where(*own, FirmCall.done_at.is_not(None))
    return ((key, at) for key, at in work.session.execute(rows) if at is not None)


def forget(work: Work, introduction: int) -> None:
    """Take back what a firm was to be asked or told about somebody who is erased."""
    own = (FirmCall.about.not_in(ELSEWHERE), FirmCall.subject == introduction)
    work.session.execute(delete(FirmCall).where(*own))


def move(work: Work, firm: int, into: int) -> None:
    """Have a firm called about what another one, which is the same, was to be asked of its offers.

    Whether that one is real is asked no more.
    """
    theirs = update(FirmCall).where(FirmCall.employer_id == firm, FirmCall.about.in_(OF_OFFER))
    work.session.execute(theirs.values(employer_id=into))


def nobody_comes(
    work: Work, employer_id: int, offer_id: int, day: int, *, centre: str | None
) -> None:
    """Have a firm called that somebody erased does not come: on a day (an ordinal; 0: none).

    Of who is erased nothing is kept, so it is about the offer; a second one opens the call anew.
    """
    ask(work, employer_id, OFF, offer_id, day, centre=centre)
    _again(work, FirmCall.done_at.is_not(None), about=OFF, subject=offer_id, revision=day)


def about_need(work: Work, offer_id: int) -> FirmCall | None:
    """Return the call about a need that is not complete, done or not; None where none was asked."""
    mine = (FirmCall.about == NEED, FirmCall.subject == offer_id)
    return work.session.scalar(select(FirmCall).where(*mine))


def find(work: Work, key: int) -> FirmCall | None:
    """Return a call, done or not; None where it is gone."""
    return work.session.get(FirmCall, key)


def waiting(work: Work, centre: str | None) -> list[Sequence[FirmCall]]:
    """Return which firms to call for a centre (None: at all), the oldest first, a firm at once.

    What was answered meanwhile, by whomever, needs no call.
    """
    rows = (
        select(FirmCall)
        .join(Employer, Employer.id == FirmCall.employer_id)
        .where(FirmCall.done_at.is_(None), Employer.status != EmployerStatus.STOPPED, _is_open())
        .order_by(FirmCall.opened_at, FirmCall.id)
    )
    if centre is not None:
        rows = rows.where(or_(FirmCall.centre == centre, FirmCall.centre.is_(None)))
    found: dict[int, list[FirmCall]] = {}
    for call in _once(work.session.scalars(rows)):
        found.setdefault(call.employer_id, []).append(call)
    return list(found.values())


def of_firm(work: Work, call: FirmCall) -> Sequence[FirmCall]:
    """Return all that a firm is to be asked in the same call, done or not, the oldest first."""
    mine = (FirmCall.employer_id == call.employer_id, _same_centre(call), _is_open())
    same = or_(FirmCall.about.not_in((OFF, NEWS)), FirmCall.done_at == call.done_at)
    return _once(work.session.scalars(select(FirmCall).where(*mine, same).order_by(FirmCall.id)))


def _once(calls: Iterable[FirmCall]) -> list[FirmCall]:
    """Keep the first call about each thing: one that came up again is the same question."""
    found: dict[tuple[str, int, int, str | None], FirmCall] = {}
    for each in calls:
        day = each.revision if each.about == OFF else 0
        found.setdefault((each.about, each.subject, day, each.centre), each)
    return list(found.values())


def done(work: Work, call: FirmCall, by: int | None) -> bool:
    """Note that a colleague called a firm, about all it is asked; False where one had."""
    mine = (FirmCall.employer_id == call.employer_id, _same_centre(call))
    rows = update(FirmCall).where(*mine, FirmCall.done_at.is_(None)).returning(FirmCall.id)
    ended = set(work.session.scalars(rows.values(done_at=work.now, done_by=by)))
    work.session.refresh(call)
    if call.id not in ended:
        return False
    audit.note(work, CALLED, by, None, call.centre)
    return True


def tried(work: Work, call: FirmCall, by: int | None) -> None:
    """Note that nobody answered: it stays on the list."""
    call.tries, call.tried_at = call.tries + 1, work.now
    work.session.flush()
    audit.note(work, TRIED, by, None, call.centre)


def _same_centre(call: FirmCall) -> ColumnElement[bool]:
    return FirmCall.centre.is_not_distinct_from(call.centre)


def _is_open() -> ColumnElement[bool]:
    """Whether what is asked still has no answer."""
    other, free = aliased(Employer), has_free_place()
    firm = exists().where(
        other.id == FirmCall.employer_id,
        or_(other.verified_at.is_(None), other.verified_at < FirmCall.opened_at),
    )
    need = exists().where(Offer.id == FirmCall.subject, Offer.state == OfferState.DRAFT)
    return or_(
        and_(FirmCall.about == PROMPT, _unconfirmed(Offer.state.in_(ASKABLE))),
        and_(FirmCall.about == FREE, _unconfirmed(Offer.state == OfferState.FILLED, free)),
        and_(FirmCall.about == VERIFY, firm),
        and_(FirmCall.about == NEED, need),
        and_(FirmCall.about == OFF, ~_told_of_end()),
        and_(FirmCall.about == NEWS, _is_as_it_was(), ~_told_later()),
        *(_is_at(about, stage) for about, stage in ASKED_AT.items()),
    )


def _unconfirmed(*offers: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether nobody said anything since to one of these offers."""
    said = or_(Offer.confirmed_at.is_(None), Offer.confirmed_at < FirmCall.opened_at)
    return exists().where(Offer.id == FirmCall.subject, *offers, said)


def _is_as_it_was() -> ColumnElement[bool]:
    mine = (Introduction.id == FirmCall.subject, Introduction.revision == FirmCall.revision)
    return exists().where(*mine)


def _told_later() -> ColumnElement[bool]:
    """Whether somebody of the firm read of it since the call was asked for."""
    day = and_(Outbox.kind == Kind.FIRM_QUESTIONS, Outbox.subject == FirmCall.employer_id)
    own = and_(Outbox.kind == Kind.INTRODUCED_FIRM, Outbox.subject == FirmCall.subject)
    told = unopened.was_told(FirmCall.opened_at)
    return exists().where(or_(day, own), Outbox.state.not_in(NOT_SENT), told)


def _told_of_end() -> ColumnElement[bool]:
    """Whether somebody of the firm read since then that somebody erased does not come."""
    about = (Outbox.kind == Kind.NO_LONGER, Outbox.subject == FirmCall.subject)
    same = (*about, Outbox.revision == FirmCall.revision, Outbox.state.not_in(NOT_SENT))
    return exists().where(*same, unopened.was_told(FirmCall.opened_at))


def _is_at(about: str, stage: Stage) -> ColumnElement[bool]:
    """Whether an introduction still waits for the answer of the firm."""
    at = (Introduction.id == FirmCall.subject, Introduction.stage == stage)
    still = (Introduction.ended_at.is_(None), *((_unsaid(),) if about == CHECK else ()))
    return and_(FirmCall.about == about, exists().where(*at, *still))


def _unsaid() -> ColumnElement[bool]:
    mine = (CheckIn.introduction_id == Introduction.id, CheckIn.side == Side.FIRM)
    return exists().where(*mine, CheckIn.answer.is_(None))

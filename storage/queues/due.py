"""What is due: scheduled once, taken when its time has come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Integer, bindparam, case, func, select, update
from sqlalchemy.orm import Session

from storage.engine.prepared import Prepared
from storage.models import Due
from storage.models.base import UtcDateTime
from storage.models.due import DueState
from storage.queues.kinds import Kind
from storage.queues.once import insert_once
from storage.work import Work

_come = (Due.state == DueState.TODO, Due.due_at <= bindparam("now", type_=UtcDateTime()))
COME = Prepared(
    select(Due.id)
    .where(*_come)
    .order_by(Due.due_at, Due.id)
    .limit(bindparam("few", type_=Integer()))
)
OF_KIND = Prepared(
    select(Due.id)
    .where(*_come, Due.kind == bindparam("kind"))
    .order_by(Due.too_late_at.is_(None), Due.too_late_at, Due.due_at, Due.id)
    .limit(bindparam("few", type_=Integer()))
)
STILL = Prepared(select(Due.id).where(Due.id == bindparam("row"), *_come))


def schedule(
    work: Work,
    kind: Kind,
    due_at: datetime,
    *,
    subject: int = 0,
    revision: int = 0,
    person_id: int | None = None,
    chat_id: int | None = None,
    offset: str = "",
    too_late_at: datetime | None = None,
) -> None:
    """Write a row unless the same one was ever written, whatever became of it."""
    insert_once(
        work.session,
        Due,
        kind=kind,
        due_at=due_at,
        subject=subject,
        revision=revision,
        person_id=person_id,
        chat_id=chat_id,
        person_key=person_id or chat_id or 0,
        offset=offset,
        too_late_at=too_late_at,
    )


def standing(work: Work, kind: Kind, person_id: int | None = None, subject: int = 0) -> Due | None:
    """Return the one row of a kind that comes again and again, in whatever state it is."""
    one = (Due.kind == kind, Due.person_key == (person_id or 0), Due.subject == subject)
    return work.session.scalar(select(Due).where(*one))


def hold(work: Work, kind: Kind, subject: int) -> Due | None:
    """Return the one row of a kind for a subject, once nobody does what it says at the same time.

    Its state is that of now, and stays so for the rest of this unit.
    """
    one = (Due.kind == kind, Due.person_key == 0, Due.subject == subject)
    rows = select(Due).where(*one).with_for_update()
    return work.session.scalar(rows, execution_options={"populate_existing": True})


def when(work: Work, kind: Kind, subject: int) -> datetime | None:
    """Return when what waits for a subject is due; None where nothing does."""
    rows = select(Due.due_at, Due.state).where(Due.kind == kind, Due.subject == subject)
    waits = [at for at, state in work.session.execute(rows) if state is DueState.TODO]
    return min(waits, default=None)


def renew(
    work: Work, kind: Kind, due_at: datetime, person_id: int | None = None, subject: int = 0
) -> None:
    """Have the one row of a kind come at that time, also after it was put aside."""
    row = standing(work, kind, person_id, subject)
    if row is None:
        schedule(work, kind, due_at, person_id=person_id, subject=subject)
    else:
        again(work, row, due_at)


def again(work: Work, row: Due, due_at: datetime) -> None:
    """Have a row come at that time, as if it had never failed."""
    row.due_at, row.state, row.attempts = due_at, DueState.TODO, 0
    work.session.flush()


def follow_up(session: Session, kind: Kind, row_id: int, chat_id: int, now: datetime) -> None:
    """Have somebody look, at once, at a row of the outbox that did not arrive."""
    look = {"kind": kind, "due_at": now, "subject": row_id}
    insert_once(session, Due, **look, chat_id=chat_id, person_key=chat_id)


def cancel(
    work: Work, kinds: Collection[Kind], subject: int, before_revision: int | None = None
) -> int:
    """Cancel what waits for a subject and return how many rows that were."""
    waiting = (Due.state == DueState.TODO, Due.subject == subject, Due.kind.in_(kinds))
    old = () if before_revision is None else (Due.revision < before_revision,)
    ids = work.session.scalars(select(Due.id).where(*waiting, *old)).all()
    work.session.execute(update(Due).where(Due.id.in_(ids)).values(state=DueState.CANCELLED))
    return len(ids)


def ready(work: Work, limit: int, urgent: Iterable[Kind] = ()) -> list[int]:
    """Return the keys of at most `limit` rows whose time has come.

    Kinds in `urgent` go before the others, each before the next, and of a kind first what is too
    late soonest, then what waits longest.
    """
    keys: list[int] = []
    for kind in urgent:
        few = limit - len(keys)
        keys += [row[0] for row in OF_KIND.all(work.session, kind=kind, now=work.now, few=few)]
        if len(keys) == limit:
            break
    return keys or [row[0] for row in COME.all(work.session, now=work.now, few=limit)]


def load(work: Work, keys: Collection[int]) -> list[Due]:
    """Return those still to do in this order, locked; without those another one has.

    What was put off since its key was read is not due now.
    They are asked for by key alone: beside the state a database may look through all that is due.
    """
    named = select(Due).where(Due.id.in_(keys)).with_for_update(skip_locked=True)
    rows = [row for row in work.session.scalars(named) if _is_due(work, row)]
    order = {key: place for place, key in enumerate(keys)}
    return sorted(rows, key=lambda row: order[row.id])


def _is_due(work: Work, row: Due) -> bool:
    return row.state is DueState.TODO and row.due_at <= work.now


def one(work: Work, due_id: int) -> Due:
    """Return a row there is."""
    return work.session.get_one(Due, due_id)


def is_open(work: Work, due_id: int) -> bool:
    """Tell whether a row is still due: what was done meanwhile may have ended it, or put it off."""
    return STILL.first(work.session, row=due_id, now=work.now) is not None


def take(work: Work, due_id: int) -> Due | None:
    """Return the row, locked; None when it is no longer to do or another one has it."""
    return next(iter(load(work, [due_id])), None)


def end(work: Work, keys: Collection[int], state: DueState = DueState.DONE) -> None:
    """Mark rows as done, or as not done because it was too late."""
    if keys:
        ended = case((Due.state == DueState.TODO, state), else_=Due.state)
        rows = update(Due).where(Due.id.in_(keys)).values(state=ended)
        work.session.connection().execute(rows)


def fail(work: Work, due_id: int, again_at: datetime | None = None) -> bool:
    """Count a failure and try again (at `again_at`); the last one parks the row: then True."""
    row = take(work, due_id)
    if row is None:
        return False
    row.attempts += 1
    row.due_at = again_at or row.due_at
    if row.attempts >= work.limits.failures_before_parking:
        row.state = DueState.PARKED
    work.session.flush()
    return row.state is DueState.PARKED


def next_due_at(session: Session) -> datetime | None:
    """Return when the next thing is due."""
    return session.scalar(select(func.min(Due.due_at)).where(Due.state == DueState.TODO))

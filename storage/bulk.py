"""One limit for all that is sent to many: offers, announcements, what is near, counted together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, func, literal, select, union

from storage.models import Chat, Outbox, Proposal, Seat
from storage.models.base import UtcDateTime
from storage.models.outbox import OutboxState
from storage.queues.kinds import Kind
from storage.work import Work

DAY, WEEK = timedelta(days=1), timedelta(days=7)
SLICE = 1000
"""A statement takes no more people at once: SQLite counts its values."""
BULK = (Kind.OFFER, Kind.ANNOUNCEMENT, Kind.NEAR)
"""What many are sent unasked; each ends with the way to the three switches."""
CAME_TO_NOTHING = (OutboxState.BLOCKED, OutboxState.FAILED, OutboxState.EXPIRED)

_people = bindparam("people", expanding=True, type_=Integer())
_since = bindparam("since", type_=UtcDateTime())
_whose = func.coalesce(Outbox.person_id, Chat.person_id)
_used = union(
    select(Chat.id).where(Chat.person_id.in_(_people)),
    select(Seat.chat_id).where(Seat.person_id.in_(_people)),
)
_offered = select(
    Proposal.person_id.label("whose"), literal(Kind.OFFER.value).label("kind"), Proposal.offer_id
).where(Proposal.person_id.in_(_people), Proposal.pushed, Proposal.shown_at > _since)
_put = (
    select(_whose, cast(Outbox.kind, String), Outbox.subject)
    .join(Chat, Chat.id == Outbox.chat_id)
    .where(Outbox.chat_id.in_(_used), Outbox.kind.in_(BULK[1:]), Outbox.created_at > _since)
    .where(Outbox.state.not_in(CAME_TO_NOTHING), _whose.in_(_people))
)
_each = union(_offered, _put).subquery()
"""One row for each thing somebody was sent, whatever the number of their chats."""
ENOUGH = (
    select(_each.c.whose)
    .group_by(_each.c.whose)
    .having(func.count() >= bindparam("per_week", type_=Integer()))
)
"""Who was sent as much as one week allows."""


def has_had_enough(work: Work, person_ids: Collection[int]) -> frozenset[int]:
    """Return those who are sent nothing more in bulk within seven days.

    Ask before something is put: what waits counts, what came to nothing does not. Where the limit
    is zero that is everybody.
    """
    if work.limits.pushes_per_week == 0:
        return frozenset(person_ids)
    keys = sorted(person_ids)
    slices = (keys[first : first + SLICE] for first in range(0, len(keys), SLICE))
    ask = work.session.scalars
    return frozenset(key for few in slices for key in ask(ENOUGH, weekly(work, few)))


def weekly(work: Work, person_ids: Collection[int]) -> dict[str, Any]:
    """Return the values `ENOUGH` takes."""
    most = work.limits.pushes_per_week
    return {"people": list(person_ids), "since": work.now - WEEK, "per_week": most}

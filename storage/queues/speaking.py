"""The way into the outbox: what waits is rendered when it goes out, an answer is finished."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, select

from storage.engine.prepared import Prepared
from storage.models import Outbox, Seat
from storage.models.outbox import Lane
from storage.queues import claiming, outbox, quiet
from storage.queues.kinds import MANNERS, Kind
from storage.work import Work

SEATED = Prepared(
    select(
        exists().where(
            Seat.chat_id == bindparam("chat"),
            Seat.person_id == bindparam("person"),
        )
    )
)
"""Whether somebody is one of several people who use a chat: then a key names them as well."""


def speak(
    work: Work,
    chat_id: int,
    kind: Kind,
    subject: int | None = None,
    revision: int | None = None,
    *,
    whom: int | None,
    once: str | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> int | None:
    """Let something wait for a chat and return its row; None where the same was said before.

    `whom` is the person it is for, None whoever uses the chat. `once` tells it from what was said
    before about the subject, else the revision does. What can wait begins after the quiet hours; if
    that is too late for it, it ends at once, and who must hear does. ValueError for a kind that
    never speaks, or whose end nobody names.
    """
    manner = MANNERS[kind]
    begins = quiet.opens(work, kind, chat_id, whom, not_before or work.now)
    ends = expires_at or (manner.life and manner.life(work, begins))
    if manner.lane is None or ends is None:
        raise ValueError(f"{kind} cannot wait in the outbox, or not without an end")
    apart = revision if once is None else once
    seated = whom and SEATED.value(work.session, chat=chat_id, person=whom)
    ear = f"{chat_id}p{whom}" if seated else chat_id
    key = [str(part) for part in (kind, subject, apart, ear) if part not in (None, "")]
    row_id = outbox.put(
        work.session,
        chat_id=chat_id,
        person_id=whom,
        lane=manner.lane,
        dedupe_key=":".join(key),
        now=work.now,
        not_before=begins,
        expires_at=ends,
        kind=kind,
        subject=subject,
        revision=revision,
    )
    if row_id is not None and manner.may_wait and ends <= begins:
        outbox.expire(work.session, row_id, work.now)
    return row_id


def answer(
    work: Work,
    chat_id: int,
    key: str,
    body: dict[str, Any],
    edits: int | None = None,
    *,
    whom: int | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> int | None:
    """Put a finished answer and return its row; None where `key` was used before.

    `whom` is who asked, where that is known: whose it is when they leave.
    """
    return outbox.put(
        work.session,
        chat_id=chat_id,
        person_id=whom,
        lane=Lane.ANSWER,
        dedupe_key=key,
        now=work.now,
        not_before=not_before,
        expires_at=expires_at or work.now + work.limits.answer_life,
        body=body,
        edits=edits,
    )


def shows_person(work: Work, row_id: int) -> None:
    """Note that the message of a row shows a person: it goes from there in time."""
    claiming.SHOWS.all(work.session, row=row_id)


def find(work: Work, row_id: int | None) -> Outbox | None:
    """Return a row of the outbox; None where it is gone."""
    return work.session.get(Outbox, row_id)

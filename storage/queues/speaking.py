"""The way into the outbox: what waits is rendered when it goes out, an answer is finished."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from storage.models import Outbox
from storage.models.outbox import Lane
from storage.queues import outbox
from storage.queues.kinds import MANNERS, Kind
from storage.work import Work


def speak(
    work: Work,
    chat_id: int,
    kind: Kind,
    subject: int | None = None,
    revision: int | None = None,
    *,
    once: str | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> int | None:
    """Let something wait for a chat and return its row; None where the same was said before.

    `once` tells it from what was said before about the subject, else the revision does. ValueError
    for a kind that never speaks, or whose end nobody names.
    """
    manner, begins = MANNERS[kind], not_before or work.now
    ends = expires_at or _end(work, kind, begins)
    if manner.lane is None or ends is None:
        raise ValueError(f"{kind} cannot wait in the outbox, or not without an end")
    apart = revision if once is None else once
    key = [str(part) for part in (kind, subject, apart, chat_id) if part not in (None, "")]
    return outbox.put(
        work.session,
        chat_id=chat_id,
        lane=manner.lane,
        dedupe_key=":".join(key),
        now=work.now,
        not_before=not_before,
        expires_at=ends,
        kind=kind,
        subject=subject,
        revision=revision,
    )


def answer(
    work: Work,
    chat_id: int,
    key: str,
    body: dict[str, Any],
    edits: int | None = None,
    *,
    not_before: datetime | None = None,
) -> int | None:
    """Put a finished answer and return its row; None where `key` was used before."""
    return outbox.put(
        work.session,
        chat_id=chat_id,
        lane=Lane.ANSWER,
        dedupe_key=key,
        now=work.now,
        not_before=not_before,
        expires_at=work.now + work.limits.answer_life,
        body=body,
        edits=edits,
    )


def _end(work: Work, kind: Kind, begins: datetime) -> datetime | None:
    life = MANNERS[kind].life
    if life is None or isinstance(life, timedelta):
        return None if life is None else begins + life
    return life(work, begins)


def find(work: Work, row_id: int | None) -> Outbox | None:
    """Return a row of the outbox; None where it is gone."""
    return work.session.get(Outbox, row_id)

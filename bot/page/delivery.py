"""From the outbox to a page: what waits is rendered and stands there in the same unit."""

from __future__ import annotations

from typing import Any

import structlog

from bot.logs import where
from bot.talk import Talk
from conversations.kit.bodies import read_body
from storage.engine.database import transient
from storage.models import Outbox
from storage.page import entries
from storage.queues import outbox
from storage.work import Work

LOG = structlog.get_logger()
ROUNDS = 4
"""What is put on a page may change what stands there already; that waits no second unit."""


def deliver(work: Work, chat_id: int, talk: Talk) -> None:
    """Put on the page of a chat everything that may stand there now."""
    work.session.flush()
    for _ in range(ROUNDS):
        rows = entries.waiting(work, chat_id)
        if not rows:
            return
        for row in rows:
            _put(work, row, talk)


def _put(work: Work, row: Outbox, talk: Talk) -> None:
    try:
        with work.savepoint():
            body = talk.render_waiting(work, row) if row.kind else row.body
            said = None if body is None else read_body(body)
            if said is None:
                outbox.expire(work.session, row.id, work.now)
            else:
                _stand(work, row, said)
    except Exception as error:
        if transient(error):
            raise
        LOG.error("cannot stand on a page", outbox=row.id, kind=row.kind, **where(error))
        outbox.failed(work.session, row.id, work.now)


def _stand(work: Work, row: Outbox, body: dict[str, Any]) -> None:
    """Do what an operation means on a page; the menu of commands and keyboards are the page's."""
    match body["op"]:
        case "buttons_off":
            entries.take_buttons_off(work, row)
        case "delete":
            entries.remove(work, row.chat_id, body["message_ids"])
            outbox.sent(work.session, row.id, None, work.now)
        case "menu":
            outbox.sent(work.session, row.id, None, work.now)
        case _:
            entries.stand(work, row, body, is_read_anew=bool(row.kind and body.get("private")))

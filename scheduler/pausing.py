"""The access of a colleague stays paused: the leads hear of it, the centre gets what they had."""

from __future__ import annotations

from conversations.everybody import delivery, mediation, notices
from conversations.introductions import let_go as let_go_ways
from storage.leaving import is_suspended
from storage.models import Due
from storage.work import Work


def let_go(work: Work, row: Due) -> None:
    """Let go of what they answer and interpret, unless somebody took it back in time."""
    if is_suspended(work, row.subject):
        notices.colleague_paused(work, row.subject)
        delivery.let_go(work, row.subject)
        mediation.leaves(work, row.subject)
        let_go_ways(work, row.subject)

"""A problem: all staff hear of it at once, the leads of all centres where nobody takes it."""

from __future__ import annotations

from conversations.everybody import notices
from storage import team
from storage.models import Request
from storage.trouble import note_escalated, watch
from storage.work import Work


def alert(work: Work, request: Request, once: str = "") -> bool:
    """Tell all staff of the centre, and where none of them is there the leads; False: nobody.

    `once` names what is not told twice.
    """
    watch(work, request)
    is_told = notices.trouble(work, request, once)
    return escalate(work, request, once) or is_told if _is_empty(work, request) else is_told


def _is_empty(work: Work, request: Request) -> bool:
    return team.is_empty(work, request.centre)


def escalate(work: Work, request: Request, once: str = "") -> bool:
    """Tell the leads of all centres, and note that they know."""
    note_escalated(work, request)
    return notices.escalated(work, request, once)

"""A problem nobody took within half an hour of work: the leads of all centres hear of it."""

from __future__ import annotations

from conversations.everybody import alert
from storage import requests, trouble
from storage.models import Due
from storage.work import Work


def escalate(work: Work, row: Due) -> None:
    """Tell the leads, unless somebody took or closed it, or they know already."""
    request = requests.find(work, row.subject)
    if request is not None and trouble.waits(request) and request.escalated_at is None:
        alert.escalate(work, request)

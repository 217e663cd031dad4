"""A need nobody completed: staff are reminded, a firm asked when it is late, then each week."""

from __future__ import annotations

from datetime import datetime

from conversations.everybody import notices
from storage import firm_days, hiding, needs
from storage.models import Due
from storage.models.offers import EmployerStatus
from storage.offers import find
from storage.work import Work


def remind(work: Work, row: Due) -> datetime | None:
    """Remind staff until a need is complete, never two days running; a stopped firm's waits."""
    offer = find(work, row.subject)
    if offer is None or not needs.is_incomplete(work, offer):
        return None
    if offer.employer.status is not EmployerStatus.STOPPED:
        if needs.is_reminded(work, offer):
            needs.remind(work, offer)
            notices.need_waits(work, offer)
        if needs.is_late(work, offer):
            firm_days.opened(work, offer.employer_id)
    return hiding.next_look(work)

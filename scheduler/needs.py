"""A need its firm began and nobody completed: staff are reminded, a firm hears when it is late."""

from __future__ import annotations

from datetime import datetime

from conversations.everybody import notices
from storage import firm_days, hiding, needs
from storage.models import Due
from storage.models.offers import EmployerStatus
from storage.offers import find
from storage.work import Work


def remind(work: Work, row: Due) -> datetime | None:
    """Remind staff each working day until a need is complete; a stopped firm's waits in silence."""
    offer = find(work, row.subject)
    if offer is None or not needs.is_incomplete(work, offer):
        return None
    if offer.employer.status is not EmployerStatus.STOPPED:
        needs.remind(work, offer)
        notices.need_waits(work, offer)
        if needs.is_late(work, offer):
            firm_days.opened(work, offer.employer_id)
    return hiding.next_look(work)

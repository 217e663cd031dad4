"""A firm holds for a year: staff are asked before to look again, then nothing of it is shown."""

from __future__ import annotations

from datetime import date

from conversations.employer import standing
from conversations.everybody import notices
from storage import employers, firm_contacts, firms
from storage.models import Due
from storage.work import Work


def look_again(work: Work, row: Due) -> None:
    """Ask staff to look at a firm again; after its last day nothing of it is shown."""
    name, _colon, until = row.offset.partition(":")
    firm = employers.find(work, f"{row.subject}")
    if firm is None or not firms.is_meant(firm, date.fromisoformat(until)):
        return
    if name == firms.OVER:
        standing.lapse(work, firm)
    else:
        firms.look_again(work, firm)
    notices.firm_again(work, firm)


def ensure(work: Work) -> None:
    """Give every firm that was looked at an end, and note who speaks for one; call at start."""
    firms.ensure(work)
    firm_contacts.ensure(work)

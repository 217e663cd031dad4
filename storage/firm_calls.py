"""Firms to call: what they were asked and did not answer, once for each thing as it was."""

from __future__ import annotations

from storage.models import FirmCall
from storage.queues.once import insert_once
from storage.work import Work


def ask(
    work: Work, employer_id: int, about: str, subject: int, revision: int, *, centre: str | None
) -> None:
    """Put a firm on the list of a centre about one thing; a second time changes nothing."""
    insert_once(
        work.session,
        FirmCall,
        employer_id=employer_id,
        about=about,
        subject=subject,
        revision=revision,
        centre=centre,
        opened_at=work.now,
        tries=0,
    )

"""What becomes due around an appointment for staff: it is cancelled, nobody interprets yet."""

from __future__ import annotations

from conversations.everybody import notices
from conversations.kit.elsewhere import renew
from conversations.staff.visits import VISIT
from storage import appointments
from storage.models import Due
from storage.people import works_for
from storage.rules.interpreting import is_missing
from storage.work import Work


def drop(work: Work, row: Due) -> None:
    """Cancel once the minute to undo is over, if it did not change and they still work there.

    Either way the cards of staff say what came of it: the person may have moved it meanwhile.
    """
    found = appointments.current(work, row.subject, row.revision)
    if found and row.person_id and works_for(work, row.person_id, found.centre):
        appointments.cancel(work, found)
    renew(work, VISIT, row.subject, once=f"drop{row.id}")


def nobody_interprets(work: Work, row: Due) -> None:
    """Tell the centre, where nobody is found by then."""
    found = appointments.current(work, row.subject, row.revision)
    if found is not None and is_missing(found.interpreter, found.interpreting):
        notices.no_interpreter(work, found)

"""Whose a flow about a person is: the centre they belong to, looked up at every step."""

from __future__ import annotations

from conversations.kit.here import Here
from locales.words import _
from storage import finding
from storage.work import Work

# NOTE: To staff: the person was erased while they wrote.
GONE = _("This person is not here any more. Nothing was kept.")


def whose(work: Work, person_id: int) -> str | None:
    """Return the centre that says who may go on; nobody may where the person is gone."""
    person = finding.find(work, person_id)
    return finding.centre_of(person) if person else ""


def colleague_key(here: Here[object]) -> int:
    """Return who writes; LookupError for nobody."""
    if here.person is None:
        raise LookupError("no colleague behind this chat")
    return here.person.id

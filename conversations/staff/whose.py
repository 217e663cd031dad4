"""Whose a flow is that is about a person or a request: looked up at every step."""

from __future__ import annotations

from typing import Protocol

from conversations.kit.buttons import Standing
from conversations.kit.here import Here
from conversations.kit.messages import Button
from locales.words import _, p_
from storage import finding, threads
from storage.work import Work

# NOTE: To staff: the person was erased while they wrote.
GONE = _("This person is not here any more. Nothing was kept.")


def to_card(person_id: int) -> tuple[tuple[Button, ...], ...]:
    """Return the button that goes on to the card of a person."""
    # NOTE: Below the card of a person, for staff, and below what was kept about them.
    overview = p_("button", "👤 Overview")
    return ((Button(overview, str(Standing("person", person_id, 1, "main"))),),)


class AboutPerson(Protocol):
    """The notes of a flow about a person."""

    @property
    def person(self) -> int:
        """Whose key it is."""


class AboutRequest(Protocol):
    """The notes of a flow about a request."""

    @property
    def request(self) -> int:
        """The key of the request."""


def whose(work: Work, notes: AboutPerson) -> str | None:
    """Return the centre that says who may go on; nobody may where the person is gone."""
    person = finding.find(work, notes.person)
    return finding.centre_of(person) if person else ""


def holders(work: Work, notes: AboutRequest) -> str | None:
    """Return who may go on in the thread of a request."""
    held = threads.held(work, notes.request)
    return held.by if held else None


def colleague_key(here: Here[object]) -> int:
    """Return who writes; LookupError for nobody."""
    if here.person is None:
        raise LookupError("no colleague behind this chat")
    return here.person.id

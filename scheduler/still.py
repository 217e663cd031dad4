"""Whether somebody still looks for work: asked once, then their offers pause, and they read so."""

from __future__ import annotations

from storage import fatigue, people
from storage.models import Due, Person
from storage.queues.kinds import Kind
from storage.work import Work

ASKED, PAUSED = "asked", "paused"


def ask_still(work: Work, row: Due) -> None:
    """Ask whoever still answered none of the last offers."""
    person = people.find(work, row.person_id)
    if person is not None:
        ask(work, person)


def ask(work: Work, person: Person) -> bool:
    """Ask somebody, where that is needed; tell whether they were asked."""
    if not fatigue.ask(work, person):
        return False
    _tell(work, person, ASKED)
    return True


def pause(work: Work, row: Due) -> None:
    """Let offers pause for who did not answer, and say how to go on."""
    person = people.find(work, row.person_id)
    if person is not None and fatigue.give_up(work, person, row.offset):
        _tell(work, person, PAUSED)


def _tell(work: Work, person: Person, what: str) -> None:
    people.tell(work, person.id, Kind.STILL, person.id, once=f"{what}:{work.today:%Y%m%d}")

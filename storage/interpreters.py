"""The interpreter of an appointment: how far it is, told to the person where it is settled."""

from __future__ import annotations

from storage.appointments import change
from storage.models import Appointment
from storage.people import TEAM, chats_of, find
from storage.rules.interpreting import GERMAN_ENOUGH, told_of
from storage.team import known, members
from storage.work import Work


def needed(work: Work, person_id: int, centre: str) -> str | None:
    """Return the language to interpret for who books alone; None where they manage without.

    They manage with enough German, and where a colleague of the centre reads their language.
    """
    person = find(work, person_id)
    german = person.profile.german if person and person.profile else None
    own = next((chat.language for chat in chats_of(work, person_id) if chat.language), None)
    return None if german in GERMAN_ENOUGH or own in _read_at(work, centre) else own


def _read_at(work: Work, centre: str) -> set[str | None]:
    """Return the languages read at a centre, German in any case."""
    team = members(work, centre, TEAM)
    found = (known(work, key) for key in team)
    said = {code for each in found if each for code in each.languages or ()}
    return {"de", *said, *(chat.language for key in team for chat in chats_of(work, key))}


def interpret(work: Work, appointment: Appointment, state: str) -> None:
    """Note how far it is; whom we only asked is nothing the person hears of."""
    if told_of(appointment.interpreter, state) != told_of(
        appointment.interpreter, appointment.interpreting
    ):
        change(work, appointment, interpreting=state)
        return
    appointment.interpreting = state
    work.session.flush()

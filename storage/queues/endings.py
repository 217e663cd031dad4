"""Every way a row can end that is not simply done, and who hears of it: nothing ends in silence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from storage.models.due import DueState
from storage.models.inbox import InboxState
from storage.models.outbox import OutboxState
from storage.queues.kinds import MANNERS, Kind


class Hears(StrEnum):
    """Who hears of an end."""

    NOBODY = "nobody: it was not true or not wanted any more"
    CENTRE = "the centre: please call, with name, code and time"
    AGAIN = "the person: the question is asked afresh; any other answer comes with the next word"
    STAFF = "staff, once an hour; an update: the person as well, with an apology"
    NUMBERS = "who announced it: the numbers of the report"
    LISTS = "the person, in the list it came from: /offers, /week, /appointments; staff in /today"


LOST = (OutboxState.FAILED, OutboxState.UNCLEAR, OutboxState.EXPIRED, OutboxState.BLOCKED)
INBOX: Mapping[InboxState, Hears] = {InboxState.PARKED: Hears.STAFF}
DUE: Mapping[DueState, Hears] = {
    DueState.PARKED: Hears.STAFF,
    DueState.LATE: Hears.CENTRE,
    DueState.CANCELLED: Hears.NOBODY,
}


def who_hears(kind: Kind | None, state: OutboxState) -> Hears:
    """Return who hears of a row of the outbox that ended like this; without a kind: an answer."""
    if state not in LOST:
        return Hears.NOBODY
    if kind is None:
        return Hears.NOBODY if state is OutboxState.BLOCKED else Hears.AGAIN
    if MANNERS[kind].told:
        return Hears.CENTRE
    return Hears.NUMBERS if kind is Kind.ANNOUNCEMENT else Hears.LISTS

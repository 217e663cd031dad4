"""What staff are told at once: a first name or a code and a fact, never anybody's own words."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from conversations.kit.context import Context
from storage.models import (
    Appointment,
    Chat,
    Due,
    Inbox,
    Offer,
    Person,
    Profile,
    Proposal,
    Request,
)
from storage.models.due import DueState
from storage.models.inbox import InboxState
from storage.models.outbox import Lane
from storage.people import staff_chats
from storage.places import centres
from storage.queues import outbox
from storage.work import Work

PREFIX = "staff_notice_"
FAULT, LATE = f"{PREFIX}fault", f"{PREFIX}late"
INTERESTED, ASKED = f"{PREFIX}interested", f"{PREFIX}asked"
CANNOT, OTHER_TIME = f"{PREFIX}cannot", f"{PREFIX}other_time"
SILENT, ASK_FIRM = f"{PREFIX}silent_firm", f"{PREFIX}ask_firm"
WORTH_TELLING = timedelta(days=2)


def fault(context: Context) -> None:
    """Tell all centres' staff that something was put aside, once an hour at most."""
    something_parked(context.work)


def something_parked(work: Work) -> None:
    """Tell staff that an update or something due was put aside after three failures."""
    _tell(work, FAULT, 0, None, once=f"{work.now:%Y%m%d%H}")


def parked(work: Work) -> int:
    """Count what was put aside."""
    updates = select(func.count()).where(Inbox.state == InboxState.PARKED)
    due = select(func.count()).where(Due.state == DueState.PARKED)
    return (work.session.scalar(updates) or 0) + (work.session.scalar(due) or 0)


def interested(context: Context, proposal: Proposal) -> None:
    """Tell the person's centre that somebody wants an offer."""
    profile = context.work.session.get(Profile, proposal.person_id)
    centre = profile.centre if profile else None
    _tell(context.work, INTERESTED, proposal.id, centre)


def cannot_come(context: Context, appointment: Appointment) -> None:
    """Tell the centre that somebody does not come."""
    _of_appointment(context.work, CANNOT, appointment)


def wants_other_time(context: Context, appointment: Appointment) -> None:
    """Tell the centre that somebody asks for another time."""
    _of_appointment(context.work, OTHER_TIME, appointment)


def asked_for_person(context: Context, request: Request) -> None:
    """Tell the centre that somebody waits for a person."""
    _tell(context.work, ASKED, request.id, request.centre, once=request.topic)


def reminder_late(work: Work, appointment: Appointment) -> None:
    """Tell the centre that a reminder could not be sent in time: somebody should call."""
    _of_appointment(work, LATE, appointment)


def firm_is_silent(work: Work, offer: Offer, centre: str | None) -> None:
    """Tell staff that an offer rests because the employer did not answer twice."""
    _tell(work, SILENT, offer.id, centre, revision=offer.revision)


def ask_the_firm(work: Work, offer: Offer, centre: str | None) -> None:
    """Tell staff to call an employer we cannot write to, and ask if the offer is open."""
    _tell(work, ASK_FIRM, offer.id, centre, revision=offer.revision, once=f"{work.now:%Y%m%d}")


def name_of(work: Work, person_id: int) -> str:
    """Return the first name where there is one, else the code on the card."""
    person = work.session.get(Person, person_id)
    profile = work.session.get(Profile, person_id)
    return (profile.first_name if profile else None) or (person.ref if person else None) or "R-?"


def _of_appointment(work: Work, kind: str, appointment: Appointment) -> None:
    _tell(work, kind, appointment.id, appointment.centre, revision=appointment.revision)


def _tell(
    work: Work, kind: str, subject: int, centre: str | None, *, revision: int = 0, once: str = ""
) -> None:
    """Put a row into each chat of the centre's staff; the words are made when it goes out."""
    for chat in _chats(work, centre):
        outbox.put(
            work.session,
            chat_id=chat.id,
            lane=Lane.REMINDER,
            dedupe_key=f"{kind}:{subject}:{revision}:{once}:{chat.id}",
            now=work.now,
            expires_at=work.now + WORTH_TELLING,
            kind=kind,
            subject=subject,
            revision=revision,
        )


def _chats(work: Work, centre: str | None) -> list[Chat]:
    """Return the chats of a centre's staff; what belongs to no centre is everybody's."""
    keys = [centre] if centre else [each.key for each in centres(work)]
    found = {chat.id: chat for key in keys for chat in staff_chats(work, key)}
    return [found[key] for key in sorted(found)]

"""What staff are told at once: a first name or a code and a fact, never anybody's own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import structlog

from storage import people, team
from storage.models import (
    Appointment,
    Employer,
    Introduction,
    Offer,
    PageLink,
    Request,
)
from storage.people import Door, staff_doors
from storage.places import centre_around, centres
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.team import lead_doors, member
from storage.work import Work

LOG = structlog.get_logger()
STILL_AT_IT = timedelta(minutes=10)
ESCALATED = 1
"""The revision of a notice of a problem that goes to the leads of all centres."""


def something_parked(work: Work) -> None:
    """Tell staff that an update or something due was put aside, once an hour at most."""
    alarm(work, Kind.FAULT)


def alarm(work: Work, kind: Kind) -> None:
    """Tell all staff of something that is nobody's in particular, once an hour at most."""
    _tell(work, kind, 0, None, once=f"{work.now:%Y%m%d%H}")


def to_introduce(
    work: Work, introduction: Introduction, once: str = "", *, but: int | None = None
) -> None:
    """Tell who looks after an introduction that it is their turn, or how it went on.

    Where nobody does, their centre hears. `but` is the colleague who just did it.
    """
    about, revision = (Kind.TO_INTRODUCE, introduction.id), introduction.revision
    owner, key = introduction.owner_id, f"{introduction.revision}:{once}"
    if owner and team.looks_after(work, owner, introduction.centre):
        doors = [Door(chat.id, owner) for chat in people.chats_of(work, owner)]
    else:
        doors = _doors(work, introduction.centre) or _doors(work, None)
    if others := [door for door in doors if door.person_id != but]:
        _put(work, others, *about, key, revision=revision)
    elif not doors:
        LOG.error("no staff can be told", kind=Kind.TO_INTRODUCE.value, subject=introduction.id)


def not_done(work: Work, introduction: Introduction, who: int, once: str) -> None:
    """Tell a colleague that what they noted a minute ago came to nothing: it went on since."""
    about = (Kind.NOT_DONE, introduction.id, introduction.revision)
    people.tell(work, who, *about, once=once)


def cannot_come(work: Work, appointment: Appointment) -> None:
    """Tell the centre that somebody does not come."""
    _of_appointment(work, Kind.CANNOT, appointment)


def wants_other_time(work: Work, appointment: Appointment) -> None:
    """Tell the centre that somebody asks for another time."""
    _of_appointment(work, Kind.OTHER_TIME, appointment)


def deleted(work: Work, appointment: Appointment) -> None:
    """Tell the centre that an appointment is cancelled, and nothing of whose it was.

    The subject is when it was, in minutes since 1970: the row is gone when this is read.
    """
    minutes = int(appointment.starts_at.timestamp() // 60)
    _tell(work, Kind.DELETED, minutes, appointment.centre, once=f"{appointment.id}")


def asked_for_person(work: Work, request: Request) -> bool:
    """Tell the centre that somebody waits for a person; False where nobody can be told.

    Where all are away they read it when the first of them is back.
    """
    back = team.back_at(work, request.centre)
    if back is not None:
        doors, once = _doors(work, request.centre, urgent=True), f"{back:%y%m%d}:{request.topic}"
        _put(work, doors, Kind.ASKED, request.id, once, not_before=back.astimezone(UTC))
    return _tell(work, Kind.ASKED, request.id, request.centre, once=request.topic)


def trouble(work: Work, request: Request, once: str = "") -> bool:
    """Tell all staff of the centre of a problem, also who stopped everything or is away."""
    centre = request.centre
    doors = _doors(work, centre, urgent=True) or _doors(work, None, urgent=True)
    return _put(work, doors, Kind.TROUBLE, request.id, once or _second(work))


def escalated(work: Work, request: Request, once: str = "") -> bool:
    """Tell the leads of all centres that nobody took a problem."""
    doors, key = people.doors_of_all_leads(work), f"{ESCALATED}:{once or _second(work)}"
    return _put(work, doors, Kind.TROUBLE, request.id, key, revision=ESCALATED)


def waits_again(work: Work, request: Request) -> bool:
    """Tell the centre that a request is nobody's any more; False where nobody can be told."""
    return _tell(work, Kind.ASKED, request.id, request.centre, once=_second(work))


def overdue(work: Work, centre: str) -> None:
    """Tell the leads of a centre what waits longer than promised; where there are none, staff."""
    for chat, who in lead_doors(work, centre) or staff_doors(work, centre):
        speak(work, chat, Kind.OVERDUE, 0, whom=who, once=f"{work.today:%Y%m%d}")


def reminder_late(work: Work, appointment: Appointment) -> None:
    """Tell the centre that somebody could not be told of an appointment: please call."""
    _of_appointment(work, Kind.LATE, appointment)


def no_interpreter(work: Work, appointment: Appointment) -> None:
    """Tell the centre that nobody is found yet who interprets."""
    _of_appointment(work, Kind.NO_INTERPRETER, appointment)


def firm_is_silent(work: Work, employer_id: int, centre: str | None) -> None:
    """Tell staff next morning that offers rest because the employer did not answer twice."""
    morning = work.daytime(work.local.replace(hour=0, minute=0) + timedelta(days=1))
    once = f"{work.today:%Y%m%d}"
    _tell(work, Kind.SILENT_FIRM, employer_id, centre, once=once, not_before=morning)


def hidden(work: Work, offer: Offer, centre: str | None) -> None:
    """Tell the firm's centre of an offer that is hidden after a problem, also who is away."""
    doors = _doors(work, centre, urgent=True) or _doors(work, None, urgent=True)
    _put(work, doors, Kind.HIDDEN, offer.id, _second(work))


def firms_to_ask(work: Work, centre: str | None) -> None:
    """Tell staff which firms we cannot write to are to be asked about offers: a list a morning."""
    day = work.local.replace(hour=0, minute=0, second=0, microsecond=0)
    at = work.daytime(day) + STILL_AT_IT
    if at < work.now:
        at = work.daytime(day + timedelta(days=1)) + STILL_AT_IT
    _tell(work, Kind.ASK_FIRM, 0, centre, once=f"{at:%Y%m%d}", not_before=at)


def firm_calls(work: Work, link: PageLink) -> None:
    """Tell the centre that a firm with our letter wishes to be called, once a day."""
    _tell(work, Kind.FIRM_CALLS, link.id, link.centre, once=f"{work.today:%Y%m%d}")


def firm_came(work: Work, firm: Employer) -> None:
    """Tell the centre that a firm registered and waits to be looked at."""
    _tell(work, Kind.FIRM_CAME, firm.id, centre_around(work, firm.plz))


def firm_again(work: Work, firm: Employer) -> None:
    """Tell the centre in the daytime that a firm is to be looked at again, or is shown no more."""
    around, once = centre_around(work, firm.plz), f"{work.today:%Y%m%d}"
    opens = work.daytime(work.now)
    _tell(work, Kind.FIRM_AGAIN, firm.id, around, once=once, not_before=opens)


def firm_is_alone(work: Work, firm: Employer) -> None:
    """Tell the centre that nobody speaks for a firm any more."""
    _tell(work, Kind.FIRM_ALONE, firm.id, centre_around(work, firm.plz), once=_second(work))


def need(work: Work, offer: Offer) -> None:
    """Tell the centre of a need to complete or a sentence to read; a firm may still be at it."""
    where, at = centre_around(work, offer.plz), work.now + STILL_AT_IT
    _tell(work, Kind.NEED, offer.id, where, revision=offer.revision, not_before=at)


def came(work: Work, person_id: int, by: int) -> None:
    """Tell a colleague that somebody they let in at the desk is known now."""
    people.tell(work, by, Kind.CAME, person_id, once=f"{person_id}")


def offer_ends(work: Work, owner: int | None, centre: str | None) -> None:
    """Ask whose offers end soon about them, where nobody is there the centre; once a day."""
    once = f"{work.today:%Y%m%d}"
    if owner is None:
        _tell(work, Kind.OFFER_ENDS, 0, centre, once=once)
    else:
        people.tell(work, owner, Kind.OFFER_ENDS, 0, once=f"0:{once}")


def pin_missed(work: Work, person_id: int) -> None:
    """Tell the leads of the centre that somebody typed a wrong PIN too often."""
    _tell_leads(work, Kind.WRONG_PIN, person_id, f"{work.now:%Y%m%d%H%M}")


def colleague_paused(work: Work, person_id: int) -> None:
    """Tell the leads of the centre that the access of a colleague is paused."""
    _tell_leads(work, Kind.PAUSED, person_id, f"{work.now:%Y%m%d%H%M}")


def _tell_leads(work: Work, kind: Kind, person_id: int, once: str) -> None:
    who = member(work, person_id)
    for chat, lead in lead_doors(work, who.scope if who else None):
        if lead != person_id:
            speak(work, chat, kind, person_id, whom=lead, once=once)


def _of_appointment(work: Work, kind: Kind, appointment: Appointment) -> None:
    _tell(work, kind, appointment.id, appointment.centre, revision=appointment.revision)


def _tell(
    work: Work,
    kind: Kind,
    subject: int,
    centre: str | None,
    *,
    revision: int = 0,
    once: str = "",
    not_before: datetime | None = None,
) -> bool:
    """Put a row into each chat of the centre's staff; the words are made when it goes out.

    Where nobody of that centre hears, all staff do; where nobody does at all, the log says so.
    """
    doors = _doors(work, centre) or _doors(work, None)
    key = f"{revision}:{once}"
    return _put(work, doors, kind, subject, key, revision=revision, not_before=not_before)


def _put(
    work: Work,
    doors: Sequence[Door],
    kind: Kind,
    subject: int,
    once: str,
    *,
    revision: int = 0,
    not_before: datetime | None = None,
) -> bool:
    for chat, whom in doors:
        speak(work, chat, kind, subject, revision, whom=whom, once=once, not_before=not_before)
    if not doors:
        LOG.error("no staff can be told", kind=kind.value, subject=subject)
    return bool(doors)


def _second(work: Work) -> str:
    """Tell one occasion from the next."""
    return f"{work.now:%y%m%d%H%M%S}"


def _doors(work: Work, centre: str | None, *, urgent: bool = False) -> list[Door]:
    """Return the chats of a centre's staff; what belongs to no centre is everybody's."""
    keys = [centre] if centre else [each.key for each in centres(work)]
    return sorted({door for key in keys for door in staff_doors(work, key, urgent=urgent)})

"""An appointment staff are about to make or move: what is chosen, in words, and saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from conversations import terms
from conversations.cards.notice import called
from conversations.cards.request import language_of
from conversations.cards.visit import STATES
from conversations.kit.actor import Actor
from conversations.staff.scope import centre_name, scope
from conversations.staff.whose import whose as of_person
from locales.languages import FALLBACK
from locales.words import Moment, Words, _, p_, say
from storage import appointments, audit, finding, team
from storage.models import Appointment
from storage.rules.interpreting import Interpreting
from storage.work import Work

MINUTES = 45
# NOTE: Buttons for staff: what an appointment is for.
KINDS: Mapping[str, Words] = {
    "first_talk": terms.BOOKED_KINDS["first_talk"],
    "cv": p_("button", "📝 CV (Lebenslauf)"),
    "trial_day_briefing": p_("button", "🛠️ Before a trial day"),
    "recognition_advice": p_("button", "📜 Recognition (Anerkennung)"),
    "permit_check": p_("button", "🗂️ Talk about papers"),
    "letter_help": terms.BOOKED_KINDS["letter_help"],
    "company_visit": p_("button", "🏭 Visit to a company"),
}


@dataclass(frozen=True)
class Appointing:
    """For whom, which appointment is moved (0: a new one), and what was chosen.

    `given`: whom it is for is not asked. `length` is how long it takes at a typed time, `minutes`
    how long in the one that was chosen. `warning` is why a typed time is none of
    the centre's, `problem` why another one is asked for.
    """

    person: int = 0
    appointment: int = 0
    given: bool = False
    kind: str = ""
    on_date: date | None = None
    at_time: time | None = None
    length: int = MINUTES
    minutes: int = MINUTES
    desk: str | None = None
    warning: str = ""
    problem: str = ""
    interpreter: str | None = None
    note: str = ""


def whose(work: Work, about: Appointing) -> str | None:
    """Return the centre that says who may go on; nobody may where it is gone."""
    if about.appointment:
        found = appointments.find(work, about.appointment)
        return found.centre if found else ""
    return of_person(work, about) if about.person else None


def place(work: Work, actor: Actor, about: Appointing) -> str | None:
    """Return the centre it is at: where it was, the person's, or the colleague's own."""
    moved = appointments.find(work, about.appointment) if about.appointment else None
    person = finding.find(work, about.person)
    own = finding.centre_of(person) if person else None
    return moved.centre if moved else own or scope(actor)


def wanted(work: Work, actor: Actor, person_id: int) -> str | None:
    """Return the language somebody should interpret: theirs, where the colleague reads it not."""
    known = team.known(work, actor.person.id) if actor.person else None
    reads = {actor.language, FALLBACK, *((known.languages if known else None) or ())}
    language = language_of(work, person_id)
    return None if language in reads else language


# NOTE: To staff, before an appointment is made or moved: what they chose.
def summary(work: Work, actor: Actor, about: Appointing) -> Sequence[Words]:
    """Return everything the person will be told."""
    lines = [say(_("<b>{who}</b>"), who=called(work, about.person)), terms.appointment(about.kind)]
    moved = appointments.find(work, about.appointment) if about.appointment else None
    now = _local(work, about.on_date, about.at_time)
    if moved is not None:
        old = _local(work, moved.on_date, moved.at_time)
        lines += [say(_("Old: {when}"), when=old), say(_("New: {when}"), when=now)]
    else:
        lines.append(say(_("🕒 {when}"), when=now))
    lines.append(say(_("🏠 {centre}"), centre=centre_name(work, place(work, actor, about))))
    language = moved.interpreter if moved else about.interpreter
    if language:
        state = STATES[Interpreting.WANTED]
        line = _("💬 Interpreter, {language}: {far}")
        lines.append(say(line, language=terms.language(language), far=state))
    if about.note:
        lines += [_("📝 The person reads:"), *terms.quoted(about.note)]
    return lines


def _local(work: Work, on: date | None, at: time | None) -> Moment:
    if on is None or at is None:
        raise LookupError("no time was chosen")
    return Moment(datetime.combine(on, at, work.zone))


def save(work: Work, actor: Actor, about: Appointing) -> Appointment | None:
    """Book or move it, which tells the person; None where it is over or cancelled by now.

    Raises TakenError and NoSuchTimeError.
    """
    if about.on_date is None or about.at_time is None:
        raise LookupError("no time was chosen")
    taken: dict[str, Any] = {"on_date": about.on_date, "at_time": about.at_time}
    taken |= {"minutes": about.minutes, "desk": about.desk}
    found = _moved(work, about, taken) if about.appointment else _made(work, actor, about, taken)
    if found is not None and actor.person is not None:
        row = "visit.move" if about.appointment else "person.appoint"
        audit.note(work, row, actor.person.id, found.person_id, found.centre)
    return found


def _moved(work: Work, about: Appointing, taken: Mapping[str, Any]) -> Appointment | None:
    """Another time means that whoever interprets is asked anew."""
    found = appointments.find(work, about.appointment)
    if found is None or found.cancelled_at is not None or found.starts_at <= work.now:
        return None
    state = Interpreting.WANTED.value if found.interpreter else None
    appointments.change(work, found, interpreting=state, **taken)
    return found


def _made(work: Work, actor: Actor, about: Appointing, taken: Mapping[str, Any]) -> Appointment:
    made = Appointment(
        person_id=about.person,
        centre=place(work, actor, about),
        kind=about.kind,
        zone=work.zone.key,
        interpreter=about.interpreter,
        interpreting=Interpreting.WANTED.value if about.interpreter else None,
        note=about.note or None,
        **taken,
    )
    appointments.book(work, made)
    return made

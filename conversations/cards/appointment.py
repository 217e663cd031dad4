"""An appointment as people read it: one unmistakable pattern, with the German below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo

from conversations import terms
from conversations.cards.centre import copy_row, opening
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message, Style, stacked
from conversations.kit.subject import CODE
from locales.dates import relative_day
from locales.languages import LANGUAGES
from locales.words import Count, German, Ltr, Moment, Name, Words, _, n_, p_, say, verbatim
from storage.appointments import changes, facts_of
from storage.heard import OF_CENTRE
from storage.models import Appointment, Centre, Person
from storage.models.appointments import AppointmentAnswer
from storage.queues.kinds import Kind
from storage.rules.interpreting import Interpreting, read_fact, told_of

KIND, LETTER = "appointment", "T"
COME, CANNOT, OTHER = "come", "cannot", "other"
CANCEL, CALENDAR, SHOW, EARLIER = "cancel", "calendar", "show", "earlier"

ANSWER_OF: Mapping[str, AppointmentAnswer] = {
    COME: AppointmentAnswer.COMING,
    CANNOT: AppointmentAnswer.CANNOT,
    OTHER: AppointmentAnswer.ANOTHER_TIME,
}
LABELS: Mapping[str, Words] = {
    COME: p_("button", "✅ I will come"),
    CANNOT: p_("button", "❌ I cannot come"),
    # NOTE: Buttons below one's own appointment: give it back; another time; a file; a card to show.
    CANCEL: p_("button", "❌ Cancel it"),
    OTHER: p_("button", "🕒 Another time, please"),
    CALENDAR: p_("button", "📆 For my calendar"),
    SHOW: p_("button", "🪧 To show at the desk"),
    # NOTE: Button below one's own appointment: wait for an earlier time.
    EARLIER: p_("button", "⏫ Earlier, please"),
}
SAID: Mapping[AppointmentAnswer, Words] = {
    AppointmentAnswer.COMING: _("✅ You are coming."),
    AppointmentAnswer.CANNOT: _("❌ You said you cannot come. We told the centre."),
    AppointmentAnswer.ANOTHER_TIME: _("🕒 You asked for another time. We told the centre."),
}
YOUR_APPOINTMENT = _("📅 Your appointment (Termin): {what}")
NEW_APPOINTMENT = _("📅 You have an appointment (Termin): {what}")


def appointment_message(
    kind: Kind | None,
    appointment: Appointment,
    centre: Centre,
    now: datetime,
    person: Person | None,
) -> Message:
    """Build the message for what happened (None: how it stands); buttons until it begins.

    Address, phone and code are Latin in every language: the German below leaves them out.
    """
    today = now.astimezone(ZoneInfo(appointment.zone)).date()
    said = SAID.get(appointment.answer) if appointment.answer and kind is None else None
    lines = [*([said] if said else []), *_when(kind, appointment, centre, today)]
    if appointment.cancelled_at is not None:
        return Message((*lines, *_questions(centre)), german_below=True)
    name, *address = _where(centre)
    rest = [*_interpreter(appointment), *_bring(appointment)]
    german = (*lines, name, *rest)
    lines += [name, *address, *rest, *_note(appointment)]
    code = say(CODE, code=Ltr(f"{LETTER}{appointment.id}"))
    answers = stacked(_buttons(appointment)) if now < appointment.starts_at else ()
    rows = (*answers, *copy_row(centre, person))
    return Message((*lines, code), rows, german_below=True, german=german)


# NOTE: The time of an appointment, or when it was before it was cancelled.
def _when(
    kind: Kind | None, appointment: Appointment, centre: Centre, today: date
) -> Sequence[Words]:
    moment = Moment(_local(appointment, appointment.on_date, appointment.at_time))
    what = terms.appointment(appointment.kind)
    title = say(NEW_APPOINTMENT if kind is Kind.APPOINTMENT_MADE else YOUR_APPOINTMENT, what=what)
    if appointment.cancelled_at is not None:
        gone = _("❌ CANCELLED. This appointment (Termin) does not take place.")
        return gone, title, say(_("It was: {when}"), when=moment)
    if kind is Kind.APPOINTMENT_MOVED and (old := changes(appointment, centre)):
        return *_changed(appointment, centre, old), title
    when = say(_pattern(appointment.on_date, today), when=moment)
    return (when, title) if kind is Kind.APPOINTMENT_REMINDER else (title, when)


# NOTE: The line with the time of an appointment.
def _pattern(on: date, today: date) -> Words:
    if relative_day(on, today) is None:
        return _("🕒 {when}")
    return _("🕒 Today: {when}") if on == today else _("🕒 Tomorrow: {when}")


def _local(appointment: Appointment, on: date, at: time) -> datetime:
    return datetime.combine(on, at, ZoneInfo(appointment.zone))


# NOTE: Headline of a change, then old and new of each fact that changed.
def _changed(
    appointment: Appointment, centre: Centre, old: Mapping[str, str | int | None]
) -> list[Words]:
    """Name old and new of each fact that changed, and of the time in any case what it is now."""
    new = facts_of(appointment, centre)
    moment = Moment(_local(appointment, appointment.on_date, appointment.at_time))
    if not old.keys() & {"on_date", "at_time"}:
        # NOTE: Headline: place, kind, length or interpreter changed; old and new follow.
        lines = [_("❗ CHANGED. Something about your appointment (Termin) is new.")]
        when = say(_("🕒 {when}"), when=moment)
    else:
        lines = [_("❗ CHANGED. Your appointment (Termin) has a new time.")]
        was = {**new, **old}
        day, at = date.fromisoformat(str(was["on_date"])), time.fromisoformat(str(was["at_time"]))
        lines.append(say(_("Old: {when}"), when=Moment(_local(appointment, day, at))))
        when = say(_("New: {when}"), when=moment)
    lines.append(when)
    for name, read in FACTS.items():
        if name in old and not (name in OF_CENTRE and "centre" in old):
            # NOTE: One fact of an appointment before and after a change: place, kind, length, ...
            lines += [say(_("Old: {what}"), what=read(old[name]))]
            lines += [say(_("New: {what}"), what=read(new[name]))]
    return lines


def _kind(code: Fact) -> Words:
    return terms.appointment(str(code))


# NOTE: How long an appointment takes.
def _length(minutes: Fact) -> Words:
    return say(n_("{n} minute", "{n} minutes"), n=Count(int(minutes or 0)))


# NOTE: Whether somebody interprets at an appointment.
INTERPRETS: Mapping[str, Words] = {
    Interpreting.FOUND: _("💬 With an interpreter: {language}"),
    Interpreting.WANTED: _("💬 Interpreter wanted, not found yet: {language}"),
    Interpreting.NONE: _("💬 No interpreter found: {language}"),
}


# NOTE: Whether somebody interprets at an appointment, where no language is known.
def _speaks(fact: Fact) -> Words:
    if fact is None:
        return _("Nobody interprets.")
    state, code = read_fact(str(fact))
    if code not in LANGUAGES:
        return _("💬 With an interpreter.")
    return say(INTERPRETS[state], language=terms.language(code))


def _place(text: Fact) -> Words:
    return verbatim(str(text)) if text else _("not known so far")


def _number(text: Fact) -> Words:
    # NOTE: The number of a centre, before and after it changed.
    return say(_("☎️ Phone: {phone}"), phone=Ltr(str(text))) if text else _("not known so far")


def _opening(text: Fact) -> Words:
    # NOTE: The opening hours of a centre, before and after they changed; they are in German.
    said = _("🕐 Opening hours: {hours}")
    return say(said, hours=opening(str(text))) if text else _("not known so far")


Fact: TypeAlias = str | int | None
FACTS: Mapping[str, Callable[[Fact], Words]] = {
    "centre": _place,
    "address": _place,
    "rooms": _place,
    "phone": _number,
    "hours": _opening,
    "kind": _kind,
    "minutes": _length,
    "interpreter": _speaks,
}


# NOTE: Where an appointment is.
def _where(centre: Centre) -> list[Words]:
    lines = [say(_("🏠 {centre}"), centre=Name(centre.name))]
    if centre.address:
        lines.append(say(_("📍 Address: {address}"), address=Ltr(centre.address)))
    if centre.rooms:
        lines.append(say(_("🏠 Room: {room}"), room=German(centre.rooms)))
    return lines + _phone(centre)


# NOTE: A line: the number of the centre.
def _phone(centre: Centre) -> list[Words]:
    return [say(_("☎️ Phone: {phone}"), phone=Ltr(centre.phone))] if centre.phone else []


# NOTE: Below an appointment that is cancelled: whom to ask.
def _questions(centre: Centre) -> list[Words]:
    return [
        say(_("🏠 {centre}"), centre=Name(centre.name)),
        *_phone(centre),
        _("Questions? /person"),
    ]


def _interpreter(appointment: Appointment) -> list[Words]:
    fact = told_of(appointment.interpreter, appointment.interpreting)
    return [_speaks(fact)] if fact else []


# NOTE: Below an appointment; what a colleague wrote follows as it is, in their language.
def _note(appointment: Appointment) -> list[Words]:
    if not appointment.note:
        return []
    return [_("📝 Your centre wrote:"), *terms.quoted(appointment.note)]


# NOTE: What to bring to an appointment.
def _bring(appointment: Appointment) -> list[Words]:
    what = terms.BRING.get(appointment.kind)
    return [say(_("🎒 Please bring: {what}"), what=what)] if what else []


def _offered(appointment: Appointment) -> Iterator[str]:
    """Give what can still be said: who booked it alone gives it back alone."""
    yield COME
    yield CANCEL if appointment.self_booked else CANNOT
    yield from (OTHER, CALENDAR, SHOW)
    if appointment.desk is not None:
        yield EARLIER


def _buttons(appointment: Appointment) -> list[Button]:
    """Offer what was not said yet."""
    return [
        Button(
            LABELS[action],
            str(Standing(KIND, appointment.id, appointment.revision, action)),
            Style.PRIMARY if action == COME else None,
        )
        for action in _offered(appointment)
        if appointment.answer is None or ANSWER_OF.get(action) != appointment.answer
    ]

"""Consulting hours are added, changed or ended; who is booked outside them is asked about first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from conversations import terms
from conversations.cards.notice import called
from conversations.kit.bound import REST
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import DayOf, OneOf, Option, SomeOf, TimeOf
from conversations.kit.questions.pieces import choices, into, number_into, one
from conversations.kit.steps import Correct, Goto, Next, Onward, Step
from conversations.staff.consulting_card import KIND, consulting_message, hours_line
from conversations.staff.consulting_draft import ENDS, STARTS, Planned, planned
from conversations.staff.member import label
from conversations.staff.span import LaterTime
from conversations.staff.whose import colleague_key
from locales.words import VERBATIM, Count, Moment, Weekday, Words, _, p_, say, verbatim
from storage import hours
from storage.models import Appointment, Consulting
from storage.people import TEAM
from storage.team import members
from storage.work import Work

DROP, STAY, CHANGE, END = "drop", "stay", "change", "end"
ANY, MOST_SHOWN, MOST = "any", 5, 40
LENGTHS, PLACES = (15, 20, 30, 45, 60), (1, 2, 3, 4, 5, 6)
# NOTE: Staff choose what of consulting hours to change.
PIECES: Mapping[str, Words] = {
    "day": p_("button", "Weekday"),
    "starts": p_("button", "Time"),
    "minutes": p_("button", "Length"),
    "places": p_("button", "Places"),
    "kinds": p_("button", "What"),
}


def _row(here: Here[Planned]) -> Consulting:
    found = hours.find(here.work, here.notes.key)
    return found or Consulting(centre=here.notes.centre, with_id=here.notes.whom)


def _as_planned(here: Here[Planned]) -> Consulting:
    return Consulting(with_id=here.notes.whom, **here.notes.values)


def _falling(here: Here[Planned]) -> Sequence[Appointment]:
    return hours.falling(here.work, _row(here), here.notes.values)


def _is_new(here: Here[Planned]) -> bool:
    return here.notes.key == 0 or here.alone


def _numbers(numbers: Sequence[int]) -> Callable[[Here[object]], Sequence[Option]]:
    options = [Option(str(number), verbatim(str(number))) for number in numbers]
    return lambda here: options


def _lengths(here: Here[Planned]) -> Sequence[Option]:
    """Offer what fits into the hours at least once."""
    starts, ends = here.notes.values["starts"], here.notes.values["ends"]
    room = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    fitting = [length for length in LENGTHS if length <= room] or [max(1, room)]
    return [Option(str(length), verbatim(str(length))) for length in fitting]


def _weekdays(here: Here[object]) -> Sequence[Option]:
    plain = Words("{text}", context=VERBATIM)
    return [Option(str(day), say(plain, text=Weekday(day))) for day in range(6)]


def _kinds(here: Here[object]) -> Sequence[Option]:
    return [Option(key, words) for key, words in terms.APPOINTMENT_KINDS.items()]


def _keep_kinds(here: Here[Planned], kinds: Sequence[str]) -> Step[Planned]:
    return Next(replace(here.notes, kinds=tuple(kind for kind in kinds if kind != ANY)))


def _colleagues(here: Here[Planned]) -> Sequence[Option]:
    found = members(here.work, here.notes.centre, TEAM)[:MOST]
    # NOTE: A button above names of colleagues: no one of them in particular.
    anybody = Option(ANY, p_("button", "Whoever is there"))
    return [anybody, *(Option(str(key), label(here.work, key)) for key in found)]


def _keep_whom(here: Here[Planned], who: str) -> Step[Planned]:
    return Next(replace(here.notes, whom=None if who == ANY else int(who)))


def _begins(here: Here[Planned]) -> time | None:
    return here.notes.starts


def _ask_save(here: Here[Planned]) -> Sequence[Words]:
    found = _falling(here)
    lines = [hours_line(here.work, _as_planned(here))]
    if found:
        lines.append(say(_("📅 Appointments that fall out: {count}"), count=Count(len(found))))
    lines += [_line(here.work, each) for each in found[:MOST_SHOWN]]
    rest = len(found) - MOST_SHOWN
    return [*lines, say(REST, count=Count(rest))] if rest > 0 else lines


def _line(work: Work, each: Appointment) -> Words:
    at = Moment(each.starts_at.astimezone(work.zone))
    # NOTE: To staff, in a list of appointments: {who} is a first name and a code.
    return say(_("{when}, {who}"), when=at, who=called(work, each.person_id))


# NOTE: Buttons for staff below consulting hours.
def _saving(here: Here[Planned]) -> Sequence[Option]:
    notes, row = here.notes, hours.find(here.work, here.notes.key)
    found: dict[str, Words] = {}
    if row is None or planned(row) != replace(notes, choice=""):
        # NOTE: Buttons: keep consulting hours; what lies outside is cancelled, or takes place.
        found[STAY] = p_("button", "✔️ Save")
        if _falling(here):
            found[DROP] = p_("button", "✔️ Save, other times")
            found[STAY] = p_("button", "✔️ Save, these stay")
    found[CHANGE] = p_("button", "✏️ Change")
    if row is not None:
        found[END] = p_("button", "🗑️ End these hours")
    return [Option(key, words) for key, words in found.items()]


def _keep_choice(here: Here[Planned], choice: str) -> Step[Planned]:
    if choice in (CHANGE, END):
        return Goto("part" if choice == CHANGE else "until")
    return Next(replace(here.notes, choice=choice))


def _keep_part(here: Here[Planned], part: str) -> Step[Planned]:
    return Correct("consulting", part)


def _keep_until(here: Here[Planned], day: date) -> Step[Planned]:
    return Goto("save", replace(here.notes, until=day))


def _corrected(here: Here[Planned]) -> Sequence[Goto[Planned]]:
    return [Goto("save")]


def _finish(here: Here[Planned]) -> Sequence[Onward]:
    row, drops = _row(here), here.notes.choice == DROP
    if row.id is not None and row.revision != here.notes.revision:
        here.send(Message((CHANGED,)))  # a colleague was faster
        return ()
    hours.save(here.work, row, here.notes.values, colleague_key(here), drops=drops)
    here.context.send(consulting_message(here.work, row), (KIND, row.id))
    return ()


def _whose(work: Work, notes: Planned) -> str | None:
    return notes.centre


# NOTE: Questions to staff about consulting hours: when people are seen, by appointment.
CONSULT: Flow[Planned] = Flow(
    "consulting",
    (
        OneOf(
            name="day",
            text=one(_("On which weekday?")),
            options=_weekdays,
            keep=number_into("weekday"),
            columns=2,
            when=_is_new,
        ),
        TimeOf(
            name="starts",
            text=one(_("From what time?")),
            times=STARTS,
            keep=into("starts"),
            when=_is_new,
        ),
        LaterTime(
            name="ends",
            text=one(_("Until what time?")),
            times=ENDS,
            earliest=_begins,
            too_early=_("The end must be after the beginning."),
            keep=into("ends"),
            when=_is_new,
            follows=True,
        ),
        OneOf(
            name="minutes",
            text=one(_("How many minutes is one appointment?")),
            options=_lengths,
            keep=number_into("minutes"),
            columns=3,
            when=_is_new,
        ),
        OneOf(
            name="places",
            text=one(_("How many people at once?")),
            options=_numbers(PLACES),
            keep=number_into("places"),
            columns=3,
            when=_is_new,
        ),
        SomeOf(
            name="kinds",
            # NOTE: To staff: for which kinds of appointment the hours are.
            text=one(_("For what?")),
            options=_kinds,
            chosen=lambda here: here.notes.kinds,
            # NOTE: A button: consulting hours are for every kind of appointment.
            alone=[Option(ANY, p_("button", "For everything"))],
            least=1,
            keep=_keep_kinds,
            when=_is_new,
        ),
        OneOf(
            name="whom",
            # NOTE: To staff: with which colleague the appointments are.
            text=one(_("With whom?")),
            options=_colleagues,
            keep=_keep_whom,
            when=_is_new,
        ),
        OneOf(name="save", text=_ask_save, options=_saving, keep=_keep_choice),
        OneOf(
            name="part",
            text=one(_("What would you like to change?")),
            options=choices(PIECES),
            keep=_keep_part,
            columns=2,
            listed=False,
        ),
        DayOf(
            name="until",
            text=one(_("What is the last day of these hours?")),
            keep=_keep_until,
            listed=False,
        ),
    ),
    finish=_finish,
    corrected=_corrected,
    notes=Planned,
    guard="/hours",
    scope=_whose,
)

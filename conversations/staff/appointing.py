"""Staff make an appointment or move one: whom, what for, when; then all of it to confirm."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from conversations import terms
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Message, Style
from conversations.kit.questions import DayOf, OneOf, Option, ShortText, TimeOf
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Goto, Leave, Next, Onward, Run, Step
from conversations.staff.appointment_draft import (
    KINDS,
    Appointing,
    place,
    save,
    summary,
    wanted,
    whose,
)
from conversations.staff.chosen_person import PersonOf
from conversations.staff.free_times import TAKEN, SlotOf
from locales.languages import FALLBACK, LANGUAGES
from locales.words import Words, _, p_
from storage import consulting
from storage.cells import TakenError
from storage.consulting import Slot
from storage.rules.clock import NoSuchTimeError
from storage.rules.sensitive import is_sensitive

NOBODY, YES, NO, OTHER, NOTE, INTERPRETER = "nobody", "yes", "no", "other", "note", "interpreter"
SLOT, DAY, TIME, CHECK, NOTE_SURE = "slot", "day", "time", "check", "note_sure"
LONGEST = 200
HOURS = tuple(time(hour) for hour in range(8, 18))
# NOTE: To staff, above the question for another time: why this one cannot be.
PROBLEMS: Mapping[str, Words] = {
    "desk": TAKEN,
    "person": _("The person has another appointment (Termin) at that time."),
    "past": _("This time is over."),
    "gap": _("There is no such time: the clocks change that night."),
}
# NOTE: To staff: why a time they typed is none of the centre's; they may take it all the same.
WARNINGS: Mapping[str, Words] = {
    "closed": _("⚠️ The centre is closed then."),
    "no_hours": _("⚠️ These are no consulting hours."),
    "taken": _("⚠️ Every desk is taken then."),
}
N = Appointing


def _asks(*words: Words) -> Callable[[Here[N]], Sequence[Words]]:
    """Ask, and say first why another answer is needed."""

    def text(here: Here[N]) -> Sequence[Words]:
        problem = PROBLEMS.get(here.notes.problem)
        return (*((problem,) if problem else ()), *words)

    return text


def _keep_person(here: Here[N], key: int) -> Step[N]:
    return Next(Appointing(key))


def _keep_kind(here: Here[N], kind: str) -> Step[N]:
    actor = here.context.actor
    language = wanted(here.work, actor, here.notes.person)
    return Next(replace(here.notes, kind=kind, interpreter=language))


def _slots(here: Here[N]) -> Sequence[Slot]:
    centre = place(here.work, here.context.actor, here.notes)
    if centre is None:
        return []
    about = here.notes
    return consulting.free_slots(here.work, centre, about.kind, person_id=about.person)


def _keep_slot(here: Here[N], slot: Slot | None) -> Step[N]:
    free = replace(here.notes, on_date=None, at_time=None, desk=None, warning="", problem="")
    return Next(_at(free, slot) if slot else free)


def _at(about: Appointing, slot: Slot) -> Appointing:
    chosen = replace(about, on_date=slot.on_date, at_time=slot.at_time, minutes=slot.minutes)
    return replace(chosen, desk=slot.desk, warning="", problem="")


def _keep_day(here: Here[N], day: date) -> Step[N]:
    return Next(replace(here.notes, on_date=day, at_time=None, problem=""))


def _keep_time(here: Here[N], at: time) -> Step[N]:
    """Look whether it is one of the centre's: else it takes a second tap."""
    about = replace(
        here.notes, at_time=at, minutes=here.notes.length, desk=None, warning="", problem=""
    )
    centre = place(here.work, here.context.actor, about)
    alike = (each for each in _slots(here) if (each.on_date, each.at_time) == (about.on_date, at))
    if slot := next(alike, None):
        return Next(_at(about, slot))
    if about.on_date is None or centre is None:
        return Goto(DAY, about)
    when = (centre, about.kind, about.on_date, at)
    try:
        why = consulting.outside(here.work, *when, minutes=about.minutes)
    except NoSuchTimeError:
        return Goto(TIME, replace(about, at_time=None, problem="gap"))
    if why == "past":
        return Goto(DAY, replace(about, on_date=None, at_time=None, problem=why))
    return Next(replace(about, warning=why or ""))


def _warns(here: Here[N]) -> Sequence[Words]:
    warning = WARNINGS.get(here.notes.warning)
    # NOTE: To staff, below why a time is none of the centre's.
    return (*((warning,) if warning else ()), _("Take this time anyway?"))


def _keep_sure(here: Here[N], choice: str) -> Step[N]:
    return Next() if choice == YES else _elsewhen(here)


def _elsewhen(here: Here[N], problem: str = "") -> Step[N]:
    """Ask for the time again."""
    free = replace(here.notes, on_date=None, at_time=None, desk=None, warning="", problem=problem)
    return Goto(SLOT, free)


def _summary(here: Here[N]) -> Sequence[Words]:
    shown = summary(here.work, here.context.actor, here.notes)
    # NOTE: To staff, below an appointment they are about to make or move.
    return (*shown, _("Is this right? The person is told at once."))


# NOTE: Buttons for staff, below an appointment they are about to make or move.
def _checks(here: Here[N]) -> Sequence[Option]:
    yes = Option(YES, p_("button", "✅ Yes, tell the person"), Style.PRIMARY)
    other = Option(OTHER, p_("button", "🕒 Another time"))
    if here.notes.appointment:
        return (yes, other)
    return (
        yes,
        Option(INTERPRETER, p_("button", "💬 Interpreter")),
        Option(NOTE, p_("button", "📝 Note for the person")),
        other,
    )


def _keep_check(here: Here[N], choice: str) -> Step[N]:
    if choice == OTHER:
        return _elsewhen(here)
    if choice in (NOTE, INTERPRETER):
        return Goto(choice)
    try:
        found = save(here.work, here.context.actor, here.notes)
    except TakenError as taken:
        return _elsewhen(here, taken.whose)
    if found is None:
        here.send(Message((CHANGED,)))
        return Leave()
    return Next(replace(here.notes, appointment=found.id))


def _finish(here: Here[N]) -> Sequence[Onward]:
    return [Run("appoint", f"#{here.notes.appointment}")]


def _languages(here: Here[N]) -> Sequence[Option]:
    # NOTE: Button for staff: nobody needs to interpret.
    none = Option(NOBODY, p_("button", "No interpreter needed"))
    codes = (code for code in LANGUAGES if code != FALLBACK)
    return (none, *(Option(code, terms.language(code)) for code in codes))


def _keep_language(here: Here[N], code: str) -> Step[N]:
    return Goto(CHECK, replace(here.notes, interpreter=None if code == NOBODY else code))


def _keep_note(here: Here[N], text: str) -> Step[N]:
    noted = replace(here.notes, note=text)
    return Goto(NOTE_SURE if is_sensitive(text) else CHECK, noted)


def _keep_note_sure(here: Here[N], choice: str) -> Step[N]:
    return Goto(CHECK, here.notes if choice == YES else replace(here.notes, note=""))


# NOTE: Staff make an appointment for a person, or move one.
APPOINT: Flow[N] = Flow(
    "appoint",
    (
        PersonOf(
            name="who",
            text=one(_("Whose appointment (Termin) is it? Tap, or type a code or a first name.")),
            keep=_keep_person,
            when=lambda here: not here.notes.given,
        ),
        OneOf(
            name="kind",
            text=one(_("What is it for?")),
            options=choices(KINDS),
            keep=_keep_kind,
            when=lambda here: not here.notes.appointment,
        ),
        SlotOf(name=SLOT, text=_asks(_("What time is good?")), slots=_slots, keep=_keep_slot),
        DayOf(
            name=DAY,
            text=_asks(_("On which day?")),
            keep=_keep_day,
            when=lambda here: here.notes.on_date is None,
        ),
        TimeOf(
            name=TIME,
            text=_asks(_("At what time?")),
            times=HOURS,
            keep=_keep_time,
            when=lambda here: here.notes.at_time is None,
        ),
        OneOf(
            name="sure",
            text=_warns,
            options=choices(
                {NO: p_("button", "🕒 Another time"), YES: p_("button", "Take it anyway")}
            ),
            keep=_keep_sure,
            when=lambda here: bool(here.notes.warning),
        ),
        OneOf(name=CHECK, text=_summary, options=_checks, keep=_keep_check),
        OneOf(
            name=INTERPRETER,
            text=one(_("Which language is needed?")),
            options=_languages,
            keep=_keep_language,
            listed=False,
        ),
        ShortText(
            name=NOTE,
            text=one(
                _("What would you like to tell the person? They read it as you write it."),
                _("Nothing about asylum, residence, religion, illness, please."),
            ),
            keep=_keep_note,
            longest=LONGEST,
            listed=False,
        ),
        OneOf(
            name=NOTE_SURE,
            text=one(_("This looks like something we do not keep. Save it anyway?")),
            options=choices({NO: p_("button", "No, leave it"), YES: p_("button", "Save it")}),
            keep=_keep_note_sure,
            cancels=False,
            listed=False,
        ),
    ),
    finish=_finish,
    notes=Appointing,
    counted=False,
    guard="/appoint",
    scope=whose,
)

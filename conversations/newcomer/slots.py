"""Free times to choose from: a few at a time, at one centre or the first anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from conversations import terms
from conversations.everybody import home
from conversations.kit.here import Here
from conversations.kit.pages import NEXT
from conversations.kit.questions import Again, Answer, Asked, Chosen, Heard, Option, Prompt, Said
from conversations.kit.questions.asked import in_rows
from locales.words import Moment, Name, Words, _, p_, say
from storage import appointments
from storage.booking import Refusal, first_anywhere, times
from storage.consulting import Slot
from storage.models import Appointment
from storage.places import centre_of

MORE, CENTRE, FIRST, WAIT, NONE_FITS = "more", "centre", "first", "wait", "none"
# NOTE: Button: a free time of a centre.
TIME = p_("button", "{when}")
# NOTE: Buttons below free times of a centre.
WAYS = {
    MORE: NEXT,
    CENTRE: p_("button", "🏠 Another centre"),
    FIRST: p_("button", "⚡ Soonest of all centres"),
    WAIT: p_("button", "⏳ Ask me when one is free"),
    NONE_FITS: p_("button", "🤷 None of these fits"),
}
# NOTE: Above free times: why the one somebody tapped was not booked.
REFUSED = {
    Refusal.TAKEN: _("This time was just taken. Please choose another:"),
    Refusal.BUSY: _("You have another appointment at this time. Please choose another:"),
}
ENOUGH = _("You have booked appointments already. When one is over, you can book the next.")


@dataclass(frozen=True)
class Booking:
    """Kind and centre of what is booked; `moves` is the appointment that gets another time.

    `page` of the free times is shown; `refused` says why the last choice was none; `booked` is
    what came of it, or another way that was chosen.
    """

    kind: str = ""
    centre: str = ""
    moves: int = 0
    page: int = 0
    refused: str = ""
    booked: str = ""


@dataclass(frozen=True)
class Cancelling:
    """The appointment somebody gives back."""

    appointment: int = 0


@dataclass(frozen=True, kw_only=True)
class SlotOf(Asked[Booking]):
    """A free time, or another way; the times are looked up once, to ask and to hear."""

    def ask(self, here: Here[Booking]) -> Prompt:
        """Show a few times, and what else can be done."""
        slots = free(here)
        lines = (*self.text(here), _heading(here, slots))
        return Prompt(lines, in_rows(_options(here, slots)))

    def hear(self, here: Here[Booking], said: Said) -> Heard:
        """Take a time that is still free; one that is not was taken by somebody else."""
        if not isinstance(said, Chosen):
            return Again()
        if said.value in {option.value for option in _options(here, free(here))}:
            return Answer(said.value)
        is_time = said.value.isdecimal()
        return Again(REFUSED[Refusal.TAKEN], known=True) if is_time else Again()


def moving(here: Here[Booking]) -> Appointment | None:
    """Return the appointment that gets another time, as long as it is theirs and to come."""
    found = appointments.find(here.work, here.notes.moves) if here.notes.moves else None
    if found is None or here.person is None or found.person_id != here.person.id:
        return None
    return found if found.cancelled_at is None and found.starts_at > here.work.now else None


def free(here: Here[Booking]) -> Sequence[Slot]:
    """Return the free times somebody chooses from."""
    notes, person = here.notes, here.person
    if person is None or not notes.centre:
        return ()
    return times(here.work, notes.centre, notes.kind, person.id)


def code(slot: Slot) -> str:
    """Write a time down as a button carries it."""
    return f"{slot.on_date:%Y%m%d}{slot.at_time:%H%M}"


def slot_lines(here: Here[Booking]) -> Sequence[Words]:
    """Say why the last choice was none, and what is moved."""
    current, notes = moving(here), here.notes
    lines = [REFUSED[Refusal(notes.refused)]] if notes.refused in {*REFUSED} else []
    if current is not None:
        now = datetime.combine(current.on_date, current.at_time, here.work.zone)
        lines.append(say(_("Your appointment (Termin) now: {when}"), when=Moment(now)))
    return lines


def _heading(here: Here[Booking], slots: Sequence[Slot]) -> Words:
    """Say where the times are, or that there is none."""
    centre = Name(centre_of(here.work, here.notes.centre).name)
    if not slots:
        return say(_("There is no free time in the next weeks: {centre}"), centre=centre)
    # NOTE: Free times are buttons below.
    return say(_("Free times: {centre}"), centre=centre)


def _options(here: Here[Booking], slots: Sequence[Slot]) -> Sequence[Option]:
    size = here.work.limits.slots_shown
    shown = slots[here.notes.page * size :][:size] or slots[:size]
    ways = [MORE] if len(slots) > size else []
    ways += [CENTRE, *([FIRST] if _is_sooner(here, slots) else []), *([] if slots else [WAIT])]
    return [
        *(Option(code(slot), _label(here, slot)) for slot in shown),
        *(Option(way, WAYS[way]) for way in (*ways, NONE_FITS)),
    ]


def next_page(here: Here[Booking]) -> int:
    """Return the page after this one, the first after the last."""
    size = here.work.limits.slots_shown
    following = here.notes.page + 1
    return following if following * size < len(free(here)) else 0


def _is_sooner(here: Here[Booking], slots: Sequence[Slot]) -> bool:
    """Tell whether another centre has a time before all of these."""
    first = first_anywhere(here.work, here.notes.kind, here.person.id if here.person else None)
    if first is None:
        return False
    return not slots or (first.on_date, first.at_time) < (slots[0].on_date, slots[0].at_time)


def centre_lines(here: Here[Booking]) -> Sequence[Words]:
    """Ask for a centre."""
    return (_("Which centre is better for you?"),)


def topics(here: Here[Booking]) -> Sequence[Option]:
    """Offer what people can book alone, and a person for all else."""
    kinds = [Option(kind, words) for kind, words in terms.BOOKED_KINDS.items()]
    return [*kinds, Option("other", terms.TOPICS["other"])]


def centre_options(here: Here[Booking]) -> Sequence[Option]:
    """Offer the centres, the near ones first."""
    return home.centre_options(here)


def _label(here: Here[Booking], slot: Slot) -> Words:
    at = datetime.combine(slot.on_date, slot.at_time, here.work.zone)
    return say(TIME, when=Moment(at, short=True))

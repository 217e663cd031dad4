"""The next free times of a centre as buttons; others are typed after a tap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.kit.here import Here
from conversations.kit.pages import NEXT, page
from conversations.kit.questions import (
    Again,
    Answer,
    Asked,
    Chosen,
    Heard,
    Option,
    Prompt,
    Said,
    Stay,
)
from conversations.kit.questions.asked import N, in_rows
from locales.words import Day, Ltr, Words, _, p_, say
from storage.consulting import Slot

MORE, OTHER, MOST = "more", "other", 6
# NOTE: To staff, below the question when an appointment shall be.
NO_TIMES = _("No free time in the next four weeks.")
# NOTE: To staff: while they chose a time for an appointment, a colleague took it.
TAKEN = _("Somebody was faster, this time is taken. These are free:")


@dataclass(frozen=True, kw_only=True)
class SlotOf(Asked[N]):
    """One of the free times, a few at a time, or None for another one."""

    slots: Callable[[Here[N]], Sequence[Slot]]
    numbered: bool = False

    def ask(self, here: Here[N]) -> Prompt:
        """Show the next few; each more shows the ones after them."""
        every = _apart(self.slots(here))
        shown = page(every, str(here.half or ""), MOST)
        options = [Option(_code(each), slot_label(each)) for each in shown.items]
        ways = [Option(MORE, NEXT)] if shown.rest else []
        # NOTE: Button for staff, below free times: they type a day and a time.
        ways.append(Option(OTHER, p_("button", "Other day or time")))
        none = () if every else (NO_TIMES,)
        return Prompt((*self.text(here), *none), (*in_rows(options), *in_rows(ways)))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a time that is free still."""
        if not isinstance(said, Chosen):
            return Again()
        if said.value == MORE:
            return Stay(str(page(self.slots(here), str(here.half or ""), MOST).number + 1))
        if said.value == OTHER:
            return Answer(None)
        found = (each for each in self.slots(here) if _code(each) == said.value)
        slot = next(found, None)
        return Answer(slot) if slot else Again(TAKEN, known=True)


def _apart(slots: Sequence[Slot]) -> list[Slot]:
    """Leave one of those that begin together."""
    return list({_code(each): each for each in reversed(slots)}.values())[::-1]


# NOTE: A free time on a button, for staff.
def slot_label(slot: Slot) -> Words:
    """Name day and time."""
    at = Ltr(f"{slot.at_time:%H:%M}")
    return say(p_("button", "🕒 {day}, {time}"), day=Day(slot.on_date), time=at)


def _code(slot: Slot) -> str:
    return f"{slot.on_date:%Y%m%d}.{slot.at_time:%H%M}"

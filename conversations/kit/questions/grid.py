"""The grid of times: a row for each day, a column for each part of the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.kit.here import Here
from conversations.kit.questions.asked import (
    Again,
    Answer,
    Asked,
    Chosen,
    Heard,
    N,
    Option,
    Prompt,
    Said,
    Stay,
)
from conversations.kit.questions.some_of import DONE
from locales.words import VERBATIM, Weekday, Words, _, p_, say, verbatim
from storage.rules.slots import DAYS, PARTS

SIGNS = ("🌄", "☀️", "🌤️", "🌙")
LEGEND = _("🌄 early · ☀️ morning · 🌤️ afternoon · 🌙 evening")


# NOTE: The grid of times; Done: all are marked.
@dataclass(frozen=True, kw_only=True)
class GridOf(Asked[N]):
    """Several of 28 times such as `mo.am`; a day's name takes the whole day."""

    chosen: Callable[[Here[N]], Sequence[str]]

    def ask(self, here: Here[N]) -> Prompt:
        """Show the grid with what is marked."""
        marked = self._marked(here)
        rows = tuple(_row(number, day, marked) for number, day in enumerate(DAYS))
        done = Option(DONE, p_("button", "✔️ Done"))
        return Prompt((*self.text(here), LEGEND), (*rows, (done,)))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Mark or unmark a time or a day, or finish."""
        if not isinstance(said, Chosen):
            return Again()
        marked = self._marked(here)
        if said.value == DONE:
            return Answer(sorted(marked))
        state, _dot, name = said.value.partition(".")
        slots = {f"{name}.{part}" for part in PARTS} if name in DAYS else {name}
        if state not in ("on", "off") or not slots <= _ALL:
            return Again()
        return Stay(sorted(marked | slots if state == "on" else marked - slots))

    def _marked(self, here: Here[N]) -> set[str]:
        return set(here.half if isinstance(here.half, list) else self.chosen(here))


_ALL = {f"{day}.{part}" for day in DAYS for part in PARTS}


def _row(number: int, day: str, marked: set[str]) -> tuple[Option, ...]:
    slots = [f"{day}.{part}" for part in PARTS]
    full = all(slot in marked for slot in slots)
    whole = Option(f"{'off' if full else 'on'}.{day}", _day(number))
    return (
        whole,
        *(_cell(slot, sign, slot in marked) for slot, sign in zip(slots, SIGNS, strict=True)),
    )


def _day(number: int) -> Words:
    return say(Words("{text}", context=VERBATIM), text=Weekday(number, short=True))


def _cell(slot: str, sign: str, on: bool) -> Option:
    return Option(f"{'off' if on else 'on'}.{slot}", verbatim("✅" if on else sign))

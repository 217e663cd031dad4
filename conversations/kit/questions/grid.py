"""The grid of times: a row for each day, a column for each part of the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.kit.context import Context
from conversations.kit.questions.asked import (
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
from conversations.kit.questions.some_of import DONE
from locales.words import VERBATIM, Weekday, Words, _, p_, say, verbatim
from storage.rules.slots import DAYS, PARTS

SIGNS = ("🌄", "☀️", "🌤️", "🌙")
LEGEND = _("🌄 early · ☀️ morning · 🌤️ afternoon · 🌙 evening")


@dataclass(frozen=True, kw_only=True)
class GridOf(Asked):
    """Several of 28 times such as `mo.am`; a day's name takes the whole day."""

    chosen: Callable[[Context], Sequence[str]]

    def ask(self, context: Context) -> Prompt:
        """Show the grid with what is marked."""
        marked = self._marked(context)
        rows = tuple(_row(number, day, marked) for number, day in enumerate(DAYS))
        done = Option(DONE, p_("button", "✔️ Done"))
        return Prompt((*self.text(context), LEGEND), (*rows, (done,)))

    def hear(self, context: Context, said: Said) -> Heard:
        """Mark or unmark a time or a day, or finish."""
        if not isinstance(said, Chosen):
            return Again()
        marked = self._marked(context)
        if said.value == DONE:
            context.draft.pop(self.state, None)
            return Answer(sorted(marked))
        state, _dot, name = said.value.partition(".")
        slots = {f"{name}.{part}" for part in PARTS} if name in DAYS else {name}
        if state not in ("on", "off") or not slots <= _ALL:
            return Again()
        context.draft[self.state] = sorted(marked | slots if state == "on" else marked - slots)
        return Stay()

    def _marked(self, context: Context) -> set[str]:
        return set(context.draft.get(self.state, self.chosen(context)))


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

"""Choose several; also the grid of times, in rows of a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
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
    in_rows,
)
from locales.words import Count, _, p_, say

DONE = "done"
TOO_MANY = _("At most: {count}. Please take one away first.")


# NOTE: A question with several answers; Done: all are marked.
@dataclass(frozen=True, kw_only=True)
class SomeOf(Asked[N]):
    """Several options, then done; `alone` stand above and answer at once, `only` exclude others.

    `most` may be marked, together with those `elsewhere`, which are not among the options.
    A button says what it leads to (`on.x`, `off.x`), so a double tap changes nothing.
    """

    options: Callable[[Here[N]], Sequence[Option]]
    chosen: Callable[[Here[N]], Sequence[str]]
    columns: int = 1
    most: Callable[[Here[N]], int] = lambda here: 100
    elsewhere: Callable[[Here[N]], int] = lambda here: 0
    least: int = 0
    alone: Sequence[Option] = ()
    only: Collection[str] = ()

    def ask(self, here: Here[N]) -> Prompt:
        """Show every option with its mark."""
        marked = self._marked(here)
        toggles = [_toggle(option, option.value in marked) for option in self.options(here)]
        rows = in_rows(list(self.alone)) + in_rows(toggles, self.columns)
        if len(marked) >= self.least:
            rows += ((Option(DONE, p_("button", "✔️ Done")),),)
        return Prompt(tuple(self.text(here)), rows)

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Mark, unmark or finish."""
        if not isinstance(said, Chosen):
            return Again()
        if said.value in {option.value for option in self.alone}:
            return Answer([said.value])
        marked = self._marked(here)
        if said.value == DONE and len(marked) >= self.least:
            return Answer(marked)
        return self._toggled(here, marked, said.value)

    def _toggled(self, here: Here[N], marked: list[str], value: str) -> Heard:
        state, dot, name = value.partition(".")
        if not dot or name not in {option.value for option in self.options(here)}:
            return Again()
        if state == "on" and name not in marked:
            if len(marked) + self.elsewhere(here) >= self.most(here):
                return Again(say(TOO_MANY, count=Count(self.most(here))))
            marked = [other for other in marked if name not in self.only and other not in self.only]
            marked.append(name)
        elif state == "off":
            marked = [other for other in marked if other != name]
        return Stay(marked)

    def _marked(self, here: Here[N]) -> list[str]:
        return list(here.half if isinstance(here.half, list) else self.chosen(here))


# NOTE: An answer that is marked or not.
def _toggle(option: Option, on: bool) -> Option:
    sign = _("☑️ {label}") if on else _("⬜ {label}")
    return Option(f"{'off' if on else 'on'}.{option.value}", say(sign, label=option.label))

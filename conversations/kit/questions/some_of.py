"""Choose several; also the grid of times, in rows of a day."""

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
    in_rows,
)
from locales.words import Count, _, p_, say

DONE = "done"
TOO_MANY = _("You can choose up to {count}. Please take one away first.")


@dataclass(frozen=True, kw_only=True)
class SomeOf(Asked):
    """Several options, then done; `alone` stand above and answer at once.

    `most` may be marked, together with those `elsewhere`, which are not among the options.
    A button says what it leads to (`on.x`, `off.x`), so a double tap changes nothing.
    """

    options: Callable[[Context], Sequence[Option]]
    chosen: Callable[[Context], Sequence[str]]
    columns: int = 1
    most: Callable[[Context], int] = lambda context: 100
    elsewhere: Callable[[Context], int] = lambda context: 0
    least: int = 0
    alone: Sequence[Option] = ()

    def ask(self, context: Context) -> Prompt:
        """Show every option with its mark."""
        marked = self._marked(context)
        toggles = [_toggle(option, option.value in marked) for option in self.options(context)]
        rows = in_rows(list(self.alone)) + in_rows(toggles, self.columns)
        if len(marked) >= self.least:
            rows += ((Option(DONE, p_("button", "✔️ Done")),),)
        return Prompt(tuple(self.text(context)), rows)

    def hear(self, context: Context, said: Said) -> Heard:
        """Mark, unmark or finish."""
        if not isinstance(said, Chosen):
            return Again()
        if said.value in {option.value for option in self.alone}:
            return self._finish(context, [said.value])
        marked = self._marked(context)
        if said.value == DONE and len(marked) >= self.least:
            return self._finish(context, marked)
        return self._toggled(context, marked, said.value)

    def _toggled(self, context: Context, marked: list[str], value: str) -> Heard:
        state, dot, name = value.partition(".")
        if not dot or name not in {option.value for option in self.options(context)}:
            return Again()
        if state == "on" and name not in marked:
            if len(marked) + self.elsewhere(context) >= self.most(context):
                return Again(say(TOO_MANY, count=Count(self.most(context))))
            marked = [*marked, name]
        elif state == "off":
            marked = [other for other in marked if other != name]
        context.draft[self.state] = marked
        return Stay()

    def _marked(self, context: Context) -> list[str]:
        return list(context.draft.get(self.state, self.chosen(context)))

    def _finish(self, context: Context, values: list[str]) -> Answer:
        context.draft.pop(self.state, None)
        return Answer(values)


def _toggle(option: Option, on: bool) -> Option:
    sign = _("☑️ {label}") if on else _("⬜ {label}")
    return Option(f"{'off' if on else 'on'}.{option.value}", say(sign, label=option.label))

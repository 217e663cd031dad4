"""A flow: named questions in order, with notes of its own; data, performed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Generic, TypeVar

from conversations.kit.here import Here
from conversations.kit.questions import Asked
from conversations.kit.steps import Goto, Onward
from storage.work import Work

N = TypeVar("N")


def _nobodys(work: Work, notes: object) -> str | None:
    return None


@dataclass(frozen=True)
class Flow(Generic[N]):
    """Questions in order and what comes after the last; `counted` shows where one is.

    `notes` makes fresh notes: a frozen dataclass that needs no argument. `finish` says what
    follows; `corrected` what follows one answer that was changed alone. `guard` is the row of the
    permission table that holds for every step, `scope` whose the notes are about. `held` puts a
    text that was typed to a question and meets the PIN into the notes; None: it is not kept. `left`
    says what follows the way back from the first question; None: there is none. `cancelled` says
    what follows where somebody leaves it half-way: each question then offers so, and one of another
    day is not asked again after something else, nor one of a flow that can be over. `over` tells
    whether what it is about is over by now: then nobody goes on with it.
    """

    name: str
    questions: tuple[Asked[N], ...]
    notes: Callable[[], N]
    finish: Callable[[Here[N]], Sequence[Goto[N] | Onward]]
    corrected: Callable[[Here[N]], Sequence[Goto[N] | Onward]] | None = None
    counted: bool = True
    guard: str | None = None
    scope: Callable[[Work, N], str | None] = _nobodys
    cancelled: Callable[[Here[N]], Sequence[Onward]] | None = None
    held: Callable[[Here[N], str, str], N | None] | None = None
    left: Callable[[Here[N]], Sequence[Goto[N] | Onward]] | None = None
    over: Callable[[Here[N]], bool] | None = None

    def __getitem__(self, name: str) -> Asked[N]:
        """Return the question of that name; KeyError if there is none (any more)."""
        return {question.name: question for question in self.questions}[name]

    def open_questions(self, here: Here[N]) -> list[Asked[N]]:
        """Return the questions that are asked as things stand."""
        return [question for question in self.questions if question.is_asked(here)]

    def after(self, here: Here[N], name: str, skipping: bool = False) -> Asked[N] | None:
        """Return the next question that is asked, None at the end; a skip takes what follows."""
        later = iter(self.questions[self._index(name) + 1 :])
        rest = dropwhile(lambda question: skipping and question.follows, later)
        return next((question for question in rest if question.is_asked(here)), None)

    def before(self, here: Here[N], name: str) -> Asked[N] | None:
        """Return the question to go back to, None at the beginning."""
        earlier = self.questions[: self._index(name)]
        return next((q for q in reversed(earlier) if q.is_asked(here) and q.back), None)

    def _index(self, name: str) -> int:
        return [question.name for question in self.questions].index(name)

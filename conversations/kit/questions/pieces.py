"""Small pieces that questions are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from conversations.kit.here import Here
from conversations.kit.questions.asked import N, Option
from conversations.kit.steps import Next, Step
from locales.words import Words, p_

YES, NO = "yes", "no"
# NOTE: Answers to a question of yes or no.
YES_NO: Mapping[str, Words] = {YES: p_("button", "Yes"), NO: p_("button", "No")}


def one(*words: Words) -> Callable[[Here[object]], Sequence[Words]]:
    """Ask with a fixed text."""
    return lambda here: words


def choices(labels: Mapping[str, Words]) -> Callable[[Here[object]], Sequence[Option]]:
    """Offer the codes of a table of terms."""
    options = tuple(Option(code, words) for code, words in labels.items())
    return lambda here: options


def into(field: str) -> Callable[[Here[N], Any], Step[N]]:
    """Keep an answer in one field of the notes."""

    def keep(here: Here[N], value: Any) -> Step[N]:
        notes: Any = here.notes
        return Next(replace(notes, **{field: value}))

    return keep


def yes_into(field: str) -> Callable[[Here[N], Any], Step[N]]:
    """Keep yes or no."""
    return lambda here, value: into(field)(here, value == YES)


def number_into(field: str) -> Callable[[Here[N], Any], Step[N]]:
    """Keep a whole number."""
    return lambda here, value: into(field)(here, int(value))

"""The notes of the questions a colleague answers about a person and a firm."""

from __future__ import annotations

from dataclasses import dataclass

from storage.introductions import steps
from storage.work import Work


@dataclass(frozen=True)
class About:
    """Which introduction at which revision, seen from which centre, and what was said.

    `text` is a question or an answer, `days` are local times (ISO, with spaces), `day` one day,
    `hour` when a first one begins (0800), `word` what was chosen: a reason, how it ends.
    """

    introduction: int = 0
    revision: int = 0
    centre: str | None = None
    text: str = ""
    days: str = ""
    day: str = ""
    hour: str = ""
    word: str = ""
    keep: bool = True


def whose(work: Work, notes: About) -> str | None:
    """Return the centre that may go on; nobody may where it is gone."""
    found = steps.find(work, notes.introduction)
    return notes.centre if found else ""

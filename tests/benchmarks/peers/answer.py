"""The answer every bot gives, read from the file that ours was asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What is said to `command`: HTML, and rows of buttons as (label, data)."""

    command: str
    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def buttons(self) -> int:
        """How many buttons there are."""
        return sum(map(len, self.rows))

    def write(self, path: Path) -> None:
        """Keep it in a file."""
        path.write_text(json.dumps([self.command, self.text, self.rows]), encoding="utf-8")


def read_answer(path: str) -> Answer:
    """Return what `write` kept."""
    command, text, rows = json.loads(Path(path).read_text("utf-8"))
    return Answer(command, text, tuple(tuple((a, b) for a, b in row) for row in rows))


def buttons_of(markup: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the rows of an inline keyboard as it is sent."""
    rows = json.loads(markup or "{}").get("inline_keyboard", [])
    return tuple(tuple((each["text"], each["callback_data"]) for each in row) for row in rows)

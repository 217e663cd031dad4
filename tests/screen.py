"""What one person saw on a phone, with every state of every message, and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any, TypeAlias

from bot.demo.run import Demo
from conversations.everybody.language import ASKED_IN_ALL
from conversations.kit.buttons import Pressed, read
from locales.direction import clean
from locales.lint import ALLOWED_WORDS
from locales.lint_letters import SCRIPTS
from locales.width import em, fits
from storage.rules.tables import document, rows
from tests.locales.direction_checker import faults

Wanted: TypeAlias = Callable[[Pressed | None], bool]
Message: TypeAlias = dict[str, Any]

NAMED = ("place_hint", "name", "place", "address", "title_de", "partner", "bring")
NOT_READ = re.compile(r"\([^)]*\)|/[a-z]+|\b[A-Z]\d+\b|R-\d+")
BELOW = "\n\n"
WIDEST = 16.0  # em


@dataclass
class Screen:
    """One phone, watched from now on: `states` is every text and keyboard that was shown."""

    demo: Demo
    phone: int
    states: list[Message] = field(default_factory=list)
    _last: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin to watch."""
        self.demo.telegram.listen(self._changed)

    def messages(self) -> list[Message]:
        """Return the bot's messages as they are now, oldest first."""
        shown = self.demo.telegram.snapshot(self.phone)["messages"]
        return [message for message in shown if message["from"] == "bot"]

    def find(self, wanted: Wanted) -> tuple[int, str]:
        """Return message and data of the newest button that is wanted."""
        for message in reversed(self.messages()):
            for data in self.data_of(message):
                if wanted(read(data)):
                    return message["id"], data
        newest = self.messages()[-1]
        raise AssertionError(f"not there: {newest['html']} {self.data_of(newest)}")

    def data_of(self, message: Message) -> list[str]:
        """Return what the buttons of a message mean."""
        return [b["data"] for row in message["rows"] for b in row if "data" in b]

    def counted(self) -> tuple[int, int]:
        """Return how many messages came so far, and how many words there were to read.

        A text counts again when it changed, a marked box does not; the German below counts not.
        """
        texts = dict.fromkeys((each["id"], _above(each)) for each in self.states)
        return len({each["id"] for each in self.states}), sum(_words(text) for _, text in texts)

    def _changed(self, chat_id: int) -> None:
        if chat_id != self.phone or chat_id not in self.demo.telegram.phones:
            return
        for message in self.messages():
            state = json.dumps([message["html"], message["rows"], message["venue"]])
            if self._last.get(message["id"]) != state:
                self._last[message["id"]] = state
                self.states.append(message)


def plain(html: str) -> str:
    """Return what is read: no tags, no direction marks."""
    return "\n".join(clean(line) for line in unescape(re.sub(r"<[^>]+>", "", html)).split("\n"))


def complaints(states: Sequence[Message], language: str) -> list[str]:
    """Return everything that should not be shown to anybody, with the text concerned."""
    return [fault for state in states for fault in _complaints(state, language)]


def _complaints(state: Message, language: str) -> Iterator[str]:
    labels = [[button["text"] for button in row] for row in state["rows"]]
    yield from (f"too wide: {row}" for row in labels if not _fits(row))
    if not state["html"] or plain(state["html"]) == ASKED_IN_ALL:
        return
    paragraphs = state["html"].split(BELOW)
    for paragraph, its in zip(paragraphs, [language, *["de"] * 9], strict=False):
        yield from faults(paragraph, its)
    for text in (plain(paragraphs[0]), *(clean(label) for row in labels for label in row)):
        if stray := foreign(text, language):
            yield f"{stray} in {text!r}"


def _fits(labels: list[str]) -> bool:
    """Tell whether nothing is cut off; alone in its row a label may carry a box more."""
    return em(labels[0]) <= WIDEST if len(labels) == 1 else fits(labels)


def foreign(text: str, language: str) -> list[str]:
    """Return the words in another script that are neither names nor in brackets."""
    script = SCRIPTS.get(language, SCRIPTS["de"])
    words = re.findall(r"[^\W\d_]+", NOT_READ.sub("", text))
    return [word for word in words if script.sub("", word) and word not in _names()]


@cache
def _names() -> frozenset[str]:
    """Return the words of names: of the demo set, of places, and those no language changes."""
    found = {"EU", *ALLOWED_WORDS}
    entries = [e for part in document("demo.json").values() if isinstance(part, list) for e in part]
    texts = [str(entry[key]) for entry in entries for key in NAMED if key in entry]
    texts += [row["name"] for row in rows("municipalities.csv")]
    texts += [row["alias"] for row in rows("place_aliases.csv")]
    for text in texts:
        found.update(re.findall(r"[^\W\d_]+", text))
    return frozenset(found)


def _above(message: Message) -> str:
    return plain(message["html"].split(BELOW)[0])


def _words(text: str) -> int:
    return sum(any(char.isalpha() for char in word) for word in text.split())

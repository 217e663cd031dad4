"""Somebody who taps what they tapped least; what they see is held against what it must be."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle

from sqlalchemy.orm import Session

from conversations.everybody.language import ASKED_IN_ALL
from conversations.kit.buttons import LONGEST, OfQuestion, read
from conversations.registry import COMMANDS
from locales.direction import clean
from locales.languages import LANGUAGES
from locales.render import utf16_length
from storage.models import Dialogue
from tests.locales.direction_checker import faults
from tests.people import Bubble, Phone
from tests.typed_back import misread

HOSTILE = (
    "\u202eevil\u2066",
    "<b>x</b> &amp; %s",
    "👨‍👩‍👧‍👦" * 200,
    "٣",
    "0",
    "-1",
    "/nonsense",
    "x" * 5000,
)
STEPS = 400
# The answers that lead to a question seldom asked; tapped, or typed where there is no button.
NAME = "the name of this walker"
BYWAYS = {
    ("welcome", "place"): ("Würtingen",),
    ("card", "card"): (".change", ".change", ".change"),
    ("card", "line"): (".times",),
    ("work", "area"): (".textile", ".care"),
    ("work", "skills"): (".on.", ".done", ".on.", ".done"),
    ("more", "times"): (".other", ".other"),
    ("more", "grid"): (".on.", ".done"),
    ("more", "licences"): (".on.foreign", ".done"),
    ("announce", "preview"): (".change",),
    ("pin", "first_name"): (NAME,),
    ("pin", "new"): ("2468",),
    ("pin", "again"): ("2468",),
    ("pin", "pin"): ("2468",) * STEPS,
    ("invite", "first_name"): ("Anna",) * STEPS,
    ("invite", "number"): (".skip",) * STEPS,
    ("away", "span"): (".other",),
    ("fact", "text"): ("07381 12345",) * STEPS,
}
ENDS = ("delete", "phone", "offer", "employer")
"""What ends the walk of one person, or is long; `led` goes there."""
SELDOM = tuple(f".{name}" for name in ENDS[1:])
ALIKE = re.compile(r"(?<=^on)\..*|(?<=^off)\..*|\d+")
LONGEST_TEXT = 4096


@dataclass
class Walker:
    """Somebody who taps what they tapped least, and now and then types nonsense.

    What the expression `leaves` finds in the data of a button they leave alone.
    """

    phone: Phone
    language: str
    leaves: str = "nothing"
    tapped: Counter[str] = field(default_factory=Counter)
    seen: set[tuple[str, str]] = field(default_factory=set)
    left: set[tuple[str, str]] = field(default_factory=set)
    old: list[str] = field(default_factory=list)
    byways: Counter[tuple[str, str]] = field(default_factory=Counter)
    checked: dict[int, object] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    misread: set[str] = field(default_factory=set)

    def walk(self, steps: int) -> None:
        """Take steps, checking every message that comes of them."""
        nonsense = cycle(HOSTILE)
        commands = cycle(entry.name for entry in COMMANDS if entry.name not in ENDS)
        after = self.place()
        self.seen |= {after} if after else set()  # what was asked when they came
        for step in range(steps):
            before = after
            if step % 29 == 28 and before != ("language", "language"):
                self._unexpected(next(nonsense))
            elif step % 31 == 30:
                self.phone.says(f"/{next(commands)}")
            else:
                self._tap(before)
            after = self._note(before)

    def _tap(self, place: tuple[str, str] | None) -> None:
        if "share_place" in self.phone.bubbles[-1].body:
            self.phone.shares(48.41, 9.49)
            return
        ways = BYWAYS.get(place, ()) if place else ()
        if place and self.byways[place] < len(ways):
            self.byways[place] += 1
            self._go(ways[self.byways[place] - 1])
            return
        shown = [bubble for bubble in self.phone.bubbles[-4:] if bubble.rows]
        buttons = [data for bubble in shown for data in bubble.every_data]
        foreign = tuple(f".{code}" for code in LANGUAGES if code != self.language)
        buttons = [data for data in buttons if not data.endswith((*foreign, *SELDOM))]
        buttons = [data for data in buttons if not re.search(self.leaves, data)]
        if not buttons:
            self.phone.says("/menu")
            return
        classes = [_class(data, place) for data in buttons]
        seldom = min(range(len(buttons)), key=lambda at: (self.tapped[classes[at]], at))
        data = buttons[seldom]
        self.tapped[classes[seldom]] += 1
        self.old.append(data)
        self.phone.taps(data)

    def led(self, *ways: str) -> None:
        """Go a way nobody finds by tapping: names and digits are typed."""
        for way in ways:
            before = self.place()
            if any(way in said for b in self.phone.bubbles for said in (*b.buttons, *b.every_data)):
                self.phone.taps(way)
            else:
                self.phone.says(way)
            self._note(before)

    def _go(self, way: str) -> None:
        if any(way in data for bubble in self.phone.bubbles for data in bubble.every_data):
            self.phone.taps(way)
        else:
            self.phone.says(way.replace(NAME, f"Petra {self.phone.address}"))

    def _unexpected(self, text: str) -> None:
        shown = [(bubble.text, bubble.buttons) for bubble in self.phone.bubbles]
        self.phone.says(text)
        now_shown = [(bubble.text, bubble.buttons) for bubble in self.phone.bubbles]
        assert now_shown != shown or self.phone.toast, f"silence after {text!r}"

    def place(self) -> tuple[str, str] | None:
        """Return which question of which flow is asked."""
        return self.phone.town.alone(self._stored)

    def _stored(self, session: Session) -> tuple[str, str] | None:
        row = session.get(Dialogue, self.phone.chat)
        return (row.flow, row.question) if row and row.flow and row.question else None

    def _note(self, before: tuple[str, str] | None) -> tuple[str, str] | None:
        after = self.place()
        if after:
            self.seen.add(after)
        if before and before != after:
            self.left.add(before)
        self.look()
        return after

    def look(self) -> None:
        """Check what is new; type every label not seen before, in every way it may be written."""
        for bubble in self.phone.bubbles[-6:]:
            if self.checked.get(bubble.row) is not bubble.body:
                self.checked[bubble.row] = bubble.body
                check(bubble, self.language)
        shown = [bubble for bubble in self.phone.bubbles[-4:] if bubble.rows]
        self.misread.update(misread(self.phone, shown, self.labels))


def _class(data: str, place: tuple[str, str] | None) -> str:
    """Return what is tapped alike there."""
    pressed = read(data)
    assert pressed is not None, data
    if isinstance(pressed, OfQuestion):
        return f"{place} {ALIKE.sub('', pressed.value)}"
    return f"{pressed.kind} {pressed.action}"


def check(bubble: Bubble, language: str) -> None:
    """Hold one message against everything a message must be."""
    text = bubble.body["text"]
    assert text.strip()
    assert utf16_length(text) <= LONGEST_TEXT
    for row in bubble.body.get("rows", []):
        assert 1 <= len(row) <= 8
        for button in row:
            assert button["text"].strip()
            assert len(button.get("data", "").encode()) <= LONGEST
            assert "data" not in button or read(button["data"]) is not None
    spoken = language if language in ("de", "en") or "german" in bubble.body else "de"
    if bubble.text != clean(ASKED_IN_ALL):
        also = bubble.body.get("also", [])
        paragraphs = text.rsplit("\n\n", len(also))
        for paragraph, its in zip(paragraphs, [spoken, *also], strict=True):
            assert faults(paragraph, its) == [], text

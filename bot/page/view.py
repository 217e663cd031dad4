"""What a template gets: everything decided, nothing to look up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from markupsafe import Markup

from locales.languages import LANGUAGES, Direction

MOST_BESIDE = 2
"""So many messages stand below the open question; what else came is with the history."""

SHORT = 180
"""Letters of a question that is written large."""


class Kind(StrEnum):
    """What pressing a button does."""

    TAP = "tap"
    COPIES = "copies"
    OPENS = "opens"


class Side(StrEnum):
    """Who speaks in an entry: the bot, the person, or the bot in passing (a toast)."""

    OURS = "ours"
    THEIRS = "theirs"
    NOTICE = "notice"


class Writes(StrEnum):
    """What somebody is likely to type: which keyboard a phone shows."""

    TEXT = "text"
    NUMBER = "number"
    PHONE = "phone"
    MAIL = "mail"
    PIN = "pin"

    @property
    def keyboard(self) -> str:
        """Return which keys a phone shows."""
        return {"number": "numeric", "phone": "tel", "mail": "email", "pin": "numeric"}[self]

    @property
    def look(self) -> str:
        """Return whether what is typed can be read over a shoulder."""
        return "password" if self is Writes.PIN else "text"

    @property
    def filled(self) -> str:
        """Return what a browser may offer from what it remembers."""
        return {"phone": "tel", "mail": "email"}.get(self, "off")


@dataclass(frozen=True)
class Button:
    """A label and what travels by value: data to post, text to copy; or an address to open."""

    text: str
    value: str = ""
    style: str = ""
    kind: Kind = Kind.TAP
    href: str = ""


@dataclass(frozen=True)
class Piece:
    """A part of a text in one language, as page HTML."""

    html: Markup
    language: str

    @property
    def direction(self) -> Direction:
        """Return which way it is written."""
        return direction_of(self.language)


@dataclass(frozen=True)
class File:
    """A file that goes with an entry: a picture to look at, or something to save."""

    href: str
    name: str
    is_picture: bool = False


@dataclass(frozen=True)
class Place:
    """A point on the map: a link that opens it, and what is there, as page HTML."""

    href: str
    name: str = ""


@dataclass(frozen=True)
class Entry:
    """One message; `german` is its twin, `below` the same in other languages.

    `is_new`: it came or changed since the person last did anything; `asks`: their answer is waited
    for; `is_near`: it is about a day of today or tomorrow; `is_event`: about nothing but events.

    `commands` are those its text names: what would be typed, and what it is called.
    `token` is signed for this entry and goes with every button pressed in it; ValueError where
    there is something to press and no token.
    """

    id: int
    side: Side
    html: Markup
    language: str
    at_text: str
    rows: Sequence[Sequence[Button]] = ()
    token: str = ""
    commands: Sequence[tuple[str, str]] = ()
    german: Markup | None = None
    german_labels: Sequence[str] = ()
    below: Sequence[Piece] = ()
    place: Place | None = None
    file: File | None = None
    is_current: bool = False
    is_new: bool = True
    asks: bool = False
    is_near: bool = False
    is_event: bool = False

    def __post_init__(self) -> None:
        """Refuse buttons that would mean nothing."""
        if not self.token and any(b.kind is Kind.TAP for row in self.rows for b in row):
            raise ValueError("an entry with buttons to tap needs its token")

    @property
    def is_short(self) -> bool:
        """Return whether there is room to write it large."""
        return len(self.html.striptags()) <= SHORT

    @property
    def direction(self) -> Direction:
        """Return which way it is written."""
        return direction_of(self.language)


@dataclass(frozen=True)
class Centre:
    """A centre as every page names it; what is not known is left out."""

    name: str
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Chrome:
    """What stands around every page: words of one language, centre, ways out.

    With a `token` there is a session: one can delete everything, change the language, finish; at a
    desk one locks it instead.
    """

    language: str
    words: Mapping[str, str]
    centre: Centre | None = None
    token: str = ""
    telegram: str = ""
    is_desk: bool = False

    @property
    def direction(self) -> Direction:
        """Return which way the page runs."""
        return direction_of(self.language)

    @property
    def has_session(self) -> bool:
        """Return whether something is kept that one can end here."""
        return bool(self.token)


@dataclass(frozen=True)
class Conversation:
    """The conversation, entries oldest first; `token` goes with what is typed or shared.

    The current entry is the question that is open: the last one marked so, else what is new first.
    """

    language: str
    entries: Sequence[Entry]
    token: str
    chrome: Chrome
    asks_text: bool = True
    shares_place: bool = False
    writes: Writes = Writes.TEXT

    @property
    def direction(self) -> Direction:
        """Return which way the page runs."""
        return direction_of(self.language)

    @cached_property
    def current(self) -> Entry | None:
        """Return the open question; where none is open, what is first of the new, else the last."""
        ours = [entry for entry in self.entries if entry.side is Side.OURS and entry.html]
        marked = [entry for entry in ours if entry.is_current]
        new = _ranked([entry for entry in ours if entry.is_new])
        return next(iter([*marked[::-1], *new, *ours[::-1]]), None)

    @property
    def newest(self) -> int:
        """Return the number of the entry that came last."""
        return max((entry.id for entry in self.entries), default=0)

    @cached_property
    def once(self) -> Sequence[Entry]:
        """Return the entries without each card that stands below as it is, words and buttons."""
        cards = [entry for entry in self.entries if entry.rows or entry.commands]
        newest = {(entry.html, f"{entry.rows}"): entry.id for entry in cards}
        kept = {*newest.values(), self.current.id if self.current else None}
        older = {entry.id for entry in cards} - kept
        return [entry for entry in self.entries if entry.id not in older and entry.html]

    @property
    def said(self) -> Sequence[Entry]:
        """Return what the person wrote last, while it is new."""
        own = [entry for entry in self.once if entry.side is Side.THEIRS and entry.is_new]
        return own[-1:]

    @property
    def beside(self) -> Sequence[Entry]:
        """Return what else is new, as much as there is room for, and each day that is near."""
        said = [entry for entry in _ranked(self.once) if entry.side is not Side.THEIRS]
        others = [entry for entry in said if entry is not self.current]
        new = [entry.id for entry in others if entry.is_new][:MOST_BESIDE]
        return [entry for entry in others if entry.is_near or entry.id in new]

    @property
    def now(self) -> Sequence[Entry]:
        """Return what the person wrote, below it the open question, then what else is new."""
        current = self.current
        return (*self.said, *([current] if current else []), *self.beside)

    @property
    def earlier(self) -> Sequence[Entry]:
        """Return everything else, newest first."""
        now = {id(entry) for entry in self.now}
        return [entry for entry in reversed(self.once) if id(entry) not in now]


def _ranked(entries: Sequence[Entry]) -> list[Entry]:
    """Put first what was said in passing, what waits for an answer, a near day; events last."""
    newest = sorted(entries, key=lambda each: (each.is_event, -each.id))
    said = sorted(newest, key=lambda each: (not each.asks, not each.is_near))
    return sorted(said, key=lambda each: each.side is not Side.NOTICE)


@dataclass(frozen=True)
class Door:
    """A page before a session: where its form posts to, with what hidden in it."""

    action: str
    token: str = ""
    hidden: Mapping[str, str] = field(default_factory=dict)
    telegram: str = ""
    asks_device: bool = True


@dataclass(frozen=True)
class Letter:
    """What a firm's letter opens: whose it is, whom to ask, and whether it asked for a call."""

    firm: str
    contact: str
    words: Mapping[str, str]
    centre: Centre | None = None
    is_asked: bool = False
    is_wrong: bool = False


@dataclass(frozen=True)
class Asking:
    """A page that asks for a PIN: what is said first, and at a desk the names to choose from.

    `hears` is off where no PIN is heard for a while.
    """

    door: Door
    said: Sequence[str] = ()
    names: Sequence[tuple[str, str]] = ()
    is_desk: bool = False
    hears: bool = True


def direction_of(language: str) -> Direction:
    """Return which way a language is written."""
    return LANGUAGES[language].direction

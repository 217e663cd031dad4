"""The steps a tour is made of: plain data, edited by people who tell the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

Jump: TypeAlias = Literal["hour", "morning", "week", "next"]


@dataclass(frozen=True)
class Write:
    """The person types a message."""

    text: str


@dataclass(frozen=True)
class Tap:
    """The person presses a button, looked for from the newest message upwards.

    Everything given must fit: part of the label as shown or in German, the beginning of the
    button's data, the place (row, column) counted from 0 in the newest message with buttons.
    """

    label: str = ""
    data: str = ""
    place: tuple[int, int] | None = None

    def __str__(self) -> str:
        """Name the button as a person would look for it."""
        wanted = [self.label, self.data, str(self.place) if self.place else ""]
        return " ".join(part for part in wanted if part)


@dataclass(frozen=True)
class Share:
    """The person shares a place."""

    lat: float
    lon: float


@dataclass(frozen=True)
class Walk:
    """The clock walks."""

    to: Jump | str = "next"


Action: TypeAlias = Write | Tap | Share | Walk


@dataclass(frozen=True)
class Sight:
    """What a caption speaks of: words on a phone, as shown or in German, or on the page's clock.

    The tour waits for it, the page scrolls there and marks it. With a place's title its whole map
    is meant.
    """

    words: str
    phone: int | None = None


@dataclass(frozen=True)
class Step:
    """One caption, what happens on which phone, and what is to be seen then.

    `aim`: seconds a finger is seen before it taps or sends; `pause`: seconds to look afterwards;
    `patience`: seconds to wait for a button or for words.
    """

    caption: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    phone: int | None = None
    action: Action | None = None
    sights: Sequence[Sight] = ()
    pause: float = 3.0
    aim: float = 0.9
    patience: float = 10.0


def caption(de: str, en: str) -> Mapping[str, str]:
    """Say the same in the two languages of the audience."""
    return MappingProxyType({"de": de, "en": en})

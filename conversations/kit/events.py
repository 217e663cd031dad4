"""What somebody did in a chat, in words no messenger owns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from storage.rules.typed import tidy


@dataclass(frozen=True)
class Typed:
    """A text, cleaned whoever made it; `written_at` is the messenger's own time of it.

    What is forwarded, or written by another bot or in the name of a channel, is not their `own`:
    text for a person, never a command or an answer. `message_id` is for deleting it in the chat,
    `replies_to` the outbox row of the message it answers by the messenger's reply.
    """

    text: str
    written_at: datetime
    own: bool = True
    message_id: int | None = None
    replies_to: int | None = None

    def __post_init__(self) -> None:
        """Clean the text: nobody reads it as it came."""
        object.__setattr__(self, "text", tidy(self.text))


@dataclass(frozen=True)
class Command:
    """A slash command such as /start with its argument, or ""."""

    name: str
    argument: str
    written_at: datetime


@dataclass(frozen=True)
class Tapped:
    """A button; `row` is the outbox row of its message where we still know it.

    `under_file`: it stands under a picture or a document, which nobody can change into a text.
    `drawn_at` is when the page it was on was drawn, by our own clock, where it was on a page.
    """

    data: str
    row: int | None
    under_file: bool = False
    drawn_at: datetime | None = None


@dataclass(frozen=True)
class Shared:
    """A point on the map, used in this turn and never stored (degrees, WGS 84)."""

    lat: float
    lon: float


@dataclass(frozen=True)
class Sent:
    """Something that is not text; `message_id` so that a paper can be deleted in the chat.

    `said` is what its caption says, `album` the name of the one thing it is a part of, or "".
    `file_id` is the messenger's name of a voice, `replies_to` as for a text.
    """

    kind: Literal["voice", "photo", "document", "other"]
    message_id: int | None = None
    said: Typed | Command | None = None
    album: str = ""
    file_id: str | None = None
    replies_to: int | None = None


@dataclass(frozen=True)
class Edited:
    """A message sent earlier was changed; what it says now is not read."""


@dataclass(frozen=True)
class Blocked:
    """The person blocked the bot."""


@dataclass(frozen=True)
class Unblocked:
    """The person let the bot in again."""


Event: TypeAlias = Typed | Command | Tapped | Shared | Sent | Edited | Blocked | Unblocked

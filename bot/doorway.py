"""Where Telegram brings messages where a webhook is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Door:
    """The public address, what Telegram shows there in a header, and where we listen."""

    url: str
    secret: str = field(repr=False)
    place: str

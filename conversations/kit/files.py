"""A picture or a document that goes with a message: its bytes are made when they are needed."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 512 * 1024
"""No file of ours is larger: it passes through memory whole, on its way out."""
MOST_STORED = 64 * 1024
"""What an answer may carry through the outbox, sealed; what is larger is made at its claim."""
LONGEST_NAME = 60


class Look(StrEnum):
    """How a messenger shows it: a picture in the bubble, or a name to open."""

    PICTURE = "picture"
    DOCUMENT = "document"


@dataclass(frozen=True)
class File:
    """The bytes of a PNG or JPEG picture, or of any document, and the name it has on a phone.

    ValueError for what is empty, too large, or has a name with a path in it.
    """

    look: Look
    name: str
    content: bytes

    def __post_init__(self) -> None:
        """Refuse what could never be sent."""
        if not 0 < len(self.content) <= MOST_BYTES:
            raise ValueError(f"a file has up to {MOST_BYTES} bytes, not {len(self.content)}")
        if not 0 < len(self.name) <= LONGEST_NAME or set('/\\"\r\n') & set(self.name):
            raise ValueError("a file has a short name without a path")

    def body(self) -> dict[str, str]:
        """Return what a message body says of it."""
        return {"as": self.look, "name": self.name, "data": b64encode(self.content).decode()}


def read_file(part: dict[str, str]) -> File:
    """Return the file a message body speaks of; ValueError for what is none."""
    return File(Look(part["as"]), part["name"], b64decode(part["data"], validate=True))

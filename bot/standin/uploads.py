"""Pictures and documents the bot uploads: checked as the Bot API checks them, kept for the page."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aiohttp.web import FileField

from bot.standin.refusal import Json, bad_request

MOST_PICTURE, MOST_DOCUMENT = 10_000_000, 50_000_000  # bytes
MOST_SIDES, MOST_RATIO = 10_000, 20  # pixels: width and height together; the longer to the shorter
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG segments that say the size


@dataclass(frozen=True)
class Upload:
    """A file as it came; `width` and `height` in pixels where it is a picture."""

    name: str
    kind: str
    content: bytes
    width: int = 0
    height: int = 0

    def as_photo(self, file_id: str) -> list[Json]:
        """Return what the Bot API tells of a photo: its sizes, here the one."""
        size = {"width": self.width, "height": self.height, "file_size": len(self.content)}
        return [{"file_id": file_id, "file_unique_id": file_id, **size}]

    def as_document(self, file_id: str) -> Json:
        """Return what the Bot API tells of a document."""
        named = {"file_name": self.name, "mime_type": self.kind, "file_size": len(self.content)}
        return {"file_id": file_id, "file_unique_id": file_id, **named}


def document(name: str, value: Any) -> Upload:
    """Check for an uploaded file of any kind, with a name."""
    return _read(name, value, MOST_DOCUMENT)


def picture(name: str, value: Any) -> Upload:
    """Check for an uploaded PNG or JPEG of a size and shape that Telegram shows."""
    found = _read(name, value, MOST_PICTURE)
    width, height = _sides(found.content)
    if not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width + height > MOST_SIDES or max(width, height) > MOST_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return Upload(found.name, found.kind, found.content, width, height)


def _read(name: str, value: Any, most: int) -> Upload:
    if not isinstance(value, FileField):
        raise bad_request(f"there is no {name} in the request")
    content = value.file.read()
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > most:
        raise bad_request(f"file is too big for {name}")
    if not value.filename:
        raise bad_request(f"{name} has no file name")
    return Upload(value.filename, value.content_type, content)


def _sides(content: bytes) -> tuple[int, int]:
    """Return width and height of a picture; zeros for what is none."""
    if content.startswith(PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(JPEG):
        for kind, segment in _segments(content):
            if kind in FRAMES and len(segment) >= 5:
                height, width = struct.unpack(">HH", segment[1:5])
                return width, height
    return 0, 0


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        size = struct.unpack(">H", content[at + 2 : at + 4])[0]
        yield content[at + 1], content[at + 4 : at + 2 + size]
        at += 2 + size

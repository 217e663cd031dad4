"""Voice messages, photos and the like as the Bot API names them; nothing is behind the file ids."""

from collections.abc import Callable
from typing import Any

from bot.standin.refusal import Json


def _file(number: int, size: int) -> Json:
    return {"file_id": f"desk-{number}", "file_unique_id": f"d{number}", "file_size": size}


def _voice(number: int) -> Json:
    return {**_file(number, 24_000), "duration": 4, "mime_type": "audio/ogg"}


def _photo(number: int) -> list[Json]:
    return [
        {**_file(number, 1_500), "width": 90, "height": 67},
        {**_file(number + 1, 90_000), "width": 1280, "height": 960},
    ]


def _document(number: int) -> Json:
    return {**_file(number, 80_000), "file_name": "scan.pdf", "mime_type": "application/pdf"}


def _sticker(number: int) -> Json:
    kind = {"type": "regular", "is_animated": False, "is_video": False}
    return {**_file(number, 20_000), **kind, "width": 512, "height": 512, "emoji": "👍"}


MEDIA: dict[str, Callable[[int], Any]] = {
    "voice": _voice,
    "photo": _photo,
    "document": _document,
    "sticker": _sticker,
}

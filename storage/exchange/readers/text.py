"""Bytes become text: UTF-8 and UTF-16 with or without a mark, Windows' western letters."""

from __future__ import annotations

import json

from storage.exchange.lines import LoadError, Problem

BINARY = {
    b"PK": "is an Excel workbook or an archive, not text",
    b"\xd0\xcf\x11\xe0": "is an old Excel or Word file, not text",
    b"%PDF": "is a PDF, not text",
    b"\x1f\x8b": "is compressed: unpack it first",
}
LOST = "\ufffd"


def decoded(content: bytes) -> str:
    """Return the text of a file; LoadError says in one sentence why there is none."""
    for begins, sentence in BINARY.items():
        if content.startswith(begins):
            raise unreadable(sentence)
    encoding = json.detect_encoding(content)
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-8"):
            return _western(content, content[: error.start].count(b"\n") + 1)
        raise unreadable(
            f"is damaged: it begins as {encoding.upper()} and does not end so"
        ) from None


def unreadable(sentence: str, line: int = 1) -> LoadError:
    """Return the error of a file in which nothing can be read."""
    return LoadError([Problem(line, "file", sentence)])


def _western(content: bytes, line: int) -> str:
    """Read what is not UTF-8 as Windows-1252, unless most of its letters are UTF-8."""
    mixed = content.decode("utf-8", "replace")
    letters = sum(not sign.isascii() and sign != LOST for sign in mixed)
    try:
        if letters <= mixed.count(LOST):
            return content.decode("cp1252")
    except UnicodeDecodeError:
        pass
    raise unreadable("has a letter that is neither UTF-8 nor Windows-1252: save it as UTF-8", line)

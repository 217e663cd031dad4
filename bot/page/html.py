"""Telegram HTML of a message body becomes page HTML, by one strict whitelist."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape

from markupsafe import Markup

INLINE = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "u": "u",
    "ins": "u",
    "s": "s",
    "strike": "s",
    "del": "s",
    "code": "code",
}
BLOCKS = ("pre", "blockquote")
SHOWN = ("tg-spoiler", "span", "tg-emoji")
"""What a page cannot hide (a keyboard and paper could not open it): only its text is left."""

_TAG = re.compile(r"<(/?)([a-z][a-z-]*)((?:\s[^<>]*)?)>", re.IGNORECASE | re.ASCII)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE | re.ASCII)
_ADDRESS = re.compile(r"(?:https?://|tel:|mailto:)[^\s\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_NEVER_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WRITTEN = re.compile(r"<[^>]*>")
_REL = 'rel="noopener noreferrer"'


def page_html(text: str) -> Markup:
    """Return a `p` for each line, a `div` for each paragraph; whatever is no mark is text.

    Tags that are never closed end with their line.
    """
    writing = _Writing()
    at = 0
    for tag in _TAG.finditer(text):
        writing.text(text[at : tag.start()])
        writing.tag(tag[0], tag[2].lower(), tag[3], closes=bool(tag[1]))
        at = tag.end()
    writing.text(text[at:])
    return Markup(writing.whole())  # built of constants and escaped text only


def safe_address(written: str) -> str | None:
    """Return a web address, a phone number or a mail address one may link to, else None."""
    address = written.strip()
    return address if _ADDRESS.fullmatch(address) else None


@dataclass
class _Writing:
    """What is written so far: paragraphs, lines of the open one, pieces of the open line."""

    done: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)
    block: str | None = None

    def text(self, written: str) -> None:
        """Write text: every break ends a line."""
        seen = _NEVER_SHOWN.sub("", unescape(written).replace("\r\n", "\n"))
        if not seen:
            return
        if self.block == "pre":
            self.line.append(escape(seen))
            return
        first, *others = seen.split("\n")
        self.line.append(escape(first))
        for other in others:
            self._end_line()
            self.line.append(escape(other))

    def tag(self, whole: str, name: str, attributes: str, *, closes: bool) -> None:
        """Open or close a mark or a block; a tag nobody knows is text."""
        if name in SHOWN:
            return
        if name in BLOCKS:
            self._end_block()
            self._turn_block(name, closes=closes)
        elif name == "a" or name in INLINE:
            self._close(INLINE.get(name, "a")) if closes else self._open(name, attributes)
        else:
            self.text(escape(whole))

    def whole(self) -> str:
        """Return all of it, everything closed."""
        self._end_block()
        if self.block == "blockquote":
            self.done.append("</blockquote>")
        return "".join(self.done)

    def _open(self, name: str, attributes: str) -> None:
        mark = INLINE.get(name, "a")
        opening = f"<{mark}>" if name in INLINE else _link(attributes)
        if opening and mark not in (each for each, _opening in self.marks):
            self.marks.append((mark, opening))
            self.line.append(opening)

    def _close(self, name: str) -> None:
        if name not in (mark for mark, _opening in self.marks):
            return
        last = [mark for mark, _opening in self.marks].index(name)
        inner = self.marks[last + 1 :]
        self.line += [f"</{mark}>" for mark, _opening in reversed(self.marks[last:])]
        self.line += [opening for _mark, opening in inner]
        self.marks = [*self.marks[:last], *inner]

    def _turn_block(self, name: str, *, closes: bool) -> None:
        if self.block == "blockquote":
            self.done.append("</blockquote>")
        self.block = None if closes else name
        if self.block == "blockquote":
            self.done.append("<blockquote>")

    def _end_block(self) -> None:
        self._end_line()
        self._end_paragraph()

    def _end_line(self) -> None:
        """Finish a line; an empty one finishes the paragraph."""
        written = "".join(self.line)
        self.line = [opening for _mark, opening in self.marks]
        if not _WRITTEN.sub("", written).strip():
            self._end_paragraph()
            return
        closed = "".join(f"</{mark}>" for mark, _opening in reversed(self.marks))
        around = "pre" if self.block == "pre" else "p"
        self.lines.append(f"<{around}>{written}{closed}</{around}>")

    def _end_paragraph(self) -> None:
        if self.lines:
            self.done.append(f"<div>{''.join(self.lines)}</div>")
        self.lines = []


def _link(attributes: str) -> str | None:
    found = _HREF.search(attributes)
    address = safe_address(unescape(found[1] or found[2] or "")) if found else None
    return f'<a href="{escape(address)}" {_REL}>' if address else None

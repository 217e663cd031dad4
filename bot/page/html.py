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
_GAP = re.compile(r"\n{2,}")
_REL = 'rel="noopener noreferrer"'


def page_html(text: str) -> Markup:
    """Return paragraphs with the marks Telegram knows; whatever else comes in is text.

    A blank line ends a paragraph. Tags that are never closed end with their block.
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
    """What is written so far: the block that is open and the marks within it."""

    done: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)
    block: str | None = None

    def text(self, written: str) -> None:
        """Write text: breaks become lines, gaps become paragraphs."""
        seen = _NEVER_SHOWN.sub("", unescape(written).replace("\r\n", "\n"))
        if not seen:
            return
        if self.block == "pre":
            self.line.append(escape(seen))
            return
        first, *others = _GAP.split(seen)
        self._lines(first)
        for other in others:
            self._end_paragraph()
            self._lines(other)

    def tag(self, whole: str, name: str, attributes: str, *, closes: bool) -> None:
        """Open or close a mark or a block; a tag nobody knows is text."""
        if name in SHOWN:
            return
        if name in BLOCKS:
            self._end_paragraph()
            self._turn_block(name, closes=closes)
        elif name == "a" or name in INLINE:
            self._close(INLINE.get(name, "a")) if closes else self._open(name, attributes)
        else:
            self.text(escape(whole))

    def whole(self) -> str:
        """Return all of it, everything closed."""
        self._end_paragraph()
        if self.block == "blockquote":
            self.done.append("</blockquote>")
        return "".join(self.done)

    def _lines(self, written: str) -> None:
        self.line.append(escape(written).replace("\n", "<br>"))

    def _open(self, name: str, attributes: str) -> None:
        opening = f"<{INLINE[name]}>" if name in INLINE else _link(attributes)
        if opening and len(self.marks) < 16:
            self.marks.append((INLINE.get(name, "a"), opening))
            self.line.append(opening)

    def _close(self, name: str) -> None:
        if name not in (mark for mark, _opening in self.marks):
            return
        last = max(i for i, (mark, _opening) in enumerate(self.marks) if mark == name)
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

    def _end_paragraph(self) -> None:
        written = "".join(self.line)
        around = "pre" if self.block == "pre" else "p"
        if _SEEN.sub("", written).strip():
            closed = "".join(f"</{mark}>" for mark, _opening in reversed(self.marks))
            body = written if around == "pre" else _EDGES.sub("", written)
            self.done.append(f"<{around}>{body}{closed}</{around}>")
        self.line = [opening for _mark, opening in self.marks]


_SEEN = re.compile(r"<[^>]*>")
_EDGES = re.compile(r"^(?:<br>)+|(?:<br>)+$")


def _link(attributes: str) -> str | None:
    found = _HREF.search(attributes)
    address = safe_address(unescape(found[1] or found[2] or "")) if found else None
    return f'<a href="{escape(address)}" {_REL}>' if address else None

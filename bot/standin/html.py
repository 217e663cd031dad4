"""Telegram's HTML: reads a text the way the server does and refuses what the server refuses."""

import re
from dataclasses import dataclass, field
from html import escape

from bot.standin.refusal import Json, RefusedError, bad_request

ENTITY_OF_TAG = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z]+));?")
ATTRIBUTE = re.compile(
    r"""\s*(?:(?P<end>>)|(?P<name>[^\s=>]+)
    (?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<token>[\w.\-]+)(?=[\s>])))?)""",
    re.VERBOSE,
)
END_TAG = re.compile(r"</([^\s>]*)\s*>")
COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}")
LINK = re.compile(r"(?:https?|tg)://\S+|(?:mailto|tel):\S+", re.IGNORECASE)
STRIPPED = re.compile("[\u2028-\u202e\r]")
MARK_RUN = re.compile("[\u200e\u200f]+([\u200e\u200f])")
INVISIBLE = re.compile("[\\s\u200b-\u200f\u2060-\u2069\ufeff]*")


@dataclass(frozen=True)
class Formatted:
    """A text as the phone shows it; `html` is safe to put into a page as it is."""

    text: str
    html: str
    entities: tuple[Json, ...] = ()


@dataclass(frozen=True)
class _OpenTag:
    name: str
    argument: str
    offset: int


@dataclass
class _Reader:
    source: str
    text: str = ""
    html: str = ""
    opened: list[_OpenTag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> Formatted:
        position = 0
        while (start := self.source.find("<", position)) >= 0:
            self._write(self.source[position:start])
            ends = self.source.startswith("</", start)
            position = self._end(start) if ends else self._start(start)
        self._write(self.source[position:])
        if self.opened:
            raise _cannot_parse(
                f'Can\'t find end tag corresponding to start tag "{self.opened[-1].name}"'
            )
        return _trimmed(self.text, self.html, self.entities)

    def _write(self, chunk: str) -> None:
        shown = clean(CHARACTER.sub(_decode, chunk))
        self.text += shown
        self.html += escape(shown)

    def _start(self, start: int) -> int:
        name_end = next(
            (at for at in range(start + 1, len(self.source)) if self.source[at] in "> \n\t\r"), None
        )
        if name_end is None:
            raise self._error("Unclosed start tag", start)
        name = self.source[start + 1 : name_end].lower()
        if name not in ENTITY_OF_TAG:
            raise self._error(f'Unsupported start tag "{name}"', start)
        attributes, end = self._attributes(name, name_end, start)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', start)
        argument = attributes.get("href") or attributes.get("emoji-id") or ""
        self.opened.append(_OpenTag(name, argument, utf16_length(self.text)))
        self.html += _start_html(name, argument)
        return end

    def _attributes(self, tag: str, position: int, start: int) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while match := ATTRIBUTE.match(self.source, position):
            position = match.end()
            if match["end"]:
                return found, position
            value = match["double"] or match["single"] or match["token"]
            if value is None and self.source[position : position + 1] == "=":
                break
            if value is None and match["name"] != "expandable":
                raise self._error(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}"', start
                )
            found[match["name"]] = CHARACTER.sub(_decode, value or "")
        raise self._error("Unclosed start tag", start)

    def _end(self, start: int) -> int:
        if not self.opened:
            raise self._error("Unexpected end tag", start)
        match = END_TAG.match(self.source, start)
        if match is None:
            raise self._error("Unclosed end tag", start)
        tag, name = self.opened.pop(), match[1].lower()
        if name and name != tag.name:
            expected = f'expected "</{tag.name}>", found "</{name}>"'
            raise self._error("Unmatched end tag", start, f", {expected}")
        self._close(tag)
        return match.end()

    def _close(self, tag: _OpenTag) -> None:
        self.html += _end_html(tag.name, tag.argument)
        length = utf16_length(self.text) - tag.offset
        entity: Json = {"type": ENTITY_OF_TAG[tag.name], "offset": tag.offset, "length": length}
        if tag.name == "a":
            entity["url"] = tag.argument
        if tag.name == "tg-emoji":
            entity["custom_emoji_id"] = tag.argument
        if length and (tag.name != "a" or LINK.fullmatch(tag.argument)):
            self.entities.append(entity)

    def _error(self, reason: str, position: int, rest: str = "") -> RefusedError:
        offset = len(self.source[:position].encode())
        return _cannot_parse(f"{reason} at byte offset {offset}{rest}")


def parse_html(source: str) -> Formatted:
    """Read `source` as parse_mode HTML; raises RefusedError 400 "can't parse entities: ..."."""
    return _Reader(source).read()


def plain(source: str) -> Formatted:
    """Read `source` as a text without marking."""
    text = clean(source).strip()
    return Formatted(text, escape(text), tuple(_command(text, at) for at in COMMAND.finditer(text)))


def clean(text: str) -> str:
    """Take away what the server takes away: overrides of direction, runs of direction marks."""
    return MARK_RUN.sub(r"\1", STRIPPED.sub("", text))


def is_blank(text: str) -> bool:
    """Tell whether nothing of `text` can be seen."""
    return INVISIBLE.fullmatch(text) is not None


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, which is how Telegram counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def _command(text: str, found: re.Match[str]) -> Json:
    offset = utf16_length(text[: found.start()])
    return {"type": "bot_command", "offset": offset, "length": len(found[0])}


def _cannot_parse(reason: str) -> RefusedError:
    return bad_request(f"can't parse entities: {reason}")


def _decode(match: re.Match[str]) -> str:
    if match[3]:
        return match[0] if match[3] not in CHARACTERS else CHARACTERS[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    usable = 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if usable else match[0]


def _start_html(name: str, argument: str) -> str:
    if name == "a":
        if not LINK.fullmatch(argument):
            return ""
        return f'<a href="{escape(argument)}" target="_blank" rel="noopener noreferrer">'
    return f"<{'tg-spoiler' if name == 'span' else name}>"


def _end_html(name: str, argument: str) -> str:
    if name == "a" and not LINK.fullmatch(argument):
        return ""
    return f"</{'tg-spoiler' if name == 'span' else name}>"


def _trimmed(text: str, html: str, entities: list[Json]) -> Formatted:
    shift = utf16_length(text) - utf16_length(text.lstrip())
    shown = text.strip()
    room = utf16_length(shown)
    kept = []
    for entity in sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])):
        start = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] - shift + entity["length"], room)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return Formatted(shown, html.strip(), tuple(kept))

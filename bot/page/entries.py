"""From what is kept of a message to what a page shows of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from markupsafe import Markup

from bot.page.html import page_html, safe_address
from bot.page.view import Button, Entry, File, Kind, Piece, Place, Side, direction_of
from conversations.cards.chrome import chrome
from conversations.kit.messages import PARAGRAPH
from conversations.registry import COMMANDS
from locales.languages import FALLBACK, LANGUAGES
from locales.render import label

OPENSTREETMAP = "https://www.openstreetmap.org/"
MOST_NAMED = 3
"""Commands named in a text that get a button of their own."""
_COMMAND = re.compile(r"(?<![\w/<])/([a-z_]+)")
_NAMED = {command.name: command for command in COMMANDS}


def entry_of(
    body: Mapping[str, Any],
    *,
    id_: int,
    language: str,
    at_text: str = "",
    token: str = "",
    file_href: str = "",
    is_current: bool = False,
) -> Entry:
    """Return what the page shows of a body of ours; KeyError for one that says nothing.

    `file_href` is where the page finds the bytes of a file.
    """
    told = _told(body, language)
    return Entry(
        id=id_,
        side=Side.OURS,
        html=told[0].html,
        language=told[0].language,
        below=told[1:],
        at_text=at_text,
        rows=_rows(body, told[0].language),
        token=token,
        commands=_commands(body, told[0].language),
        german=_german(body),
        german_labels=_german_labels(body),
        place=_place(body),
        file=_file(body, file_href),
        is_current=is_current,
        asks=bool(body.get("asks") and body.get("rows")),
    )


def said(text: str, *, id_: int, language: str, at_text: str = "") -> Entry:
    """Return what a person wrote or chose, as plain text."""
    return Entry(id_, Side.THEIRS, page_html(escape(text)), language, at_text)


def noticed(text: str, *, id_: int, language: str) -> Entry:
    """Return what was said in passing, as plain text."""
    return Entry(id_, Side.NOTICE, page_html(escape(text)), language, "")


def spoken_in(body: Mapping[str, Any], language: str) -> str:
    """Return the language a body is really in: staff's own words stay German in every chat."""
    own = LANGUAGES[language]
    if "german" in body or own.script == LANGUAGES[FALLBACK].script:
        return language
    return language if own.may_be(body.get("text", "")) else FALLBACK


def _told(body: Mapping[str, Any], language: str) -> list[Piece]:
    """Return the text and what stands below it in other languages."""
    if body["op"] == "venue":
        lines = f"<b>{escape(body['title'])}</b>\n{escape(body['address'])}"
        return [Piece(page_html(lines), FALLBACK)]
    if body["op"] == "voice":
        return [Piece(page_html(escape(chrome(language)["voice"])), language)]
    below = body.get("also", [])
    texts = body["text"].rsplit(PARAGRAPH, len(below))
    languages = [spoken_in(body, language), *below]
    pairs = zip(texts, languages, strict=False)
    return [Piece(page_html(text), code) for text, code in pairs]


def _rows(body: Mapping[str, Any], language: str) -> list[list[Button]]:
    """Return the buttons in reading order; messengers get those of a right-to-left row mirrored."""
    mirrored = direction_of(language) == "rtl"
    rows = [[_button(each) for each in row] for row in body.get("rows", [])]
    shown = [[each for each in row if each] for row in rows]
    return [row[::-1] if mirrored else row for row in shown if row]


def _button(shown: Mapping[str, str]) -> Button | None:
    """Return a button; None for one that opens what a page must not link to."""
    label, style = shown["text"], shown.get("style", "")
    if "copies" in shown:
        return Button(label, shown["copies"], style, Kind.COPIES)
    if "opens" in shown:
        address = safe_address(shown["opens"])
        return Button(label, "", style, Kind.OPENS, address) if address else None
    return Button(label, shown["data"], style)


def _commands(body: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """Return the commands a text names, as typed and as called: a messenger lets one tap them."""
    found = dict.fromkeys(_COMMAND.findall(body.get("text", "")))
    named = [_NAMED[name] for name in found if name in _NAMED]
    return [(f"/{each.name}", label(each.about, language)) for each in named[:MOST_NAMED]]


def _twin(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the German twin, unless the German stands there already."""
    return {} if FALLBACK in body.get("also", []) else body.get("german") or {}


def _german(body: Mapping[str, Any]) -> Markup | None:
    twin = _twin(body)
    return page_html(twin["text"]) if twin else None


def _german_labels(body: Mapping[str, Any]) -> list[str]:
    """Return the labels in German of buttons that still are there."""
    twin = _twin(body) if body.get("rows") else {}
    return [button["text"] for row in twin.get("rows", []) for button in row]


def _place(body: Mapping[str, Any]) -> Place | None:
    if body["op"] != "venue":
        return None
    lat, lon = f"{body['lat']:.5f}", f"{body['lon']:.5f}"
    there = f"{OPENSTREETMAP}?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"
    return Place(there, escape(body["title"]))


def with_maps(entries: Sequence[Entry]) -> list[Entry]:
    """Put each map on the message before it that names its place; by itself it says no more."""
    found: list[Entry] = []
    for each in entries:
        names = (n for n, other in enumerate(found) if each.place and each.place.name in other.html)
        about = max(names, default=None)
        if about is not None:
            found[about] = replace(found[about], place=each.place)
        found.append(each if about is None else replace(each, html=Markup(""), place=None))
    return found


def _file(body: Mapping[str, Any], href: str) -> File | None:
    part = body.get("file")
    return File(href, part["name"], part["as"] == "picture") if part and href else None

"""Pages with shaped text: letters and posters as tagged PDF, by typst, in our own fonts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from typst import Compiler, Fonts

from locales.direction import clean, cut
from locales.glyphs import FONTS, drawable
from locales.languages import LANGUAGES

PAPER = Path(__file__).parent / "paper"
POINT = "\u00a0· "
"""Between words of a title: no line begins with it."""
DOTS = 200
"""Of an inch, where a page becomes a picture."""


@dataclass(frozen=True)
class Said:
    """What stands there in one language: what it is, who writes, and short lines."""

    language: str
    title: str
    lead: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """What is called or typed: a phone number, an address, a code; its name in each language."""

    labels: tuple[str, ...]
    value: str
    big: bool = False


@dataclass(frozen=True)
class Picture:
    """What is scanned: an SVG, where it leads, and what it is for who does not see it."""

    svg: str
    link: str
    alt: str


@dataclass(frozen=True)
class Paper:
    """All that stands on a paper; finished texts, German first, then the reader's language.

    `sender` begins with a name; `to` stands in the window of the envelope (empty: there is none),
    `beside` at the right. `at` is noted in the file.
    """

    said: tuple[Said, ...]
    shown: tuple[Shown, ...]
    picture: Picture
    at: datetime
    sender: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def as_letter(paper: Paper) -> bytes:
    """Return a letter for an envelope with a window (DIN 5008, form B), as PDF/UA-1."""
    return _pdf("letter", paper)


def as_poster(paper: Paper) -> bytes:
    """Return a poster of one page, as PDF/UA-1."""
    return _pdf("poster", paper)


def as_pictures(form: Literal["letter", "poster"], paper: Paper) -> list[bytes]:
    """Return the pages as pictures (PNG)."""
    found = _compiler(form).compile(format="png", ppi=DOTS, sys_inputs=_given(paper))
    pages = found if isinstance(found, list) else [found or b""]
    return [bytes(page) for page in pages]


def _pdf(form: str, paper: Paper) -> bytes:
    made = _compiler(form).compile(
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs=_given(paper),
        timestamp=int(paper.at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("a paper is one file")
    return made


def _compiler(form: str) -> Compiler:
    """Return what can read the forms and our fonts, and nothing else of this computer."""
    return Compiler(PAPER / f"{form}.typ", root=PAPER, font_paths=_fonts())


@cache
def _fonts() -> Fonts:
    return Fonts(False, False, [str(FONTS)])


def _given(paper: Paper) -> dict[str, str]:
    """Return the texts as data: whatever somebody typed, a form prints it and runs nothing."""
    codes = [each.language for each in paper.said]
    given: dict[str, Any] = {
        "title": drawable(paper.said[0].title),
        "said": [
            {
                "title": drawable(each.title.replace(" · ", POINT)),
                "lead": drawable(each.lead),
                "lines": [*map(drawable, each.lines)],
            }
            | _speech(each.language)
            for each in paper.said
        ],
        "shown": [
            {
                "labels": [
                    {"text": drawable(text)} | _speech(code)
                    for text, code in _once(zip(each.labels, codes, strict=False))
                ],
                "value": _line(each.value),
                "big": each.big,
            }
            for each in paper.shown
        ],
        "picture": paper.picture.svg,
        "link": paper.picture.link,
        "alt": drawable(paper.picture.alt),
        "sender": _lines(paper.sender),
        "to": _lines(paper.to),
        "beside": _lines(paper.beside),
    }
    return {"given": json.dumps(given)}


def _once(labels: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out what is called the same in a language before."""
    first: dict[str, str] = {}
    for text, code in labels:
        first.setdefault(text, code)
    return [*first.items()]


def _speech(code: str) -> dict[str, str]:
    return {"language": code, "direction": LANGUAGES[code].direction}


def _lines(texts: Sequence[str]) -> list[str]:
    return [_line(text) for text in texts]


def _line(text: str) -> str:
    return drawable(cut(clean(text)))

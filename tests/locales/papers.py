"""A paper of the tests, and what a reader or a camera finds on it."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import segno
from PIL import Image
from pypdf import PdfReader

from conversations.cards.letter import qr_code
from locales.letters import DOTS, Paper, Picture, Said, Shown

LINK = "https://jip.example.org/l/0123456789abcdefghijkl"
POINT = 72
TEXTS = {
    "de": ("Suchen Sie Leute?", "Es kostet nichts."),
    "ar": ("هل تحتاجون إلى عاملين؟", "الخدمة مجانية (Termin) 07381."),
    "fa": ("نیروی کار می‌خواهید؟", "هزینه‌ای ندارد."),
    "ti": ("ሰራሕተኛታት የድልዩኹም ዶ?", "ክፍሊት የብሉን።"),
    "en": ("Do you need people?", "It costs nothing."),
}
AT = datetime(2026, 11, 29, 10, tzinfo=UTC)


def said(language: str, *more: str) -> Said:
    """A title and lines in a language."""
    title, line = TEXTS[language]
    return Said(language, title, line, (line, *more))


def paper(language: str = "de", *more: str, link: str = LINK, **parts: Any) -> Paper:
    """A letter to a bakery, in German and in a language."""
    codes = dict.fromkeys(("de", language))
    made = Paper(
        said=tuple(said(code, *more) for code in codes),
        shown=(
            Shown(tuple(TEXTS[code][0] for code in codes), "07381 123456", big=True),
            Shown(tuple(TEXTS[code][0] for code in codes), "7K3M-9QXP-21T0", big=True),
        ),
        picture=Picture(qr_code(link), link, "Bild zum Scannen"),
        at=AT,
        sender=("Integrationszentrum Alb", "Hauptstraße 10, 72525 Münsingen", "07381 123456"),
        to=("Bäckerei Groß", "Frau Müller", "Marktplatz 1", "72764 Reutlingen"),
        beside=("Frau Keller", "29.11.2026"),
    )
    return replace(made, **parts)


def opened(content: bytes) -> PdfReader:
    """The file as a reader's program opens it."""
    return PdfReader(BytesIO(content))


def root(content: bytes) -> Any:
    """What a file says of itself as a whole."""
    return opened(content).trailer["/Root"]


def links(content: bytes) -> list[Any]:
    """What can be pressed on the first page."""
    found: Any = opened(content).pages[0]["/Annots"]
    return [each.get_object() for each in found]


def text(content: bytes) -> str:
    """All that can be copied from a file, letters as they are typed, spaces alike."""
    pages = (page.extract_text() for page in opened(content).pages)
    return " ".join(unicodedata.normalize("NFKC", " ".join(pages)).split())


def tags(content: bytes) -> list[Any]:
    """The elements of the structure that is read out, in their order."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        each = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(each, list):
            for child in each:
                walk(child)
        elif isinstance(each, dict):
            found.append(each)
            walk(each.get("/K", []))

    walk(root(content)["/StructTreeRoot"]["/K"])
    return found


def fonts(content: bytes) -> set[str]:
    """The names of all fonts in a file, without the tag of their subset."""
    pages: list[Any] = [*opened(content).pages]
    found = [font.get_object() for each in pages for font in each["/Resources"]["/Font"].values()]
    return {str(font["/BaseFont"]).lstrip("/").partition("+")[2] for font in found}


def scanned(content: bytes, picture: bytes, modules: int) -> list[list[bool]]:
    """What a camera sees of the picture to scan: dark or light, module by module."""
    (link,) = links(content)
    left, low, right, high = (float(edge) for edge in link["/Rect"])
    dots, image = DOTS / POINT, Image.open(BytesIO(picture)).convert("L")
    top, bottom = image.height - high * dots, image.height - low * dots
    box = (round(left * dots), round(top), round(right * dots), round(bottom))
    ink = image.crop(box).point(lambda grey: 255 * (grey < 128))
    small = ink.crop(ink.getbbox()).resize((modules, modules), Image.Resampling.BOX)
    seen = small.tobytes()
    return [
        [seen[row * modules + column] > 127 for column in range(modules)] for row in range(modules)
    ]


def drawn(link: str) -> list[list[bool]]:
    """The modules of a link's picture as they have to be."""
    return [[bool(each) for each in row] for row in segno.make(link, error="q", micro=False).matrix]

"""The terms of the glossary that texts must use: one word per idea, in every language."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from locales.entries import HERE

PATH = HERE / "GLOSSARY.csv"
_NOT_WORDS = re.compile(r"\{\w+\}|/[a-z]+")


@cache
def terms() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return English terms with the stems of each language; a text has one of them at least."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["stems"]]
    return MappingProxyType({row["english"]: _stems(row["stems"]) for row in rows})


def _stems(cell: str) -> Mapping[str, tuple[str, ...]]:
    parts = (part.strip().partition(":") for part in cell.split(";"))
    return {language: tuple(stems.lower().split("|")) for language, _colon, stems in parts}


def strays(source: str, text: str, language: str) -> str:
    """Return the terms of an English text that its translation says in other words."""
    said, own = text.lower(), _NOT_WORDS.sub("", source)
    return ", ".join(
        english
        for english, stems in terms().items()
        if re.search(rf"\b{english}(s|es|'s)?\b", own, re.IGNORECASE)
        and not any(stem in said for stem in stems[language])
    )

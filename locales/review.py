"""The review ledger: what is translated and what a native speaker has read are two numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from babel.messages.catalog import Message

from locales.entries import HERE, entries, forms, is_usable, read_catalogue, sources
from locales.languages import TRANSLATED
from locales.words import Words

COLUMNS = ("fingerprint", "level", "reviewer", "date", "comment")


class Level(IntEnum):
    """How far a text has come; a text without a row is a draft."""

    DRAFT = 0
    CHECKED = 1
    NATIVE = 2
    LEGAL = 3


@dataclass(frozen=True)
class Report:
    """Numbers of messages in one language."""

    total: int
    translated: int
    checked: int
    native: int


def fingerprint(context: str | None, ids: Sequence[str], strings: Sequence[str]) -> str:
    """Changes with every change on either side, so a review lapses by itself."""
    parts = (context or "", *ids, "", *strings)
    return sha256("\0".join(parts).encode()).hexdigest()[:12]


def ledger_path(language: str, folder: Path = HERE) -> Path:
    """Where the ledger of a language lies."""
    return folder / "review" / f"{language}.tsv"


def read_ledger(language: str, folder: Path = HERE) -> dict[str, Level]:
    """Level by fingerprint; an unknown level or a malformed row is a ValueError.

    Without a ledger nobody has read anything yet.
    """
    levels: dict[str, Level] = {}
    if not ledger_path(language, folder).exists():
        return levels
    with ledger_path(language, folder).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, dialect="excel-tab")
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{language}.tsv: columns are {reader.fieldnames}, not {COLUMNS}")
        for row in reader:
            if len(row["fingerprint"]) != 12 or row["level"].upper() not in Level.__members__:
                raise ValueError(f"{language}.tsv, line {reader.line_num}: {row}")
            levels[row["fingerprint"]] = Level[row["level"].upper()]
    return levels


def _usable(language: str, folder: Path) -> Iterator[Message]:
    catalogue = read_catalogue(language, folder)
    return (m for m in entries(catalogue) if is_usable(m, catalogue.num_plurals))


def _levels(language: str, folder: Path) -> dict[tuple[str | None, str], Level]:
    ledger = read_ledger(language, folder)
    return {
        (m.context, sources(m)[0]): ledger.get(
            fingerprint(m.context, sources(m), forms(m)), Level.DRAFT
        )
        for m in _usable(language, folder)
    }


def report(language: str, folder: Path = HERE) -> Report:
    """What staff are shown: how much is translated, how much a native speaker has read."""
    levels = list(_levels(language, folder).values())
    return Report(
        total=sum(1 for _message in entries(read_catalogue(language, folder))),
        translated=len(levels),
        checked=sum(level >= Level.CHECKED for level in levels),
        native=sum(level >= Level.NATIVE for level in levels),
    )


@cache
def _shared_levels(language: str) -> Mapping[tuple[str | None, str], Level]:
    return MappingProxyType(_levels(language, HERE))


def is_native(words: Words, language: str) -> bool:
    """Whether a native speaker has read this very text in this language."""
    if language not in TRANSLATED:
        return False
    level = _shared_levels(language).get((words.context, words.msgid), Level.DRAFT)
    return level >= Level.NATIVE

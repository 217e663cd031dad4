"""Needs of a firm in by CSV and workbook: all of a file or nothing, twice is once."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from storage.exchange.lines import LoadError
from storage.exchange.readers.needs import Whose, read_needs
from storage.models import Offer
from tests.bot.loading_desk import Command, Load, Read, command, load, read

__all__ = ["command", "load", "read"]

pytestmark = pytest.mark.both_databases
SOON = Clock().now().date() + timedelta(days=40)
HEAD = "Nr;Art;Tätigkeit;Plätze;Beginn;Stunden;Zeiten;Deutsch;Führerschein;Bezahlt;Satz"
SEW = f"1;Arbeit;Schneidern, Ändern;2;{SOON:%d.%m.%Y};38,5;ganztags;A2;nein;ja;Nettes Team"
COOK = "2;Praktikum;food.cook;1;;20;vormittags;;;nein;"
FIRM = {"name": "Firma Eins", "sector": "textile", "plz": "72525", "status": "verified"}


@pytest.fixture
def file(tmp_path: Path, load: Load) -> Path:
    """A firm that is known; a place for what is given."""
    load(employers=[{"id": "E1", **FIRM}])
    return tmp_path / "given.csv"


def wanted(read: Read) -> list[tuple[Any, ...]]:
    """Return what the firm needs: id, kind, title, places, hours, paid, revision."""

    def look(session: Session) -> list[tuple[Any, ...]]:
        rows = session.scalars(select(Offer).order_by(Offer.ref)).all()
        return [
            (o.ref, o.kind, o.title_de, o.places, o.hours_week, o.paid, o.revision) for o in rows
        ]

    found: list[tuple[Any, ...]] = read(look)
    return found


BOTH = [
    ("E1-1", "job", "Schneidern, Ändern", 2, 38.5, True, 1),
    ("E1-2", "internship", "Kochen", 1, 20.0, False, 1),
]


def given_to(command: Command, file: Path, content: bytes | str, firm: str = "E1") -> Result:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return command("needs", str(file), "--employer", firm)


def workbook(*lines: str) -> bytes:
    """Write these lines as Excel would: numbers and days as such."""
    book, packed = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for line in lines:
        sheet.append([_cell(each) for each in line.split(";")])
    book.save(packed)
    return packed.getvalue()


def packed(content: bytes) -> bytes:
    """Pack a file that is small until it is unpacked."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", content)
    return made.getvalue()


def _cell(text: str) -> object:
    if text == f"{SOON:%d.%m.%Y}":
        return SOON
    return float(text.replace(",", ".")) if text.replace(",", "").isdecimal() else text


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\n{SEW}\n{COOK}\n".encode(),
        f"\ufeff{HEAD}\r\n{SEW}\r\n;;;;\r\n{COOK}\r\n".encode(),
        f"{HEAD}\n{SEW}\n{COOK}\n".encode("cp1252"),
        workbook(HEAD, SEW, COOK),
        workbook(HEAD, "", SEW, COOK),
    ],
)
def test_every_line_is_a_need_and_the_same_again_changes_nothing(
    command: Command, read: Read, file: Path, content: bytes
) -> None:
    assert given_to(command, file, content).output == "offers: 2 loaded, 0 as before\n"
    assert wanted(read) == BOTH
    assert given_to(command, file, content).output == "offers: 0 loaded, 2 as before\n"
    assert wanted(read) == BOTH


def test_a_need_of_a_file_is_as_it_was_said(command: Command, read: Read, file: Path) -> None:
    given_to(command, file, f"{HEAD}\n{SEW}\n")

    def look(session: Session) -> tuple[Any, ...]:
        offer = session.scalars(select(Offer)).one()
        skills = [row.skill for row in offer.skills]
        return offer.start_on, offer.german_min, offer.licence, offer.note, offer.note_ok, skills

    start, german, licence, note, is_read, skills = read(look)
    assert (start, german, licence) == (date(SOON.year, SOON.month, SOON.day), "A2", None)
    assert (note, is_read, skills) == ("Nettes Team", False, ["textile.tailor"])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("3;Arbeit;Zauberei;1", "line 3: offers[1].skills: names no skill we know: Zauberei"),
        ("3;Arbeit;;1", "line 3: offers[1].skills: is missing"),
        ("3;Ferien;food.cook;1", "line 3: offers[1].kind: Ferien is none of"),
        ("3;Arbeit;food.cook;viele", "line 3: offers[1].places: must be a whole number"),
        ("3;Arbeit;food.cook;1;gestern;", "line 3: offers[1].start: "),
        ("3;Arbeit;food.cook;1;;99", "line 3: offers[1].hours_week: must be a number"),
        ("3;Minijob;food.cook;1;;40", "40 are too many for a Minijob: 10 at the minimum wage"),
        ("3;Arbeit;food.cook;1;;;;;;vielleicht", "line 3: offers[1].paid: must be ja or nein"),
        (";Arbeit;food.cook;1", "line 3: offers[1]: needs a text `id`"),
        ("1;Arbeit;food.cook;1", "line 3: offers[1].id: E1-1 is there twice"),
    ],
)
def test_one_wrong_line_and_nothing_is_saved(
    command: Command, read: Read, file: Path, line: str, fault: str
) -> None:
    for content in (f"{HEAD}\n{SEW}\n{line}\n".encode(), workbook(HEAD, SEW, line)):
        result = given_to(command, file, content)
        assert (result.exit_code, fault in result.output) == (1, True), result.output
        assert wanted(read) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "is empty"),
        ("Nr;Art;Plätze;Lohn\n".encode(), "has columns nobody knows: 'lohn'"),
        ("Nr;Art;Plätze\n".encode(), "needs the columns tätigkeiten"),
        ("Nr;Nummer;Art;Tätigkeit;Plätze\n".encode(), "has a column twice: nr"),
        ((("N" * 100_000) + ";Art\n").encode(), f"nobody knows: '{'n' * 40}'\n"),
        ("\n".join([HEAD, *[SEW] * 2000]).encode(), "line 2001: file: has more than 2000 lines"),
        (b"PK\x03\x04broken", "is no Excel workbook that can be read"),
        (b"%PDF-1.7", "is a PDF, not text"),
        (workbook(HEAD, *[SEW] * 2000), "line 2001: file: has more than 2000 lines"),
        (packed(b"0" * 20_000_001), "is too large"),
    ],
)
def test_what_is_no_list_is_said_plainly(
    command: Command, file: Path, content: bytes, fault: str
) -> None:
    result = given_to(command, file, content)
    assert (result.exit_code, fault in result.output) == (1, True), result.output


def test_signs_nobody_sees_are_left_out(command: Command, read: Read, file: Path) -> None:
    head = "Nr;Art;Tätigkeit;Plätze;Satz;Straße"
    line = "1\u200b;Arbeit;food.cook;\u200e1;\u202eWir lernen an\ufffe;\u200b"
    assert given_to(command, file, f"{head}\n{line}\n").exit_code == 0
    kept = read(lambda s: [(o.ref, o.note, o.street) for o in s.scalars(select(Offer))])
    assert kept == [("E1-1", "Wir lernen an", None)]
    twice = given_to(command, file, f"{head}\n{line}\n1;Arbeit;food.cook;1;;\n")
    assert twice.exit_code == 1
    assert "line 3" in twice.output


def test_a_firm_nobody_knows_is_named(command: Command, file: Path) -> None:
    result = given_to(command, file, f"{HEAD}\n{SEW}\n", "E9")
    assert result.exit_code == 1
    assert "There is no employer E9." in result.output


@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
def test_no_bytes_break_it(content: bytes) -> None:
    whose = Whose("E1", "72525", lambda text: None, lambda key: key)
    for given_bytes in (content, b"PK\x03\x04" + content, HEAD.encode() + b"\n" + content):
        with suppress(LoadError):
            read_needs(given_bytes, whose)

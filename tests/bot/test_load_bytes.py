"""Files as programs of this world save them: read, or refused in one sentence."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from storage.models import Employer
from tests.bot.loading_desk import FIRM, Load, Read, command, load, read

__all__ = ["command", "load", "read"]

TEXT = json.dumps({"employers": [FIRM]}, ensure_ascii=False, indent=1)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        *(TEXT.encode(name) for name in ("utf-16-le", "utf-16-be", "utf-32", "cp1252")),
        *("\ufeff".encode(name) + TEXT.encode(name) for name in ("utf-16-le", "utf-16-be")),
        TEXT.replace("\n", "\r\n").encode("cp1252"),
    ],
)
def test_every_usual_encoding_is_read(load: Load, read: Read, content: bytes) -> None:
    assert load(content).stdout == "employers: 1 loaded, 0 as before\n"
    assert read(lambda session: session.scalar(select(Employer.name))) == "Bäckerei Groß (Demo)"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "line 1: file: is empty"),
        (b"\xef\xbb\xbf \n", "line 1: file: is empty"),
        (b"PK\x03\x04rest", "line 1: file: is an Excel workbook or an archive, not text"),
        (b"%PDF-1.7", "line 1: file: is a PDF, not text"),
        ('id;name\r\nE1;"Bäckerei; Groß"\r\n'.encode("cp1252"), "line 1: file: is no JSON. A tab"),
        ("\ufeffid;name\nE1;x\n".encode(), "line 1: file: is no JSON. A table (Excel, CSV) is not"),
        ("ä\nö\n".encode() + b"\xe4", "line 3: file: has a letter that is neither UTF-8 nor"),
        (b'{"note": "\x81"}', "line 1: file: has a letter that is neither UTF-8 nor"),
        (TEXT.encode("utf-16")[:-1], "line 1: file: is damaged: it begins as UTF-16"),
        (b'{"note": ' + b"[" * 100_000, "line 1: file: has lists in lists in lists without end"),
        (b'{"note": ' + b"9" * 5000 + b"}", "line 1: file: has a number with thousands of digits"),
        ("{\n“employers”: []}".encode(), "line 2: file: Expecting property name enclosed in"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(load: Load, content: bytes, sentence: str) -> None:
    ended = load(content)
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.startswith(sentence)
    assert ended.stderr.count("\n") == 1


def test_a_key_that_is_there_twice_is_refused_by_line(load: Load) -> None:
    text = """{
"employers": [
 {"id": "E1", "name": "A", "sector": "food", "plz": "72764",
  "name": "B"}],
"activities": [{"id": "A1", "when": {"on": "d+1"},
  "when": {"on": "d+1"}}],
"employers": []}"""
    said = load(text.encode()).stderr.splitlines()
    assert [line for line in said if "missing" not in line] == [
        "line 4: employers[0].name: is there twice, first in line 3",
        "line 6: activities[0].when: is there twice, first in line 5",
        "line 7: employers: is there twice, first in line 2",
    ]

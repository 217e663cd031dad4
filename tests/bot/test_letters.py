"""`jip-bot letter` and `poster`: a paper, its link and its code, and nothing where it cannot be."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from storage.links import hashed
from storage.models import Audit, PageLink, Person
from storage.models.page import Purpose
from storage.rules.typed_codes import read as read_code
from tests.bot.loading_desk import FIRM, Command, Load, Read, command, load, read
from tests.bot.test_papers import BERLIN, NEWCOMER
from tests.locales.papers import links, text

__all__ = ["command", "load", "read"]

pytestmark = pytest.mark.both_databases

PAGE = "https://jip.example.org"
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
CENTRES = [
    {"key": "alb", "address": "Hauptstraße 10, 72525 Münsingen", "phone": "07381 123456"},
    {"key": "reutlingen", "address": "Marktplatz 22, 72764 Reutlingen", "phone": "07121 3030"},
]


@pytest.fixture
def print_(command: Command, load: Load, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command, where there is a page, a bakery, and somebody with the code R-1042."""
    monkeypatch.setenv("JIP_WEB_URL", PAGE)
    people = [{"id": "R-1042", "first_name": "Amal", **NEWCOMER}]
    firm = FIRM | {"contact": "Frau Müller"}
    ended = load(centres=CENTRES, employers=[firm], newcomers=people)
    assert ended.exit_code == 0, ended.stderr
    return command


def link_rows(session: Session) -> list[PageLink]:
    """Every link, in the order of making."""
    return list(session.scalars(select(PageLink).order_by(PageLink.id)))


def written(print_: Command, *words: str) -> tuple[str, str]:
    """Print a paper; return its words and where its picture leads."""
    ended = print_(*words, "--to", "paper.pdf")
    assert ended.exit_code == 0, ended.stderr
    content = Path("paper.pdf").read_bytes()
    return text(content), str(links(content)[0]["/A"]["/URI"])


def secrets_of(words: str, leads: str) -> tuple[str, str]:
    """The hashes of what stands on a paper: its picture's token and its code."""
    assert leads.startswith(f"{PAGE}/l/")
    token = leads.removeprefix(f"{PAGE}/l/")
    (code,) = CODE.findall(words)
    assert len(token) == 22
    return hashed(token), hashed(read_code(code) or "")


def test_a_firm_gets_a_letter_with_a_link_of_its_own(print_: Command, read: Read) -> None:
    more = ("--contact", "Frau Keller", "--address", "Marktplatz 1, 72764 Reutlingen")
    words, leads = written(print_, "letter", "--employer", "E1", *more)
    for said in (FIRM["name"], "Frau Müller", "Marktplatz 1", "72764 Reutlingen", "Frau Keller"):
        assert said in words
    for said in (
        "Suchen Sie Leute?",
        "07121 3030",
        "jip.example.org/l",
        "„Bitte rufen Sie mich an“",
    ):
        assert said in words
    (row,) = read(link_rows)
    assert (row.token_key, row.code_key) == secrets_of(words, leads)
    assert (row.purpose, row.centre, row.language) == (Purpose.FIRM, "reutlingen", "de")
    assert row.person_id is None
    assert timedelta(days=29) < row.expires_at - Clock().now() <= timedelta(days=30)
    assert f", {row.expires_at.astimezone(BERLIN):%d.%m.%Y}" in words
    assert oct(Path("paper.pdf").stat().st_mode)[-3:] == "600"


def test_a_second_letter_to_a_firm_leaves_the_first_one_good(print_: Command, read: Read) -> None:
    first = written(print_, "letter", "--employer", "E1", "--language", "ar")
    second = written(print_, "letter", "--employer", "E1")
    assert "72764 Reutlingen" in first[0]  # the street is written in by hand
    assert secrets_of(*first) != secrets_of(*second)
    assert [row.voided_at for row in read(link_rows)] == [None, None]


def test_who_comes_back_gets_one_sheet_by_code_and_not_by_name(print_: Command, read: Read) -> None:
    written(print_, "letter", "--newcomer", "R-1042", "--language", "ti")
    words, leads = written(print_, "letter", "--newcomer", "R-1042", "--language", "ti")
    assert "R-1042" in words
    assert "Amal" not in words
    assert "Es geht nur einmal." in words
    assert "07381 123456" in words
    old, new = read(link_rows)
    assert old.voided_at is not None
    assert (new.voided_at, new.purpose, new.language) == (None, Purpose.RECOVERY, "ti")
    assert (new.token_key, new.code_key) == secrets_of(words, leads)
    (person,) = read(lambda session: list(session.scalars(select(Person))))
    noted = read(lambda session: list(session.scalars(select(Audit))))
    assert new.person_id == person.id
    assert [(row.action, row.about_id, row.centre) for row in noted if "sheet" in row.action] == [
        ("person.sheet", person.id, "alb")
    ] * 2


@pytest.mark.parametrize("place", ["72525", "Münsingen"])
def test_whoever_lives_somewhere_gets_an_invitation(
    print_: Command, read: Read, place: str
) -> None:
    words, leads = written(print_, "letter", "--place", place, "--language", "fa")
    assert "Arbeit · Kurse" in words
    assert "Wir fragen nicht nach Asyl" in words
    assert "Aufenthalt hängen" not in words  # nobody confirmed that sentence
    (row,) = read(link_rows)
    assert (row.purpose, row.place, row.centre) == (Purpose.NEWCOMER, "72525", "alb")
    assert (row.token_key, row.code_key) == secrets_of(words, leads)


def test_a_poster_holds_no_secret(print_: Command, read: Read) -> None:
    words, leads = written(print_, "poster", "Münsingen")
    assert leads == f"{PAGE}/p/72525"
    assert "jip.example.org/p/72525" in words
    assert "Work · courses · things to do · appointments. Free." in words
    assert CODE.findall(words) == []
    assert read(link_rows) == []


def test_another_centre_can_write(print_: Command) -> None:
    words, _leads = written(print_, "poster", "72525", "--centre", "reutlingen")
    assert "07121 3030" in words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("letter", "--employer", "E9"), "There is no employer E9."),
        (("letter", "--newcomer", "R-9999"), "There is no newcomer R-9999."),
        (("letter", "--place", "10115"), "There is no place 10115 in the district."),
        (("letter", "--place", "xyzzy"), "There is no place xyzzy in the district."),
        (("poster", "xyzzy"), "There is no place xyzzy in the district."),
        (("poster", "72525", "--centre", "no"), "There is no centre no. Known: alb,"),
        (("poster", "72525", "--centre", "ermstal"), "The centre ermstal has no address or no"),
    ],
)
def test_what_cannot_be_printed_is_one_sentence_and_no_link(
    print_: Command, read: Read, words: tuple[str, ...], sentence: str
) -> None:
    ended = print_(*words, "--to", "paper.pdf")
    assert ended.exit_code == 1
    assert ended.stderr.startswith(sentence)
    assert not Path("paper.pdf").exists()
    assert read(link_rows) == []


def test_without_a_page_nothing_is_printed(
    print_: Command, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JIP_WEB_URL")
    for words in (("letter", "--employer", "E1"), ("poster", "72525")):
        ended: Result = print_(*words, "--to", "paper.pdf")
        assert ended.stderr.startswith("JIP_WEB_URL is missing:")
    assert read(link_rows) == []


@pytest.mark.parametrize("words", [(), ("--employer", "E1", "--place", "72525")])
def test_one_letter_is_to_one(print_: Command, words: Any) -> None:
    ended = print_("letter", *words, "--to", "paper.pdf")
    assert ended.exit_code == 2
    assert "Give one of --employer ID, --newcomer REF and --place PLZ." in ended.stderr

"""What our letters say: one page in every language, German first, nobody named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from conversations.cards import letter
from conversations.cards.chrome import chrome
from conversations.cards.firm_page import firm_words
from conversations.cards.letter import Way
from locales.languages import LANGUAGES
from locales.letters import Paper, as_letter, as_poster
from locales.render import label
from storage.limits import Limits
from storage.models import Centre
from storage.work import Work
from tests.locales.papers import AT, opened, text
from tests.works import work_at

CENTRE = Centre(
    key="alb",
    name="Integrationszentrum Alb",
    place="Münsingen",
    address="Hauptstraße 10, 72525 Münsingen",
    phone="07381 123456",
)
FIRM = ("Bäckerei Groß & Söhne GmbH", "Frau Müller", "Marktplatz 1", "72764 Reutlingen")
LINK = "https://jip.landkreis-reutlingen.example.org/l/0123456789abcdefghijkl"
Print = Callable[[Work, Way], Paper]
PRINTED: dict[str, Print] = {
    "firm": lambda work, way: letter.firm_letter(work, CENTRE, FIRM, "Frau Keller", way),
    "newcomer": lambda work, way: letter.newcomer_letter(work, CENTRE, way),
    "recovery": lambda work, way: letter.recovery_sheet(work, CENTRE, "R-1042", way),
}


def work(*, confirmed: bool = True) -> Work:
    """The end of November; the sentence of law is confirmed or not."""
    return work_at(Session(), AT, replace(Limits(), money_sentence_confirmed=confirmed))


def way(language: str) -> Way:
    """A link of some length, good for a month."""
    typed = letter.typed_address(LINK.rpartition("/")[0])
    return Way(LINK, typed, "7K3M9QXP21T0", date(2026, 12, 29), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", PRINTED)
def test_each_letter_is_one_page_with_german_first(what: str, language: str) -> None:
    paper = PRINTED[what](work(), way(language))
    assert [each.language for each in paper.said] == [*dict.fromkeys(("de", language))]
    made = as_letter(paper)
    assert len(opened(made).pages) == 1
    words = text(made)
    for shown in ("07381 123456", "jip.landkreis-reutlingen.example.org/l", "7K3M-9QXP-21T0"):
        assert shown in words
    assert "Dienstag, 29.12.2026" in words
    assert label(letter.SCAN, "de") in words
    assert "0123456789abcdefghijkl" not in words  # the token is in the picture alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_firm_reads_the_words_that_stand_on_the_buttons(language: str) -> None:
    choose = label(letter.CHOOSE, language)
    page = (firm_words(language)["answer"], firm_words(language)["call"])
    for words in (*page, chrome(language)["in_telegram"]):
        assert words.partition(" ")[2] in choose


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_sentence_of_law_is_there_where_somebody_answers_for_it(confirmed: bool) -> None:
    said = letter.newcomer_letter(work(confirmed=confirmed), CENTRE, way("en")).said
    assert (label(letter.MONEY, "en") in said[1].lines) is confirmed


def test_who_comes_back_hears_that_it_works_once_and_is_a_key() -> None:
    paper = letter.recovery_sheet(work(), CENTRE, "R-1042", way("en"))
    for words in (letter.ONCE, letter.OLDER, letter.BACK_KEY, letter.LOST, letter.NEVER):
        assert label(words, "en") in paper.said[1].lines
    assert paper.to == ()


def test_the_poster_speaks_every_language_and_ends_never() -> None:
    paper = letter.place_poster(work(), CENTRE, "https://jip.example.org/p/72525")
    assert paper.said[0].language == "de"
    assert {each.language for each in paper.said} == set(LANGUAGES)
    made = as_poster(paper)
    assert len(opened(made).pages) == 1
    assert "gilt bis" not in text(made)


def test_an_address_is_printed_as_it_is_typed() -> None:
    assert letter.typed_address("https://jip.example.org/") == "jip.example.org"
    assert letter.typed_address("https://jip.example.org:8443/l") == "jip.example.org:8443/l"

"""Letters: tagged, shaped in our own fonts, nothing typed is code, scanned as it was meant."""

from __future__ import annotations

import time
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from locales.glyphs import UNKNOWN, _drawn, drawable
from locales.languages import LANGUAGES
from locales.letters import DOTS, Paper, Said, as_letter, as_pictures, as_poster
from tests.locales.papers import (
    LINK,
    POINT,
    TEXTS,
    drawn,
    fonts,
    links,
    opened,
    paper,
    root,
    scanned,
    tags,
    text,
)

CODE = '#read("letter.typ") #sys.inputs $x^2$ *b* _i_ \\ @x <y> `z` // = - [k] #{1+1}'
MM = POINT / 25.4
per_language = pytest.mark.parametrize("language", LANGUAGES)


@per_language
def test_a_letter_can_be_read_out_in_its_languages(language: str) -> None:
    made = as_letter(paper(language))
    about, told = root(made), opened(made).metadata
    assert about["/MarkInfo"]["/Marked"]
    assert about["/Lang"] == "de"
    assert about["/ViewerPreferences"]["/DisplayDocTitle"]
    assert told is not None
    assert told.title == TEXTS["de"][0]
    assert b"pdfuaid:part>1<" in about["/Metadata"].get_data()
    found = tags(made)
    assert [each["/Alt"] for each in found if "/Alt" in each] == ["Bild zum Scannen"]
    assert len([each for each in found if each.get("/S") == "/H1"]) == len({"de", language})
    spoken = {str(each["/Lang"]) for each in found if "/Lang" in each} | {"de"}
    assert spoken == {"de", language}


@per_language
def test_words_can_be_copied_and_come_from_our_fonts(language: str) -> None:
    made = as_letter(paper(language))
    copied = text(made)
    for word in (*TEXTS["de"][1].split(), "07381 123456", "7K3M-9QXP-21T0"):
        assert word in copied
    if language not in ("ar", "fa"):  # the reader of the tests turns right-to-left words round
        assert TEXTS[language][1] in copied
    ours = {"NotoSans", "NotoSansArabic", "NotoSansEthiopic"}
    assert {name.partition("-")[0] for name in fonts(made)} <= ours
    assert len(opened(made).pages) == 1


def title_of(words: str) -> tuple[float, float]:
    """Where the ink of an Arabic title begins and ends on the page, in mm from the left."""
    (page,) = as_pictures("letter", paper(said=(Said("ar", words),)))
    image, mm = Image.open(BytesIO(page)).convert("L"), DOTS / 25.4
    row = image.crop((round(22 * mm), round(99 * mm), image.width, round(107 * mm)))
    left, _top, right, _bottom = row.point(lambda grey: 255 * (grey < 128)).getbbox() or (
        0,
        0,
        0,
        0,
    )
    return 22 + left / mm, 22 + right / mm


def test_arabic_letters_join_and_run_from_the_right() -> None:
    joined, apart = title_of("ببببب"), title_of("\u200c".join("ببببب"))
    assert joined[1] == pytest.approx(190, abs=1)
    assert apart[1] == pytest.approx(190, abs=1)
    assert joined[1] - joined[0] < 0.6 * (apart[1] - apart[0])


def test_nothing_that_was_typed_is_code() -> None:
    name = CODE[:80]
    made = replace(paper("ar", CODE), to=(name,), sender=(name, CODE[40:]), beside=(name,))
    copied = text(as_letter(made))
    assert " ".join(CODE.split()) in copied
    assert name.split()[0] in text(as_poster(made))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ayşe 👩‍🍳 Öz", "Ayşe Öz"),
        ("漢字 Li", f"{UNKNOWN}{UNKNOWN} Li"),
        ("Київ", "Київ"),
        ("\u202egnol\u2066", "gnol"),
        ("a\u0000b\ud800c", "abc"),
    ],
)
def test_what_no_font_draws_stops_no_letter(typed: str, shown: str) -> None:
    assert shown in text(as_letter(paper("de", to=(typed, "72764 Reutlingen"))))


def test_every_sign_we_call_drawable_is_drawn_also_in_bold() -> None:
    signs = "".join(sorted(c for c in _drawn() if c.isprintable() and not c.isspace()))
    assert len(signs) > 4000
    lines = [signs[place : place + 60] for place in range(0, len(signs), 60)]
    parts = Said("de", " ".join(lines), "", tuple(lines))
    as_letter(replace(paper(), said=(parts,)))  # PDF/UA is refused where a sign is missing


def test_drawable_leaves_our_own_words_alone() -> None:
    for title, line in TEXTS.values():
        assert (drawable(title), drawable(line)) == (title, line)
    assert drawable("☎️ Bitte anrufen") == "Bitte anrufen"


@pytest.mark.parametrize("link", [LINK, f"https://{'a' * 60}.example.org/l/{'B' * 22}"])
@pytest.mark.parametrize("form", ["letter", "poster"])
def test_the_picture_is_scanned_as_it_was_meant(form: str, link: str) -> None:
    made = paper("fa", link=link)
    content = as_letter(made) if form == "letter" else as_poster(made)
    (page,) = as_pictures("letter" if form == "letter" else "poster", made)
    wanted = drawn(link)
    assert scanned(content, page, len(wanted)) == wanted
    (pressed,) = links(content)
    assert pressed["/A"]["/URI"] == link


@pytest.mark.parametrize("name", ["Bäckerei Groß", "Wäscherei und Söhne " * 10])
def test_the_address_stands_in_the_window(name: str) -> None:
    """DIN 5008, form B: 20 to 105 mm from the left, 45 to 90 mm from the top."""
    places: dict[str, tuple[float, float]] = {}

    def note(part: str, page: list[float], matrix: list[float], *_font: object) -> None:
        if part.strip():
            x = matrix[4] * page[0] + matrix[5] * page[2] + page[4]
            y = matrix[4] * page[1] + matrix[5] * page[3] + page[5]
            places[part.strip()] = (x / MM, 297 - y / MM)

    content = as_letter(paper(to=(name, "Frau Müller", "Marktplatz 1", "72764 Reutlingen")))
    opened(content).pages[0].extract_text(visitor_text=note)
    for line in (name[:9], "Frau Müller", "Marktplatz 1", "72764 Reutlingen"):
        (x, y) = next(at for found, at in places.items() if line in found)
        assert 20 <= x <= 105
        assert 45 <= y <= 89


def test_long_names_stay_in_their_place_and_long_texts_end_on_a_second_page() -> None:
    long = "Wäscherei " * 20
    made = paper("ar", sender=(long, long, long), to=(long, long, "72764 Reutlingen"))
    assert len(opened(as_letter(made)).pages) == 1
    assert len(opened(as_poster(made)).pages) == 1
    more = paper("ar", *(f"{place}. {long}" for place in range(5)))
    pages = opened(as_letter(more)).pages
    assert len(pages) == 2
    assert "4. Wäscherei" in pages[1].extract_text()
    assert "7K3M-9QXP-21T0" in pages[0].extract_text()


def test_the_same_paper_is_the_same_file_small_and_quick() -> None:
    made = paper("ar")
    began = time.monotonic()
    content = as_letter(made)
    assert time.monotonic() - began < 5
    assert content == as_letter(made)
    assert len(content) < 120_000


def test_a_reader_of_one_language_gets_one_text() -> None:
    made: Paper = paper("de")
    assert text(as_letter(made)).count(TEXTS["de"][1]) == 2

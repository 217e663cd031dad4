"""Pages as they are drawn: real messages in reading order, small, nothing in them but ours."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup

from bot.page import drawing
from bot.page.entries import entry_of, noticed, said, spoken_in
from bot.page.view import Button, Conversation, Entry, Kind, Side
from conversations.kit.buttons import read
from conversations.kit.messages import Button as Told
from conversations.kit.messages import Message, finish
from locales.languages import LANGUAGES
from locales.words import _, p_, verbatim
from tests.page.looks import chrome_of, conversation, pages, talks

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 30_000
TOKEN = "t" * 120
YES, NO = Told(p_("button", "Yes"), "1q1.yes"), Told(p_("button", "No"), "1q1.no")
WHERE = _("Where do you live?")
in_every_language = pytest.mark.parametrize("language", LANGUAGES)


class Read(HTMLParser):
    """Tags with their attributes, in the order a screen reader meets them."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every such tag."""
        return [attrs for name, attrs in self.tags if name == tag]


def asked(language: str) -> dict[str, object]:
    return finish(Message((WHERE,), ((YES, NO),)), language, twin=True)


@in_every_language
def test_every_page_is_small_and_wears_no_style_or_script_of_its_own(language: str) -> None:
    for name, page in pages(language).items():
        assert len(page.encode()) < MOST_BYTES, name
        seen = Read(page)
        for _tag, attrs in seen.tags:
            assert not [each for each in attrs if each == "style" or each.startswith("on")], name
        assert "style" not in {tag for tag, _attrs in seen.tags}
        assert all((each["src"] or "").startswith("/static/") for each in seen.all("script"))
        loaded = [each.get("src") or "" for each in seen.all("img")]
        loaded += [each["href"] or "" for each in seen.all("link")]
        assert all(address.startswith("/") for address in loaded)


@in_every_language
def test_every_page_says_who_we_are_and_how_to_get_out(language: str) -> None:
    for name, page in pages(language).items():
        seen = Read(page)
        links = {each.get("href") for each in seen.all("a")}
        assert {"/privacy", "/imprint"} <= links, name
        assert any((link or "").startswith("tel:") for link in links), name
        spoken = "de" if name in ("languages", "gone", "too_many") else language
        assert seen.all("html") == [{"lang": spoken, "dir": LANGUAGES[spoken].direction}], name
        assert "New for you" not in page or language == "en"


def test_with_a_session_one_can_delete_everything_and_finish() -> None:
    page = pages("de")["place"]
    values = {(each.get("name"), each.get("value")) for each in Read(page).all("button")}
    assert {("text", "/delete"), ("text", "/language"), ("finish", "yes")} <= values
    assert "/delete" not in pages("de")["faces"]


@in_every_language
def test_every_post_carries_a_token_and_buttons_travel_by_value(language: str) -> None:
    page = pages(language)["booked"]
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    assert len(forms) > 4
    for form in forms:
        assert 'method="post"' in form
        assert form.count('name="token"') == 1
    data = [each["value"] for each in Read(page).all("button") if each.get("name") == "data"]
    assert data
    assert all(read(value or "") for value in data)


@in_every_language
def test_buttons_stand_in_reading_order_whatever_the_messenger_mirrors(language: str) -> None:
    entry = entry_of(asked(language), id_=1, language=language, token=TOKEN)
    assert [button.value for button in entry.rows[0]] == ["1q1.yes", "1q1.no"]
    page = conversation(language, [entry])
    assert page.index("1q1.yes") < page.index("1q1.no")


@pytest.mark.parametrize("language", ["ar", "fa", "ti"])
def test_what_staff_wrote_in_german_is_german_in_every_chat(language: str) -> None:
    body = finish(Message((WHERE,), ((YES, NO),), in_german=True), language)
    entry = entry_of(body, id_=1, language=language, token=TOKEN)
    assert (entry.language, entry.direction) == ("de", "ltr")
    assert [button.value for button in entry.rows[0]] == ["1q1.yes", "1q1.no"]
    assert spoken_in(finish(Message((WHERE,)), language), language) == language


@pytest.mark.parametrize("language", ["ar", "fa", "ti", "en"])
def test_german_is_one_press_away_with_the_words_on_the_buttons(language: str) -> None:
    page = conversation(
        language, [entry_of(asked(language), id_=1, language=language, token=TOKEN)]
    )
    german = page[page.index("<details>") : page.index("</details>")]
    assert 'lang="de"' in german
    assert "Wo wohnen Sie?" in german
    assert "<li>Ja</li><li>Nein</li>" in german


def test_german_that_stands_below_is_not_offered_once_more() -> None:
    body = finish(Message((WHERE,), german_below=True), "ar", twin=True)
    entry = entry_of(body, id_=1, language="ar")
    assert [piece.language for piece in entry.below] == ["de"]
    assert entry.german is None
    assert 'lang="de" dir="ltr"' in conversation("ar", [entry])


def test_the_question_is_heard_first_and_what_was_said_before_comes_later() -> None:
    page = pages("de")["centre"]
    question, earlier = page.index("Soll ich auch Arbeit"), page.index('class="earlier"')
    assert question < page.index("Frühere Nachrichten")
    assert earlier < page.index("Wo wohnen Sie?")
    heading = next(each for each in Read(page).all("h1"))
    assert "autofocus" in heading
    assert f'id="{heading["aria-describedby"]}"' in page


def test_own_words_stand_above_the_question_and_what_else_is_new_below_it() -> None:
    ours = [Entry(n, Side.OURS, Markup("x"), "de", "", is_new=n > 1) for n in range(8)]
    entries = [*ours[:2], said("Ja", id_=20, language="de"), *ours[2:]]
    view = Conversation("de", entries, "t", chrome_of("de"))
    assert [entry.id for entry in view.now] == [20, 7, 6, 5]
    assert [entry.id for entry in view.earlier] == [4, 3, 2, 1, 0]
    marked = Entry(9, Side.OURS, Markup("x"), "de", "", is_current=True)
    view = Conversation("de", [marked, *entries], "t", chrome_of("de"))
    assert [entry.id for entry in view.now] == [20, 9, 7, 6]
    assert 9 not in [entry.id for entry in view.earlier]


def test_what_waits_for_an_answer_is_first_of_the_new_the_newest_before_older() -> None:
    def entry(number: int, *, asks: bool = False, is_new: bool = True) -> Entry:
        return Entry(number, Side.OURS, Markup(f"{number}"), "de", "", is_new=is_new, asks=asks)

    old = entry(0, asks=True, is_new=False)
    first, news, second, last = entry(1, asks=True), entry(2), entry(3, asks=True), entry(4)
    view = Conversation("de", [old, first, news, second, last], "t", chrome_of("de"))
    assert [each.id for each in view.now] == [3, 1, 4]
    assert [each.id for each in view.earlier] == [2, 0]
    toast = noticed("Danke", id_=5, language="de")
    view = Conversation("de", [old, first, news, second, last, toast], "t", chrome_of("de"))
    assert [each.id for each in view.now] == [3, 5, 1]


@pytest.mark.parametrize("asks_text", [True, False])
def test_the_field_stands_next_to_the_question_that_is_answered_by_typing(asks_text: bool) -> None:
    asked = Entry(1, Side.OURS, Markup("Wo?"), "de", "", is_current=True)
    page = conversation("de", [asked, noticed("Danke", id_=2, language="de")], asks_text=asks_text)
    assert (page.index("<textarea") < page.index("Danke")) is asks_text


def test_an_empty_conversation_can_be_drawn_and_written_into() -> None:
    assert 'name="text"' in conversation("de", [])


def test_a_button_without_a_token_is_refused() -> None:
    with pytest.raises(ValueError, match="token"):
        Entry(1, Side.OURS, Markup("x"), "de", "", [[Button("x", "1q1.a")]])
    Entry(1, Side.OURS, Markup("x"), "de", "", [[Button("x", "1", kind=Kind.COPIES)]])


def test_a_button_that_opens_something_strange_is_left_out() -> None:
    row = (Told(verbatim("a"), opens="https://a.de"), Told(verbatim("b"), opens="tg://user?id=1"))
    entry = entry_of(finish(Message((WHERE,), (row,)), "de"), id_=1, language="de")
    assert [button.href for row in entry.rows for button in row] == ["https://a.de"]


def test_a_command_in_a_text_can_be_pressed() -> None:
    page = pages("de")["centre"]
    assert '<button class="quiet" name="text" value="/week">👥 Diese Woche' in page


@in_every_language
def test_each_language_is_offered_by_its_own_name_in_one_press(language: str) -> None:
    page = pages("de")["languages"]
    button = next(each for each in Read(page).all("button") if each.get("value") == language)
    assert (button["name"], button["lang"]) == ("language", language)
    assert f"<strong>{LANGUAGES[language].own_name}</strong>" in page
    assert 'translate="no"' in page


@pytest.mark.parametrize("name", ["faces", "opened"])
def test_a_device_is_shared_unless_somebody_says_it_is_their_own(name: str) -> None:
    radios = [each for each in Read(pages("ti")[name]).all("input") if each.get("type") == "radio"]
    assert [(each["value"], "checked" in each) for each in radios] == [
        ("shared", True),
        ("own", False),
    ]


def test_a_link_that_does_not_work_has_one_page_in_five_languages() -> None:
    page = pages("de")["gone"]
    assert page == pages("ar")["gone"]
    assert {each.get("lang") for each in Read(page).all("section")} >= set(LANGUAGES)
    assert page.count("tel:") == 3


def test_the_waiting_page_has_no_inputs_and_looks_again_with_and_without_scripts() -> None:
    seen = Read(pages("de")["waiting"])
    assert not {"input", "button", "textarea", "form"} & {tag for tag, _attrs in seen.tags}
    refresh = next(each for each in seen.all("meta") if each.get("http-equiv") == "refresh")
    assert refresh["content"] == str(drawing.REFRESH)
    assert {"data-again": "2", "class": "card waiting"} in seen.all("section")


@in_every_language
def test_numbers_and_secrets_get_the_keys_they_need(language: str) -> None:
    field = next(
        each for each in Read(pages(language)["things"]).all("input") if each["name"] == "text"
    )
    assert (field["type"], field["inputmode"], field["autocomplete"]) == (
        "password",
        "numeric",
        "off",
    )


@in_every_language
def test_what_is_typed_by_somebody_is_text(language: str) -> None:
    entries = [said("<b>x</b> & <script>", id_=1, language=language)]
    page = conversation(language, entries)
    assert "&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;" in page


def test_every_moment_of_a_way_through_is_a_real_one() -> None:
    assert [len(entries) for entries in talks("de").values()] == sorted(
        len(entries) for entries in talks("de").values()
    )


def test_an_installed_page_has_all_its_files() -> None:
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    kinds = setup["package-data"]["*"]
    assert setup["packages"]["find"].get("namespaces", True)  # folders without Python go along
    for folder in ("templates", "static"):
        for path in (ROOT / "bot/page" / folder).iterdir():
            assert any(fnmatch(path.name, kind) for kind in kinds), path.name

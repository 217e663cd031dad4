"""Whatever is posted: no exception, no turn without a word, and the page can be read after it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.page import events, tokens
from bot.page.events import Form
from bot.page.tokens import Token
from bot.page.view import Conversation, Kind
from tests.page.phone import PagePhone, PageTown
from tests.people import Town

pytestmark = pytest.mark.furnished("demo")
SEEDS = range(4)
STEPS = 45
ODD = (
    "\u202eevil\u2066",
    "\u200f\u200e",
    "\x00",
    "\ud800 half a sign",
    "<b>x</b> &amp; %s {x}",
    "9" * 400,
    "-1",
    "/nonsense " + "x" * 200,
    "/start i-unknown",
    "/menu",
    "/person",
    "x" * 100_000,
    "👨‍👩‍👧‍👦" * 900,
    "١٨",
    "Münsingen",
)
DATA = (
    "1smenu.0.0.offers",
    "1sappointment.999999999999999.1.come",
    "1soffer.1.1.yes",
    "1sperson.1.1.open",
    "1sthread.1.1.write",
    "1q0.yes",
    "1q999999999.start",
    "9q1.yes",
    "1s.1.1.",
    "menu",
    "\x00",
    "1q3." + "x" * 5000,
)


@pytest.fixture
def there(here: Town) -> PageTown:
    """The demo district, where people come to the page."""
    return PageTown(here.database, here.now, here.limits)


def seen(view: Conversation | None) -> object:
    """Return what a page says, without what is signed anew each time."""
    return view and [(each.id, each.html, each.rows) for each in view.entries]


def any_form(luck: random.Random, phone: PagePhone, old: list[dict[str, str]]) -> dict[str, str]:
    """Return fields: what stands there, what stood there, or what no page of ours has."""
    assert phone.view is not None
    shown = [
        {"token": entry.token, "data": button.value}
        for entry in phone.view.entries
        for row in entry.rows
        for button in row
        if button.kind is Kind.TAP
    ]
    old += shown
    row = luck.choice([None, 0, 1, 7, 10**6, 2**62])
    foreign = Token(phone.session, row, phone.town.now).sign()
    kinds: list[Callable[[], dict[str, str]]] = [
        lambda: luck.choice(shown or old),
        lambda: luck.choice(old),
        lambda: {"token": foreign, "data": luck.choice(DATA)},
        lambda: {"token": phone.view.token if phone.view else "", "text": luck.choice(ODD)},
        lambda: {"token": foreign, "lat": luck.choice(["48.4", "nan", "1e400", "-91", "x"])},
        lambda: {"token": foreign, "lat": "48.41", "lon": luck.choice(["9.49", "inf", "9,49"])},
    ]
    return luck.choice(kinds[:2] * 3 + kinds[2:])()


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_posted_is_answered(there: PageTown, seed: int) -> None:
    luck = random.Random(seed)
    phone, old = there.phone("anybody").says("/start"), list[dict[str, str]]()
    assert isinstance(phone, PagePhone)
    phone.taps(luck.choice(["العربية", "English", "ትግርኛ"]))
    posted = list[dict[str, str]]()
    for _ in range(STEPS):
        if phone.view is None:
            phone.says("/start")
        fields = any_form(luck, phone, old)
        before, asked = seen(phone.view), phone.view
        phone.posts(fields)
        says_something = bool(events.chosen(fields)) and fields not in posted  # counts once
        posted.append(fields)
        assert seen(phone.view) != before or not says_something, f"silence after {fields}"
        assert phone.view is None or phone.view.language == (asked and phone.view.language)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"said": None, "row": "x", "drawn": None},
        {"said": {"data": ""}, "row": -1, "drawn": 1e300},
        {"said": {"lat": "nan", "lon": "9"}, "row": None, "drawn": "today"},
        {"said": {"text": "\u200f"}, "row": 2**80, "drawn": -1},
        {"said": {"begin": ""}, "row": None, "drawn": float("inf")},
    ],
)
def test_what_the_inbox_keeps_is_read_or_says_nothing(payload: dict[str, object]) -> None:
    events.event(payload)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "\u200f\u200e \x00"},
        {"data": "\x00"},
        {"lat": "48"},
        {"lat": "nan", "lon": "9"},
        {"lat": "91", "lon": "9"},
        {"begin": "i-somebody"},
    ],
)
def test_what_says_nothing_is_no_turn(fields: dict[str, str]) -> None:
    assert events.chosen(fields) == {}


def test_a_token_of_another_key_or_day_is_none(there: PageTown) -> None:
    life = there.limits.form_life
    written = Token(1, 2, there.now).sign()
    found = tokens.read(written, there.now, life)
    assert found is not None
    assert replace(found, nonce=b"") == Token(1, 2, there.now)
    turned = written[:-1] + ("A" if written[-1] != "A" else "B")
    others = ("", "é", "A" * 3000, written[:-4], turned, written + "A")
    assert [tokens.read(each, there.now, life) for each in others] == [None] * len(others)
    assert tokens.read(written, there.now + life, life) is None


def test_a_form_keeps_no_more_than_a_message_has() -> None:
    said = events.chosen({"text": "x" * 100_000, "data": "", "lat": "1", "name": "y"})
    assert {name: len(text) for name, text in said.items()} == {"text": 4096}
    assert Form(said, None, datetime.fromtimestamp(0, UTC)).payload()["drawn"] == 0

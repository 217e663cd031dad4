"""A firm's message of the day has room for all it says: the question whole, the rest tomorrow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from locales.languages import LANGUAGES
from storage.firm_news import untold
from storage.introductions.steps import Facts
from storage.models import PageEntry
from storage.rules.stages import Move
from tests.conversations.candidate_scene import (
    CENTRE,
    FIRM,
    is_interested,
    looking,
    moves,
    way,
)
from tests.page.phone import PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import local, walked

pytestmark = pytest.mark.both_databases
HEAD, DAY = "📬 New for you:", timedelta(days=1)
THURSDAY = date(2026, 11, 12)
LONG = ("Can this person sew leather, and lift what is heavy? " * 6)[:299]
MARKS = "&" * 290


def asks_about(at: Town, firm: Phone, offer: int, name: str, text: str) -> int:
    """Let a firm ask about somebody in as many letters as there may be, and want to meet them."""
    key = is_interested(at, offer, name)
    firm.says(f"2 J{key}").says(text)
    moves(at, key, Move.SEND, FIRM)
    return key


def many(at: Town, count: int, text: str, language: str = "English") -> tuple[Phone, list[int]]:
    """Let a firm have long answers about so many people, and be asked about one more."""
    firm, offer = looking(at, language, places=20)
    keys = [asks_about(at, firm, offer, f"p{number}", text) for number in range(count)]
    at.walk(local(THURSDAY, 8))
    for number, key in enumerate(keys):
        moves(at, key, Move.ANSWER, CENTRE, Facts(said=f"{number} {text}"[:300]))
    key = is_interested(at, offer, "amal")
    firm.reads().says(f"2 J{key}").says(text)
    moves(at, key, Move.ANSWER, CENTRE, Facts(said=text))
    return firm.reads(), [*keys, key]


def opened(at: Town) -> None:
    """Note what stands on pages as read, as a browser does that opens them."""
    at.do(lambda s: s.execute(update(PageEntry).values(seen_at=at.now)))


def answers_in(message: str, count: int) -> set[int]:
    """Return of whom a message says all of the answer."""
    lines = message.split("\n")
    return {n for n in range(count) if any(each.startswith(f"✉️ {n} ") for each in lines)}


@pytest.mark.parametrize("face", ["chat", "page"])
@pytest.mark.parametrize("language", ["en", "de", "ti"])
def test_the_question_is_whole_and_who_has_no_room_comes_tomorrow(
    alb: Town, face: str, language: str
) -> None:
    at = alb if face == "chat" else PageTown(alb.database, alb.now, alb.limits)
    firm, keys = many(at, 7, LONG, LANGUAGES[language].own_name)
    code = way(at, keys[-1]).code
    told: list[int] = []
    for ahead in range(3):
        before = {each.row for each in firm.bubbles}
        at.walk(local(THURSDAY + ahead * DAY, 10))
        new = [each for each in firm.reads().bubbles if each.row not in before]
        opened(at)
        for each in new:
            told += sorted(answers_in(each.text, 7))
            assert f"J{keys[-1]}" in each.text.split("\n")[-1]
            assert code in each.text
            assert len(each.text) < 4096
    assert sorted(told) == [*range(7)]


def test_after_a_tap_the_next_question_is_whole_too(alb: Town) -> None:
    firm, keys = many(alb, 5, LONG)
    assert walked(alb, local(THURSDAY, 20), firm)
    assert firm.sees.startswith(HEAD)
    before = answers_in(firm.sees, 5)
    assert before
    firm.taps("Please send")
    assert before == answers_in(firm.sees, 5)
    assert firm.sees.split("\n")[-3].startswith("We ask this person now.")
    assert firm.sees.split("\n")[-1] == f"Code: J{keys[-1]}"


def test_where_there_is_room_for_nobody_the_question_is_whole_and_nobody_counts_as_heard(
    alb: Town,
) -> None:
    firm, keys = many(alb, 2, MARKS)
    walked(alb, local(THURSDAY, 20), firm)
    assert firm.sees.startswith(f"{HEAD}\n… +2\n1 question for you")
    assert firm.sees.split("\n")[-1] == f"Code: J{keys[-1]}"
    assert alb.do(lambda s: {n.introduction.id for n in untold(alb.work(s), 1)}) == {*keys[:2]}
    firm.taps("❌ No").taps("Hours and times")
    assert answers_in(firm.sees, 2)


def test_what_an_answer_came_to_leaves_the_next_question_whole(alb: Town) -> None:
    firm, keys = many(alb, 0, MARKS)
    key = is_interested(alb, 1, "bibi")
    firm.says(f"2 J{key}").says(MARKS)
    moves(alb, key, Move.ANSWER, CENTRE, Facts(said=MARKS))
    walked(alb, local(THURSDAY, 20), firm)
    assert firm.sees.split("\n")[-1] == f"Code: J{keys[0]}"
    firm.taps("Please send")
    assert "1 question for you" in firm.sees
    assert firm.sees.split("\n")[-1] == f"Code: J{key}"


def test_a_mere_sign_of_life_takes_no_room_from_what_was_not_read(alb: Town) -> None:
    """On Friday morning the firm hears that it takes longer with each of them."""
    firm, _keys = many(alb, 7, LONG)
    alb.walk(local(THURSDAY, 20))
    first = answers_in(firm.reads().sees, 7)
    alb.walk(local(THURSDAY + DAY, 20))
    assert answers_in(firm.reads().sees, 7) >= {*range(7)} - first

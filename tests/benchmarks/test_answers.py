"""The bench of answers counts right: everybody gives the same answer, each of them once."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from tests.benchmarks import town
from tests.benchmarks.answers import WrongError, ask, check
from tests.benchmarks.cheap_api import Said, cheap_api
from tests.benchmarks.contenders import HASTY, MEMORY, OURS, RAW, Contender, contenders, running
from tests.benchmarks.peers.answer import Answer

pytestmark = pytest.mark.slow
PEOPLE = 2
CHATS = [*town.chats_of(PEOPLE)] * 3
ANSWER = Answer("menu", "What?", ((("Yes", "y"), ("No", "n")),))
MARKUP = (
    '{"inline_keyboard":[[{"text":"Yes","callback_data":"y"},{"text":"No","callback_data":"n"}]]}'
)


async def test_everybody_gives_the_answer_of_ours_once(tmp_path: Path) -> None:
    async with cheap_api() as api, running(HASTY, api, tmp_path):
        await town.settle(api, PEOPLE)
        answer = await town.learn(api)
        check(await ask(api, CHATS), answer, CHATS)
    answer.write(tmp_path / "answer.json")
    async with asyncio.TaskGroup() as tasks:
        for each in {*contenders()} - {OURS, MEMORY}:  # importing aiogram once takes long enough
            tasks.create_task(_answers(each, tmp_path, answer))
    assert answer.buttons >= 8


async def _answers(contender: Contender, folder: Path, answer: Answer) -> None:
    async with cheap_api() as api, running(contender, api, folder, folder / "answer.json"):
        check(await ask(api, CHATS), answer, CHATS)


async def test_an_answer_waits_as_long_as_it_is_told(tmp_path: Path) -> None:
    ANSWER.write(tmp_path / "answer.json")
    async with cheap_api(0.3) as api, running(RAW, api, tmp_path, tmp_path / "answer.json"):
        await ask(api, CHATS)
        assert api.last_call - api.said[0].at >= 0.3


@pytest.mark.parametrize(
    "said",
    [
        [(1, "What?", MARKUP)],
        [(1, "What?", MARKUP), (1, "What?", MARKUP)],
        [(1, "What?", MARKUP), (2, "What?", MARKUP), (2, "What?", MARKUP)],
        [(1, "What?", MARKUP), (2, "What?", "")],
        [(1, "What?", MARKUP), (2, "Who?", MARKUP)],
    ],
    ids=["lost", "to somebody else", "twice", "without buttons", "another text"],
)
def test_a_wrong_answer_is_seen(said: list[tuple[int, str, str]]) -> None:
    heard = [Said(time.monotonic(), "sendMessage", chat, 1, *rest) for chat, *rest in said]
    with pytest.raises(WrongError):
        check(heard, ANSWER, [1, 2])

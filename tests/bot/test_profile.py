"""How the bot shows itself: set once, in every language, and never worth a stop."""

from __future__ import annotations

import pytest

from bot.standin.faults import Fault
from bot.standin.methods import METHODS
from bot.telegram import profile
from locales.languages import LANGUAGES
from tests.bot.running_desk import YONAS, RunningDesk, eventually, running_desk

PARTS = 4 * (1 + len(LANGUAGES))


def sets(desk: RunningDesk) -> list[str]:
    """Return how each call that sets something ended."""
    return [call.outcome for call in desk.telegram.calls if call.method.startswith("setMy")]


async def test_names_are_set_at_the_first_start_only(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        async with desk.bot():
            await eventually(lambda: len(sets(desk)) == PARTS)
        async with desk.bot():
            await eventually(lambda: len(desk.calls("getMyCommands")) == 12)
        assert sets(desk) == ["ok"] * PARTS
        assert desk.telegram.profile.text("name", "ti") == "JIP ti"


async def test_a_refusal_stops_neither_bot_nor_the_other_parts(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        desk.plan.script(Fault.FORBIDDEN, method="setMyName", times=6)
        async with desk.bot():
            desk.telegram.type_text(YONAS, "hello")
            await eventually(lambda: desk.said(YONAS) == ["hello"])
            await eventually(lambda: len(sets(desk)) == PARTS)
        assert desk.telegram.profile.text("description", "de") == "JIP de door"


@pytest.mark.parametrize("odd", [[], None, {}, {"name": 5}, "?"])
@pytest.mark.parametrize("method", ["getMyName", "getMyCommands"])
async def test_an_odd_answer_ends_nothing_and_is_asked_again(
    sqlite_url: str, method: str, odd: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running_desk(sqlite_url) as desk:
        right = METHODS[method]
        answers = [*[odd] * PARTS]
        monkeypatch.setattr(profile, "FIRST_PAUSE", 0.3)
        monkeypatch.setitem(
            METHODS, method, lambda *call: answers.pop() if answers else right(*call)
        )
        async with desk.bot():
            await eventually(lambda: len(answers) < PARTS)
            desk.telegram.type_text(YONAS, "hello")
            await eventually(lambda: desk.said(YONAS) == ["hello"])
            answers.clear()
            await eventually(lambda: len(sets(desk)) == PARTS)
        assert desk.telegram.profile.text("name", "ti") == "JIP ti"

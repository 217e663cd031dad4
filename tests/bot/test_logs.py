"""The logs tell the operator what happened, and nobody who it was or what was said."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import start_logging, where
from bot.standin.faults import Fault
from conversations.kit.bodies import UnknownVersionError, read_body
from tests.bot.running_desk import KEY, YONAS, eventually, running_desk

NAME, TEXT = "Kanarienvogel", "zwitschert"
WHEN = re.compile(r"\d\d:\d\d:\d\d\.\d+Z")  # a fraction of a second may look like a number


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root, handlers, level = logging.root, logging.root.handlers, logging.root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


async def test_nothing_personal_is_logged(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    start_logging("debug", KEY)
    async with running_desk(sqlite_url) as desk:
        desk.telegram.add_phone(YONAS, NAME, started=True)
        desk.plan.script(Fault.FORBIDDEN, chat_id=YONAS)
        async with desk.bot() as app:
            desk.telegram.type_text(YONAS, "boom")
            desk.telegram.type_text(YONAS, TEXT)
            await eventually(lambda: "403" in desk.calls("sendMessage"))
            await app.idle()
    written = WHEN.sub("", "".join(capsys.readouterr()))
    assert "update parked" in written
    assert "error=RuntimeError at=" in written
    for secret in (NAME, TEXT, KEY, str(YONAS), "a secret somebody typed"):
        assert secret not in written


def test_lines_of_others_lose_values_and_the_token(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("info", KEY)
    logging.getLogger("some.library").warning("call of %s took %d ms", NAME, 5)
    logging.getLogger("some.library").warning(f"https://api/bot{KEY}/sendMessage")
    logging.getLogger("httpx").info("HTTP Request: POST https://api/bot1:x/sendMessage")
    try:
        raise ValueError(TEXT)
    except ValueError:
        logging.getLogger("some.library").exception("failed")
    written = capsys.readouterr().err
    assert "call of %s took" in written
    assert "/bot[secret]/sendMessage" in written
    assert "error=ValueError" in written
    assert not any(each in written for each in (NAME, TEXT, KEY, "HTTP Request"))


def test_any_token_is_redacted(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("info")
    other = "7123456789:AAHfakeFAKEfakeFAKEfakeFAKEfakeFAKE0"
    structlog.get_logger().info("look", url=f"https://api.telegram.org/bot{other}/getMe")
    assert other not in capsys.readouterr().err


def test_the_place_of_an_error_has_its_path() -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("secret")
    found = where(caught.value)
    assert found["error"] == "ValueError"
    assert found["at"].startswith("~/tests/bot/test_logs.py:")


def test_places_of_the_same_name_are_told_apart() -> None:
    with pytest.raises(UnknownVersionError) as caught:
        read_body({})
    assert re.fullmatch(r"conversations/kit/bodies\.py:\d+", where(caught.value)["at"])

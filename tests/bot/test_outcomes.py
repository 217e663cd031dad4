"""What each answer of the messenger means, as a table."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)

from bot.telegram.claims import Claimed
from bot.telegram.outcomes import Fate, outcome_of
from bot.telegram.transport import NotSentError, TooManyError, UnclearError
from storage.models.outbox import Lane


def claimed(op: str = "send", lane: Lane = Lane.ANSWER, attempts: int = 1) -> Claimed:
    """Write a row; whatever changes a message has one to change."""
    target = None if op in {"send", "venue"} else 77
    return Claimed(1, 2, "3", lane, {"v": 1, "op": op}, target, attempts)


@pytest.mark.parametrize(
    ("error", "op", "kind"),
    [
        (Forbidden("bot was blocked by the user"), "send", Fate.BLOCKED),
        (Forbidden("user is deactivated"), "send", Fate.BLOCKED),
        (BadRequest("Message is not modified: same"), "edit", Fate.SENT),
        (BadRequest("Message to edit not found"), "edit", Fate.AS_NEW),
        (BadRequest("Message can't be edited"), "edit", Fate.AS_NEW),
        (BadRequest("MESSAGE_ID_INVALID"), "edit", Fate.AS_NEW),
        (BadRequest("Message to edit not found"), "buttons_off", Fate.SENT),
        (BadRequest("can't parse entities"), "send", Fate.REFUSED),
        (BadRequest("Request Entity Too Large"), "send", Fate.REFUSED),
        (ChatMigrated(5), "send", Fate.FAILED),
        (NotSentError("ClientConnectorError"), "send", Fate.LATER),
        (UnclearError("SocketTimeoutError"), "send", Fate.UNCLEAR),
        (NetworkError("anything"), "send", Fate.UNCLEAR),
        (TelegramError("anything"), "send", Fate.UNCLEAR),
        (KeyError("an answer nobody can read"), "send", Fate.UNCLEAR),
        (InvalidToken(), "send", Fate.STOP),
    ],
)
def test_every_error_has_one_meaning(error: Exception, op: str, kind: Fate) -> None:
    assert outcome_of(error, claimed(op)).kind is kind


def test_not_modified_keeps_the_message_it_meant() -> None:
    found = outcome_of(BadRequest("message is not modified"), claimed("edit"))
    assert found.message_id == 77


def test_a_429_waits_as_long_as_it_says() -> None:
    found = outcome_of(TooManyError("Too Many Requests", 17.0), claimed())
    assert (found.kind, found.seconds) == (Fate.PARK, 17.0)


@pytest.mark.parametrize(
    ("lane", "attempts", "least", "most"),
    [
        (Lane.ANSWER, 1, 0.75, 1),
        (Lane.ANSWER, 3, 3, 4),
        (Lane.ANSWER, 30, 11.25, 15),
        (Lane.REMINDER, 30, 225, 300),
    ],
)
def test_what_was_not_sent_waits_longer_each_time(
    lane: Lane, attempts: int, least: float, most: float
) -> None:
    error: Any = NotSentError("refused")
    assert least <= outcome_of(error, claimed("send", lane, attempts)).seconds <= most

"""The model behind the stand-in, without HTTP: what people may do and what listeners hear."""

import json

import pytest

from bot.standin.desk import Telegram
from tests.bot.standin_desk import AMINA, HandClock


def _amina() -> Telegram:
    telegram = Telegram(HandClock())
    telegram.add_phone(AMINA, "Amina <3", "ar")
    return telegram


def test_listeners_hear_which_phone_changed() -> None:
    telegram = _amina()
    heard: list[int] = []
    unlisten = telegram.listen(heard.append)
    telegram.type_text(AMINA, "hello")
    telegram.tap(AMINA, 1, "x")
    telegram.block(AMINA)
    assert heard == [AMINA] * 3
    unlisten()
    telegram.unblock(AMINA)
    assert len(heard) == 3


def test_snapshot_is_json_and_typed_text_is_escaped() -> None:
    telegram = _amina()
    telegram.type_text(AMINA, " <script>1 & 2</script>\nline ")
    shown = json.loads(json.dumps(telegram.snapshot(AMINA)))
    assert shown["name"] == "Amina <3"
    assert shown["messages"] == [
        {
            "id": 1,
            "from": "me",
            "kind": "text",
            "html": "&lt;script&gt;1 &amp; 2&lt;/script&gt;\nline",
            "at": "2026-03-02T08:00:00+00:00",
            "edited": False,
            "silent": False,
            "rows": [],
            "venue": None,
            "location": None,
            "file": None,
        }
    ]
    assert (shown["reply"], shown["menu"], shown["waiting"], shown["toast"]) == (
        None,
        [],
        None,
        None,
    )


@pytest.mark.parametrize("text", ["", "  ", "a" * 4097])
def test_app_does_not_send_empty_or_endless_texts(text: str) -> None:
    with pytest.raises(ValueError, match="1 to 4096"):
        _amina().type_text(AMINA, text)


def test_person_who_blocked_the_bot_cannot_write() -> None:
    telegram = _amina()
    telegram.block(AMINA)
    with pytest.raises(ValueError, match="has blocked the bot"):
        telegram.type_text(AMINA, "hello")
    with pytest.raises(ValueError, match="has blocked the bot"):
        telegram.block(AMINA)


def test_reset_takes_the_phones_away_and_goes_on_counting() -> None:
    telegram = _amina()
    first = telegram.type_text(AMINA, "hello")
    telegram.reset()
    assert telegram.phones == {}
    telegram.add_phone(AMINA, "Amina", "ar")
    assert telegram.type_text(AMINA, "again") == first + 1
    assert telegram.snapshot(AMINA)["messages"][0]["id"] == 2


def test_log_and_history_can_be_bounded() -> None:
    telegram = Telegram(HandClock(), keep=2)
    phone = telegram.add_phone(AMINA, "Amina")
    for text in ("one", "two", "three"):
        telegram.deliver(phone, None, text=text)
    assert [m.text for m in telegram.delivered(AMINA)] == ["two", "three"]
    assert telegram.calls.maxlen == 2

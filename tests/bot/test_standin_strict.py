"""The stand-in is strict: every rule of the Bot API we may break is answered like Telegram's."""

import json
from typing import Any

import pytest
from aiohttp import FormData

from tests.bot.standin_desk import AMINA, JONAS, KEY, desk

BUTTON = {"text": "Yes", "callback_data": "y"}
NO_ACTION = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"


def _under(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [list(buttons)]}}


REFUSED_MESSAGES: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "message text is empty"),
    ({"text": " \u200f\n"}, "message text is empty"),
    ({"text": "a" * 4097}, "message is too long"),
    ({"text": "😀" * 2049}, "message is too long"),
    ({"chat_id": 999}, "chat not found"),
    ({"chat_id": JONAS}, "chat not found"),
    ({"chat_id": "@somebody"}, "chat not found"),
    ({"chat_id": "--5"}, "chat not found"),
    ({"chat_id": None}, "chat_id is empty"),
    ({"disable_web_page_preview": True}, 'unknown parameter "disable_web_page_preview"'),
    ({"parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
    ({"disable_notification": "perhaps"}, 'parameter "disable_notification" must be a Boolean'),
    ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
    ({"reply_parameters": {"message_id": 77}}, "message to be replied not found"),
    (_under({"text": "Yes", "callback_data": "y" * 65}), "BUTTON_DATA_INVALID"),
    (_under({"text": "Yes", "callback_data": "نعم" * 11}), "BUTTON_DATA_INVALID"),
    (_under({"text": "Yes", "callback_data": ""}), "BUTTON_DATA_INVALID"),
    (_under({"text": "Yes"}), NO_ACTION),
    (_under({**BUTTON, "url": "https://example.org"}), "exactly one action is allowed"),
    (_under({"text": "Map", "url": "example"}), "BUTTON_URL_INVALID"),
    (_under({**BUTTON, "text": " "}), "button text must be non-empty"),
    (_under({**BUTTON, "colour": "red"}), 'unknown parameter "colour"'),
    (_under(*[BUTTON] * 9), "reply markup is too long"),
    ({"reply_markup": {"inline_keyboard": [[BUTTON]] * 101}}, "reply markup is too long"),
    ({"reply_markup": {"keyboard": [["Yes"]], "shape": 1}}, 'unknown parameter "shape"'),
    ({"reply_markup": {"buttons": []}}, "can't parse reply keyboard markup JSON object"),
    ({"reply_markup": "{"}, "can't parse reply_markup JSON object"),
]
EDITS_AND_OTHERS: list[tuple[str, dict[str, Any], str]] = [
    ("editMessageText", {"message_id": 99, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
    (
        "editMessageText",
        {"message_id": 1, "text": "x", "reply_markup": {"remove_keyboard": True}},
        "inline keyboard expected",
    ),
    ("editMessageText", {"text": "x"}, "message_id is empty"),
    ("deleteMessage", {"message_id": 99}, "message to delete not found"),
    ("deleteMessages", {"message_ids": [1] * 101}, "must have 1 to 100 items"),
    ("sendVenue", {"latitude": 1, "longitude": 1, "title": "A"}, "address is empty"),
    ("sendLocation", {"latitude": 91, "longitude": 1}, "must be between -90 and 90"),
    ("sendLocation", {"latitude": "north", "longitude": 1}, "must be a Float"),
    ("sendChatAction", {"action": "dancing"}, 'wrong parameter "action" in request'),
]
PROFILE: list[tuple[str, dict[str, Any], str]] = [
    ("setMyCommands", {"commands": [{"command": "Hi", "description": "-"}]}, "BOT_COMMAND_INVALID"),
    (
        "setMyCommands",
        {"commands": [{"command": "hi", "description": "d" * 257}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}, "chat_id is empty"),
    ("setMyCommands", {"commands": [], "language_code": "ara"}, "invalid language code specified"),
    ("setMyCommands", {"commands": [{"command": "a", "description": "-"}] * 101}, "0 to 100 items"),
    ("setMyName", {"name": "n" * 65}, "0 to 64 characters"),
    ("setMyDescription", {"description": "n" * 513}, "0 to 512 characters"),
    ("setMyShortDescription", {"short_description": "n" * 121}, "0 to 120 characters"),
    ("getUpdates", {"limit": 101}, "must be between 1 and 100"),
    ("getUpdates", {"allowed_updates": ["messages"]}, 'wrong parameter "allowed_updates"'),
    ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old and response timeout"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1", "text": "t" * 201},
        "MESSAGE_TOO_LONG",
    ),
]


@pytest.mark.parametrize(("change", "reason"), REFUSED_MESSAGES)
async def test_refused_message(change: dict[str, Any], reason: str) -> None:
    async with desk() as table:
        status, description = await table.say(**change)
        assert status == 400
        assert description.startswith("Bad Request: ")
        assert reason in description
        assert table.telegram.delivered(AMINA) == []
        assert table.telegram.calls[0].outcome == "400"


@pytest.mark.parametrize(("method", "parameters", "reason"), EDITS_AND_OTHERS)
async def test_refused_edit(method: str, parameters: dict[str, Any], reason: str) -> None:
    async with desk() as table:
        table.telegram.type_text(AMINA, "this is message 1")
        status, description = await table.call(method, chat_id=AMINA, **parameters)
        assert status == 400
        assert reason in description


@pytest.mark.parametrize(("method", "parameters", "reason"), PROFILE)
async def test_refused_profile(method: str, parameters: dict[str, Any], reason: str) -> None:
    async with desk() as table:
        status, description = await table.call(method, **parameters)
        assert status == 400
        assert reason in description


async def test_limits_themselves_are_allowed() -> None:
    async with desk() as table:
        full = {"inline_keyboard": [[{"text": "x", "callback_data": "y" * 64}] * 8] * 12}
        assert (await table.say("😀" * 2048, reply_markup=full))[0] == 200
        marked = "<b>" + "a" * 4096 + "</b>"
        assert (await table.say(marked, parse_mode="html"))[0] == 200
        assert (await table.call("setMyName", name="n" * 64))[0] == 200


async def test_wrong_addresses_are_answered_like_the_real_thing() -> None:
    async with desk() as table:
        for token, method, status in (
            ("123456:other-token", "getMe", 401),
            ("no-token", "getMe", 404),
            (KEY, "sendRocket", 404),
            (KEY, "GETME", 200),
        ):
            table.token = token
            assert (await table.call(method))[0] == status


async def test_parameters_come_as_form_multipart_query_or_json() -> None:
    async with desk() as table:
        address = f"{table.url}/bot{KEY}/sendMessage"
        fields = {"chat_id": str(AMINA), "text": "ሰላም", "disable_notification": "true"}
        fields["reply_markup"] = json.dumps({"inline_keyboard": [[BUTTON]]})
        multipart = FormData(fields, default_to_multipart=True)
        for body in ({"data": fields}, {"data": multipart}, {"params": fields}, {"json": fields}):
            async with table.http.post(address, **body) as reply:
                assert reply.status == 200
        async with table.http.get(address, params=fields) as reply:
            assert reply.status == 200
        shown = table.telegram.snapshot(AMINA)["messages"]
        assert len(shown) == 5
        assert all(m["html"] == "ሰላም" and m["silent"] and len(m["rows"]) == 1 for m in shown)


async def test_date_header_follows_the_clock() -> None:
    async with desk() as table:
        table.clock.pass_by(days=1)
        async with table.http.get(f"{table.url}/bot{KEY}/getMe") as reply:
            assert reply.headers.getall("Date") == ["Tue, 03 Mar 2026 08:00:00 GMT"]


async def test_answer_to_a_tap_comes_in_time_or_not_at_all() -> None:
    async with desk() as table:
        table.telegram.tap(AMINA, 1, "y")
        _, (update,) = await table.call("getUpdates")
        table.clock.pass_by(seconds=151)
        query = update["callback_query"]["id"]
        status, description = await table.call("answerCallbackQuery", callback_query_id=query)
        assert (status, "query is too old" in description) == (400, True)

"""The methods by which the bot tells Telegram about itself: commands, name, descriptions."""

from collections.abc import Callable
from typing import Any

from bot.standin.desk import Telegram
from bot.standin.refusal import Json, bad_request
from bot.standin.told import Commands, Scope


def set_my_commands(telegram: Telegram, values: Json) -> bool:
    """Set the menu of one scope and language; an empty list deletes it."""
    names = [command["command"] for command in values["commands"]]
    if len(set(names)) < len(names):
        raise bad_request("BOT_COMMAND_DUPLICATE")
    _set_commands(telegram, values, values["commands"])
    return True


def delete_my_commands(telegram: Telegram, values: Json) -> bool:
    """Delete the menu of one scope and language."""
    _set_commands(telegram, values, [])
    return True


def get_my_commands(telegram: Telegram, values: Json) -> Commands:
    """Return exactly what was set for this scope and language."""
    scope = _scope(telegram, values)
    return telegram.profile.commands.get((scope, values.get("language_code", "")), [])


def _set_commands(telegram: Telegram, values: Json, commands: Commands) -> None:
    scope = _scope(telegram, values)
    telegram.profile.set_commands(scope, values.get("language_code", ""), commands)
    for chat_id in [scope[1]] if scope[1] else list(telegram.phones):
        telegram.changed(chat_id)


def _scope(telegram: Telegram, values: Json) -> Scope:
    scope = values.get("scope", {"type": "default"})
    if scope["type"] != "chat":
        if "chat_id" in scope:
            raise bad_request('unknown parameter "chat_id" of scope')
        return scope["type"], 0
    if "chat_id" not in scope:
        raise bad_request("chat_id is empty")
    return "chat", telegram.reach(scope["chat_id"]).id


def _setter(kind: str) -> Callable[[Telegram, Json], Any]:
    def set_text(telegram: Telegram, values: Json) -> bool:
        telegram.profile.set_text(kind, values.get("language_code", ""), values.get(kind, ""))
        return True

    return set_text


def _getter(kind: str) -> Callable[[Telegram, Json], Any]:
    def get_text(telegram: Telegram, values: Json) -> Json:
        text = telegram.profile.text(kind, values.get("language_code", ""))
        unset = telegram.bot["first_name"] if kind == "name" else ""
        return {kind: text or unset}

    return get_text


METHODS: dict[str, Callable[[Telegram, Json], Any]] = {
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getMyCommands": get_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
}

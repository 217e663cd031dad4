"""The types and sizes a parameter can have; each check returns the typed value or refuses."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.standin.html import utf16_length
from bot.standin.refusal import Json, bad_request

Check = Callable[[str, Any], Any]  # (name of the parameter, value as received) -> typed value


@dataclass(frozen=True)
class Rules:
    """The parameters of one method or object."""

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)

    def read(self, name: str, raw: Json) -> Json:
        """Return the typed values; an unknown name is refused (the real server ignores it)."""
        known = {**self.optional, **self.required}
        if unknown := sorted(set(raw) - set(known)):
            raise bad_request(f'unknown parameter "{unknown[0]}" of {name}')
        if missing := [key for key in self.required if raw.get(key) is None]:
            raise bad_request(f"{missing[0]} is empty")
        return {key: known[key](key, value) for key, value in raw.items() if value is not None}


def string(low: int, high: int | None = None, *, error: str | None = None) -> Check:
    """Check for a text of `low` to `high` UTF-16 units."""

    def check(name: str, value: Any) -> str:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise bad_request(f'parameter "{name}" must be a String')
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise bad_request("strings must be encoded in UTF-8")
        length = utf16_length(value.strip())
        if length < low or (high is not None and length > high):
            raise bad_request(error or f'parameter "{name}" must have {low} to {high} characters')
        return value

    return check


def matching(pattern: str, error: str) -> Check:
    """Check for a text that matches `pattern` as a whole."""

    def check(name: str, value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise bad_request(error)
        return value

    return check


def choice(*allowed: str, error: str | None = None) -> Check:
    """Check for one of the `allowed` words, upper and lower case alike."""
    by_spelling = {word.lower(): word for word in allowed}

    def check(name: str, value: Any) -> str:
        word = by_spelling.get(value.lower()) if isinstance(value, str) else None
        if word is None:
            raise bad_request(error or f'wrong parameter "{name}" in request')
        return word

    return check


def integer(low: int | None = None, high: int | None = None) -> Check:
    """Check for an Integer between `low` and `high`."""

    def check(name: str, value: Any) -> int:
        if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,19}", str(value)):
            raise bad_request(f'parameter "{name}" must be an Integer')
        read = int(value)
        if (low is not None and read < low) or (high is not None and read > high):
            raise bad_request(f'parameter "{name}" must be between {low} and {high}')
        return read

    return check


def number(low: float, high: float) -> Check:
    """Check for a Float between `low` and `high`."""

    def check(name: str, value: Any) -> float:
        if isinstance(value, bool) or not re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", str(value)):
            raise bad_request(f'parameter "{name}" must be a Float')
        if not low <= float(value) <= high:
            raise bad_request(f'parameter "{name}" must be between {low} and {high}')
        return float(value)

    return check


def flag(name: str, value: Any) -> bool:
    """Check for a Boolean."""
    read = {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower())
    if read is None:
        raise bad_request(f'parameter "{name}" must be a Boolean')
    return read


def listing(item: Check, low: int = 0, high: int | None = None) -> Check:
    """Check for a list of `low` to `high` items, also when it comes as JSON text."""

    def check(name: str, value: Any) -> list[Any]:
        items = from_json(name, value)
        if not isinstance(items, list):
            raise bad_request(f'parameter "{name}" must be an Array')
        if len(items) < low or (high is not None and len(items) > high):
            raise bad_request(f'parameter "{name}" must have {low} to {high} items')
        return [item(name, each) for each in items]

    return check


def shape(
    required: Mapping[str, Check] | None = None, optional: Mapping[str, Check] | None = None
) -> Check:
    """Check for an object with these members, also when it comes as JSON text."""
    rules = Rules(required or {}, optional or {})

    def check(name: str, value: Any) -> Json:
        members = from_json(name, value)
        if not isinstance(members, dict):
            raise bad_request(f'parameter "{name}" must be an Object')
        return rules.read(name, members)

    return check


def from_json(name: str, value: Any) -> Any:
    """Return `value`, read as JSON if it came as text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise bad_request(f"can't parse {name} JSON object") from error

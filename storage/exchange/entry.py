"""One entry of a section: checked by its fields, then saved."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from storage.exchange.known import Known
from storage.models import Record
from storage.work import Work

SENTENCES = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "string_type": "must be a text",
    "bool_type": "must be true or false",
    "float_type": "must be a number such as 48.4921",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
}
IN_A_KEY = "[key]"
"""How pydantic marks that the key of a mapping is wrong, not its value."""


class Part(BaseModel):
    """An object of a file; a null counts as missing, a field nobody would read is a slip."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_missing(cls, values: object) -> object:
        if not isinstance(values, dict):
            return values
        fields = {field.alias or name for name, field in cls.model_fields.items()}
        return {
            name: each for name, each in values.items() if each is not None or name not in fields
        }


class Entry(Part):
    """An entry with its id, validated with a `Known` as context and without a session."""

    KEY: ClassVar[str] = "id"

    def left_out(self, known: Known) -> str | None:
        """Say why nothing needs to be done, such as for a day that is over; None: save it."""
        return None

    @abstractmethod
    def save(self, work: Work) -> None:
        """Create or change what the entry is about, through the function that saves it."""


def faults(error: ValidationError) -> Iterator[tuple[list[str], str]]:
    """Give each wrong field by its names inside the entry, such as when, from; and a sentence."""
    for each in error.errors(include_url=False, include_input=False):
        names = [name for name in each["loc"] if isinstance(name, str) and name != IN_A_KEY]
        sentence = each["msg"].removeprefix("Value error, ")
        yield names, SENTENCES.get(each["type"], sentence)


def assign(row: Record, values: Mapping[str, object]) -> bool:
    """Set what differs; tell whether anything did."""
    different = {name for name, value in values.items() if getattr(row, name) != value}
    for name in different:
        setattr(row, name, values[name])
    return bool(different)

"""The kinds of values an entry holds, each with the sentence that says what it must be."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, PlainValidator
from pydantic_core import CoreSchema, core_schema

from storage.exchange.known import Info, Known
from storage.rules import codes
from storage.rules.demodates import day_of, moment_of
from storage.rules.slots import SLOTS, in_order
from storage.rules.taxonomy import skills

T = TypeVar("T")
REF_LETTERS = 40
FEW = 16
"""So many codes are named to somebody who wrote another one."""


@dataclass(frozen=True, eq=False)
class Said:
    """Whatever is wrong with a value, one sentence says what it must be."""

    schema: CoreSchema
    sentence: str

    def __get_pydantic_core_schema__(self, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        """Check by the schema, complain with the sentence."""
        return core_schema.custom_error_schema(
            self.schema, "said", custom_error_message=self.sentence
        )


def letters(most: int) -> Said:
    """Accept a text that is not empty."""
    schema = core_schema.str_schema(min_length=1, max_length=most, strict=True)
    return Said(schema, f"must be a text of at most {most} letters")


def whole(least: int, most: int) -> Said:
    """Accept a whole number within bounds, both included."""
    schema = core_schema.int_schema(ge=least, le=most, strict=True)
    return Said(schema, f"must be a whole number from {least} to {most}")


def one_of(known: Collection[str]) -> AfterValidator:
    """Accept the codes of a closed list."""

    def check(code: str) -> str:
        if code not in known:
            raise ValueError(_none_of(code, known))
        return code

    return AfterValidator(check)


def _none_of(code: str, known: Collection[str]) -> str:
    few = len(known) <= FEW
    return f"{code} is none of: {', '.join(sorted(known))}" if few else f"{code} is not known"


def _read(read: Callable[[str, Known], T], like: str) -> PlainValidator:
    """Read a text with a function whose ValueError says what is wrong with it."""

    def check(value: object, info: Info) -> T:
        if not isinstance(value, str):
            raise ValueError(f"must be a text such as {like}")
        return read(value, info.context)

    return PlainValidator(check)


def _in_district(plz: str, info: Info) -> str:
    if plz not in info.context.postcodes:
        raise ValueError(f"{plz} is no postcode of the district")
    return plz


def _centre(key: str, info: Info) -> str:
    if key not in info.context.centres:
        raise ValueError(_none_of(key, info.context.centres))
    return key


Ref = Annotated[str, letters(REF_LETTERS)]
Line = Annotated[str, letters(200)]
Plz = Annotated[str, letters(5), AfterValidator(_in_district)]
Centre = Annotated[str, AfterValidator(_centre)]
German = Annotated[str, one_of(codes.GERMAN)]
Skill = Annotated[str, one_of(skills())]
Slots = Annotated[
    list[Annotated[str, one_of(SLOTS)]], AfterValidator(lambda slots: list(in_order(slots)))
]
Day = Annotated[date, _read(lambda text, known: day_of(text, known.today), "2026-05-04")]
Moment = Annotated[
    tuple[date, time],
    _read(lambda text, known: moment_of(text, known.today, known.zone.key), "2026-05-04 10:00"),
]
Clock = Annotated[
    time, _read(lambda text, _: time.fromisoformat(text).replace(tzinfo=None), "09:00")
]
NotKept = Annotated[object, Field(exclude=True)]
"""What files may say and nobody reads yet."""

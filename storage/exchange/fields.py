"""The kinds of values an entry holds, each with the sentence that says what it must be."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, PlainValidator
from pydantic_core import CoreSchema, core_schema

from storage.exchange.known import Info, Known
from storage.rules import codes
from storage.rules.demodates import clock_of, day_of, moment_of
from storage.rules.slots import SLOTS, in_order
from storage.rules.taxonomy import skills
from storage.rules.typed import tidy
from storage.rules.way import misplaced

T = TypeVar("T")
REF_LETTERS = 40
EARLIEST, FAR = date(2000, 1, 1), timedelta(days=5 * 366)
CENTRE_KEY = r"^[a-z][a-z0-9_-]*$"
RESERVED = {"other", "share", "start"}
"""What buttons say in the place of a centre's key."""
AT_ONCE = {"at once", "now", "sofort", "ab sofort"}
ANY_DAY = {"any", "flexible", "nach absprache", "nach vereinbarung"}
PRINTED = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
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
    """Accept a text in which something is to be seen, as `tidy` leaves it; no control signs."""
    clean = _tidied(core_schema.str_schema(max_length=most, min_length=1))
    return Said(clean, f"must be a text of at most {most} letters")


def key(like: str, pattern: str) -> Said:
    """Accept an id: it is typed, and put into buttons and links."""
    clean = _tidied(core_schema.str_schema(max_length=REF_LETTERS, pattern=pattern))
    return Said(clean, f"must be a key such as {like}, of at most {REF_LETTERS} letters")


def _tidied(schema: CoreSchema) -> CoreSchema:
    typed = core_schema.str_schema(strict=True, pattern=PRINTED)
    return core_schema.chain_schema(
        [typed, core_schema.no_info_plain_validator_function(tidy), schema]
    )


def number(least: float, most: float, like: str) -> Said:
    """Accept a number within bounds, both included."""
    schema = core_schema.float_schema(ge=least, le=most, strict=True, allow_inf_nan=False)
    return Said(schema, f"must be a number from {least:g} to {most:g}, such as {like}")


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


def must_be_near(
    lat: float, lon: float, away: Callable[[float, float], float], most: float
) -> None:
    """Raise ValueError for a point more than so many kilometres outside the district."""
    if wrong := misplaced(lat, lon, away, most):
        raise ValueError(f"lies outside the district: {wrong}")


def _in_district(plz: str, info: Info) -> str:
    if plz not in info.context.postcodes:
        raise ValueError(f"{plz} is no postcode of the district")
    return plz


def _centre(key: str, info: Info) -> str:
    if key not in info.context.centres:
        raise ValueError(_none_of(key, info.context.centres))
    return key


def _not_reserved(key: str) -> str:
    if key in RESERVED:
        raise ValueError(f"{key} is a word the bot uses itself")
    return key


def _day(text: str, known: Known) -> date:
    day = day_of(text, known.today)
    if not EARLIEST <= day <= known.today + FAR:
        raise ValueError(f"{day} is not within the next five years")
    return day


def _moment(text: str, known: Known) -> tuple[date, time]:
    day, at = moment_of(text, known.today, known.zone.key)
    return _day(day.isoformat(), known), at


def _start(text: str, known: Known) -> date | None:
    if text.strip().lower() in ANY_DAY:
        return None
    return known.today if text.strip().lower() in AT_ONCE else _day(text, known)


Ref = Annotated[str, key("E-12", r"^[^\s=:\x00-\x20\x7f]+$")]
CentreKey = Annotated[str, key("alb", CENTRE_KEY), AfterValidator(_not_reserved)]
Line = Annotated[str, letters(200)]
AnyPlz = Annotated[
    str, Said(core_schema.str_schema(pattern=r"^[0-9]{5}$", strict=True), "must be five digits")
]
Phone = Annotated[
    str,
    Said(
        core_schema.str_schema(pattern=r"^\+?[0-9][0-9 ()/-]{3,38}$", strict=True),
        "must be a phone number such as +49 7381 000-1",
    ),
]
Plz = Annotated[str, letters(5), AfterValidator(_in_district)]
Centre = Annotated[str, AfterValidator(_centre)]
German = Annotated[str, one_of(codes.GERMAN)]
Skill = Annotated[str, one_of(skills())]
Slots = Annotated[
    list[Annotated[str, one_of(SLOTS)]], AfterValidator(lambda slots: list(in_order(slots)))
]
Day = Annotated[date, _read(_day, "2026-05-04")]
Start = Annotated[date | None, _read(_start, "2026-05-04, at once, any")]
"""None: any day."""
Moment = Annotated[tuple[date, time], _read(_moment, "2026-05-04 10:00")]
Clock = Annotated[time, _read(lambda text, _: clock_of(text), "09:00")]
Lat = Annotated[float, number(-90, 90, "48.4921")]
Lon = Annotated[float, number(-180, 180, "9.212")]
NotKept = Annotated[object, Field(exclude=True)]
"""What files may say and nobody reads yet."""

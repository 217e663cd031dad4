"""The languages people can choose; one more language is one line here and one catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal, cast
from unicodedata import name

from babel import Locale

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """A language by its two-letter code, with the name its own speakers give it."""

    code: str
    own_name: str
    plural_forms: str

    @cached_property
    def locale(self) -> Locale:
        """The locale data of Babel (CLDR), used for weekdays and direction only."""
        return Locale.parse(self.code)

    @cached_property
    def direction(self) -> Direction:
        """Derived, never configured: others had Dari set to left-to-right by hand."""
        return cast(Direction, self.locale.text_direction)

    @cached_property
    def script(self) -> str:
        """Derived from how its speakers write its name: ARABIC, ETHIOPIC, LATIN."""
        return _script(self.own_name[0])

    def may_be(self, text: str) -> bool:
        """Tell whether a text has a letter of its script: without one it is in another language."""
        return any(_script(sign) == self.script for sign in text)


def _script(sign: str) -> str:
    return name(sign, "").split(" ")[0]


# Babel's own plural rules are wrong for ar, differ from CLDR for fa and are a default for ti.
_ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)
_NOT_ONE = "nplurals=2; plural=(n != 1);"
_MORE_THAN_ONE = "nplurals=2; plural=(n > 1);"

SOURCE = "en"
FALLBACK = "de"
LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        language.code: language
        for language in (
            Language("ar", "العربية", _ARABIC),
            Language("fa", "فارسی / دری", _MORE_THAN_ONE),
            Language("ti", "ትግርኛ", _MORE_THAN_ONE),
            Language("de", "Deutsch", _NOT_ONE),
            Language("en", "English", _NOT_ONE),
        )
    }
)
TRANSLATED: tuple[str, ...] = tuple(code for code in LANGUAGES if code != SOURCE)

"""Opening hours in German or English spellings, rewritten in the grammar of OpenStreetMap."""

from __future__ import annotations

import re

DAYS = {
    "Mo": "mo mon montag monday",
    "Tu": "tu tue tues di die dienstag tuesday",
    "We": "we wed mi mit mittwoch wednesday",
    "Th": "th thu thur thurs do don donnerstag thursday",
    "Fr": "fr fri fre freitag friday",
    "Sa": "sa sat sam samstag sonnabend saturday",
    "Su": "su sun so son sonntag sunday",
}
_MONTHS = {
    "Jan": "jan januar january",
    "Feb": "feb februar february",
    "Mar": "mar mrz mär märz march",
    "Apr": "apr april",
    "May": "may mai",
    "Jun": "jun juni june",
    "Jul": "jul juli july",
    "Aug": "aug august",
    "Sep": "sep sept september",
    "Oct": "oct okt oktober october",
    "Nov": "nov november",
    "Dec": "dec dez dezember december",
}
_OTHERS = {
    "Mo-Su": "täglich daily",
    "PH": "ph feiertag feiertage feiertagen holiday",
    "SH": "sh ferien schulferien",
    "off": "off closed geschlossen zu",
    "week": "week",
    ",": "und u and sowie",
    "-": "bis to until",
    "": "uhr h von from an am in den der jeden jeweils",
}
_CODES = {
    word: code for code, words in {**DAYS, **_MONTHS, **_OTHERS}.items() for word in words.split()
}
_DAY, _MONTH = f"(?:{'|'.join(DAYS)})", f"(?:{'|'.join(_MONTHS)})"
_NAMED_DAY = f"(?:{_DAY}|{_MONTH}|PH|SH|week|\\d{{4}} )"


def osm(text: str) -> str:
    """Rewrite `Mo-Fr 9-12 Uhr und Do 14.30 bis 16 Uhr` as `Mo-Fr 09:00-12:00, Th 14:30-16:00`.

    Rules are set apart by a comma or semicolon with a space, lists have commas without one. What
    is not known stays as it is: whoever parses it refuses it.
    """
    days = r"(?<![\d.])(\d{1,2})\. ?[-–] ?(\d{1,2})\.(\d{1,2})\.(\d{4}|)"
    text = re.sub(days, r"\1.\3.\4-\2.\3.\4", text)
    text = re.sub(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(?!\d\d(?!\d))(\d{4})?", _date, text)
    text = re.sub(r"(?<=\d)\.(?=\d\d)", ":", text)
    text = re.sub(r"[^\W\d_]+\.?", _word, text.replace("–", "-").replace("—", "-"))
    text = re.sub(rf"(?<={_DAY}):", " ", re.sub(r"\s*-\s*", "-", text))
    text = re.sub(rf"({_MONTH} \d+|week *\d+|\d{{4}})-\d+|(?<![\d:])[\d:]+-[\d:]+", _span, text)
    text = re.sub(r"[ \t]*(?:[,|\n]|(?<!\d)/|(?<=:\d\d)/)[\s,]*", ",", text)
    text = re.sub(rf"(?<={_DAY})[, ]+(?=\d\d:)", " ", text)
    text = re.sub(rf"(?<=\d\d:\d\d)[, ]+(?={_NAMED_DAY})", ", ", text)
    text = re.sub(rf"(?<=off),(?={_NAMED_DAY})", ", ", text)
    return re.sub(r"\s*;\s*", "; ", re.sub(r"\s+", " ", text)).strip(" ,;.")


def _date(found: re.Match[str]) -> str:
    day, month, year = int(found[1]), int(found[2]), found[3]
    if not 1 <= month <= 12:
        return found[0]
    return f"{year or ''} {[*_MONTHS][month - 1]} {day:02} ".lstrip()


def _word(found: re.Match[str]) -> str:
    word = found[0].strip(".").lower()
    return _CODES.get(word, _CODES.get(word.removesuffix("s"), found[0]))


def _span(found: re.Match[str]) -> str:
    """Write a span of hours in full; one of days, weeks or years stays."""
    if found[1]:
        return found[0]
    return "-".join(map(_hour, found[0].split("-")))


def _hour(text: str) -> str:
    hour, _, minute = text.partition(":")
    return f"{hour:0>2}:{minute or '00'}"

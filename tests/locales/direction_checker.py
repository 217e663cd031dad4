"""Reports what would look wrong on a phone in one rendered message (words.md's checker)."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import bidirectional, category

from bidi import get_display

from locales.direction import FSI, LRI, LRM, PDI, RLM, ZWJ, ZWNJ, needs_mark
from locales.languages import LANGUAGES

_OURS = {FSI, LRI, PDI, RLM, LRM, ZWNJ, ZWJ, "\n"}
# Tokens whose inner order a reader must see unchanged: phones, levels, dates, times, addresses.
_TOKEN = re.compile(r"\+?[0-9A-Za-z@/][0-9A-Za-z+@/.:_-]*[0-9A-Za-z+]|\+\d[\d ]+\d")
_ISO_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_TIME_RANGE = re.compile(r"\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}")
_UNFILLED = re.compile(r"\{\w+\}")


def faults(html: str, language: str) -> list[str]:
    """Codes C1 to D3 with the line concerned; empty where all is well."""
    lines = unescape(re.sub(r"</?[bi]>", "", html)).split("\n")
    return [f"{code}: {line!r}" for line in lines for code in _line_faults(line, language)]


def _line_faults(line: str, language: str) -> list[str]:
    direction = LANGUAGES[language].direction
    found = {
        "C1 control": any(_is_control(char) for char in line),
        "C2 double mark": re.search(f"[{RLM}{LRM}]{{2}}", line) is not None,
        "C3 unbalanced isolate": not is_balanced(line),
        "C4 unfilled placeholder": _UNFILLED.search(line) is not None,
        "P1/P2 direction of the line": needs_mark(line, direction),
        "D1 token turned round": bool(turned_tokens(line, direction)),
        "D2 ISO date": _ISO_DATE.search(line) is not None,
        "D3 time range": _TIME_RANGE.search(line) is not None,
        "E1 right-to-left run outside an isolate": direction == "ltr" and _is_loose(line),
    }
    return [code for code, is_found in found.items() if is_found]


def _is_control(char: str) -> bool:
    return char not in _OURS and category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def is_balanced(line: str) -> bool:
    """Whether every isolate that is opened is closed on the same line, and none else."""
    depth = 0
    for char in line:
        depth += char in (FSI, LRI)
        depth -= char == PDI
        if depth < 0:
            return False
    return depth == 0


def turned_tokens(line: str, direction: str) -> list[str]:
    """Phone numbers, levels, dates and addresses whose characters are seen in another order."""
    shown = get_display(line, base_dir="R" if direction == "rtl" else "L")
    seen = "".join(char for char in shown if char not in _OURS)
    return [token for token in _TOKEN.findall(line) if token not in seen]


def _is_loose(line: str) -> bool:
    outside = re.sub(f"[{FSI}{LRI}][^{PDI}]*{PDI}", "", line).replace(RLM, "")
    return any(bidirectional(char) in ("R", "AL") for char in outside)

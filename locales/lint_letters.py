"""Letters and signs that give away a wrong keyboard or a wrong language, per language."""

from __future__ import annotations

import re

# Rule name -> what must not be found; placeholders and tags are taken out before.
Rules = dict[str, re.Pattern[str]]

_ARABIC_SCRIPT: Rules = {
    "digits": re.compile("[\u0660-\u0669\u06f0-\u06f9]"),
    "presentation form": re.compile("[\ufb50-\ufdff\ufe70-\ufefc]"),
    "tatweel": re.compile("\u0640"),
    "latin punctuation": re.compile("[?,;]"),
}

LETTER_RULES: dict[str, Rules] = {
    "ar": _ARABIC_SCRIPT | {"persian letter": re.compile("[پچژگکیے\u06c0\u06d5]")},
    "fa": _ARABIC_SCRIPT
    | {
        "arabic letter": re.compile("[يكى]"),
        "mi with space": re.compile(r"(^|\s)ن?می\s"),
        "stray joiner": re.compile("(^|[\\s\u200c])\u200c|\u200c($|[\\s.،؛؟!:])"),
    },
    "ti": {
        "two word signs for a stop": re.compile("፡፡"),
        "ascii punctuation": re.compile("[\u1200-\u135a][.,;]"),
        "ascii colon": re.compile("[\u1200-\u135a]:"),
        "amharic letter": re.compile("[አ\u1220-\u1227\u1280-\u128d\u1340-\u1347]"),
        "digits": re.compile("[\u1369-\u137c]"),
        "mixed apostrophes": re.compile("'.*’|’.*'", re.DOTALL),
        "amharic word": re.compile(
            "(?<![\u1200-\u135a])(ነው|ናቸው|እና|እባክዎ|እባክዎን|እርስዎ|ውስጥ|አይደለም)(?![\u1200-\u135a])"
        ),
    },
    "de": {"informal address": re.compile(r"\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(e[mnrs]?)?)\b")},
}

SCRIPTS: dict[str, re.Pattern[str]] = {
    "ar": re.compile("[\u0600-\u06ff]"),
    "fa": re.compile("[\u0600-\u06ff]"),
    "ti": re.compile("[\u1200-\u137f]"),
    "de": re.compile("[A-Za-zÄÖÜäöüßé]"),
}

# Signs that end a sentence, the same sentence in every script.
FINAL_SIGNS: dict[str, str] = {
    ".": ".",
    "።": ".",
    "?": "?",
    "؟": "?",
    "፧": "?",
    "!": "!",
    ":": ":",
    "፦": ":",
    "…": "…",
}

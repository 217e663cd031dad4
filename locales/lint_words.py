"""Words that hurt, mislead or promise, and the form of numbers, quotes and German key words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from locales.notes import NUMBERS

Rules = Mapping[str, re.Pattern[str]]

# Rule -> what was once shown and read wrongly; words people type may hold them.
BANNED: Mapping[str, Rules] = {
    "en": {
        "idiom": re.compile(r"not about you|did not work out|please note that", re.IGNORECASE),
        "police": re.compile(r"\bpolice\b", re.IGNORECASE),
        "more answers, more offers": re.compile(r"bring more offers", re.IGNORECASE),
    },
    "de": {
        "slang": re.compile(r"\bGastro\b"),
        "police": re.compile(r"\bPolizei"),
        "visit for a message": re.compile(r"letzten Besuch"),
        "offer for chat": re.compile(r"Angebot ist kostenlos"),
        "riddle": re.compile(r"\bDoch nichts\b|Wieder einschalten"),
    },
    "ar": {
        "official": re.compile("موظف"),
        "colloquial": re.compile("سيكتب لك|سنكتب لك"),
        "number as a label": re.compile("عدد (الدقائق|الأيام|الحروف)"),
        "places for people": re.compile("عدد الأماكن: .*(شكر|متاح)|^مكانان$"),
    },
    "fa": {
        "refused asylum": re.compile("رد شدن"),
        "spoken": re.compile("باشه|پولی است"),
        "here for this place": re.compile(r"این جا(?=[\s.،؛]|$)"),
        "home town": re.compile("شهر خودتان"),
        "brusque": re.compile("^چه می‌خواهید؟$"),
        "word of Iran alone": re.compile("خودرو|موتر(?!\\))"),
        "police": re.compile("پلیس"),
    },
    "ti": {
        "police": re.compile("ፖሊስ"),
        "broadcast news": re.compile("ዜና"),
        "visit for a message": re.compile("ዝመጻእኩምሉ"),
        "permit": re.compile("EU ፍቓድ"),
    },
}

# What says that somebody will do something; STYLE.md says where it may stand.
PROMISE = re.compile(
    r"\b(will|shall|at the latest|every day|never|always|hear from|until)\b"
    r"|\b(we|I) (write|call|answer|tell|ask|look|help|keep|find|send)\b"
    r"|\bcentre (writes|calls|answers|talks|looks|helps)\b|person .*\b(answers|looks|helps)\b",
    re.IGNORECASE,
)

KEY_WORD = re.compile(r"\(([A-ZÄÖÜ][\wäöüß-]+)\)")
APPOINTMENT = "(Termin)"
_NEED_APPOINTMENT = ("ar", "fa", "ti")
_SENTENCES = ("level", "text")
_QUOTED = re.compile(r"[“„«(]\{(?:" + "|".join(_SENTENCES) + r")\}[”“»)]")
_SENTENCE = re.compile(r"\{(?:" + "|".join(_SENTENCES) + r")\}")
_NUMBER = re.compile(r"\{(?:" + "|".join(sorted(NUMBERS)) + r")\}")
# A number alone after a sign, or one number of another, needs no agreement.
_ALONE = re.compile(r"(?:[:፦] ?|/|\+|^)$|\{\w+\},? (?:of|von|Plätze:|من|از|ካብ) $|الخطوة $|سؤال $")


def missing_key_words(source: str, text: str, language: str) -> str:
    """German words people find on their letters stay in brackets, (Termin) wherever one is."""
    wanted = set(KEY_WORD.findall(source))
    if language in _NEED_APPOINTMENT and re.search(r"\bappointments?\b", source, re.IGNORECASE):
        wanted.add("Termin")
    return " ".join(sorted(word for word in wanted if word.lower() not in text.lower()))


def bare_sentence(text: str) -> str:
    """A sentence inside a sentence needs quotes; at the end of a line it stands alone."""
    inside = [
        line
        for line in text.split("\n")
        if _SENTENCE.search(_QUOTED.sub("", line)) and not line.endswith("}")
    ]
    return " | ".join(inside)


def counted_thing(text: str) -> str:
    """Return what stands before a number that would need a plural form; empty where none does."""
    before = [text[: found.start()] for found in _NUMBER.finditer(text)]
    return " | ".join(each for each in before if not _ALONE.search(each))


def banned(text: str, language: str, context: str | None) -> str:
    """Return the rules a text breaks; what people type may be anything."""
    if context == "typed word":
        return ""
    return ", ".join(rule for rule, known in BANNED[language].items() if known.search(text))

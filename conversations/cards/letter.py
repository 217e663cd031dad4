"""What our letters say: to a firm, to somebody new, to who comes back; the poster on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from urllib.parse import urlsplit

import segno

from locales.languages import FALLBACK, LANGUAGES
from locales.letters import Paper, Picture, Said, Shown
from locales.render import label
from locales.words import Day, Words, _, p_, say
from storage.models import Centre
from storage.rules.typed_codes import grouped
from storage.work import Work

# NOTE: Title of a letter to a firm, large at the top.
FIRM_TITLE = _("Do you need people? Tell us. It is free.")
# NOTE: Title of a letter to newcomers and of the poster; a line of signposts.
NEW_TITLE = _("Work · courses · things to do · appointments. Free.")
# NOTE: Title of a sheet of paper given at the desk: with it somebody gets into their page again.
BACK_TITLE = _("Your way back to your page")

# NOTE: In a letter to a firm, right after the title: who writes, and what for.
FIRM_WHO = _("Good day. We bring together firms and people who look for work.")
# NOTE: In every letter: a picture to scan (QR code) stands beside it.
SCAN = _("Scan the picture with the camera of your phone.")
# NOTE: In every letter: an internet address and a code stand beside it.
TYPE = _("Or type the internet address and the code.")
# NOTE: In a letter to a firm: the three buttons of the page it leads to.
CHOOSE = say(
    _("Then choose: “{here}”, “{telegram}” or “{call}”."),
    here=p_("button", "✍️ Answer here"),
    telegram=p_("button", "📱 In Telegram"),
    call=p_("button", "☎️ Please call me"),
)
# NOTE: In a letter to a firm.
FIRM_FREE = _("It costs nothing. You need no account and no app.")
# NOTE: In a letter to a firm: the letter is the key to answer for it.
FIRM_KEY = _("Whoever has this letter can answer for you. Please keep it safe.")

# NOTE: In a letter to newcomers, right after the title.
NEW_WHO = _("We are the integration centres of the Reutlingen district.")
# NOTE: In a letter to newcomers.
NEW_FREE = _("It is free and your choice. You need no account and no app.")
# NOTE: In a letter to newcomers, only where the data protection officer confirmed it.
MONEY = _("Your money and your right to stay do not depend on it.")
# NOTE: In a letter to newcomers.
NOT_ASKED = _("We do not ask about asylum, residence, religion or illness.")
# NOTE: In a letter to newcomers: somebody could pretend to be the centre.
NEVER = _("We never ask for money or photos of passports. Does somebody? Please call us.")
# NOTE: In a letter to newcomers: at the desk of the centre somebody helps with the page.
DESK = _("At the centre we help you with it. Please bring this paper.")

# NOTE: On the sheet for who comes back: any phone, any computer.
BACK = _("With this paper you get in again, on any phone or computer.")
# NOTE: On the sheet for who comes back: it works once and ends what is open elsewhere.
ONCE = _("It works once. Where your page is still open, it closes then.")
# NOTE: On the sheet for who comes back: for a day nothing older is shown, or until staff checked.
OLDER = _(
    "What is older you see after one day, or at once when the centre has checked that it is you."
)
# NOTE: On the sheet for who comes back: this paper is a secret.
BACK_KEY = _("Keep it like a key. Give it to nobody.")
# NOTE: On the sheet for who comes back.
LOST = _("Is it lost? Please call us at once.")

# NOTE: In every letter: the last day on which it opens anything.
UNTIL = _("This paper is good until: {day}")
# NOTE: Above the large phone number of the centre on paper.
PHONE = _("Phone of the centre")
# NOTE: Above the name of a colleague or a centre on paper.
CONTACT = _("Your contact")
# NOTE: Above an internet address to type, on paper.
ADDRESS = _("Internet address")
# NOTE: Above a code of 12 letters and digits to type, on paper.
CODE = _("Code")
# NOTE: What the picture (QR code) on paper is, for who does not see it and has it read out.
PICTURE = _("Picture to scan (QR code): it opens our page.")


@dataclass(frozen=True)
class Way:
    """How a paper leads to the page: the link in its picture, what to type, until when.

    `language` is the reader's, beside the German.
    """

    link: str
    typed: str
    code: str | None = None
    until: date | None = None
    language: str = FALLBACK


@dataclass(frozen=True)
class Text:
    """A paper in words: what it is, who writes, and what is said in short lines."""

    languages: tuple[str, ...]
    title: Words
    lead: Words | None = None
    lines: tuple[Words, ...] = ()


def firm_letter(work: Work, centre: Centre, to: tuple[str, ...], contact: str, way: Way) -> Paper:
    """Return a letter for the envelope: whoever has it can answer for the firm."""
    lines = (SCAN, TYPE, CHOOSE, FIRM_FREE, FIRM_KEY, *_until(way))
    text = Text(both(way.language), FIRM_TITLE, FIRM_WHO, lines)
    return _paper(work, centre, text, way, to=to, contact=contact)


def newcomer_letter(work: Work, centre: Centre, way: Way) -> Paper:
    """Return an invitation to the page, for whoever gets it."""
    money = (MONEY,) if work.limits.money_sentence_confirmed else ()
    lines = (SCAN, TYPE, NEW_FREE, *money, NOT_ASKED, NEVER, DESK, *_until(way))
    return _paper(work, centre, Text(both(way.language), NEW_TITLE, NEW_WHO, lines), way)


def recovery_sheet(work: Work, centre: Centre, ref: str, way: Way) -> Paper:
    """Return what is given at the desk to somebody known, by code: paper goes through hands."""
    lines = (SCAN, TYPE, ONCE, OLDER, BACK_KEY, LOST, NEVER, *_until(way))
    return _paper(work, centre, Text(both(way.language), BACK_TITLE, BACK, lines), way, ref=ref)


def place_poster(work: Work, centre: Centre, link: str) -> Paper:
    """Return the poster of a place: one line in every language, German first."""
    way = Way(link, typed_address(link))
    return _paper(work, centre, Text((FALLBACK, *_others()), NEW_TITLE), way)


def both(language: str) -> tuple[str, ...]:
    """Return German, and the reader's language where it is another."""
    return tuple(dict.fromkeys((FALLBACK, language)))


def _others() -> tuple[str, ...]:
    return tuple(code for code in LANGUAGES if code != FALLBACK)


def _until(way: Way) -> tuple[Words, ...]:
    return (say(UNTIL, day=Day(way.until)),) if way.until else ()


def _paper(
    work: Work,
    centre: Centre,
    text: Text,
    way: Way,
    *,
    to: tuple[str, ...] = (),
    contact: str = "",
    ref: str = "",
) -> Paper:
    phone, code = centre.phone or "", grouped(way.code or "")
    rows = (
        (PHONE, phone, True),
        (CONTACT, contact, False),
        (ADDRESS, way.typed, False),
        (CODE, code, True),
    )
    return Paper(
        said=tuple(_said(text, language) for language in text.languages),
        shown=tuple(Shown(_each(what, text), value, big) for what, value, big in rows if value),
        picture=Picture(qr_code(way.link), way.link, label(PICTURE, FALLBACK)),
        at=work.now,
        sender=tuple(filter(None, (centre.name, centre.address, phone))),
        to=to,
        beside=tuple(filter(None, (ref, contact, f"{work.today:%d.%m.%Y}"))),
    )


def _said(text: Text, language: str) -> Said:
    lead = label(text.lead, language) if text.lead else ""
    lines = tuple(label(line, language) for line in text.lines)
    return Said(language, label(text.title, language), lead, lines)


def _each(words: Words, text: Text) -> tuple[str, ...]:
    return tuple(label(words, code) for code in text.languages)


def qr_code(link: str) -> str:
    """Return the picture of a link as SVG; a quarter of it may be creased or dirty."""
    drawn = BytesIO()
    segno.make(link, error="q", micro=False).save(drawn, kind="svg", border=4, light="#ffffff")
    return drawn.getvalue().decode()


def typed_address(address: str) -> str:
    """Return an address as people type it: without what a browser adds."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}".rstrip("/")

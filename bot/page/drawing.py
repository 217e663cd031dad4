"""Pages as HTML: one function for each kind, nothing looked up, nothing decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.page.html import page_html
from bot.page.view import Asking, Centre, Chrome, Conversation, Door, Letter
from conversations.cards.chrome import chrome as words_of
from conversations.everybody.language import ASKED_IN_ALL
from locales.languages import FALLBACK, LANGUAGES

LONGEST = 3500
"""Letters of a text one may type; what is longer is cut by the browser."""
REFRESH = 2
"""Seconds after which the waiting page looks again."""
STATIC = Path(__file__).resolve().parent / "static"


def _version() -> str:
    """Return a mark that changes with the files beside a page: browsers may keep them."""
    content = b"".join(path.read_bytes() for path in sorted(STATIC.iterdir()))
    return sha256(content).hexdigest()[:8]


def _dialled(phone: str) -> str:
    """Return a phone number as a phone dials it."""
    return re.sub(r"[^+\d]", "", phone)


_PAGES = Environment(
    loader=PackageLoader("bot.page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.filters["dialled"] = _dialled
_PAGES.globals |= {
    "VERSION": _version(),
    "LANGUAGES": LANGUAGES,
    "LONGEST": LONGEST,
    "REFRESH": REFRESH,
    "GERMAN": FALLBACK,
    "words_of": words_of,
}


def conversation(view: Conversation) -> str:
    """Draw the conversation: the question first, what was said before below it."""
    return _drawn("conversation.html", view.chrome, view=view)


def choose_language(door: Door, centre: Centre | None = None) -> str:
    """Draw the first page: five languages, each by its own name (posts `language`)."""
    asked = ASKED_IN_ALL.split(" · ")
    return _drawn("languages.html", _everywhere(centre), door=door, asked=asked)


def choose_face(chrome: Chrome, door: Door) -> str:
    """Draw the second page: in Telegram or here (posts `device`: shared, or own)."""
    return _drawn("faces.html", chrome, door=door)


def opened(chrome: Chrome, door: Door) -> str:
    """Draw where a link leads: one button (posts `device`: shared, or own)."""
    return _drawn("opened.html", chrome, door=door)


def locked(chrome: Chrome, asking: Asking) -> str:
    """Draw a screen that shows nothing before a PIN (posts `pin`, at a desk `who` as well)."""
    return _drawn("locked.html", chrome, asking=asking)


def number(chrome: Chrome, digits: str, address: str) -> str:
    """Draw the number of a screen that looks again by itself until it is confirmed."""
    return _drawn("number.html", chrome, number=digits, address=address)


def shut_out(chrome: Chrome) -> str:
    """Draw the page after too many wrong PINs."""
    return _drawn("said.html", chrome, said="shut_out", label="begin", address="/")


def letter(chrome: Chrome, door: Door, letter: Letter) -> str:
    """Draw what a firm's letter opens: answer here, in Telegram, or be called (posts `call`)."""
    return _drawn("letter.html", chrome, door=door, letter=letter)


def code(chrome: Chrome, door: Door, is_wrong: bool) -> str:
    """Draw the field for the code of a letter (posts `code`)."""
    return _drawn("code.html", chrome, door=door, is_wrong=is_wrong)


def waiting(chrome: Chrome, address: str = "/c/wait") -> str:
    """Draw a page without inputs that asks for itself again; `address` is its own."""
    return _drawn("waiting.html", chrome, address=address)


def gone(centres: Sequence[Centre]) -> str:
    """Draw the one page for every link that does not work, in all languages."""
    return _in_all("gone", centres)


def too_many(centres: Sequence[Centre]) -> str:
    """Draw what somebody sees who comes too often, in all languages."""
    return _in_all("too_many", centres)


def sorry(chrome: Chrome, address: str = "/c") -> str:
    """Draw an apology with a way back."""
    return _drawn("said.html", chrome, said="sorry", label="look_again", address=address)


def finishing(chrome: Chrome, door: Door) -> str:
    """Draw the question after Finish here on somebody's own device (posts `finish`)."""
    return _drawn("finishing.html", chrome, door=door)


def ended(chrome: Chrome) -> str:
    """Draw the page after Finish here."""
    return _drawn("said.html", chrome, said="ended", label="begin", address="/")


def end_mails(chrome: Chrome, door: Door) -> str:
    """Draw where the last link of a mail leads: one button that ends mails."""
    return _drawn("mails.html", chrome, door=door)


def mails_ended(chrome: Chrome) -> str:
    """Draw the page after mails were ended."""
    return _drawn("said.html", chrome, said="mails_ended", label="begin", address="/")


def farewell(chrome: Chrome, words: str) -> str:
    """Draw what is said after everything was deleted: nothing is left to go back to."""
    return _drawn("farewell.html", chrome, farewell=page_html(words))


def text_page(chrome: Chrome, title: str, paragraphs: Sequence[str], language: str) -> str:
    """Draw imprint or privacy notice, in the language they are written in."""
    return _drawn("text.html", chrome, title=title, paragraphs=paragraphs, language=language)


def _in_all(said: str, centres: Sequence[Centre]) -> str:
    return _drawn("everywhere.html", _everywhere(None), said=said, centres=centres)


def _everywhere(centre: Centre | None) -> Chrome:
    """Return the chrome of a page whose reader's language is not known."""
    return Chrome(FALLBACK, words_of(FALLBACK), centre)


def _drawn(template: str, chrome: Chrome, **parts: object) -> str:
    return _PAGES.get_template(template).render(chrome=chrome, words=chrome.words, **parts)

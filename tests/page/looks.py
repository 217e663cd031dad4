"""Pages to look at, drawn from what people really say and hear; and somebody who serves them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.page import drawing
from bot.page.entries import entry_of, noticed, said
from bot.page.view import Asking, Centre, Chrome, Conversation, Door, Entry, Letter, Writes
from conversations.cards.chrome import chrome
from conversations.cards.firm_page import firm_words
from conversations.kit.files import File, Look
from conversations.kit.messages import Message, Venue, Voice, finish, venue, voice
from locales.languages import LANGUAGES
from locales.words import verbatim
from storage.engine.database import open_database
from storage.limits import Limits
from tests.conversations.booking_scene import books, sees
from tests.databases import DISTRICT, SECRET_KEY, Files
from tests.drawn import png
from tests.people import Bubble, Phone, Town
from tests.works import NOW

CENTRES = (
    Centre("Integrationszentrum Reutlingen", "07121 480-0", "Bismarckstraße 47, 72764 Reutlingen"),
    Centre("Integrationszentrum Alb", "07381 12 34", "Bachwiesenstraße 7, 72525 Münsingen"),
    Centre("Integrationszentrum Ermstal", "+49 7123 9 25-0"),
)
MAP = Venue(48.4921, 9.2121, "Integrationszentrum Reutlingen", "Bismarckstraße 47, 72764")
IMPRINT = ("Landratsamt Reutlingen\nBismarckstraße 47\n72764 Reutlingen", "Telefon: 07121 480-0")


@dataclass
class Talk:
    """Somebody talks on the page: what they say stands between what they hear."""

    phone: Phone
    language: str
    lines: list[str | Bubble] = field(default_factory=list)

    def taps(self, wanted: str) -> Talk:
        """Press a button; its label is what one has said."""
        shown = next(
            b for b in reversed(self.phone.bubbles) if wanted in str((b.buttons, b.every_data))
        )
        data = shown.data(wanted)
        labels = [b["text"] for row in shown.rows for b in row if b.get("data") == data]
        return self._does(labels[0], partial(self.phone.taps, wanted))

    def says(self, text: str) -> Talk:
        """Write something."""
        return self._does(text, partial(self.phone.says, text))

    def does(self, what: Any) -> Talk:
        """Let something happen that is no word."""
        return self._does("", what)

    def _does(self, told: str, act: Any) -> Talk:
        before = len(self.phone.bubbles)
        act()
        self.lines += [told] if told else []
        self.lines += self.phone.bubbles[before:]
        return self

    def entries(self) -> list[Entry]:
        """Return all of it, as the page shows it."""
        return [self._entry(number, line) for number, line in enumerate(self.lines)]

    def _entry(self, number: int, line: str | Bubble) -> Entry:
        if isinstance(line, str):
            return said(line, id_=number, language=self.language, at_text="09:00")
        body = {**line.body, "rows": line.rows}
        about: dict[str, Any] = {"language": self.language, "at_text": "09:00", "token": "t" * 120}
        return entry_of(body, id_=number, file_href="/files/1", **about)


@contextmanager
def town() -> Iterator[Town]:
    """Stand on a district of one's own; every message has its German twin."""
    with (
        TemporaryDirectory() as folder,
        Files(Path(folder)).copy(DISTRICT, Path(folder)) as url,
        closing(open_database(url, SECRET_KEY)) as database,
    ):
        yield Town(database, NOW, Limits(german_twins=True))


@cache
def talks(language: str) -> dict[str, list[Entry]]:
    """Return moments of a newcomer's way, each as the entries so far."""
    with town() as here:
        sees(here)
        talk = Talk(here.phone("101"), language).says("/start")
        talk.taps(LANGUAGES[language].own_name)
        moments = {"welcome": talk.entries()}
        talk.taps(".start").taps(".18")
        moments["place"] = talk.entries()
        talk.says("Münsingen")
        moments["centre"] = talk.entries()
        talk.does(partial(books, talk.phone, "202611121400"))
        moments["booked"] = talk.entries()
        talk.says("/profile")
        moments["profile"] = talk.entries()
        return moments


def chrome_of(language: str, *, session: bool = True) -> Chrome:
    """Return what stands around a page in a language."""
    token = "t" * 120 if session else ""
    return Chrome(language, chrome(language), CENTRES[0], token, "https://t.me/jip_bot?start=p-1")


def conversation(language: str, entries: list[Entry], **parts: Any) -> str:
    """Draw a conversation."""
    view = Conversation(language, entries, "t" * 120, chrome_of(language), **parts)
    return drawing.conversation(view)


def things(language: str) -> list[Entry]:
    """Return what a conversation holds beside text and buttons."""
    picture = finish(Message((verbatim("7"),), file=File(Look.PICTURE, "7.png", png())), language)
    paper = finish(
        Message((verbatim("8"),), file=File(Look.DOCUMENT, "Termin.ics", b"x")), language
    )
    about: dict[str, Any] = {"language": language, "at_text": "09:00", "file_href": "/files/1.png"}
    shown = [venue(MAP), voice(Voice("1")), picture, paper]
    entries = [entry_of(body, id_=number, **about) for number, body in enumerate(shown)]
    return [*entries, noticed("OK", id_=9, language=language)]


def pages(language: str) -> dict[str, str]:
    """Return one page of every kind."""
    letter = Letter("Praxis Dr. Müller", "Frau Weber", firm_words(language), CENTRES[0])
    own, door = chrome_of(language, session=False), Door("/", "t" * 120, {"place": "08415053"})
    moments = {
        name: conversation(
            language, entries, asks_text=name == "place", shares_place=name == "place"
        )
        for name, entries in talks(language).items()
    }
    return moments | {
        "things": conversation(language, things(language), writes=Writes.PIN),
        "languages": drawing.choose_language(door, CENTRES[0]),
        "faces": drawing.choose_face(own, door),
        "opened": drawing.opened(own, door),
        "letter": drawing.letter(own, door, letter),
        "code": drawing.code(own, door, is_wrong=True),
        "locked": drawing.locked(own, Asking(door, ("Petra, 4711",))),
        "desk": drawing.locked(own, Asking(door, (), (("1", "Petra"), ("2", "ሰላም")), is_desk=True)),
        "number": drawing.number(own, "4711", "/n"),
        "shut_out": drawing.shut_out(own),
        "farewell": drawing.farewell(own, "Alles ist gelöscht."),
        "waiting": drawing.waiting(own),
        "gone": drawing.gone(CENTRES),
        "too_many": drawing.too_many(CENTRES),
        "sorry": drawing.sorry(own),
        "ended": drawing.ended(own),
        "text": drawing.text_page(own, "Impressum", IMPRINT, "de"),
    }

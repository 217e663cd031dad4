"""A page in the tests: forms go into the inbox, what is seen is what its template gets."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.page import drawing, events, reading, tokens
from bot.page.delivery import deliver
from bot.page.events import Form
from bot.page.tokens import Token
from bot.page.view import Button, Conversation, Entry, Kind, Side
from bot.talk import Setup, Talk, our_talk
from bot.telegram.pace import Pace, Slot
from bot.turns import Turns
from conversations.kit.events import Command, Event, Shared, Tapped, Typed
from locales.direction import clean
from storage.models import Chat
from storage.models.chats import ChatKind, FaceName
from storage.models.page import Device
from storage.page import entries, sessions
from storage.queues import inbox
from storage.queues.chats import upsert_chat
from storage.queues.inbox import Arrival
from tests.page.seen import Seen
from tests.people import BERLIN, Bubble, Phone, Town

KEYS = itertools.count(1)
BREAK, TAG = re.compile(r"<br>|</p>"), re.compile(r"<[^>]+>")
Fields = dict[str, str]


class PageTown(Town):
    """A town whose people have no messenger: they come to the page."""

    def phone(self, address: str) -> PagePhone:
        """Let somebody open the page in a browser."""
        return PagePhone(self, address)


@dataclass
class PagePhone(Phone):
    """Somebody's browser: `bubbles` is what stood on the pages they saw, each as it was last seen.

    What they do goes through a form; with `draws` through the HTML of the page before them. Who
    `looks_away` sees nothing until they look: for long walks.
    """

    draws: bool = False
    cookie: str = ""
    session: int = 0
    view: Conversation | None = None
    looks_away: bool = False
    _shown: dict[int, Bubble] = field(default_factory=dict)
    _noticed: int = 0

    def __post_init__(self) -> None:
        """Come to the page for the first time."""
        self._comes()

    def _comes(self) -> None:
        self.chat, self.cookie = self.town.do(self._begin)
        self._shown, self._noticed = {}, 0
        self.looks()

    def _begin(self, session: Session) -> tuple[int, str]:
        work = self.town.work(session)
        chat = upsert_chat(session, self.address, ChatKind.PRIVATE, work.now, FaceName.PAGE)
        return chat, sessions.enter(work, session.get_one(Chat, chat), Device.OWN).token

    def reads(self) -> Phone:
        """Let come what waits for the page, and look at it."""
        self.town.do(lambda s: deliver(self.town.work(s), self.chat, talk()))
        return self if self.looks_away else self.looks()

    def posts(self, fields: Fields) -> Phone:
        """Post a form, and look at the page it leads to; what says nothing is no turn."""
        said = events.chosen(fields)
        token = tokens.read(fields["token"], self.town.now, self.town.limits.form_life)
        if said and token is not None:
            self._brings(Form(said, token.row, token.drawn_at).payload())
        return self if self.looks_away else self.looks()

    def _brings(self, payload: Any) -> None:
        """Let a form arrive and take its turn, in one unit each time."""
        arrival = Arrival(
            next(KEYS),
            json.loads(json.dumps(payload)),
            self.address,
            ChatKind.PRIVATE,
            None,
            FaceName.PAGE,
        )

        def turn(session: Session) -> None:
            now = self.town.now
            (waiting,) = inbox.store(session, [arrival], now)
            turns = Turns(Setup(talk(), self.town.limits, BERLIN))
            turns.turn(session, waiting, now, closed())

        self.town.do(turn)

    def _takes(self, event: Event) -> None:
        if self.view is None:
            self._comes()  # everything was erased
        fields = self._drawn(event) if self.draws else self._form(event)
        self.posts(fields)

    def _form(self, event: Event) -> Fields:
        """Return what a form posts for an event, as a page of ours gives it."""
        if isinstance(event, Tapped):
            return {"token": self._token(event.row), "data": event.data}
        is_there = self.view is not None and not self.looks_away
        token = self.view.token if self.view and is_there else self._token(None)
        return {"token": token} | _typed(event)

    def _drawn(self, event: Event) -> Fields:
        """Return the same from the HTML: only what a browser finds there can be pressed."""
        assert self.view is not None
        seen = Seen(drawing.conversation(self.view))
        if not isinstance(event, Tapped):
            (form,) = [each for each in seen.forms if set(_typed(event)) <= _named(each)]
            return {**form.hidden, **_typed(event)}
        wanted = [b for b in seen.buttons if (b.name, b.value) == ("data", event.data)]
        rows = [self._row(b.form.hidden["token"]) for b in wanted]
        assert event.row in rows, f"{event.data} is not on the page"
        return {**wanted[rows.index(event.row)].form.hidden, "data": event.data}

    def _row(self, token: str) -> int | None:
        found = tokens.read(token, self.town.now, self.town.limits.form_life)
        return found.row if found else None

    def _token(self, row: int | None) -> str:
        """Return the token of a message as it was last seen, were it on an older page."""
        shown = () if self.looks_away else self.bubbles
        found = next((b.body["token"] for b in shown if b.row == row), None)
        return found or Token(self.session, row, self.town.now).sign()

    def looks(self) -> PagePhone:
        """Read the page, as a GET does: beside whoever writes."""
        view = self.town.database.read(self._viewed).result(20)
        if isinstance(view, str):
            self.view, self.bubbles = None, [*self.bubbles, Bubble(0, plain(view), [], {})]
            return self
        self.view = view
        self._note(view)
        return self

    def _viewed(self, session: Session) -> Conversation | str:
        work = self.town.work(session)
        found = sessions.find(work, self.cookie)
        if found is None:
            return entries.last_words(work, self.chat) or ""
        self.session = found[0].id
        return reading.conversation(work, *found)

    def _note(self, view: Conversation) -> None:
        """Keep what is seen; what was taken away from between it is gone."""
        there = {each.id: each for each in view.entries}
        oldest = min(there, default=0)
        gone = [key for key in self._shown if key >= oldest and key not in there]
        for key in gone:
            del self._shown[key]
        for each in view.entries:
            if each.side is Side.OURS:
                is_open = each is view.current
                self._shown[each.id] = self._bubble(each, view.shares_place and is_open)
        self.bubbles = [self._shown[key] for key in sorted(self._shown)]
        notices = [each for each in view.entries if each.side is Side.NOTICE]
        is_new = bool(notices) and notices[-1].id > self._noticed
        self.toast = plain(str(notices[-1].html)) if is_new else None
        self._noticed = notices[-1].id if is_new else self._noticed

    def _bubble(self, entry: Entry, shares_place: bool) -> Bubble:
        told = [entry.html, *(piece.html for piece in entry.below)]
        rows = [[_button(each) for each in row] for row in entry.rows]
        body: dict[str, Any] = {"token": entry.token, "entry": entry, "rows": rows}
        body |= {"share_place": True} if shares_place else {}
        text = "\n\n".join(plain(str(each)) for each in told)
        return Bubble(self._row(entry.token) or 0, text, rows, body)


@cache
def talk() -> Talk:
    """Return the real doors into the conversations, opened once."""
    return our_talk()


@cache
def closed() -> Slot:
    """Return a slot for no call: a page makes none."""
    pace = Pace(1, Clock())
    pace.close()
    return Slot(pace)


def plain(written: str) -> str:
    """Return what is read of page HTML: lines without tags and direction marks."""
    text = unescape(TAG.sub("", written.replace("</p><p>", "\n\n").replace("<br>", "\n")))
    return "\n".join(clean(line) for line in text.split("\n"))


def _typed(event: Event) -> Fields:
    match event:
        case Typed():
            return {"text": event.text}
        case Command():
            return {"text": f"/{event.name} {event.argument}".strip()}
        case Shared():
            return {"lat": str(event.lat), "lon": str(event.lon)}
    raise TypeError(f"no form says {event}")


def _named(form: Any) -> set[str]:
    return {*form.fields, *form.hidden}


def _button(shown: Button) -> dict[str, str]:
    means = {Kind.TAP: "data", Kind.COPIES: "copies", Kind.OPENS: "opens"}[shown.kind]
    return {"text": shown.text, means: shown.href or shown.value}

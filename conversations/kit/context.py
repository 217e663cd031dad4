"""What a turn may use: its work, the time, the chat, and the way to speak."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from conversations.kit import messages
from conversations.kit.actor import Actor, Roles
from conversations.kit.buttons import MENU, Standing, read
from conversations.kit.files import MOST_STORED
from conversations.kit.messages import Message
from conversations.kit.position import Position, Visitor
from locales.languages import FALLBACK
from locales.words import Words
from storage import people, wiping
from storage.models import Chat, Dialogue, Person, Profile
from storage.models.chats import FaceName
from storage.queues import shown
from storage.queues.chats import take_chat
from storage.queues.speaking import answer
from storage.work import Work


@dataclass
class Context:
    """One turn in one chat; `origin` makes what is said in it unrepeatable.

    `tapped` is the outbox row whose button was tapped, where the turn began with one; `echo` goes
    above what is said next; `received_at` is when we got what the turn is about, `drawn_at` when
    the page was drawn on which it was chosen, both by our own clock;
    `proven`: a PIN was typed in this turn.
    """

    work: Work
    chat: Chat
    dialogue: Dialogue
    origin: str
    tapped: int | None = None
    echo: Words | None = None
    received_at: datetime | None = None
    drawn_at: datetime | None = None
    spoken: int = 0
    position: Position = field(default_factory=Position)
    proven: bool = False
    _puts: int = 0
    _held: tuple[int, Roles] | None = None

    @property
    def language(self) -> str:
        """The chat's language, or the fallback before it was chosen."""
        return self.chat.language or FALLBACK

    @property
    def today(self) -> date:
        """The local date of the programme."""
        return self.work.today

    @property
    def person(self) -> Person | None:
        """Who is behind the chat, once they agreed."""
        return people.find(self.work, self.chat.person_id)

    @property
    def profile(self) -> Profile | None:
        """What the person told us, where there is a profile."""
        return self.person.profile if self.person else None

    @property
    def actor(self) -> Actor:
        """Who acts in this chat; roles are read once a turn, and anew after `grants`."""
        key = self.chat.person_id
        if key is None:
            return Actor(language=self.language)
        if self._held is None or self._held[0] != key:
            self._held = key, people.roles_of(self.work, key)
        return Actor(self.person, self._held[1], self.language, self.proven)

    @property
    def is_on_page(self) -> bool:
        """Whether the chat is on a page."""
        return self.chat.face is FaceName.PAGE

    @property
    def has_said(self) -> bool:
        """Whether this turn put anything into the chat, were it only a change."""
        return self._puts > 0

    def grants(self) -> None:
        """Know that the person was just given a role."""
        self._held = None

    def remember(self, visitor: Visitor) -> None:
        """Keep what a chat without a profile said."""
        self.position = replace(self.position, visitor=visitor)

    def begin_anew(self) -> None:
        """Know nothing of the chat any more: its row is gone."""
        self.dialogue = Dialogue(chat_id=self.chat.id, serial=0, notes={})
        self.position, self.tapped = Position(), None

    def send(
        self, message: Message, of: tuple[str, int] | None = None, once: str | None = None
    ) -> int | None:
        """Say something now; returns the outbox row. `of` is the subject whose card it is.

        `once` names what is not said twice, whichever turns say it: then None.
        """
        self.spoken += 1
        if self.echo is not None:
            message, self.echo = replace(message, lines=(self.echo, *message.lines)), None
        row = self._put(self._finished(message, "send"), once=once)
        note_card(self.work, self.chat.id, message, row, of)
        return row

    def put(self, body: dict[str, Any]) -> int | None:
        """Put a finished body, such as a map point, behind what was said."""
        self.spoken += 1
        return self._put(body)

    def edit(self, row: int, message: Message) -> None:
        """Change a message said earlier; where it is gone, say it anew."""
        self._put(self._finished(message, "edit"), edits=row)

    def follow(self, row: int, message: Message, after: timedelta) -> None:
        """Change another message later, behind what somebody waits for, if it is still there."""
        body = self._finished(message, "edit") | messages.FOLLOWS
        self._put(body, edits=row, not_before=self.work.now + after)

    def show(self, message: Message, of: tuple[str, int] | None = None) -> int | None:
        """Change the message whose button was tapped; say it below where nothing was tapped.

        A picture is said below, too, and what becomes of somebody's own words.
        """
        stays = self.tapped is not None and shown.stays(self.work, self.tapped)
        if self.tapped is not None and stays:
            self.take_buttons_away(self.tapped)
        if self.tapped is None or stays or message.file is not None:
            return self.send(message, of)
        self.edit(self.tapped, message)
        about = note_card(self.work, self.chat.id, message, self.tapped, of)
        shown.only(self.work, self.tapped, about)
        return self.tapped

    def take_buttons_away(self, row: int) -> None:
        """Leave the text of an earlier message, without its buttons."""
        self._put(messages.buttons_off(), edits=row)

    def _finished(self, message: Message, op: str) -> dict[str, Any]:
        """Return the body of an answer, which is kept until it is sent.

        ValueError for a file that is made at the claim of a row, since it is too large to keep.
        """
        if message.file is not None and len(message.file.content) > MOST_STORED:
            raise ValueError(f"{message.file.name} is too large for an answer: let it wait")
        return messages.finish(message, self.language, op, twin=has_twin(self.work, self.chat))

    def _put(
        self,
        body: dict[str, Any],
        edits: int | None = None,
        once: str | None = None,
        not_before: datetime | None = None,
    ) -> int | None:
        self._puts += 1
        key = once or f"{self.origin}:{self._puts}"
        whom = self.chat.person_id
        return answer(self.work, self.chat.id, key, body, edits, whom=whom, not_before=not_before)


def has_twin(work: Work, chat: Chat) -> bool:
    """Tell whether the German twin goes with every message: on a page, and in the demo."""
    return work.limits.german_twins or chat.face is FaceName.PAGE


def note_card(
    work: Work, chat_id: int, message: Message, row: int | None, of: tuple[str, int] | None = None
) -> set[tuple[str, int]]:
    """Note whose card a message is, and what else it is about; return all of these.

    What its buttons only lead to has its card elsewhere: a list is no card of what stands in it.
    """
    if row is None:
        return set()
    own = (button for buttons in message.rows for button in buttons if not button.leads)
    pressed = (read(button.data) for button in own)
    about = {_about(each) for each in pressed if isinstance(each, Standing)} | {of, *message.about}
    found = {each for each in about if each is not None}
    wiping.showing(work, found)
    for subject in found:
        shown.note(work, chat_id, *subject, row)
    return found


def _about(pressed: Standing) -> tuple[str, int] | None:
    """Name what a button is about: a thing, or a page of a list; other commands are in the menu."""
    if pressed.kind != MENU:
        return pressed.kind, pressed.subject
    command, _dash, number = pressed.action.partition("-")
    return (command, int(number)) if number.isdecimal() else None


def opened(work: Work, chat_id: int, origin: str) -> Context:
    """Return the context of a chat, locked until the unit ends."""
    return Context(work, *take_chat(work, chat_id), origin)

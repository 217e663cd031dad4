"""What a turn may use: the session, the time, the chat, and the way to speak."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from conversations.kit import messages
from conversations.kit.messages import Message
from locales.languages import FALLBACK
from storage.models import Chat, Dialogue, Person, Profile
from storage.queues.speaking import answer
from storage.work import Work


@dataclass
class Context:
    """One turn in one chat; `origin` makes what is said in it unrepeatable.

    `tapped` is the outbox row whose button was tapped, where the turn began with one.
    """

    work: Work
    chat: Chat
    dialogue: Dialogue
    origin: str
    tapped: int | None = None
    spoken: int = 0
    following: list[str] = field(default_factory=list)
    draft: dict[str, Any] = field(init=False)
    _puts: int = 0

    def __post_init__(self) -> None:
        """Work on a copy of the draft: JSON columns only notice a new value."""
        self.draft = dict(self.dialogue.draft or {})

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
        if self.chat.person_id is None:
            return None
        return self.work.session.get(Person, self.chat.person_id)

    @property
    def profile(self) -> Profile | None:
        """What the person told us, where there is a profile."""
        return self.person.profile if self.person else None

    def follow(self, name: str) -> None:
        """Go on, in the same turn, with a flow (`work`), one question (`work:wants`) or a command.

        Commands are written as people write them: `/menu`.
        """
        self.following.append(name)

    def send(self, message: Message) -> int | None:
        """Say something now; returns the outbox row."""
        self.spoken += 1
        return self._put(messages.finish(message, self.language))

    def put(self, body: dict[str, Any]) -> int | None:
        """Put a finished body, such as a map point, behind what was said."""
        self.spoken += 1
        return self._put(body)

    def edit(self, row: int, message: Message) -> None:
        """Change a message said earlier."""
        self._put(messages.finish(message, self.language, op="edit"), edits=row)

    def show(self, message: Message) -> None:
        """Change the message whose button was tapped; say it below where nothing was tapped."""
        if self.tapped is None:
            self.send(message)
        else:
            self.edit(self.tapped, message)

    def take_buttons_away(self, row: int) -> None:
        """Leave the text of an earlier message, without its buttons."""
        self._put(messages.buttons_off(), edits=row)

    def _put(self, body: dict[str, Any], edits: int | None = None) -> int | None:
        self._puts += 1
        return answer(self.work, self.chat.id, f"{self.origin}:{self._puts}", body, edits)

    def close(self) -> None:
        """Write the draft back at the end of the turn."""
        if self.draft != self.dialogue.draft:
            self.dialogue.draft = self.draft

"""What the page of phones and its tour need of the running demo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NotRequired, Protocol, TypedDict

from bot.demo.steps import Step, Tap


class Uploaded(Protocol):
    """A picture or a document of the bot."""

    @property
    def name(self) -> str:
        """What it is called on a phone."""

    @property
    def kind(self) -> str:
        """Its media type, as the bot named it."""

    @property
    def content(self) -> bytes:
        """All of it."""


class Phones(Protocol):
    """The model of Telegram: what each person does, sees, and when that changes."""

    @property
    def phones(self) -> Mapping[int, object]:
        """Every phone by chat id, in the order the page shows them."""

    @property
    def files(self) -> Mapping[str, Uploaded]:
        """Every file the bot sent, by its id."""

    def type_text(self, chat_id: int, text: str) -> object:
        """Send a typed message."""

    def tap(self, chat_id: int, message_id: int, data: str) -> object:
        """Press a button under a message."""

    def share_place(self, chat_id: int, lat: float, lon: float) -> object:
        """Send a point on the map."""

    def send_other(self, chat_id: int, kind: Any) -> object:
        """Send a pretended voice message, photo, document or sticker."""

    def block(self, chat_id: int) -> object:
        """Block the bot."""

    def unblock(self, chat_id: int) -> object:
        """Let the bot write again."""

    def snapshot(self, chat_id: int) -> Mapping[str, Any]:
        """Everything this phone shows now, ready for JSON."""

    def listen(self, callback: Callable[[int], None]) -> object:
        """Call back with the chat id whenever a phone changed."""


class Device(Protocol):
    """What stands beside the phones: a browser with our page, or a letter that leads there."""

    @property
    def origin(self) -> str | None:
        """The origin of what it shows in a frame; None where it shows none."""

    @property
    def picture(self) -> bytes:
        """What it looks like (PNG), where that is a picture."""

    @property
    def used(self) -> bool:
        """Whether people pressed something there themselves."""

    def snapshot(self) -> Mapping[str, Any]:
        """Everything it shows now, ready for JSON."""

    def texts(self) -> Iterable[str]:
        """Everything there is to read, as HTML."""

    def find(self, tap: Tap) -> str | None:
        """Return the name of what is to be pressed, where it is there."""

    def point(self, name: str, text: str = "") -> None:
        """Show what will be pressed, and what is typed before that."""

    async def press(self, name: str) -> None:
        """Press it, and let everybody see what comes of it."""

    async def type(self, text: str) -> None:
        """Type something and send it."""

    def lead(self) -> tuple[str, str, str]:
        """Return the address it shows, and the name and value of its cookie."""

    def listen(self, callback: Callable[[int], None]) -> object:
        """Call back with its id whenever it changed."""


class Role(TypedDict):
    """Who holds a phone, and what the messenger shows of the bot there.

    `owner` (whose phone it is) and `caption` (language, place) in the languages of the audience;
    `bot` is the bot's name, `about` its description before START.
    """

    owner: Mapping[str, str]
    caption: Mapping[str, str]
    bot: str
    about: NotRequired[str]


class German(TypedDict):
    """The German twin of one message."""

    html: str
    rows: list[list[str]]


class Stage(Protocol):
    """The demo as the page sees it."""

    @property
    def telegram(self) -> Phones:
        """The phones."""

    @property
    def devices(self) -> Mapping[int, Device]:
        """What stands beside the phones, by an id that no phone has."""

    @property
    def tour(self) -> Sequence[Step]:
        """The steps of the tour, in order."""

    def now(self) -> datetime:
        """The demo's time, aware."""

    @property
    def begun(self) -> datetime:
        """When the demo's morning began."""

    async def walk(self, target: datetime | None, watched: Collection[int] = ()) -> Collection[int]:
        """Walk the clock to a moment, or, without one, until something arrives on a phone.

        Only what arrives on a phone that is `watched` counts, on any where none is named.
        Returns the phones on which something arrived.
        """

    def german(self, chat_id: int, message_id: int) -> German | None:
        """Return the German twin of a message, where one is known."""

    def roles(self, chat_id: int) -> Role:
        """Return who holds this phone."""

    async def reset(self) -> None:
        """Begin the demo again."""

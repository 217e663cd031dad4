"""A script played on the page, in any language: after each turn the same is asked and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from random import Random

from sqlalchemy.orm import Session

from conversations.cards.faces import OLDER, WHO_READS
from conversations.cards.line import STATES
from conversations.kit.buttons import OfQuestion, Standing, read
from conversations.kit.events import Event, Tapped
from conversations.reading import DRAWN
from conversations.staff.thread_card import KIND as THREAD
from conversations.staff.thread_card import WRITE
from locales.direction import clean
from locales.render import render
from storage.models.chats import FaceName
from storage.models.outbox import OutboxState
from storage.page import sessions
from tests.page.phone import PagePhone, PageTown, plain
from tests.page.script import Place, Shown, Turn, Writing, asked, dice, message

WRITTEN_IN, TWIN = "en", "de"
"""In what a script is written; a button shows the same in the other one."""
Looked = Callable[[PagePhone], None]

MAIL = "1smenu.0.0.mail"


@dataclass
class Played:
    """A town where a script is played; `places` is what was asked there.

    `looks` is called with the page before somebody where something is asked the first time.
    """

    town: PageTown
    language: str
    looks: Looked
    people: dict[str, PagePhone] = field(default_factory=dict)
    places: set[Place] = field(default_factory=set)
    turns: int = 0

    def play(self, written: Writing) -> None:
        """Let everything happen once more, by the same dice; units ask the other town the time."""
        thrown = Random()
        with dice(thrown):
            for number, step in enumerate(written.steps):
                thrown.seed(number)
                self.town.now = written.now = step.at
                if step.unit is not None:
                    self.town.do(step.unit)
                elif not step.address:
                    self.town.tick()
                elif step.turn is None:
                    self._phone(step.address).reads()
                else:
                    self._turn(self._phone(step.address), step.turn)

    def _phone(self, address: str) -> PagePhone:
        if address not in self.people:
            self.people[address] = phone = self.town.phone(address)
            phone.looks_away = True
        return self.people[address]

    def _turn(self, phone: PagePhone, turn: Turn) -> None:
        self.turns += 1
        event = turn.event
        phone.does(self._meant(event))
        self._agree(phone, turn)

    def _meant(self, event: Event) -> Event:
        """Return what is done here: another language is chosen."""
        if not isinstance(event, Tapped):
            return event
        pressed = read(event.data)
        if isinstance(pressed, OfQuestion) and pressed.value == WRITTEN_IN:
            return replace(event, data=str(replace(pressed, value=self.language)))
        return event

    def _agree(self, phone: PagePhone, turn: Turn) -> None:
        place, is_known = self.town.alone(lambda session: self._stands(session, phone))
        assert place == turn.place, f"{turn.event} leads to {place}, not {turn.place}"
        is_new = place not in self.places
        if is_known and not (is_new or self.language == WRITTEN_IN):
            return
        phone.looks()
        self.places.add(place)
        if phone.view is None:
            return
        self._look(phone, turn)
        if is_new:
            self.looks(phone)

    def _stands(self, session: Session, phone: PagePhone) -> tuple[Place, bool]:
        """Return what is asked, and whether a browser still is in a session."""
        known = sessions.find(self.town.work(session), phone.cookie)
        return asked(session, phone.chat), known is not None

    def _look(self, phone: PagePhone, turn: Turn) -> None:
        view = phone.view.entries if phone.view else ()
        seen = {each.id for each in view}
        shown = [each for each in phone.bubbles if each.body and each.body["entry"].id in seen]
        there = {bubble.row: message(bubble) for bubble in shown}
        oldest = min(there, default=0)
        if self.language == WRITTEN_IN:
            assert clean(phone.toast or "") == turn.toast, f"after {turn.event}"
        for wanted in turn.shown:
            found = there.get(wanted.row)
            if found is None and wanted.row <= max(turn.heard, oldest):
                continue  # gone with who was erased, older, or of somebody else at the same screen
            assert found is not None, f"{wanted} is not there after {turn.event}"
            self._same(found, wanted, turn.event)

    def _same(self, found: Shown, wanted: Shown, event: Event) -> None:
        """Hold a message against the one in Telegram: in other languages by what buttons do."""
        found, wanted = without_mail(found), without_mail(wanted)
        if is_newer(found, wanted) or is_open_again(found, wanted):
            return  # a page draws a card as it is now, before the change of it arrives there
        if self.language == WRITTEN_IN:
            wanted = replace(wanted, words=there_it_says(wanted.words))
            found, wanted = arrived(found), arrived(wanted)
            assert found == wanted, f"{found}, not {wanted} after {event}"
            return
        here, there = (
            sorted(does for row in m.rows for _, does in row if not does.endswith(".deutsch"))
            for m in (wanted, found)
        )
        assert there == here, f"{found}, not {wanted} after {event}"


def is_newer(found: Shown, wanted: Shown) -> bool:
    """Tell whether a card is about a later revision of its thing, or its end."""
    here, there = (
        {
            (pressed.kind, pressed.subject): pressed.revision
            for row in shown.rows
            for _label, does in row
            if isinstance(pressed := read(does), Standing) and pressed.kind in DRAWN
        }
        for shown in (wanted, found)
    )
    return any(there.get(thing, revision + 1) > revision for thing, revision in here.items())


def is_open_again(found: Shown, wanted: Shown) -> bool:
    """Tell whether one can write below the notice of a request that was closed when it was sent."""
    here, there = (
        {read(does) for row in shown.rows for _label, does in row} for shown in (wanted, found)
    )
    more = there - here
    return here < there and all(
        isinstance(each, Standing) and (each.kind, each.action) == (THREAD, WRITE) for each in more
    )


def arrived(shown: Shown) -> Shown:
    """Return a thread as if all its lines arrived: on a page one does once somebody looked."""
    here, there = (
        plain(render((STATES[each],), WRITTEN_IN)) for each in (OutboxState.TODO, OutboxState.SENT)
    )
    return replace(shown, words=shown.words.replace(f" · {here}", f" · {there}"))


def without_mail(shown: Shown) -> Shown:
    """Return a message without the way to mails: these are for who has a page."""
    rows = [row for row in shown.rows if all(does != MAIL for _label, does in row)]
    return replace(shown, rows=rows)


@cache
def of_one_face() -> Sequence[tuple[str, str]]:
    """Return what is true of one face alone: what Telegram says, what a page does."""
    faces = (FaceName.TELEGRAM, FaceName.PAGE)
    return [
        (here, there)
        for told, language in product((WHO_READS, OLDER), (WRITTEN_IN, TWIN))
        for here, there in [[plain(render((told[face],), language)) for face in faces]]
    ]


def there_it_says(text: str) -> str:
    """Return what a page says where Telegram says `text`."""
    for here, there in of_one_face():
        text = text.replace(here, there)
    return text

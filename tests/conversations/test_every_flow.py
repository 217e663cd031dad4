"""What holds for every registered flow, in every language: walked, tapped, typed, looked at."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle

import pytest
from sqlalchemy.orm import Session

from conversations.everybody.language import ASKED_IN_ALL
from conversations.kit.buttons import LONGEST, OfQuestion, read
from conversations.kit.events import Sent, Tapped
from conversations.registry import COMMANDS, FLOWS
from locales.catalogues import misses
from locales.direction import clean
from locales.languages import LANGUAGES
from locales.render import utf16_length
from storage.limits import Limits
from storage.models import Dialogue
from storage.models.people import RoleName
from tests.conversations.announce_scene import announcing
from tests.conversations.asked_mediator import joins, mediator
from tests.conversations.desk_scene import about, employer_id, lead, replies_late, waits, ways
from tests.conversations.holding_scene import NOT_HELD
from tests.conversations.mail_scene import ENDED, NAMED, confirmed, offered
from tests.conversations.offer_scene import enters_offers
from tests.conversations.screens_scene import opens_screens
from tests.conversations.test_new_phone import begins
from tests.conversations.ways_scene import comes_in
from tests.locales.direction_checker import faults
from tests.people import Bubble, Phone, Town
from tests.scheduler.desk import person_of
from tests.typed_back import misread

pytestmark = [pytest.mark.furnished("demo"), pytest.mark.slow]
HOSTILE = (
    "\u202eevil\u2066",
    "<b>x</b> &amp; %s",
    "👨‍👩‍👧‍👦" * 200,
    "٣",
    "0",
    "-1",
    "/nonsense",
    "x" * 5000,
)
STEPS = 400
# The answers that lead to a question seldom asked; tapped, or typed where there is no button.
NAME = "the name of this walker"
BYWAYS = {
    ("welcome", "place"): ("Würtingen",),
    ("card", "card"): (".change", ".change", ".change"),
    ("card", "line"): (".times",),
    ("work", "area"): (".textile", ".care"),
    ("work", "skills"): (".on.", ".done", ".on.", ".done"),
    ("more", "times"): (".other", ".other"),
    ("more", "grid"): (".on.", ".done"),
    ("more", "licences"): (".on.foreign", ".done"),
    ("announce", "preview"): (".change",),
    ("pin", "first_name"): (NAME,),
    ("pin", "new"): ("2468",),
    ("pin", "again"): ("2468",),
    ("pin", "pin"): ("2468",) * STEPS,
    ("invite", "first_name"): ("Anna",) * STEPS,
    ("invite", "number"): (".skip",) * STEPS,
    ("away", "span"): (".other",),
    ("fact", "text"): ("07381 12345",) * STEPS,
}
ENDS = ("delete", "phone", "offer")
"""What ends the walk of one person, or is long; `led` goes there."""
SELDOM = tuple(f".{name}" for name in ENDS[1:])
NOT_TEAM = r"menu\.0\.0\.(?!team)|activity"
ALIKE = re.compile(r"(?<=^on)\..*|(?<=^off)\..*|\d+")
LONGEST_TEXT = 4096


@dataclass
class Walker:
    """Somebody who taps what they tapped least, and now and then types nonsense.

    What the expression `leaves` finds in the data of a button they leave alone.
    """

    phone: Phone
    language: str
    leaves: str = "nothing"
    tapped: Counter[str] = field(default_factory=Counter)
    seen: set[tuple[str, str]] = field(default_factory=set)
    left: set[tuple[str, str]] = field(default_factory=set)
    old: list[str] = field(default_factory=list)
    byways: Counter[tuple[str, str]] = field(default_factory=Counter)
    checked: dict[int, object] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    misread: set[str] = field(default_factory=set)

    def walk(self, steps: int) -> None:
        """Take steps, checking every message that comes of them."""
        nonsense = cycle(HOSTILE)
        commands = cycle(entry.name for entry in COMMANDS if entry.name not in ENDS)
        after = self.place()
        self.seen |= {after} if after else set()  # what was asked when they came
        for step in range(steps):
            before = after
            if step % 29 == 28 and before != ("language", "language"):
                self._unexpected(next(nonsense))
            elif step % 31 == 30:
                self.phone.says(f"/{next(commands)}")
            else:
                self._tap(before)
            after = self._note(before)

    def _tap(self, place: tuple[str, str] | None) -> None:
        if "share_place" in self.phone.bubbles[-1].body:
            self.phone.shares(48.41, 9.49)
            return
        ways = BYWAYS.get(place, ()) if place else ()
        if place and self.byways[place] < len(ways):
            self.byways[place] += 1
            self._go(ways[self.byways[place] - 1])
            return
        shown = [bubble for bubble in self.phone.bubbles[-4:] if bubble.rows]
        buttons = [data for bubble in shown for data in bubble.every_data]
        foreign = tuple(f".{code}" for code in LANGUAGES if code != self.language)
        buttons = [data for data in buttons if not data.endswith((*foreign, *SELDOM))]
        buttons = [data for data in buttons if not re.search(self.leaves, data)]
        if not buttons:
            self.phone.says("/menu")
            return
        classes = [_class(data, place) for data in buttons]
        seldom = min(range(len(buttons)), key=lambda at: (self.tapped[classes[at]], at))
        data = buttons[seldom]
        self.tapped[classes[seldom]] += 1
        self.old.append(data)
        self.phone.taps(data)

    def led(self, *ways: str) -> None:
        """Go a way nobody finds by tapping: names and digits are typed."""
        for way in ways:
            before = self.place()
            if any(way in said for b in self.phone.bubbles for said in (*b.buttons, *b.every_data)):
                self.phone.taps(way)
            else:
                self.phone.says(way)
            self._note(before)

    def _go(self, way: str) -> None:
        if any(way in data for bubble in self.phone.bubbles for data in bubble.every_data):
            self.phone.taps(way)
        else:
            self.phone.says(way.replace(NAME, f"Petra {self.phone.address}"))

    def _unexpected(self, text: str) -> None:
        shown = [(bubble.text, bubble.buttons) for bubble in self.phone.bubbles]
        self.phone.says(text)
        now_shown = [(bubble.text, bubble.buttons) for bubble in self.phone.bubbles]
        assert now_shown != shown or self.phone.toast, f"silence after {text!r}"

    def place(self) -> tuple[str, str] | None:
        """Return which question of which flow is asked."""
        return self.phone.town.alone(self._stored)

    def _stored(self, session: Session) -> tuple[str, str] | None:
        row = session.get(Dialogue, self.phone.chat)
        return (row.flow, row.question) if row and row.flow and row.question else None

    def _note(self, before: tuple[str, str] | None) -> tuple[str, str] | None:
        after = self.place()
        if after:
            self.seen.add(after)
        if before and before != after:
            self.left.add(before)
        self.look()
        return after

    def look(self) -> None:
        """Check what is new; type every label not seen before, in every way it may be written."""
        for bubble in self.phone.bubbles[-6:]:
            if self.checked.get(bubble.row) is not bubble.body:
                self.checked[bubble.row] = bubble.body
                check(bubble, self.language)
        shown = [bubble for bubble in self.phone.bubbles[-4:] if bubble.rows]
        self.misread.update(misread(self.phone, shown, self.labels))


def _class(data: str, place: tuple[str, str] | None) -> str:
    """Return what is tapped alike there."""
    pressed = read(data)
    assert pressed is not None, data
    if isinstance(pressed, OfQuestion):
        return f"{place} {ALIKE.sub('', pressed.value)}"
    return f"{pressed.kind} {pressed.action}"


def check(bubble: Bubble, language: str) -> None:
    """Hold one message against everything a message must be."""
    text = bubble.body["text"]
    assert text.strip()
    assert utf16_length(text) <= LONGEST_TEXT
    for row in bubble.body.get("rows", []):
        assert 1 <= len(row) <= 8
        for button in row:
            assert button["text"].strip()
            assert len(button.get("data", "").encode()) <= LONGEST
            assert "data" not in button or read(button["data"]) is not None
    spoken = language if language in ("de", "en") or "german" in bubble.body else "de"
    if bubble.text != clean(ASKED_IN_ALL):
        also = bubble.body.get("also", [])
        paragraphs = text.rsplit("\n\n", len(also))
        for paragraph, its in zip(paragraphs, [spoken, *also], strict=True):
            assert faults(paragraph, its) == [], text


@pytest.fixture
def reutlingen(here: Town) -> Town:
    """The demo district; twins tell what is said in German."""
    here.limits = Limits(german_twins=True)
    return here


def at_the_desk(at: Town, language: str, walker: type[Walker] = Walker) -> list[Walker]:
    """Lead two brothers, a lead and a mediator to what nobody finds by tapping."""
    own_name = LANGUAGES[language].own_name
    brothers = walker(at.phone("6").says("/start").taps(own_name), language)
    brothers.led(".start", ".18", "Münsingen", "/phone", "Hamid", "1357", ".start", ".18")
    brothers.led("Münsingen", "Yonas", "2468", "/start", "Hamid", "1357")
    offered(at)
    brothers.led(*NAMED)
    confirmed(at, person_of(brothers.phone))
    brothers.led(*ENDED)
    desk = walker(lead(at, "7", language), language)
    begins(desk.phone, person_of(brothers.phone))
    desk.seen.add(desk.place() or ("", ""))
    desk.led(".yes", "1234", "/menu")
    desk.left.add(("new_phone", "number"))  # once the other phone shows it
    request, person = waits(at, language)
    desk.led(*about(person), *ways(request))
    helen = walker(mediator(at, language), language)
    helen.led(".yes", ".write", "Guten Tag")
    enters_offers(desk)
    desk.led("/team", f"member.{person_of(helen.phone)}.1", ".speaks", ".done", ".woman", ".yes")
    brothers.led("/person", ".letter", ".skip", "/problem", ".call", "0151 234567")
    helen.led(replies_late(helen.phone, "mediated."), ".yes")
    desk.led(replies_late(desk.phone, f"thread.{request}."), ".yes", ".send")
    return [brothers, desk, helen]


def at_random(
    at: Town, language: str, steps: int = STEPS, walker: type[Walker] = Walker
) -> list[Walker]:
    """Let a newcomer, colleagues and somebody of a firm tap what they find."""
    newcomer = at.phone("1").says("/start")
    check(newcomer.bubbles[-1], "en")
    firm = at.do(employer_id)
    walkers = [
        walker(newcomer, language, seen={("language", "language")}),
        walker(joins(at, "2", RoleName.LEAD, "*", language), language, NOT_HELD),
        walker(joins(at, "4", RoleName.STAFF, "alb", language), language),
        walker(joins(at, "5", RoleName.LEAD, "*", language), language, NOT_TEAM),
        walker(joins(at, "3", RoleName.EMPLOYER, firm, language), language),
    ]
    newcomer.taps(LANGUAGES[language].own_name)
    for each, taken in zip(walkers, (steps, steps // 2, 4, steps // 2, 40), strict=True):
        each.walk(taken)
    return walkers


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_reached_left_fit_to_be_seen_and_to_be_typed_back(
    reutlingen: Town, language: str
) -> None:
    before = dict(misses())
    walkers = at_random(reutlingen, language)
    walkers += at_the_desk(reutlingen, language) + announcing(reutlingen, language, Walker)
    walkers += comes_in(reutlingen, language, Walker)
    walkers += opens_screens(reutlingen, language, Walker)
    everything = {(flow.name, question.name) for flow in FLOWS for question in flow.questions}
    seen = {place for walker in walkers for place in walker.seen}
    left = {place for walker in walkers for place in walker.left}
    assert not everything - seen, sorted(everything - seen)
    assert not seen - left, sorted(seen - left)
    assert sum(len(walker.labels) for walker in walkers) > 250
    assert [each for walker in walkers for each in sorted(walker.misread)] == []
    if language != "en":
        assert misses() == before


def test_old_buttons_change_nothing(reutlingen: Town) -> None:
    amal = reutlingen.phone("1").settles_in()
    walker = Walker(amal, "en")
    walker.walk(80)
    amal.says("/profile")
    place, shown = walker.place(), [(b.text, b.buttons) for b in amal.bubbles]
    for data in [data for data in walker.old if isinstance(read(data), OfQuestion)]:
        amal.does(Tapped(data, None))
        assert walker.place() == place
    assert [(b.text, b.buttons) for b in amal.bubbles] == shown


@pytest.mark.parametrize(
    "thing", [Sent("voice", 7), Sent("photo", 8), Sent("document", 9), Sent("other", 10)]
)
def test_nothing_that_is_sent_meets_silence(reutlingen: Town, thing: Sent) -> None:
    amal = reutlingen.phone("1").settles_in()
    heard = len(amal.bubbles)
    amal.does(thing)
    assert len(amal.bubbles) > heard

"""One newcomer's way through the bot, from /start to nothing left, written once for any hand."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

from conversations.kit.buttons import OfQuestion, Pressed, Standing, read
from tests.backstage import Backstage, Traces
from tests.screen import Screen, Wanted, plain

PHONE = 105
HASTE = 50.0
BETWEEN = "Würtingen"
EVE, APPOINTMENT = 18, "14:00"
A_MINUTE_LATER = timedelta(minutes=2)
MORNINGS = tuple(f"on.{day}.am" for day in ("mo", "tu", "we", "th"))


@dataclass(frozen=True)
class Traveller:
    """Somebody with a language and a place: typed in their own digits, then tapped if asked."""

    language: str
    place: str
    meant: Sequence[str] = ()


TRAVELLERS = {
    "ar": Traveller("ar", "٧٢٧٩٣"),
    "fa": Traveller("fa", "۷۲۷۶۴"),
    "ti": Traveller("ti", "Unterhausen"),
    "de": Traveller("de", "Gönningen"),
    "en": Traveller("en", "Pfulingen", ("08415059",)),
}


class Hand(Protocol):
    """What holds the phone: the model of Telegram itself, or a mouse on the page."""

    async def type(self, text: str) -> None:
        """Type and send."""

    async def tap(self, message_id: int, data: str) -> None:
        """Press a button."""

    async def share(self, name: str, lat: float, lon: float) -> None:
        """Share the place of that name."""

    async def look(self, stage: str) -> None:
        """Look at what is on the screen now."""


@dataclass(frozen=True)
class Figures:
    """What a finished profile costs a person, and us; `size` in bytes."""

    language: str
    taps: int
    typed: int
    messages: int
    words: int
    size: int
    seconds: float


@dataclass
class Journey:
    """A traveller on the way; every step waits until the bot has said all it has to say."""

    traveller: Traveller
    backstage: Backstage
    hand: Hand
    screen: Screen
    taps: int = 0
    typed: int = 0
    code: str = ""
    figures: Figures = field(init=False)

    async def go(self) -> Traces:
        """Go all the way; returns where the bot kept something, before it was deleted."""
        begun = time.perf_counter()
        await self.arrive()
        await self.find_work()
        await self.tell_more()
        await self.count(begun)
        await self.correct()
        traces = await self.backstage.traces(self.code)
        await self.be_invited()
        await self.come()
        await self.leave()
        return traces

    async def arrive(self) -> None:
        """Say hello, agree, name the place, say yes to something this week."""
        await self.say("/start")
        await self.answer(self.traveller.language)
        await self.hand.look("1-consent")
        await self.answer("start")
        await self.answer("18+")
        await self.say(self.traveller.place)
        for choice in self.traveller.meant:
            await self.answer(choice)
        await self.hand.look("2-this-week")
        await self.press("activity", "come")

    async def find_work(self) -> None:
        """Name skills and wishes, get the first offer, want it."""
        await self.answer("yes", "food", "on.food.kitchen", "on.food.cook")
        await self.hand.look("3-skills")
        await self.answer("done", "2", "3", "enough", "on.job", "on.tryout", "done")
        await self.hand.look("4-areas")
        await self.answer("done")
        await self.hand.look("5-offer")
        await self.press("offer", "more")
        await self.press("offer", "yes")
        await self.hand.look("6-interested")

    async def tell_more(self) -> None:
        """Answer the short questions; the card comes."""
        await self.answer("go_on", "other", *MORNINGS)
        await self.hand.look("7-times")
        await self.answer("done", "half", "now", "on.bus", "done", "none", "A1", "no")
        await self.answer("9-10", "home")
        await self.hand.look("8-card")

    async def correct(self) -> None:
        """Move to a village between two centres, then to town by sharing it; the rest is right."""
        await self.answer("change", "place")
        await self.say(BETWEEN)
        await self.answer("reutlingen", "change", "place", "other", "share")
        await self.hand.look("9-share")
        await self.hand.share("Reutlingen", 48.4921, 9.2121)
        await self.backstage.settled()
        await self.answer("good", "not_now")

    async def be_invited(self) -> None:
        """Staff load an appointment for the code on the card; the clock walks to the eve."""
        day = self.backstage.today + timedelta(days=1)
        heard = len(self.screen.messages())
        await self.backstage.load(self.appointment(day.isoformat()))
        self.expect(heard, APPOINTMENT, a_map=True)
        await self.hand.look("10-appointment")
        heard = len(self.screen.messages())
        await self.backstage.walk_to(self.backstage.today, EVE)
        self.expect(heard, APPOINTMENT, a_map=True)
        await self.hand.look("11-reminder")

    async def come(self) -> None:
        """Confirm under the reminder, and see it under /appointments."""
        await self.press("appointment", "come")
        await self.say("/appointments")
        shown = [each for each in self.screen.messages() if APPOINTMENT in plain(each["html"])]
        offered = [read(data) for data in self.screen.data_of(shown[-1])]
        said = [each.action for each in offered if isinstance(each, Standing)]
        assert said == ["cannot", "other", "calendar", "show"]
        await self.hand.look("12-appointments")

    async def leave(self) -> None:
        """Delete everything with two taps."""
        await self.say("/delete")
        await self.answer("yes")
        await self.hand.look("13-deleted")
        assert len(self.screen.messages()) == 1
        await self.backstage.walk(A_MINUTE_LATER)

    def appointment(self, day: str) -> str:
        """Return the file that staff load."""
        about: dict[str, Any] = {
            "id": f"T-{self.code}",
            "who": self.code,
            "centre": "reutlingen",
            "kind": "first_talk",
            "when": f"{day} {APPOINTMENT}",
            "minutes": 45,
            "interpreter": self.traveller.language,
        }
        return json.dumps({"appointments": [about]})

    def expect(self, heard: int, words: str, *, a_map: bool) -> None:
        """Find these words, and a map after them, in what came since."""
        news = self.screen.messages()[heard:]
        said = [words in plain(each["html"]) for each in news]
        assert any(said), [each["html"] for each in news]
        assert any(each["venue"] for each in news[said.index(True) :]) == a_map

    async def count(self, begun: float) -> None:
        """Read the code on the card, and note what the profile cost."""
        seconds = time.perf_counter() - begun
        found = re.search(r"R-\d+", plain(self.screen.messages()[-1]["html"]))
        assert found, "no card with a code"
        self.code = found[0]
        size = await self.backstage.profile_size(self.code)
        messages, words = self.screen.counted()
        self.figures = Figures(
            self.traveller.language, self.taps, self.typed, messages, words, size, seconds
        )

    async def say(self, text: str) -> None:
        """Type, and hear the answer."""
        self.typed += 1
        await self.hand.type(text)
        await self.backstage.settled()

    async def answer(self, *values: str) -> None:
        """Press the buttons of the questions that come."""
        for value in values:
            await self._press(partial(_answers, value))

    async def press(self, kind: str, verb: str) -> None:
        """Press a standing button."""
        await self._press(partial(_stands, kind, verb))

    async def _press(self, wanted: Wanted) -> None:
        self.taps += 1
        await self.hand.tap(*self.screen.find(wanted))
        await self.backstage.settled()


def _answers(value: str, pressed: Pressed | None) -> bool:
    return isinstance(pressed, OfQuestion) and pressed.value == value


def _stands(kind: str, verb: str, pressed: Pressed | None) -> bool:
    if not isinstance(pressed, Standing) or pressed.kind != kind:
        return False
    return pressed.action.partition("-")[0] == verb

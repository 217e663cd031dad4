"""Simulated people at the page: they press, type, press twice, look again, and never give up."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from aiohttp import ClientError, ClientSession, CookieJar

from bot.page.events import BEGIN, chosen
from bot.page.tokens import cookie, source_key
from locales.languages import LANGUAGES
from tests.faults.crowd import WORDS
from tests.page.paged import SAME_ORIGIN
from tests.page.seen import Form, Pressable, Seen

NEVER = ("delete", "stop", "finish", "look", ".no")  # what is gone cannot be checked
AGAIN = 0.25
HERE, CUT = "/c", "cut"
KEPT = ("303 /c", "303 /c/wait")


@dataclass
class Post:
    """Something said with a form: by whom, under which token, whether they were told it is kept."""

    person: int
    token: str
    said: dict[str, str]
    told: bool = False


@dataclass
class Person:
    """Somebody at a screen of their own."""

    number: int
    language: str
    chance: Random
    http: ClientSession
    url: str
    answers: Counter[str]
    page: Seen = field(default_factory=lambda: Seen(""))
    old: list[Seen] = field(default_factory=list)

    async def asks(self, path: str) -> None:
        """Look at a page, as often as it takes."""
        while True:
            try:
                async with self.http.get(f"{self.url}{path}") as answer:
                    if answer.ok:
                        self.page = Seen(await answer.text())
                        return
            except (ClientError, OSError, TimeoutError):
                pass
            await asyncio.sleep(AGAIN)

    async def posts(self, form: Form, fields: dict[str, str], post: Post) -> None:
        """Send a form, again and again where the line is cut: the same form."""
        while True:
            try:
                async with self.http.post(
                    f"{self.url}{form.action}",
                    data=fields,
                    headers=SAME_ORIGIN,
                    allow_redirects=False,
                ) as answer:
                    said = f"{answer.status} {answer.headers.get('Location', '')}".strip()
                    self.answers[said] += 1
                    if said in KEPT:
                        post.told = True
                        return
            except (ClientError, OSError, TimeoutError):
                self.answers[CUT] += 1
            await asyncio.sleep(AGAIN)


class Pages:
    """A crowd at the page; `made` holds what everybody said, by the number it has in the inbox."""

    def __init__(self, url: str, people: int, seed: int, pause: tuple[float, float]) -> None:
        self._url, self._people, self._pause = url, people, pause
        self._seed = seed
        self.made: dict[int, Post] = {}
        self.answers = Counter[str]()

    @property
    def told(self) -> int:
        """How many were told that what they said is kept."""
        return sum(post.told for post in self.made.values())

    async def talk(self) -> None:
        """Talk until cancelled."""
        async with asyncio.TaskGroup() as people:
            for number in range(self._people):
                people.create_task(self._live(number))

    async def _live(self, number: int) -> None:
        chance = Random(f"{self._seed} {number}")
        address = {"X-Forwarded-For": f"10.0.{number >> 8}.{number & 255}"}
        jar = CookieJar(unsafe=True)
        async with ClientSession(cookie_jar=jar, headers=address) as http:
            person = Person(number, language_of(number), chance, http, self._url, self.answers)
            await self._begin(person)
            while True:
                await asyncio.sleep(chance.uniform(*self._pause))
                await self._act(person)

    async def _begin(self, person: Person) -> None:
        await person.asks(f"/?language={person.language}")
        button = person.page.button("page")
        fields = {**button.form.hidden, button.name: button.value}
        post = Post(person.number, fields["token"], {BEGIN: ""})
        self.made[source_key(cookie(fields["token"]), post.said)] = post
        await self._sent(person, button.form, fields, post)
        await person.asks(HERE)

    async def _act(self, person: Person) -> None:
        """Do one thing, sometimes on a page of before."""
        page = person.page
        if person.old and person.chance.random() < 0.1:
            page = person.chance.choice(person.old)  # the back button
        found = _choice(page, person.chance)
        if found is not None:
            form, fields = found
            said = chosen(fields)
            key = source_key(fields["token"], said)
            post = self.made.setdefault(key, Post(person.number, fields["token"], said))
            person.old = [*person.old[-4:], person.page]
            await self._sent(person, form, fields, post)
        await person.asks(HERE)

    async def _sent(self, person: Person, form: Form, fields: dict[str, str], post: Post) -> None:
        """Send a form; often twice at once, and reload now and then."""
        twice = 2 if person.chance.random() < 0.3 else 1
        await asyncio.gather(*[person.posts(form, fields, post) for _ in range(twice)])
        if person.chance.random() < 0.2:
            await person.posts(form, fields, post)


def language_of(number: int) -> str:
    """Return the language somebody chooses."""
    return tuple(LANGUAGES)[number % len(LANGUAGES)]


def _choice(page: Seen, chance: Random) -> tuple[Form, dict[str, str]] | None:
    """Choose a button, or a text where one can be typed."""
    buttons = [b for b in page.buttons if _may(b)]
    if buttons and chance.random() < 0.8:
        button = chance.choice(_first(buttons, chance))
        return button.form, {**button.form.hidden, button.name: button.value}
    forms = [form for form in page.forms if "text" in form.fields]
    return (forms[0], {**forms[0].hidden, "text": chance.choice(WORDS)}) if forms else None


def _may(button: Pressable) -> bool:
    is_event = button.form.action == HERE and button.name == "data"
    return is_event and not any(word in button.value for word in NEVER)


def _first(buttons: list[Pressable], chance: Random) -> list[Pressable]:
    """Prefer what stands under a message to what stands around the page."""
    own = [button for button in buttons if not button.value.startswith("/")]
    return own if own and chance.random() < 0.85 else buttons

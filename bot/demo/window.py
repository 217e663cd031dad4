"""A browser of the demo with our page in it, whoever presses: people, or the tour for them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from html import escape
from typing import Any, TypeAlias

from aiohttp import ClientSession, DummyCookieJar, web

from bot.demo.finding import plain
from bot.demo.forms import Button, Form, Page
from bot.demo.steps import Tap
from bot.page.server import application
from bot.page.site import Site
from bot.sockets import listening

Answer: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
SHOWN = "jip.example"
"""What stands in the address line: nobody types it here."""
HERE, TYPED, HTML = "/c", "text", "text/html"
MOST_TURNS = 5
OURS = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "de"}
POINTED = "/pointed.css"
AWAY = 'rel="noopener noreferrer"'
LOOK = """
#pointed { position: relative; outline: 4px solid #e08a1e; outline-offset: 2px; }
#pointed { scroll-margin-block: 40vh; }
#pointed::after { content: ""; position: absolute; inset: 45% auto auto 55%; z-index: 9;
width: 40px; height: 40px; background: url("/pointed.svg") no-repeat; }
"""
HAND = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 26 26" fill="#fff" stroke="#14201f" '
    'stroke-width="1.5" stroke-linejoin="round"><path d="M9 12V4.6a1.6 1.6 0 013.2 0V10l5.6 1.3a'
    "2.2 2.2 0 011.7 2.5l-.8 5.1a3.2 3.2 0 01-3.1 2.6h-3.9a3.4 3.4 0 01-2.5-1.2L4.6 15.4a1.5 1.5 0 "
    '012.2-2z"/></svg>'
)


class Window:
    """What a browser has before it: the address, the page as it was drawn last, its cookie.

    `turned` counts what the frame did not load by itself.
    """

    picture = b""

    def __init__(
        self, id_: int, name: str, owner: Mapping[str, str], about: Mapping[str, str]
    ) -> None:
        self.id, self.cookie = id_, f"jip_{name}"
        self._owner, self._caption = owner, about
        self._callbacks: list[Callable[[int], None]] = []
        self._listens = listening("127.0.0.1:0", "the demo")
        self._http: ClientSession | None = None
        self.turned = 0
        self.clear()

    @property
    def origin(self) -> str:
        """Where the page is served to this browser."""
        return f"http://127.0.0.1:{self._listens.getsockname()[1]}"

    def clear(self) -> None:
        """Begin again, with an empty window."""
        self.token, self.at, self.page = "", "", Page("")
        self._pointed = self._draft = self._spot = ""
        self.used = self._asking = False
        self._turn()

    def close(self) -> None:
        """Listen no more."""
        self._listens.close()

    @asynccontextmanager
    async def served(self, site: Site) -> AsyncIterator[None]:
        """Answer this browser while the block lasts; who comes between two of them waits."""
        app = application(site)
        app.middlewares.insert(0, self._noting)
        app.router.add_get(POINTED, _look)
        app.router.add_get("/pointed.svg", _hand)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.SockSite(runner, self._listens.dup()).start()
            async with ClientSession(self.origin, cookie_jar=DummyCookieJar()) as self._http:
                yield
        finally:
            await runner.cleanup()

    def snapshot(self) -> Mapping[str, Any]:
        """Return what is shown of it, ready for JSON."""
        path = self.at.partition("?")[0]
        address = SHOWN + ("/l/…" if path.startswith("/l/") else path.rstrip("/"))
        there = {"address": address, "turned": self.turned, "empty": not self.at}
        whose: dict[str, Any] = {"owner": dict(self._owner), "caption": dict(self._caption)}
        return {"id": self.id, "name": self._owner["de"], **whose, "window": there}

    def texts(self) -> Iterable[str]:
        """Return what is to be read."""
        return [*map(escape, self._owner.values()), *map(escape, self.page.texts)]

    def listen(self, callback: Callable[[int], None]) -> None:
        """Call back with its id whenever it changed."""
        self._callbacks.append(callback)

    def lead(self) -> tuple[str, str, str]:
        """Return the address it shows, and its cookie."""
        return f"{self.origin}{self.at}{self._spot}", self.cookie, self.token

    async def open(self, path: str, spot: str = "") -> None:
        """Go to an address of the page, and on to where that leads; look at a spot there."""
        self._spot = spot
        for _ in range(MOST_TURNS):
            self.at = path
            location = await self._ask("GET", path)
            if location is None:
                break
            path = location
        self._turn()

    def find(self, tap: Tap) -> str | None:
        """Return the number of the button that fits, as the page stands."""
        buttons = enumerate(self.page.buttons)
        return next((str(i) for i, each in buttons if _fits(tap, each)), None)

    def point(self, name: str, text: str = "") -> None:
        """Let a finger lie on a button, or on what sends a text that stands there already."""
        self._pointed, self._draft, self._spot = name, text, "#pointed"
        self._turn()

    async def press(self, name: str) -> None:
        """Press a button."""
        button = self.page.buttons[int(name)]
        await self._post(button.form, {button.name: button.value} if button.name else {})

    async def type(self, text: str) -> None:
        """Type something into the page and send it; LookupError where it cannot be."""
        form = next((each for each in self.page.forms if TYPED in each.typed), None)
        if form is None:
            raise LookupError(TYPED)
        await self._post(form, {TYPED: text})

    async def _post(self, form: Form, said: Mapping[str, str]) -> None:
        self._pointed = ""
        location = await self._ask("POST", form.action, {**form.hidden, **said})
        if location is None:
            self._turn()
        else:
            await self.open(location)

    async def _ask(
        self, method: str, path: str, said: Mapping[str, str] | None = None
    ) -> str | None:
        if self._http is None:
            raise LookupError(path)
        self._asking = True
        headers = {**OURS, "Cookie": f"{self.cookie}={self.token}"}
        asked = self._http.request(method, path, data=said, headers=headers, allow_redirects=False)
        try:
            async with asked as answer:
                return answer.headers.get("Location")
        finally:
            self._asking = False

    def _turn(self) -> None:
        self.turned += 1
        self._tell()

    def _tell(self) -> None:
        for callback in self._callbacks:
            callback(self.id)

    @property
    def _noting(self) -> Any:
        @web.middleware
        async def noting(request: web.Request, handler: Answer) -> web.StreamResponse:
            response = await handler(request)
            if isinstance(response, web.Response):
                self._note(request, response)
            return response

        return noting

    def _note(self, request: web.Request, response: web.Response) -> None:
        """See what this browser sees; a frame takes nobody's focus and shows no other site."""
        self.used |= request.method == "POST" and not self._asking
        given = response.cookies.get(self.cookie)
        if given is not None:
            self.token = given.value
        if response.content_type != HTML or not response.text:
            return
        self.page = Page(response.text)
        if request.method == "GET":
            self.at = request.path_qs
        button = self._button() if self._pointed else None
        text = _pointing(response.text, button, self._draft) if button else response.text
        alone = text.replace(AWAY, f'target="_blank" {AWAY}')
        response.text = alone.replace(" autofocus", "")
        self._tell()

    def _button(self) -> Button | None:
        """Return what a finger lies on: a button by its number, or what sends what is typed."""
        if self._pointed == TYPED:
            return next((each for each in self.page.buttons if TYPED in each.form.typed), None)
        found = self.page.buttons[int(self._pointed) :]
        return found[0] if found else None


def _pointing(text: str, button: Button, draft: str) -> str:
    """Return a page in which a button is pointed at, and something was typed."""
    lines, (line, letter) = text.split("\n"), button.at
    there = letter + len("<button")
    lines[line - 1] = f'{lines[line - 1][:there]} id="pointed"{lines[line - 1][there:]}'
    text = "\n".join(lines).replace("</textarea>", f"{escape(draft)}</textarea>")
    text = text.replace('name="text" dir="ltr"', f'name="text" value="{escape(draft)}" dir="ltr"')
    return text.replace("</head>", f'<link rel="stylesheet" href="{POINTED}"></head>')


async def _look(_request: web.Request) -> web.Response:
    return web.Response(text=LOOK, content_type="text/css")


async def _hand(_request: web.Request) -> web.Response:
    return web.Response(text=HAND, content_type="image/svg+xml")


def _fits(tap: Tap, button: Button) -> bool:
    return plain(escape(tap.label)) in plain(escape(button.label)) and button.value.startswith(
        tap.data
    )

"""What somebody with bad intent has: raw lines, forged forms, and a table of what each got."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from urllib.parse import urlencode, urlsplit

import click
from sqlalchemy import func, select

from storage.models import Inbox
from tests.page.paged import Browser, PageDesk

PATIENCE = 20.0
URLENCODED = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    """An answer, byte for byte; status 0 where the line was cut."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Everything that came, in letters."""
        return f"{self.headers} {self.body.decode('utf-8', 'replace')}"


async def raw(desk: PageDesk, *parts: bytes | float) -> Reply:
    """Send these bytes over a line of one's own, resting where a number stands between them."""
    place = urlsplit(desk.url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    try:
        async with asyncio.timeout(PATIENCE):
            for part in parts:
                if isinstance(part, bytes):
                    writer.write(part)
                    await writer.drain()
                else:
                    await asyncio.sleep(part)
            return _reply(await reader.read())
    except ConnectionError:
        return Reply(0, {}, b"")
    finally:
        writer.close()


def _reply(answered: bytes) -> Reply:
    first, _, rest = answered.partition(b"\r\n")
    if not first:
        return Reply(0, {}, b"")
    head, _, body = rest.partition(b"\r\n\r\n")
    headers = dict(BytesParser().parsebytes(head + b"\r\n\r\n").items())
    return Reply(int(first.split()[1]), headers, body)


def lines(desk: PageDesk, first: str, body: bytes = b"", **headers: str) -> bytes:
    """Return a request whose answer ends the line; `_` in a header's name stands for `-`."""
    said = {"Host": urlsplit(desk.url).netloc, "Connection": "close"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value != "-")
    return f"{first} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body


def post(desk: PageDesk, path: str, body: bytes, **headers: str) -> bytes:
    """Return a post as our page makes it, but for what is given."""
    usual = {"Sec_Fetch_Site": "same-origin", "Content_Type": URLENCODED}
    length = {"Content_Length": str(len(body))} if "Transfer_Encoding" not in headers else {}
    return lines(desk, f"POST {path}", body, **{**usual, **length, **headers})


def chunked(body: bytes, size: int = 4000) -> bytes:
    """Return a body in pieces whose length nobody says beforehand."""
    cut = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(f"{len(c):x}\r\n".encode() + c + b"\r\n" for c in [*cut, b""])


async def heard(desk: PageDesk) -> int:
    """Return how many posts have been kept so far."""
    count = desk.app.database.read(lambda s: s.scalar(select(func.count()).select_from(Inbox)))
    return await asyncio.wrap_future(count) or 0


def cookie_of(desk: PageDesk, browser: Browser) -> str:
    """Return the cookie a browser keeps."""
    (found,) = browser.http.cookie_jar
    return f"{found.key}={found.value}"


@dataclass
class Table:
    """What was tried, and what it got."""

    desk: PageDesk
    got: dict[str, str] = field(default_factory=dict)

    async def sends(self, name: str, *parts: bytes | float) -> Reply:
        """Try something and note it: the status, and whether something was kept."""
        before = await heard(self.desk)
        reply = await raw(self.desk, *parts)
        kept = await heard(self.desk) - before
        self.got[name] = f"{reply.status or 'cut'}, {f'kept {kept}' if kept else 'nothing'}"
        return reply

    def shown(self, title: str) -> None:
        """Print it, for who runs the test with -s."""
        click.echo(f"\n{title}")
        for name, got in self.got.items():
            click.echo(f"  {name:58}{got}")


def form(**fields: str) -> bytes:
    """Return the fields of a form."""
    return urlencode(fields).encode()

"""The way out through a proxy: real little ones, on loopback."""

from __future__ import annotations

import asyncio
import os
import ssl
import sys
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat
from cryptography.x509.oid import NameOID

from bot.clock import Clock
from bot.telegram.transport import NotSentError, TelegramBot, Transport
from tests.bot.standin_desk import KEY
from tests.bot.test_command_line import HOUSE
from tests.bot.test_transport import http

ANSWER = http("200 OK", '{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"jip"}}')
REFUSAL = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Proxy:
    """What a proxy was asked for."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)


@asynccontextmanager
async def proxy() -> AsyncIterator[Proxy]:
    """Serve a proxy that answers in the name of everybody, and leads to nobody."""
    found = Proxy()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        found.heads.append(head)
        found.asked.append(head.splitlines()[0])
        writer.write(REFUSAL if head.startswith("CONNECT") else ANSWER)
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        found.url = f"http://jip:hunter2@127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        yield found


async def ask(api: str) -> None:
    """Make one call."""
    async with Transport(read_seconds=2.0) as transport:
        await TelegramBot(KEY, api, transport).call("getMe", {})


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


async def test_a_call_goes_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with proxy() as found:
        monkeypatch.setenv("HTTP_PROXY", found.url)
        await ask("http://api.invalid")
    assert found.asked == [f"POST http://api.invalid/bot{KEY}/getMe HTTP/1.1"]
    secret = b64encode(b"jip:hunter2").decode()
    assert f"Proxy-Authorization: Basic {secret}" in found.heads[0]


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy"])
async def test_the_safe_way_is_asked_for_too_and_a_refusal_means_not_sent(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    async with proxy() as found:
        monkeypatch.setenv(name, found.url)
        with pytest.raises(NotSentError) as caught:
            await ask("https://api.invalid")
    assert found.asked == ["CONNECT api.invalid:443 HTTP/1.1"]
    assert "hunter2" not in repr(caught.value)


async def test_a_proxy_that_is_not_there_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async with proxy() as found:
        pass
    monkeypatch.setenv("HTTPS_PROXY", found.url)
    with pytest.raises(NotSentError):
        await ask("https://api.invalid")


async def test_what_is_here_is_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    async with proxy() as found, proxy() as api:
        monkeypatch.setenv("HTTP_PROXY", found.url)
        await ask(f"http://{api.url.partition('@')[2]}")
        monkeypatch.setenv("NO_PROXY", "api.invalid")
        with pytest.raises(NotSentError):
            await ask("http://api.invalid")
    assert (len(found.asked), len(api.asked)) == (0, 1)


SPEAKER = """
import asyncio, sys
from bot.telegram.transport import TelegramBot, Transport

async def speak():
    async with Transport(read_seconds=5.0) as transport:
        me = await TelegramBot(sys.argv[1], "https://api.invalid", transport).call("getMe", {})
        print(me["first_name"])

asyncio.run(speak())
"""


async def test_the_safe_way_leads_through_a_tunnel_to_who_can_prove_their_name(
    tmp_path: Path,
) -> None:
    """The proxy passes on what it cannot read; the other end shows a certificate of that name."""
    trusted, context = certified("api.invalid", tmp_path)
    async with tunnel(context) as (url, heads):
        said = await spoken(url, {"SSL_CERT_FILE": str(trusted)})
        assert said == "jip\n"
        assert heads[0].startswith("CONNECT api.invalid:443 HTTP/1.1")
        assert KEY not in "".join(heads)
        assert await spoken(url, {}) == ""


async def spoken(proxy_url: str, environment: dict[str, str]) -> str:
    """Return what a process says that has to take the proxy."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", SPEAKER, KEY),
        env={**os.environ, "PYTHONPATH": HOUSE, "HTTPS_PROXY": proxy_url, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    said, _errors = await asyncio.wait_for(process.communicate(), 30)
    return said.decode()


@asynccontextmanager
async def tunnel(context: ssl.SSLContext) -> AsyncIterator[tuple[str, list[str]]]:
    """Serve a proxy all of whose tunnels lead to one Bot API that speaks TLS."""
    heads: list[str] = []

    async def api(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n{}")
        writer.write(ANSWER)
        await writer.drain()
        writer.close()

    async def passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.close()

    async def between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
        other, beyond = await asyncio.open_connection("127.0.0.1", port_of(behind))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        ways = passed(reader, beyond), passed(other, writer)
        await asyncio.gather(*ways, return_exceptions=True)

    behind = await asyncio.start_server(api, "127.0.0.1", 0, ssl=context)
    front = await asyncio.start_server(between, "127.0.0.1", 0)
    async with behind, front:
        yield f"http://127.0.0.1:{port_of(front)}", heads


def port_of(server: asyncio.Server) -> int:
    """Return where a server listens."""
    port: int = server.sockets[0].getsockname()[1]
    return port


def certified(name: str, folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Return who is to be trusted, and what a server of that name proves it with."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = Clock().now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    written, secret = folder / "certificate.pem", folder / "key.pem"
    written.write_bytes(certificate.public_bytes(Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(written, secret)
    return written, context

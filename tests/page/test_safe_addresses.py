"""Addresses, hosts and methods nobody of ours uses: what each of them gets."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from bot.page.gate import HEADERS
from tests.page.paged import PageDesk, page_desk
from tests.page.safe import Reply, Table, form, lines, post, raw

STRANGE = {
    "another host": "421, nothing",
    "no host": "400, nothing",
    "two hosts": "400, nothing",
    "our host with another port": "421, nothing",
    "our host in capitals of another": "421, nothing",
    "a whole address of another host": "421, nothing",
    "X-Forwarded-Host of another": "200, nothing",
    "a line break in a place": "404, nothing",
    "a line break in a language": "200, nothing",
    "a line break in a posted place": "404, nothing",
    "a line break in a posted link": "303, nothing",
    "a line break in a cookie": "303, nothing",
    "a cookie of bytes": "303, nothing",
    "a cookie of 7 KB": "303, nothing",
    "300 cookies": "303, nothing",
    "a cookie of 9 KB": "400, nothing",
    "two slashes and another host": "404, nothing",
    "a place that is another host": "404, nothing",
    "a posted place that is another host": "404, nothing",
    "a language that is another address": "200, nothing",
    "a place of 21 letters": "404, nothing",
    "a link with a NUL": "404, nothing",
    "a link of half letters": "404, nothing",
    "a link of 4,000 letters": "404, nothing",
    "/static/../server.py": "404, nothing",
    "/static/..%2fserver.py": "404, nothing",
    "/static/%2e%2e/%2e%2e/server.py": "404, nothing",
    "/static/..%5cserver.py": "404, nothing",
    "/static//etc/passwd": "404, nothing",
    "/fonts/..%2f..%2f..%2fetc%2fpasswd": "404, nothing",
    "/fonts/OFL.txt%00.css": "404, nothing",
    "/static/.hidden.css": "404, nothing",
    "/f/99999999999999999999": "404, nothing",
    "/f/999999999999999": "404, nothing",
    "/f/../c": "404, nothing",
    "PUT": "405, nothing",
    "DELETE": "405, nothing",
    "OPTIONS": "405, nothing",
    "TRACE": "405, nothing",
    "CONNECT": "404, nothing",
    "a method nobody knows": "400, nothing",
    "HEAD": "303, nothing",
    "Expect of something else": "417, nothing",
    "no HTTP": "400, nothing",
    "a header with a NUL": "400, nothing",
    "a header of 20 KB": "400, nothing",
}


@pytest.mark.both_databases
async def test_a_strange_address_leads_nowhere_and_every_answer_has_its_headers(
    chosen_url: str,
) -> None:
    async with page_desk(chosen_url) as desk:
        table, answers = Table(desk), list[Reply]()
        for name, sent in {**_hosts(desk), **_breaks(desk), **_paths(desk), **_odd(desk)}.items():
            answers.append(await table.sends(name, sent))
    table.shown("An address")
    assert table.got == STRANGE
    for name, answer in zip(table.got, answers, strict=True):
        _is_guarded(name, answer, desk)


def _is_guarded(name: str, answer: Reply, desk: PageDesk) -> None:
    assert "evil" not in answer.headers.get("Location", ""), name
    assert "X-Broken" not in answer.headers, name
    assert "Traceback" not in answer.text, name
    if answer.status != 400:  # of what is no HTTP our page never hears
        assert HEADERS.items() <= dict(answer.headers).items(), name
        assert "Set-Cookie" not in answer.headers, name


def _hosts(desk: PageDesk) -> dict[str, bytes]:
    ours = urlsplit(desk.url).netloc
    return {
        "another host": lines(desk, "GET /", Host="evil.test"),
        "no host": lines(desk, "GET /", Host="-"),
        "two hosts": lines(desk, "GET /", Host=f"{ours}\r\nHost: evil.test"),
        "our host with another port": lines(desk, "GET /", Host="127.0.0.1:1"),
        "our host in capitals of another": lines(desk, "GET /", Host=f"{ours}.EVIL.test"),
        "a whole address of another host": lines(desk, "GET http://evil.test/", Host="evil.test"),
        "X-Forwarded-Host of another": lines(desk, "GET /", X_Forwarded_Host="evil.test"),
    }


def _breaks(desk: PageDesk) -> dict[str, bytes]:
    broken = "%0d%0aX-Broken:%201"
    cookies = "; ".join(f"c{number}={number}" for number in range(300))
    return {
        "a line break in a place": lines(desk, f"GET /p/{broken}"),
        "a line break in a language": lines(desk, f"GET /?language=de{broken}"),
        "a line break in a posted place": post(desk, f"/p/x{broken}", form(language="de")),
        "a line break in a posted link": post(desk, f"/l/x{broken}", form(language="de")),
        "a line break in a cookie": lines(desk, "GET /c", Cookie=f"jip=a{broken}"),
        "a cookie of bytes": lines(desk, "GET /c", Cookie="jip=\xff\xfe\x80"),
        "a cookie of 7 KB": lines(desk, "GET /c", Cookie=f"jip={'a' * 7000}"),
        "300 cookies": lines(desk, "GET /c", Cookie=cookies),
        "a cookie of 9 KB": lines(desk, "GET /c", Cookie=f"jip={'a' * 9000}"),
    }


def _paths(desk: PageDesk) -> dict[str, bytes]:
    tried = {
        "two slashes and another host": "//evil.test/",
        "a place that is another host": "/p/%2f%2fevil.test",
        "a language that is another address": "/?language=https://evil.test",
        "a place of 21 letters": "/p/" + "a" * 21,
        "a link with a NUL": "/l/a%00b",
        "a link of half letters": "/l/%ED%A0%80",
        "a link of 4,000 letters": "/l/" + "a" * 4000,
    }
    files = [name for name in STRANGE if name.startswith(("/static", "/fonts", "/f/"))]
    asked = {name: lines(desk, f"GET {path}") for name, path in tried.items()}
    away = post(desk, "/p/%2f%2fevil.test", form(language="de"))
    return {
        **asked,
        "a posted place that is another host": away,
        **{path: lines(desk, f"GET {path}") for path in files},
    }


def _odd(desk: PageDesk) -> dict[str, bytes]:
    methods = ("PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT")
    return {
        **{method: lines(desk, f"{method} /c") for method in methods},
        "a method nobody knows": lines(desk, "BREW /c"),
        "HEAD": lines(desk, "HEAD /c"),
        "Expect of something else": post(desk, "/c", b"", Expect="the-inquisition"),
        "no HTTP": b"\x16\x03\x01 let me in\r\n\r\n",
        "a header with a NUL": lines(desk, "GET /", X_Odd="a\x00b"),
        "a header of 20 KB": lines(desk, "GET /", X_Long="a" * 20_000),
    }


async def test_what_never_changes_may_be_kept_and_nothing_else(sqlite_url: str) -> None:
    async with page_desk(sqlite_url) as desk:
        kept = await raw(desk, lines(desk, "GET /static/page.css"))
        page = await raw(desk, lines(desk, "GET /"))
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert page.headers["Cache-Control"] == "no-store"
    for told in ("<script>", "<style", " style=", "javascript:", "unsafe-"):
        assert told not in page.text
    assert not any(f" on{what}=" in page.text for what in ("click", "load", "submit", "error"))
    assert "Strict-Transport-Security" not in page.headers

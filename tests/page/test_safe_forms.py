"""Forms that are not ours, not theirs, too big, too slow or sent twice: what each of them gets."""

from __future__ import annotations

import zlib
from datetime import timedelta

import pytest

from bot.page import posts, tokens
from bot.page.tokens import Token
from tests.page.paged import Browser, page_desk
from tests.page.safe import Table, chunked, cookie_of, form, post, raw

HERE, GONE = "/c", "303, nothing"
DAY = timedelta(days=1)
FORGED = {
    "no token": GONE,
    "a token nobody signed": GONE,
    "one bit of it flipped": GONE,
    "spelled differently": GONE,
    "drawn 25 hours ago": GONE,
    "drawn tomorrow": GONE,
    "of somebody else's session": GONE,
    "of nobody's session, such as the first page has": GONE,
    "their form, without their cookie": GONE,
    "from a page of somebody else": "403, nothing",
    "from a sister page": "403, nothing",
    "typed into the address line": "403, nothing",
    "Origin of somebody else": "403, nothing",
    "Origin null": "403, nothing",
    "our Origin, another port": "403, nothing",
    "neither Origin nor Sec-Fetch-Site": "403, nothing",
    "our Origin, though Sec-Fetch-Site says cross-site": "403, nothing",
    "finish here, from a page of somebody else": "403, nothing",
    "as multipart": "415, nothing",
    "as JSON": "415, nothing",
    "as nothing named": "415, nothing",
    "deflated": "415, nothing",
    "in an alphabet nobody knows": "400, nothing",
    "as bytes that are no text": GONE,
    "17 KB with its length said": "413, nothing",
    "17 KB in pieces": "413, nothing",
    "a length and pieces at once": "400, nothing",
    "as a page of ours sends it": "303, kept 1",
    "the same once more": GONE,
    "the same, with our Origin alone": GONE,
    "another choice from the same page": "303, kept 1",
    "with a place that is none": GONE,
    "with a NUL, and letters that are half": "303, kept 1",
}


@pytest.mark.both_databases
async def test_a_form_counts_only_as_our_page_sends_it_and_once(chosen_url: str) -> None:
    async with page_desk(chosen_url) as desk, desk.browser() as amina, desk.browser() as other:
        await amina.settles_in()
        await other.settles_in("Deutsch")
        table = Table(desk)
        await _tokens(table, amina, other)
        await _origins(table, amina)
        await _bodies(table, amina)
        await _good(table, amina)
    table.shown("A form")
    assert table.got == FORGED


def _tap(browser: Browser) -> dict[str, str]:
    button = browser.page.button("/language")
    return {**button.form.hidden, button.name: button.value}


async def _tokens(table: Table, amina: Browser, other: Browser) -> None:
    desk, mine, fields = table.desk, cookie_of(table.desk, amina), _tap(amina)
    now = desk.app.clock.now()
    signed = tokens.read(fields["token"], now, DAY)
    assert signed is not None
    own = signed.session
    tried = {
        "no token": "",
        "a token nobody signed": "A" * 64,
        "one bit of it flipped": _flipped(fields["token"]),
        "spelled differently": f"{fields['token'][:20]} {fields['token'][20:]}",
        "drawn 25 hours ago": Token(own, None, now - timedelta(hours=25)).sign(),
        "drawn tomorrow": Token(own, None, now + timedelta(days=1)).sign(),
        "of somebody else's session": _tap(other)["token"],
        "of nobody's session, such as the first page has": Token(0, None, now).sign(),
    }
    for name, token in tried.items():
        body = form(**{**fields, "token": token})
        await table.sends(name, post(desk, HERE, body, Cookie=mine))
    await table.sends("their form, without their cookie", post(desk, HERE, form(**fields)))


def _flipped(token: str) -> str:
    return token[:30] + ("A" if token[30] != "A" else "B") + token[31:]


async def _origins(table: Table, amina: Browser) -> None:
    desk, mine, body = table.desk, cookie_of(table.desk, amina), form(**_tap(amina))
    tried = {
        "from a page of somebody else": {"Sec_Fetch_Site": "cross-site"},
        "from a sister page": {"Sec_Fetch_Site": "same-site"},
        "typed into the address line": {"Sec_Fetch_Site": "none"},
        "Origin of somebody else": {"Sec_Fetch_Site": "-", "Origin": "http://evil.test"},
        "Origin null": {"Sec_Fetch_Site": "-", "Origin": "null"},
        "our Origin, another port": {"Sec_Fetch_Site": "-", "Origin": f"{desk.url}0"},
        "neither Origin nor Sec-Fetch-Site": {"Sec_Fetch_Site": "-"},
        "our Origin, though Sec-Fetch-Site says cross-site": {
            "Sec_Fetch_Site": "cross-site",
            "Origin": desk.url,
        },
    }
    for name, headers in tried.items():
        await table.sends(name, post(desk, HERE, body, Cookie=mine, **headers))
    away = post(desk, "/end", b"", Cookie=mine, Sec_Fetch_Site="cross-site")
    await table.sends("finish here, from a page of somebody else", away)


async def _bodies(table: Table, amina: Browser) -> None:
    desk, mine, body = table.desk, cookie_of(table.desk, amina), form(**_tap(amina))
    big = body + b"&text=" + b"x" * 17_000
    tried: dict[str, tuple[bytes, dict[str, str]]] = {
        "as multipart": (body, {"Content_Type": "multipart/form-data; boundary=x"}),
        "as JSON": (b'{"text": "hello"}', {"Content_Type": "application/json"}),
        "as nothing named": (body, {"Content_Type": "-"}),
        "deflated": (zlib.compress(body), {"Content_Encoding": "deflate"}),
        "in an alphabet nobody knows": (
            body,
            {"Content_Type": f"{posts.URLENCODED}; charset=klingon"},
        ),
        "as bytes that are no text": (b"text=%ff%fe", {}),
        "17 KB with its length said": (big, {}),
        "17 KB in pieces": (chunked(big), {"Transfer_Encoding": "chunked"}),
        "a length and pieces at once": (
            chunked(body),
            {"Transfer_Encoding": "chunked", "Content_Length": "5"},
        ),
    }
    for name, (sent, headers) in tried.items():
        await table.sends(name, post(desk, HERE, sent, Cookie=mine, **headers))


async def _good(table: Table, amina: Browser) -> None:
    desk, mine, fields = table.desk, cookie_of(table.desk, amina), _tap(amina)
    token, good = fields["token"], post(desk, HERE, form(**fields), Cookie=mine)
    await table.sends("as a page of ours sends it", good)
    await table.sends("the same once more", good)
    old = {"Sec_Fetch_Site": "-", "Origin": desk.url}
    again = post(desk, HERE, form(**fields), Cookie=mine, **old)
    await table.sends("the same, with our Origin alone", again)
    other = post(desk, HERE, form(token=token, data="/help"), Cookie=mine)
    await table.sends("another choice from the same page", other)
    nowhere = post(desk, HERE, form(token=token, lat="nan", lon="1e999"), Cookie=mine)
    await table.sends("with a place that is none", nowhere)
    odd = post(desk, HERE, f"token={token}&text=a%00b%ED%A0%80".encode(), Cookie=mine)
    await table.sends("with a NUL, and letters that are half", odd)


async def test_who_sends_a_form_letter_by_letter_is_not_waited_for(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "FORM_SECONDS", 0.3)
    async with page_desk(sqlite_url) as desk, desk.browser() as amina:
        await amina.settles_in()
        whole = post(desk, HERE, form(**_tap(amina)), Cookie=cookie_of(desk, amina))
        answered = await raw(desk, whole[:-10], 1.0, b"x")
        assert answered.status == 408

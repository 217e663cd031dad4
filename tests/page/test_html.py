"""Marks of a message become those of a page; nothing else ever does."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.page.html import page_html, safe_address
from locales.render import render
from locales.words import Ltr, Name, Words, say

ALLOWED = {"div", "p", "b", "i", "u", "s", "code", "pre", "blockquote", "a"}
PIECES = st.sampled_from(
    [
        *(
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<u>",
            "<s>",
            "</s>",
            "<code>",
            "</code>",
            "<pre>",
            "</pre>",
        ),
        *("<blockquote expandable>", "</blockquote>", "<tg-spoiler>", "</tg-spoiler>", "</a>"),
        '<a href="https://a.de/?b=1&amp;c=2">',
        "<a href='javascript:alert(1)'>",
        '<a href="https://a.de" onclick="x()">',
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "]]>",
        "&lt;script&gt;",
        "&#60;img&#62;",
        '" onmouseover="',
        "<",
        ">",
        "&",
        "\n",
        "\n\n",
        "\u2068",
        "\u2069",
        "\0",
        "\ud800",
    ]
)


class Seen(HTMLParser):
    """What a browser finds: tags in order, attributes, text; complains of what is not balanced."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens."""
        self.open.append(tag)
        self.tags.add(tag)
        self.attributes |= {*attrs}

    def handle_endtag(self, tag: str) -> None:
        """Hold what closes against what is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Refuse: nothing of ours is one."""
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        """Refuse as well."""
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        """Refuse as well."""
        raise AssertionError(data)


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=20).map("".join))
def test_no_other_tag_and_no_other_attribute_ever(text: str) -> None:
    seen = Seen(str(page_html(text)))
    assert seen.tags <= ALLOWED
    for name, value in seen.attributes:
        assert (name, value) == ("rel", "noopener noreferrer") or (
            name == "href" and value is not None and safe_address(value) == value
        )
    str(page_html(text)).encode("utf-8")


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=80))
def test_what_somebody_typed_is_read_as_it_was_typed(text: str) -> None:
    words = say(Words("{text}", context="verbatim"), text=Name(text, 500))
    told = render((words,), "ar")
    assert Seen(str(page_html(told))).text == Seen(f"<p>{told}</p>").text.replace("\n", "")


@pytest.mark.parametrize(
    ("told", "drawn"),
    [
        ("Hallo", "<div><p>Hallo</p></div>"),
        ("a\nb\n\nc", "<div><p>a</p><p>b</p></div><div><p>c</p></div>"),
        ("<b>a\nb</b>", "<div><p><b>a</b></p><p><b>b</b></p></div>"),
        ("<strong>a</strong> <em>b</em>", "<div><p><b>a</b> <i>b</i></p></div>"),
        ("<b>a <i>b</b> c</i>", "<div><p><b>a <i>b</i></b><i> c</i></p></div>"),
        ("<b>a", "<div><p><b>a</b></p></div>"),
        ("a</b>", "<div><p>a</p></div>"),
        ("<b>a<b>b</b>c", "<div><p><b>ab</b>c</p></div>"),
        ("<tg-spoiler>a</tg-spoiler>", "<div><p>a</p></div>"),
        ("<pre>a\n\nb</pre>", "<div><pre>a\n\nb</pre></div>"),
        (
            "a<blockquote>b\nc</blockquote>d",
            "<div><p>a</p></div><blockquote><div><p>b</p><p>c</p></div></blockquote>"
            "<div><p>d</p></div>",
        ),
        ("<script>x</script>", "<div><p>&lt;script&gt;x&lt;/script&gt;</p></div>"),
        ("1 &lt; 2 &amp; 3", "<div><p>1 &lt; 2 &amp; 3</p></div>"),
    ],
)
def test_marks_lines_and_paragraphs(told: str, drawn: str) -> None:
    assert page_html(told) == drawn


def test_isolates_stay_where_they_are() -> None:
    phone = say(Words("Call {phone}", context="verbatim"), phone=Ltr("07121 4800"))
    told = render((phone,), "ar")
    assert "\u2066" in told
    assert told in page_html(told)


@pytest.mark.parametrize(
    "address", ["https://a.de/b?c=1", "http://a.de", "tel:+497121", "mailto:a@b.de"]
)
def test_one_may_link_to_the_web_a_phone_and_a_mailbox(address: str) -> None:
    drawn = f'<div><p><a href="{address}" rel="noopener noreferrer">x</a></p></div>'
    assert page_html(f'<a href="{address}">x</a>') == drawn


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "tg://user?id=1",
        "//a.de",
        "/c",
        "java\nscript:x",
        "",
    ],
)
def test_one_may_link_to_nothing_else(address: str) -> None:
    assert page_html(f'<a href="{address}">x</a>') == "<div><p>x</p></div>"

"""Telegram's HTML as the server reads it."""

import pytest

from bot.standin.html import parse_html, utf16_length
from bot.standin.refusal import RefusedError

REFUSED = [
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("1<2", "Unclosed start tag at byte offset 1"),
    ("سلام <p>x</p>", 'Unsupported start tag "p" at byte offset 9'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a"'),
    ("<br>", 'Unsupported start tag "br" at byte offset 0'),
]
READ = [
    ("<b>a</b> &lt;b&gt; &amp;&quot;", 'a <b> &"', "<b>a</b> &lt;b&gt; &amp;&quot;"),
    ("&nbsp; &#65;&#x42;", "&nbsp; AB", "&amp;nbsp; AB"),
    ("\u202eevil\u202c \u200e\u200f\u200fx", "evil \u200fx", "evil \u200fx"),
    ("\u2068Amina\u2069", "\u2068Amina\u2069", "\u2068Amina\u2069"),
    ("<STRONG>a</STRONG>", "a", "<strong>a</strong>"),
    ("<blockquote expandable>q</blockquote>", "q", "<blockquote>q</blockquote>"),
    ('<a href="javascript:alert(1)">x</a>', "x", "x"),
    ("<b onclick='x'>y</b>", "y", "<b>y</b>"),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_refused(source: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_html(source)
    assert refused.value.code == 400
    assert refused.value.description.startswith(f"Bad Request: can't parse entities: {reason}")


@pytest.mark.parametrize(("source", "text", "html"), READ)
def test_read(source: str, text: str, html: str) -> None:
    read = parse_html(source)
    assert (read.text, read.html) == (text, html)


def test_entities_count_in_utf16_units_after_trimming() -> None:
    read = parse_html(
        ' 😀<b>bold <i>both</i></b> <a href="https://example.org/?a=1&amp;b=2">l</a> '
    )
    assert read.text == "😀bold both l"
    assert utf16_length(read.text) == 13
    assert read.entities == (
        {"type": "bold", "offset": 2, "length": 9},
        {"type": "italic", "offset": 7, "length": 4},
        {"type": "text_link", "offset": 12, "length": 1, "url": "https://example.org/?a=1&b=2"},
    )

"""Every message tells its translator where it stands, who speaks and what each value holds."""

from __future__ import annotations

import ast
import re

import pytest
from babel.messages.catalog import Message

from locales.entries import entries, placeholders, sources
from locales.notes import MARK, VALUES, nearest, spans, told
from locales.sync import ROOT, extracted

SOURCE = '''"""A card."""

# NOTE: Below the card,
# a tap away.
BUTTONS = {
    "yes": _("Yes"),
}


@frozen
class Other:
    text = _("Other")
'''


def test_every_message_has_a_note_of_where_it_stands_and_who_speaks() -> None:
    for message in entries(extracted()):
        where, who, *_values = message.auto_comments
        assert where.startswith(MARK), message.id
        assert who.startswith(MARK), message.id


def test_every_value_is_explained_and_nothing_else() -> None:
    messages = list(entries(extracted()))
    used = {name for m in messages for text in sources(m) for name in placeholders(text)}
    assert used == VALUES.keys()
    for message in messages:
        notes = "\n".join(message.auto_comments)
        for name in placeholders(sources(message)[-1]):
            assert f"{MARK}{{{name}}}: {VALUES[name]}" in notes


def test_one_or_two_words_alone_have_a_note_of_their_own() -> None:
    """What a whole file is about does not tell "Later" from "Later"."""
    alone = [m for m in entries(extracted()) if len(re.findall(r"\w+", sources(m)[0])) < 3]
    assert len(alone) > 50
    assert [m.id for m in alone if not placeholders(sources(m)[0]) and _is_only_the_files(m)] == []


def _is_only_the_files(message: Message) -> bool:
    path = ROOT / message.locations[0][0]
    if path.suffix != ".py":
        return False
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return message.auto_comments[0] == MARK + docstring.partition("\n")[0]


def test_a_note_holds_for_the_whole_statement_below_it() -> None:
    known = spans(SOURCE)
    assert nearest(known, 6) == ["NOTE: Below the card,", "a tap away."]
    assert nearest(known, 12) == ["NOTE: A card."]


def test_a_value_nobody_explained_is_refused() -> None:
    with pytest.raises(KeyError):
        told(None, ["Hello {stranger}"])

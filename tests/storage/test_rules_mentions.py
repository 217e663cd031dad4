"""Names of people in what is typed: found however they are spaced, not in what sounds alike."""

from __future__ import annotations

import pytest

from storage.rules.mentions import names


@pytest.mark.parametrize(
    "text",
    [
        "Amal kann das",
        "Ja, A m a l kann das",
        "A-mal!",
        "A.m.a.l",
        "ÄMAL",
        "A\u200dmal",
        "A\u034fmal",
        "Ａmal",
        "Amals Zeugnis",
    ],
)
def test_a_name_is_found_however_it_is_spaced(text: str) -> None:
    assert names(text, "Amal")


@pytest.mark.parametrize("text", ["Sie kam als Köchin", "Sam alle", "أمل", "Ja", "", "🙂"])
def test_what_is_no_name_is_let_through(text: str) -> None:
    assert not names(text, "Amal")


def test_a_part_of_a_name_is_a_name() -> None:
    assert names("Rahman kommt", "Abdul Rahman")
    assert names("أ م ل", "أمل")
    assert not names("anything", "🙂")

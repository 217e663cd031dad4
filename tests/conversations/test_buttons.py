"""Button data: strict, short, and nothing but what we wrote ourselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.kit import buttons
from conversations.kit.buttons import LONGEST, VERSION, OfQuestion, Standing, read

names = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=20)
actions = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1, max_size=16)
values = st.text("ABabcdefghijklmnopqrstuvwxyz0123456789_.+-", min_size=1, max_size=48)


@given(st.integers(0, 10**9 - 1), values)
def test_a_question_button_comes_back_as_it_was(serial: int, value: str) -> None:
    written = str(OfQuestion(serial, value))
    assert read(written) == OfQuestion(serial, value)
    assert len(written.encode()) <= LONGEST


@given(names, st.integers(0, 10**15 - 1), st.integers(0, 10**7 - 1), actions)
def test_a_standing_button_comes_back_as_it_was(
    kind: str, subject: int, revision: int, action: str
) -> None:
    written = str(Standing(kind, subject, revision, action))
    assert read(written) == Standing(kind, subject, revision, action)
    assert len(written.encode()) <= LONGEST


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1q",
        "1q1.",
        "2q1.x",
        "1q1.x\n",
        "1q١.x",
        "1soffer.1.1",
        "1soffer.-1.1.yes",
        "q",
    ],
)
def test_anything_else_means_nothing(data: str) -> None:
    assert read(data) is None


def test_the_next_version_reads_this_one_and_nothing_newer(monkeypatch: pytest.MonkeyPatch) -> None:
    pressed = (OfQuestion(7, "yes"), Standing("offer", 15, 2, "yes"))
    written = [str(each) for each in pressed]
    newer = [f"{VERSION + 2}{data.lstrip('0123456789')}" for data in written]
    monkeypatch.setattr(buttons, "VERSION", VERSION + 1)
    assert tuple(read(data) for data in written) == pressed
    assert tuple(read(str(each)) for each in pressed) == pressed
    assert {str(each) for each in pressed}.isdisjoint(written)
    assert [read(data) for data in newer] == [None, None]


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(data: str) -> None:
    pressed = read(data)
    assert pressed is None or str(pressed) == data

"""Codes typed from paper: enough chance, nothing that looks alike, read however written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules.typed_codes import ALPHABET, BITS, LENGTH, draw, grouped, read

CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_code_has_sixty_bits_of_signs_nobody_confuses() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)
    assert BITS == 60
    drawn = [draw() for _ in range(200)]
    assert len(set(drawn)) == 200
    assert set(ALPHABET) == set("".join(drawn))
    assert {len(code) for code in drawn} == {LENGTH}


def test_it_is_printed_in_three_groups() -> None:
    assert grouped("7K3M9QXP2VTA") == "7K3M-9QXP-2VTA"


@pytest.mark.parametrize(
    "typed",
    [
        "7K3M-9QXP-21T0",
        "7k3m9qxp21t0",
        " 7k3m 9qxp 21to\n",
        "7K3M\u20139QXP\u221221TO",
        "7k3m.9qxp.2lto",
        "7K3M_9QXP/2ITo",
        "\u200f٧k٣m-۹qxp-۲۱t۰",
        "\u2068７K3M\u00a09QXP 21T0\u2069",
    ],
)
def test_it_is_read_however_it_was_typed(typed: str) -> None:
    assert read(typed) == "7K3M9QXP21T0"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "7K3M-9QXP",
        "7K3M-9QXP-21T00",
        "7U3M-9QXP-21T0",
        "7K3M-9QXP-21T²",
        "ß" * 6,
        "0" * 9999,
        "7K3M-9QXP-21T0" + " " * 40,
    ],
)
def test_anything_else_is_no_code(typed: str) -> None:
    assert read(typed) is None


@given(CODES)
def test_what_was_printed_is_read(code: str) -> None:
    assert read(grouped(code)) == read(grouped(code).lower()) == code


@given(st.text())
def test_whatever_is_typed_is_a_code_or_none(typed: str) -> None:
    found = read(typed)
    assert found is None or (len(found) == LENGTH and set(found) <= set(ALPHABET))

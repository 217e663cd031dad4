"""A typed name finds the firm it may mean, and no other one; what a Minijob may pay."""

from __future__ import annotations

import pytest

from storage.rules.firms import alike

KNOWN = {
    1: "Schreinerei Schmid GmbH",
    2: "Gasthof Adler",
    3: "Gasthof Hirsch",
    4: "Näherei Müller & Söhne KG",
    5: "GmbH",
}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Schmid", [1]),
        ("SCHREINEREI SCHMIDT", [1]),
        ("Schmid, Schreinerei", [1]),
        ("gasthof adler", [2]),
        ("Gasthof Lamm", []),
        ("Naeherei Mueller und Soehne", [4]),
        ("naherei muller", [4]),
        ("Bäckerei Weber GmbH", []),
        ("GmbH", [5]),
    ],
)
def test_a_firm_is_found_by_what_is_typed(typed: str, found: list[int]) -> None:
    assert alike(typed, KNOWN, 5)[: len(found) or 1] == found

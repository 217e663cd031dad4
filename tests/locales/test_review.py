"""A review holds for one text; any change on either side ends it."""

from __future__ import annotations

from importlib.util import find_spec, module_from_spec
from pathlib import Path

import pytest

from locales import review
from locales.review import Report, fingerprint, read_ledger, report
from locales.words import Words
from tests.locales.conftest import Write

HEADER = "\t".join(review.COLUMNS) + "\n"


def write_ledger(folder: Path, *rows: tuple[str, str]) -> None:
    path = review.ledger_path("ti", folder)
    path.parent.mkdir(exist_ok=True)
    lines = [f"{mark}\t{level}\tSG\t2026-03-05\t\n" for mark, level in rows]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")


def test_a_fingerprint_changes_with_either_side() -> None:
    texts = [
        fingerprint(None, ["Menu"], ["ዝርዝር"]),
        fingerprint("button", ["Menu"], ["ዝርዝር"]),
        fingerprint(None, ["Menus"], ["ዝርዝር"]),
        fingerprint(None, ["Menu"], ["ዝርዝራት"]),
        fingerprint(None, ["Menu", "ዝርዝር"], []),
    ]
    assert len(set(texts)) == 5
    assert {len(text) for text in texts} == {12}


def test_translated_and_read_by_a_native_speaker_are_two_numbers(write_catalogues: Write) -> None:
    folder = write_catalogues(ti={"Menu": "ዝርዝር", "Help": "ሓገዝ", "Yes": "እወ", "No": ""})
    write_ledger(
        folder,
        (fingerprint(None, ["Menu"], ["ዝርዝር"]), "native"),
        (fingerprint(None, ["Help"], ["ሓገዝ"]), "checked"),
        (fingerprint(None, ["Yes"], ["an older text"]), "legal"),
    )
    assert report("ti", folder) == Report(total=4, translated=3, checked=2, native=1)


@pytest.mark.parametrize("row", [("abc", "native"), ("0123456789ab", "perfect")])
def test_a_malformed_row_is_an_error(tmp_path: Path, row: tuple[str, str]) -> None:
    write_ledger(tmp_path, row)
    with pytest.raises(ValueError, match="line 2"):
        read_ledger("ti", tmp_path)


def test_a_text_is_native_only_where_somebody_native_read_it(
    write_catalogues: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_catalogues(ti={"Menu": "ዝርዝር", "Help": "ሓገዝ"})
    write_ledger(folder, (fingerprint(None, ["Menu"], ["ዝርዝር"]), "native"))
    spec = find_spec("locales.review")
    assert spec
    assert spec.loader
    fresh = module_from_spec(spec)  # it reads its ledger once
    spec.loader.exec_module(fresh)
    monkeypatch.setattr(fresh, "HERE", folder)
    assert fresh.is_native(Words("Menu"), "ti")
    assert not fresh.is_native(Words("Help"), "ti")
    assert not fresh.is_native(Words("Help"), "en")

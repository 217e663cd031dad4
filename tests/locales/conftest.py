"""Catalogues of a few messages, written to a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from locales.entries import catalogue_path
from locales.languages import TRANSLATED
from locales.sync import empty, written

Translation = str | tuple[str, ...]
Write = Callable[..., Path]


@pytest.fixture
def write_catalogues(tmp_path: Path) -> Write:
    """Writes all four catalogues; the texts by language, keyed (msgid or plural pair, context)."""

    def write(**texts: dict[str | tuple[str, str], Translation]) -> Path:
        for language in TRANSLATED:
            catalogue = empty(language)
            for key, string in texts.get(language, {}).items():
                catalogue.add(key, string)
            path = catalogue_path(language, tmp_path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(catalogue))
        return tmp_path

    return write

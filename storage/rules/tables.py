"""The tables shipped in storage/data, as rows."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """Return the lines of a csv table, each by its column names."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def document(name: str) -> Any:
    """Return a json file as it stands."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))

"""`jip-bot` that notes how long the units of its writer took, in a file named first."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.__main__ import main
from storage.engine.database import Database

METHOD = "submit"
Stretch = dict[str, list[float]]


def listen(found: Stretch) -> None:
    """Note the seconds of every unit by the name of its function; the commit is not in them."""
    submit: Callable[..., Any] = getattr(Database, METHOD)

    def timed(database: Database, priority: Any, unit: Callable[[Any], Any]) -> Any:
        def run(session: Any) -> Any:
            began = time.perf_counter()
            try:
                return unit(session)
            finally:
                found.setdefault(_name(unit), []).append(time.perf_counter() - began)

        return submit(database, priority, run)

    setattr(Database, METHOD, timed)


def _name(unit: Any) -> str:
    unit = getattr(unit, "func", unit)
    return f"{unit.__module__}.{unit.__qualname__}".replace(".<locals>.<lambda>", "")


if __name__ == "__main__":
    path, units = Path(sys.argv.pop(1)), Stretch()
    listen(units)
    try:
        main()
    finally:
        path.write_text(json.dumps(units), encoding="utf-8")

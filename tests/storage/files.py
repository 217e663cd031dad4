"""Short words for the tests of loading: a file is loaded, or refused."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from storage.engine.database import Database
from storage.exchange.lines import LoadError
from storage.exchange.loading import LoadReport, load
from storage.limits import Limits
from tests.storage.desk import do
from tests.works import unit_at


def loaded(database: Database, now: datetime, **sections: Any) -> LoadReport:
    """Load a file of these sections, written over several lines."""
    return taken(database, now, json.dumps(sections, indent=1))


def taken(
    database: Database, now: datetime, content: bytes | str, limits: Limits | None = None
) -> LoadReport:
    """Load a file as it is."""
    return do(database, unit_at(now, load, limits), content)


def refused(database: Database, now: datetime, text: str) -> list[str]:
    """Return the lines of what is wrong with a file."""
    with pytest.raises(LoadError) as error:
        taken(database, now, text)
    return str(error.value).splitlines()

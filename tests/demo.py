"""The fictional demo set in a test's database."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage.exchange.loading import LoadReport, load
from storage.rules.tables import DATA
from tests.works import work_at

ZONE = ZoneInfo("Europe/Berlin")


def load_demo(session: Session, now: datetime) -> LoadReport:
    """Load what `jip-bot demo` shows, with days counted from `now`."""
    return load(work_at(session, now), demo_text())


def demo_text() -> str:
    """Return the file as it is shipped."""
    return (DATA / "demo.json").read_text(encoding="utf-8")

"""When what can wait may go out: never at night, on Sundays, on days somebody chose."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from storage.limits import Limits
from storage.models import Person
from tests.works import work_at

SUNDAY, MONDAY = datetime(2026, 11, 29, 3, tzinfo=UTC), datetime(2026, 11, 30, 7, tzinfo=UTC)
AT_ONCE = Limits(quiet_from_hour=24, quiet_until_hour=0)
"""No hour is quiet."""


@pytest.mark.parametrize(
    ("limits", "own", "wakes"),
    [
        (Limits(), None, MONDAY),
        (Limits(), ["mo"], datetime(2026, 12, 1, 7, tzinfo=UTC)),
        (AT_ONCE, None, SUNDAY),
        (AT_ONCE, ["su"], datetime(2026, 11, 29, 23, tzinfo=UTC)),
    ],
)
def test_what_can_wait_waits(limits: Limits, own: list[str] | None, wakes: datetime) -> None:
    assert work_at(Session(), SUNDAY, limits).waking(SUNDAY, Person(quiet_on=own)) == wakes


def test_where_no_hour_is_quiet_offers_go_out_on_sundays_within_their_hours() -> None:
    assert work_at(Session(), SUNDAY, Limits()).daytime(SUNDAY) == datetime(
        2026, 11, 30, 8, tzinfo=UTC
    )
    assert work_at(Session(), SUNDAY, AT_ONCE).daytime(SUNDAY) == datetime(
        2026, 11, 29, 8, tzinfo=UTC
    )

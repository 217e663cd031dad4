"""What waits is put once, for as long as it is worth sending."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage.engine.database import Database
from storage.models.outbox import Lane
from storage.queues.kinds import Kind
from storage.queues.speaking import answer, speak
from tests.storage.desk import chat_of, do, row_of
from tests.works import BERLIN, unit_at, work_at

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def said(database: Database, now: datetime, *what: Any, **how: Any) -> int | None:
    chat_id = chat_of(database, "Hamid", now)
    return do(database, unit_at(now, speak), chat_id, *what, whom=None, **how)


@pytest.mark.parametrize(
    ("what", "once", "key"),
    [
        ((Kind.OFFER, 7, 2), None, "offer:7:2:1"),
        ((Kind.ANNOUNCEMENT, 7), None, "announcement:7:1"),
        ((Kind.NEWS,), "20261110", "news:20261110:1"),
        ((Kind.OFFER_CLOSED, 7, 2), "", "offer_closed:7:1"),
        ((Kind.LATE, 7, 2), "2:", "staff_notice_late:7:2::1"),
        ((Kind.EMPLOYER_PROMPT, 7, 2), "2:31", "employer_prompt:7:2:31:1"),
    ],
)
def test_keys_are_those_of_the_first_release(
    database: Database, now: datetime, what: tuple[Any, ...], once: str | None, key: str
) -> None:
    row_id = said(database, now, *what, once=once)
    assert row_id is not None
    assert row_of(database, row_id).dedupe_key == key
    assert said(database, now + DAY, *what, once=once) is None


@pytest.mark.parametrize(
    ("kind", "lane", "life"),
    [
        (Kind.OFFER, Lane.OFFER, 10 * HOUR),  # it is nine: until 19 o'clock
        (Kind.EMPLOYER_PROMPT, Lane.OFFER, 14 * DAY),
        (Kind.ANNOUNCEMENT, Lane.ANNOUNCEMENT, DAY),
        (Kind.APPOINTMENT_CANCELLED, Lane.REMINDER, 2 * DAY),
        (Kind.FAULT, Lane.REMINDER, 2 * DAY),
    ],
)
def test_a_kind_says_how_long_it_is_worth_sending(
    database: Database, now: datetime, kind: Kind, lane: Lane, life: timedelta
) -> None:
    row = row_of(database, said(database, now, kind, 7) or 0)
    assert (row.lane, row.not_before, row.expires_at) == (lane, now, now + life)


def test_what_comes_in_the_evening_has_an_hour(database: Database) -> None:
    late = datetime(2026, 11, 10, 19, 30, tzinfo=BERLIN).astimezone(UTC)
    assert row_of(database, said(database, late, Kind.OFFER, 7) or 0).expires_at == late + HOUR


def test_what_waits_until_tomorrow_lives_from_then(database: Database, now: datetime) -> None:
    row_id = said(database, now, Kind.OFFER_CLOSED, 7, not_before=now + DAY)
    row = row_of(database, row_id or 0)
    assert (row.not_before, row.expires_at) == (now + DAY, now + 8 * DAY)


@pytest.mark.parametrize("kind", [Kind.APPOINTMENT_REMINDER, Kind.RETENTION])
def test_nothing_waits_without_an_end_or_without_words(
    database: Database, now: datetime, kind: Kind
) -> None:
    with pytest.raises(ValueError, match=kind):
        said(database, now, kind, 7)


def test_an_answer_is_worth_what_the_limits_say(database: Database, now: datetime) -> None:
    chat_id = chat_of(database, "Hamid", now)

    def unit(session: Any) -> int | None:
        work = work_at(session, now)
        longer = replace(work, limits=replace(work.limits, answer_minutes=30))
        return answer(longer, chat_id, "in:1:1", {"v": 1, "op": "send"})

    row = row_of(database, do(database, unit) or 0)
    assert (row.lane, row.expires_at) == (Lane.ANSWER, now + HOUR / 2)

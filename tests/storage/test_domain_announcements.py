"""Announcements: the audience is settled first, then a few at a time, and it can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.announcements import (
    NeedsSecondPersonError,
    NotADraftError,
    approve,
    draft,
    expand,
    pause,
    progress,
    resume,
    stop,
)
from storage.audience import Reason, audience
from storage.engine.database import Database
from storage.limits import Limits
from storage.models import Activity, Announcement, Chat, Person
from storage.models.announcements import AnnouncementState
from storage.models.outbox import OutboxState
from storage.queues.kinds import Kind
from tests.storage.desk import do, look
from tests.storage.domain import LIMITS, Somebody, due_rows, newcomer, send_all, told
from tests.works import work_at

pytestmark = pytest.mark.furnished("demo")

T = TypeVar("T")
NAMES = ("Amal", "Yonas", "Reza", "Salma", "Tekle")


@pytest.fixture
def alb(database: Database, now: datetime) -> list[Somebody]:
    """Five newcomers around Münsingen; Karim lives in Reutlingen."""
    newcomer(database, "Karim", now, "72764")
    return [newcomer(database, name, now) for name in NAMES]


@pytest.fixture
def cooking(database: Database, now: datetime, alb: list[Somebody]) -> int:
    """The draft of an announcement: cooking together, for Münsingen."""

    def unit(session: Session) -> int:
        activity = session.scalars(select(Activity).where(Activity.ref == "A7")).one()
        return draft(work_at(session, now), activity, "alb", alb[0].person).id

    return do(database, unit)


def with_it(
    database: Database,
    key: int,
    what: Callable[..., T],
    now: datetime,
    limits: Limits = LIMITS,
    **more: Any,
) -> T:
    """Do something with an announcement in a transaction."""
    return do(
        database, lambda s: what(work_at(s, now, limits), s.get_one(Announcement, key), **more)
    )


def put(database: Database, key: int) -> dict[OutboxState, int]:
    return look(database, lambda s: progress(work_at(s), s.get_one(Announcement, key)))


def state(database: Database, key: int) -> AnnouncementState:
    return look(database, lambda s: s.get_one(Announcement, key).state)


def test_who_paused_or_blocked_us_is_left_out_and_counted(
    database: Database, now: datetime, alb: list[Somebody]
) -> None:
    def change(session: Session) -> None:
        session.get_one(Person, alb[0].person).news_on = False
        session.get_one(Person, alb[1].person).activities_on = False
        session.get_one(Person, alb[2].person).stopped_at = now
        session.get_one(Chat, alb[3].chat).blocked_at = now

    do(database, change)
    found = look(database, lambda s: audience(work_at(s, now), "alb"))
    assert found.chats == [alb[4].chat]
    assert found.left_out == {Reason.STOPPED: 3, Reason.BLOCKED: 1}
    assert found.languages == {"ar": 1}


def test_who_joins_after_the_draft_gets_nothing(
    database: Database, now: datetime, alb: list[Somebody], cooking: int
) -> None:
    late = newcomer(database, "Farid", now)
    with_it(database, cooking, approve, now)
    (begins,) = due_rows(database, Kind.ANNOUNCEMENT)
    assert begins.endswith(" 10.11. 09:01")
    assert not with_it(database, cooking, expand, now)
    assert [told(database, each.chat) for each in alb] == [["announcement None"]] * 5
    assert told(database, late.chat) == []


def test_a_draft_is_not_sent_and_is_approved_once(
    database: Database, now: datetime, cooking: int
) -> None:
    assert not with_it(database, cooking, expand, now)
    assert put(database, cooking) == {}
    with_it(database, cooking, approve, now)
    with pytest.raises(NotADraftError):
        with_it(database, cooking, approve, now)


def test_above_the_limit_a_colleague_has_to_see_it(
    database: Database, now: datetime, alb: list[Somebody], cooking: int
) -> None:
    four = Limits(approval_above=4)
    for alone in (None, alb[0].person):
        with pytest.raises(NeedsSecondPersonError):
            with_it(database, cooking, approve, now, four, by=alone)
    assert state(database, cooking) == AnnouncementState.DRAFT
    with_it(database, cooking, approve, now, four, by=alb[1].person)
    assert state(database, cooking) == AnnouncementState.APPROVED


def test_it_goes_out_a_few_at_a_time_each_chat_once(
    database: Database, now: datetime, alb: list[Somebody], cooking: int
) -> None:
    with_it(database, cooking, approve, now)
    for waiting in (2, 2):  # the second time none is put: two wait already
        assert with_it(database, cooking, expand, now, few=2)
        assert put(database, cooking) == {OutboxState.TODO: waiting}
    send_all(database, now)
    assert with_it(database, cooking, expand, now, few=2)
    assert put(database, cooking) == {OutboxState.SENT: 2, OutboxState.TODO: 2}
    send_all(database, now)
    assert not with_it(database, cooking, expand, now, few=2)
    assert put(database, cooking) == {OutboxState.SENT: 4, OutboxState.TODO: 1}
    assert state(database, cooking) == AnnouncementState.DONE


def test_paused_it_goes_on_exactly_there(
    database: Database, now: datetime, alb: list[Somebody], cooking: int
) -> None:
    with_it(database, cooking, approve, now)
    with_it(database, cooking, expand, now, few=2)
    send_all(database, now)
    with_it(database, cooking, expand, now, few=2)
    with_it(database, cooking, pause, now)
    assert not with_it(database, cooking, expand, now)
    assert put(database, cooking) == {OutboxState.SENT: 2}
    assert due_rows(database, Kind.ANNOUNCEMENT) == []
    with_it(database, cooking, resume, now + timedelta(seconds=1))
    assert len(due_rows(database, Kind.ANNOUNCEMENT)) == 1
    assert not with_it(database, cooking, expand, now)
    assert put(database, cooking) == {OutboxState.SENT: 2, OutboxState.TODO: 3}


def test_stopped_half_way_nothing_more_goes_out(
    database: Database, now: datetime, alb: list[Somebody], cooking: int
) -> None:
    with_it(database, cooking, approve, now)
    with_it(database, cooking, expand, now, few=1)
    send_all(database, now)
    with_it(database, cooking, expand, now, few=2)
    with_it(database, cooking, stop, now)
    assert not with_it(database, cooking, expand, now)
    assert put(database, cooking) == {OutboxState.SENT: 1, OutboxState.EXPIRED: 2}
    assert due_rows(database, Kind.ANNOUNCEMENT) == []

"""What somebody said is not for them: it comes last, from the next day on."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from storage.models import Activity, Unwanted
from storage.queues.once import insert_once
from storage.work import Work


def unwant(work: Work, activity: Activity, person_id: int) -> None:
    """Note that an activity is not for somebody."""
    who = {"activity_id": activity.id, "person_id": person_id}
    insert_once(work.session, Unwanted, **who, said_on=work.today)


def want_again(work: Work, activity: Activity, person_id: int) -> None:
    """Forget it: somebody comes after all."""
    own = (Unwanted.activity_id == activity.id, Unwanted.person_id == person_id)
    work.session.execute(delete(Unwanted).where(*own))


def is_unwanted(work: Work, activity: Activity, person_id: int) -> bool:
    """Tell whether somebody said that an activity is not for them."""
    return work.session.get(Unwanted, (activity.id, person_id)) is not None


def unwanted_before(work: Work, person_id: int | None) -> Collection[int]:
    """Return the keys of what somebody did not want before today.

    What was said today stays in its place: a list read page by page must not skip anything.
    """
    said = (Unwanted.person_id == person_id, Unwanted.said_on < work.today)
    return frozenset(work.session.scalars(select(Unwanted.activity_id).where(*said)))

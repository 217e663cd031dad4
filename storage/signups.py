"""Who comes to which day of an activity, who waits for a place, who is reminded."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from storage.models import Activity, Due, Signup
from storage.queues import due
from storage.rules.activities import Rule, occurrences, rule
from storage.rules.clock import to_local
from storage.rules.reminding import reminders

REMINDER, PLACE, CHANGED = "activity_reminder", "activity_place", "activity_changed"


def rule_of(activity: Activity) -> Rule:
    """Return when an activity takes place; ValueError where its fields make no sense."""
    return rule(
        activity.starts, activity.ends, activity.weekdays, activity.on_date, activity.season
    )


def takes_place(activity: Activity, on_date: date) -> bool:
    """Tell whether there is such a day of an activity that was not cancelled."""
    return activity.cancelled_at is None and bool(occurrences(rule_of(activity), on_date, on_date))


def sign_up(
    session: Session,
    activity: Activity,
    on_date: date,
    person_id: int,
    *,
    now: datetime,
    zone: ZoneInfo,
) -> bool:
    """Note that somebody comes: True for a place, False for the waiting list.

    ValueError if there is no such day.
    """
    if not takes_place(activity, on_date):
        raise ValueError(f"activity {activity.id} does not take place on {on_date}")
    _lock(session, activity)
    signup = _signup(session, activity, on_date, person_id)
    if signup is None:
        waiting = _is_full(session, activity, on_date)
        signup = Signup(
            activity_id=activity.id,
            on_date=on_date,
            person_id=person_id,
            waiting=waiting,
            said_at=now,
        )
        session.add(signup)
        session.flush()
        _remind(session, activity, signup, now, zone)
    return not signup.waiting


def sign_off(
    session: Session,
    activity: Activity,
    on_date: date,
    person_id: int,
    *,
    now: datetime,
    zone: ZoneInfo,
) -> None:
    """Take it back; the place goes to who has waited longest, who is told."""
    _lock(session, activity)
    signup = _signup(session, activity, on_date, person_id)
    if signup is None:
        return
    session.delete(signup)
    session.flush()
    _forget_due(session, (REMINDER, PLACE), activity, signup)
    if not signup.waiting and takes_place(activity, on_date):
        _move_up(session, activity, on_date, now, zone)


def coming(session: Session, activity: Activity, on_date: date) -> tuple[int, int | None]:
    """Return how many have a place on that day, and how many places there are (None: open)."""
    return _count(session, activity, on_date), activity.capacity


def tell_of_change(session: Session, activity: Activity, now: datetime, zone: ZoneInfo) -> None:
    """Rewrite the reminders of a changed activity; everybody signed up for it hears of it."""
    due.cancel(session, [REMINDER], activity.id, before_revision=activity.revision)
    today = to_local(now, zone.key).date()
    coming_up = (Signup.activity_id == activity.id, Signup.on_date >= today)
    for each in session.scalars(select(Signup).where(*coming_up).order_by(Signup.id)):
        _due_once(session, CHANGED, activity, each, now)
        _remind(session, activity, each, now, zone)


def _move_up(
    session: Session, activity: Activity, on_date: date, now: datetime, zone: ZoneInfo
) -> None:
    day = (Signup.activity_id == activity.id, Signup.on_date == on_date, Signup.waiting)
    first = session.scalar(select(Signup).where(*day).order_by(Signup.id).limit(1))
    if first is None or _is_full(session, activity, on_date):
        return
    first.waiting = False
    session.flush()
    _due_once(session, PLACE, activity, first, now)
    _remind(session, activity, first, now, zone)


def _remind(
    session: Session, activity: Activity, signup: Signup, now: datetime, zone: ZoneInfo
) -> None:
    """On the eve, or two hours before where the eve is over."""
    if signup.waiting or not takes_place(activity, signup.on_date):
        return
    for each in reminders(signup.on_date, activity.starts, zone.key, now)[:1]:
        _due_once(session, REMINDER, activity, signup, each.due, too_late_at=each.too_late)


def _due_once(
    session: Session,
    kind: str,
    activity: Activity,
    signup: Signup,
    due_at: datetime,
    *,
    too_late_at: datetime | None = None,
) -> None:
    _forget_due(session, (kind,), activity, signup)
    due.schedule(
        session,
        kind,
        due_at,
        subject=activity.id,
        revision=activity.revision,
        person_id=signup.person_id,
        offset=signup.on_date.isoformat(),
        too_late_at=too_late_at,
    )


def _forget_due(
    session: Session, kinds: tuple[str, ...], activity: Activity, signup: Signup
) -> None:
    """Drop the rows, so that somebody who comes back is told again."""
    session.execute(
        delete(Due).where(
            Due.kind.in_(kinds),
            Due.subject == activity.id,
            Due.person_id == signup.person_id,
            Due.offset == signup.on_date.isoformat(),
        )
    )


def _lock(session: Session, activity: Activity) -> None:
    """Two people must not take the last place at once: a write conflicts, a lock would not."""
    touch = update(Activity).where(Activity.id == activity.id).values(capacity=Activity.capacity)
    session.execute(touch.execution_options(synchronize_session=False))


def _signup(session: Session, activity: Activity, on_date: date, person_id: int) -> Signup | None:
    day = (Signup.activity_id == activity.id, Signup.on_date == on_date)
    return session.scalar(select(Signup).where(*day, Signup.person_id == person_id))


def _is_full(session: Session, activity: Activity, on_date: date) -> bool:
    return activity.capacity is not None and _count(session, activity, on_date) >= activity.capacity


def _count(session: Session, activity: Activity, on_date: date) -> int:
    day = (Signup.activity_id == activity.id, Signup.on_date == on_date, ~Signup.waiting)
    return session.scalar(select(func.count()).select_from(Signup).where(*day)) or 0

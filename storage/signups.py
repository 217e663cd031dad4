"""Who comes to which day of an activity, who waits for a place, who is reminded."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import delete, func, select, update

from storage.models import Activity, Due, Signup
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.activities import Exceptions, Rule, occurrences, rule
from storage.rules.reminding import reminders
from storage.unwanted import want_again
from storage.work import Work


def rule_of(activity: Activity) -> Rule:
    """Return when an activity takes place; ValueError where its fields make no sense."""
    but = Exceptions(
        since=activity.since,
        until=activity.until,
        every=activity.every or 1,
        off=frozenset(map(date.fromisoformat, activity.off or ())),
        on_holidays=bool(activity.on_holidays),
        school_off=bool(activity.school_off),
    )
    days = activity.weekdays, activity.on_date, activity.season
    return rule(activity.starts, activity.ends, *days, but=but)


def takes_place(activity: Activity, on_date: date) -> bool:
    """Tell whether there is such a day of an activity that was not cancelled."""
    return activity.cancelled_at is None and bool(occurrences(rule_of(activity), on_date, on_date))


def sign_up(work: Work, activity: Activity, on_date: date, person_id: int) -> bool:
    """Note that somebody comes: True for a place, False for the waiting list.

    ValueError if there is no such day.
    """
    if not takes_place(activity, on_date):
        raise ValueError(f"activity {activity.id} does not take place on {on_date}")
    _lock(work, activity)
    signup = signup_of(work, activity, on_date, person_id)
    if signup is None:
        waiting = _is_full(work, activity, on_date)
        signup = Signup(
            activity_id=activity.id,
            on_date=on_date,
            person_id=person_id,
            waiting=waiting,
            said_at=work.now,
        )
        work.session.add(signup)
        want_again(work, activity, person_id)
        work.session.flush()
        _remind(work, activity, signup)
    return not signup.waiting


def sign_off(work: Work, activity: Activity, on_date: date, person_id: int) -> None:
    """Take it back; the place goes to who has waited longest, who is told."""
    _lock(work, activity)
    signup = signup_of(work, activity, on_date, person_id)
    if signup is None:
        return
    work.session.delete(signup)
    work.session.flush()
    _forget_due(work, (Kind.ACTIVITY_REMINDER, Kind.ACTIVITY_PLACE), activity, signup)
    if not signup.waiting and takes_place(activity, on_date):
        _move_up(work, activity, on_date)


def leave(work: Work, person_id: int) -> None:
    """Take back everything somebody said who is erased: who waits gets the place."""
    coming_up = (Signup.person_id == person_id, Signup.on_date >= work.today)
    rows = select(Signup).where(*coming_up).order_by(Signup.activity_id, Signup.on_date)
    for each in work.session.scalars(rows).all():
        activity = work.session.get_one(Activity, each.activity_id)
        sign_off(work, activity, each.on_date, person_id)


def find(work: Work, signup_id: int | None) -> Signup | None:
    """Return what somebody said to a day of an activity, by its key."""
    return work.session.get(Signup, signup_id)


def next_said(work: Work, activity: Activity, person_id: int | None) -> date | None:
    """Return the next day of an activity somebody said yes to that is not over."""
    own = (Signup.activity_id == activity.id, Signup.person_id == person_id)
    still = select(Signup.on_date).where(*own, Signup.on_date >= work.today)
    now = (work.today, work.local.time())
    days = work.session.scalars(still.order_by(Signup.on_date))
    return next((day for day in days if (day, activity.ends) > now), None)


def coming(work: Work, activity: Activity, on_date: date) -> tuple[int, int | None]:
    """Return how many have a place on that day, and how many places there are (None: open)."""
    return _count(work, activity, on_date), activity.capacity


def tell_of_change(work: Work, activity: Activity) -> None:
    """Rewrite the reminders of a changed activity; everybody signed up for it hears of it.

    Where there are more places now, who waits gets them, and hears that.
    """
    due.cancel(work, [Kind.ACTIVITY_REMINDER], activity.id, before_revision=activity.revision)
    coming_up = (Signup.activity_id == activity.id, Signup.on_date >= work.today)
    every = work.session.scalars(select(Signup).where(*coming_up).order_by(Signup.id)).all()
    moved = {
        each.id
        for each in every
        if each.waiting and takes_place(activity, each.on_date)
        if _move_up(work, activity, each.on_date)
    }
    for each in every:
        if each.id not in moved:
            _due_once(work, Kind.ACTIVITY_CHANGED, activity, each, work.now)
            _remind(work, activity, each)


def _move_up(work: Work, activity: Activity, on_date: date) -> bool:
    """Give the place that is free to who waits longest; False where there is none, or nobody."""
    day = (Signup.activity_id == activity.id, Signup.on_date == on_date, Signup.waiting)
    first = work.session.scalar(select(Signup).where(*day).order_by(Signup.id).limit(1))
    if first is None or _is_full(work, activity, on_date):
        return False
    first.waiting = False
    work.session.flush()
    _due_once(work, Kind.ACTIVITY_PLACE, activity, first, work.now)
    _remind(work, activity, first)
    return True


def _remind(work: Work, activity: Activity, signup: Signup) -> None:
    """On the eve, or two hours before where the eve is over."""
    if signup.waiting or not takes_place(activity, signup.on_date):
        return
    for each in reminders(signup.on_date, activity.starts, work.zone.key, work.now)[:1]:
        _due_once(
            work, Kind.ACTIVITY_REMINDER, activity, signup, each.due, too_late_at=each.too_late
        )


def _due_once(
    work: Work,
    kind: Kind,
    activity: Activity,
    signup: Signup,
    due_at: datetime,
    *,
    too_late_at: datetime | None = None,
) -> None:
    _forget_due(work, (kind,), activity, signup)
    due.schedule(
        work,
        kind,
        due_at,
        subject=activity.id,
        revision=activity.revision,
        person_id=signup.person_id,
        offset=signup.on_date.isoformat(),
        too_late_at=too_late_at,
    )


def _forget_due(work: Work, kinds: tuple[Kind, ...], activity: Activity, signup: Signup) -> None:
    """Drop the rows, so that somebody who comes back is told again."""
    work.session.execute(
        delete(Due).where(
            Due.kind.in_(kinds),
            Due.subject == activity.id,
            Due.person_id == signup.person_id,
            Due.offset == signup.on_date.isoformat(),
        )
    )


def _lock(work: Work, activity: Activity) -> None:
    """Two people must not take the last place at once: a write conflicts, a lock would not."""
    touch = update(Activity).where(Activity.id == activity.id).values(capacity=Activity.capacity)
    work.session.execute(touch.execution_options(synchronize_session=False))


def signup_of(work: Work, activity: Activity, on_date: date, person_id: int) -> Signup | None:
    """Return what somebody said to that day of an activity."""
    day = (Signup.activity_id == activity.id, Signup.on_date == on_date)
    return work.session.scalar(select(Signup).where(*day, Signup.person_id == person_id))


def _is_full(work: Work, activity: Activity, on_date: date) -> bool:
    return activity.capacity is not None and _count(work, activity, on_date) >= activity.capacity


def _count(work: Work, activity: Activity, on_date: date) -> int:
    day = (Signup.activity_id == activity.id, Signup.on_date == on_date, ~Signup.waiting)
    return work.session.scalar(select(func.count()).select_from(Signup).where(*day)) or 0

"""Firms that are asked to come to an activity: once each, told with it, told when it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select

from storage import firm_days
from storage.models import Activity, Employer, FirmInvited
from storage.models.offers import EmployerStatus
from storage.people import tell_firm
from storage.queues.kinds import Kind
from storage.queues.once import insert_once
from storage.rules.clock import begins_at
from storage.work import Work


def find(work: Work, key: int | None) -> FirmInvited | None:
    """Return an invitation of a firm; None where it is gone."""
    return work.session.get(FirmInvited, key)


def invite(work: Work, activity: Activity, firms: Iterable[int]) -> None:
    """Note which firms are asked to come; nobody hears of it before `tell`."""
    for firm in sorted(set(firms)):
        insert_once(work.session, FirmInvited, activity_id=activity.id, employer_id=firm)


def of_activity(work: Work, activity_id: int) -> list[tuple[FirmInvited, Employer]]:
    """Return the firms that are asked to come, by their names."""
    rows = select(FirmInvited, Employer).join(Employer, Employer.id == FirmInvited.employer_id)
    ours = rows.where(FirmInvited.activity_id == activity_id)
    return [(asked, firm) for asked, firm in work.session.execute(ours.order_by(Employer.name))]


def can_be_asked(work: Work, asked: FirmInvited) -> bool:
    """Tell whether anybody of a firm reads here; else a colleague calls."""
    return firm_days.is_reachable(work, asked.employer_id)


def tell(work: Work, activity: Activity) -> None:
    """Ask the firms that were not asked yet, and are still verified."""
    for asked, firm in of_activity(work, activity.id):
        if asked.told_at is None and firm.status is EmployerStatus.VERIFIED:
            asked.told_at, asked.revision = work.now, activity.revision
            _speak(work, asked, activity)


def tell_of_change(work: Work, activity: Activity) -> None:
    """Tell the firms that were asked, but those that do not come, how it is now."""
    for asked, _firm in of_activity(work, activity.id):
        if asked.told_at is not None and asked.comes is not False:
            _speak(work, asked, activity)


def take_back(work: Work, employer_id: int) -> None:
    """Let a firm that was stopped come to nothing: no message about it opens anything any more."""
    over = select(Activity.id).where(Activity.on_date < work.today)
    theirs = (FirmInvited.employer_id == employer_id, FirmInvited.activity_id.not_in(over))
    work.session.execute(delete(FirmInvited).where(*theirs))


def answer(work: Work, asked: FirmInvited, comes: bool) -> None:
    """Keep what a firm said; the last word counts."""
    asked.comes, asked.said_at = comes, work.now
    work.session.flush()


def count(rows: Sequence[tuple[FirmInvited, Employer]]) -> int:
    """Count the firms that come."""
    return sum(asked.comes is True for asked, _firm in rows)


def _speak(work: Work, asked: FirmInvited, activity: Activity) -> None:
    """Let it wait in the chats of the firm until it begins."""
    if activity.on_date is None:
        return
    ends = begins_at(activity.on_date, activity.starts, work.zone.key)
    if ends > work.now:
        about = (Kind.FIRM_INVITED, asked.id, activity.revision)
        tell_firm(work, asked.employer_id, *about, expires_at=ends)

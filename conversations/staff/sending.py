"""An announcement is sent, now or at a time, or a lead is asked first: the end of its flow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from conversations.cards.report import ANNOUNCEMENT, NOTHING, report_message
from conversations.everybody import approval
from conversations.kit.context import Context
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import Option
from conversations.staff.plan import Plan, activity_of
from locales.words import Moment, _, p_, say
from storage import announcements, approvals
from storage.activities import begins_at
from storage.approvals import NobodyToAskError
from storage.models import Activity, Announcement
from storage.rules.clock import to_local, to_utc
from storage.work import Work

HOURS, DAYS, MOST = (9, 12, 17), 7, 6
# NOTE: A button: when an announcement goes out.
AT = p_("button", "🕔 {when}")


def moments(here: Here[Plan]) -> Sequence[Option]:
    """Offer times of the next days before it begins, at which people may be written to."""
    work, activity = here.work, activity_of(here.context, here.notes)
    days = [work.today + timedelta(days=each) for each in range(DAYS)]
    at = [to_utc(day, time(hour), work.zone.key) for day in days for hour in HOURS]
    soon = work.now + 2 * work.limits.undo
    ends = begins_at(work, activity, activity.on_date) if activity.on_date else None
    later = [each for each in at if each > soon and (ends is None or each < ends)]
    good = [each for each in later if work.waking(each) == each]
    return [Option(f"{each:%Y%m%d%H%M}", say(AT, when=_local(work, each))) for each in good[:MOST]]


def read(value: str) -> datetime:
    """Read one of these times."""
    return datetime.strptime(value, "%Y%m%d%H%M").replace(tzinfo=UTC)


def _local(work: Work, at: datetime) -> Moment:
    return Moment(to_local(at, work.zone.key))


def send(here: Here[Plan]) -> None:
    """Save it and let it go out, or ask a lead: all of it or nothing; show what became of it."""
    work = here.work
    try:
        with work.savepoint():
            announcement = _saved(here, activity_of(here.context, here.notes))
    except NobodyToAskError:
        # NOTE: To staff: a lead must see an announcement, and there is none but who wrote it.
        here.send(Message((_("There is no lead who could see it."), NOTHING)))
    else:
        show(here.context, announcement)


def _saved(here: Here[Plan], activity: Activity) -> Announcement:
    work, by = here.work, here.context.chat.person_id
    to, at = here.notes.people, here.notes.at
    announcement = announcements.prepare(work, activity, by, to=to, at=at, bundle=here.notes.bundle)
    if announcements.needs_second_person(work, announcement):
        approval.asked(work, announcement, approvals.ask(work, announcement))
    else:
        announcements.approve(work, announcement)
    return announcement


def show(context: Context, announcement: Announcement) -> None:
    """Show what became of an announcement."""
    report = report_message(context.work, announcement)
    context.send(report, (ANNOUNCEMENT.kind, announcement.id))

"""What a newcomer reads when staff announce something: made when it goes out."""

from __future__ import annotations

from conversations.cards.activity import activity_time, activity_title
from conversations.cards.activity_day import Occasion, Stand, stand, week_message
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from locales.words import Words, _
from storage import activities, announced, announcements
from storage.models import Activity, Person
from storage.models.announcements import AnnouncementState
from storage.work import Work

S = AnnouncementState
GOING_OUT = (S.APPROVED, S.PAUSED, S.DONE)
KNOWN = (Stand.COMING, Stand.WAITING, Stand.UNWANTED)
NEW = _("📣 New near you:")
CHANGED = _("❗ CHANGED. Please look again.")
GONE = _("❌ This does not take place. We are sorry.")
OTHERS = _("Other things to do: /week")


def announcement_message(outgoing: Outgoing) -> Message | None:
    """Return the card with its buttons; None when it is over, stopped or not wanted any more."""
    work, person = outgoing.work, outgoing.person
    announcement = announcements.find(work, outgoing.row.subject)
    if announcement is None or announcement.state not in GOING_OUT:
        return None
    activity = activities.one(work, announcement.activity_id)
    if not _wants_news(person) or activity.on_date is None or _is_over(work, activity):
        return None
    occasion = Occasion(activity, activity.on_date)
    how = stand(work, person, occasion)
    if how in KNOWN:
        return None
    announced.note_told(outgoing.row, activity)
    return week_message(work, occasion, how, (NEW,))


def change_message(outgoing: Outgoing) -> Message | None:
    """Say what became of something that was announced; who comes is told as one who comes.

    None where it changed once more, is over, or is nothing the person wants.
    """
    work, person = outgoing.work, outgoing.person
    activity = activities.find(work, outgoing.row.subject)
    if activity is None or activity.revision != outgoing.row.revision or activity.on_date is None:
        return None
    if (
        not _wants_news(person)
        or activities.begins_at(work, activity, activity.on_date) <= work.now
    ):
        return None
    occasion = Occasion(activity, activity.on_date)
    how = stand(work, person, occasion)
    if how in KNOWN:
        return None
    if activity.cancelled_at is not None:
        return Message(gone_lines(occasion))
    return week_message(work, occasion, how, (CHANGED,))


def gone_lines(occasion: Occasion) -> tuple[Words, ...]:
    """Say that a day of an activity does not take place."""
    activity = occasion.activity
    when = activity_time(activity, occasion.on_date)
    return (GONE, activity_title(activity), when, OTHERS)


def _wants_news(person: Person | None) -> bool:
    return bool(person and not person.stopped_at and person.activities_on and person.news_on)


def _is_over(work: Work, activity: Activity) -> bool:
    if activity.cancelled_at is not None or activity.on_date is None:
        return True
    return activities.begins_at(work, activity, activity.on_date) <= work.now

"""What a newcomer reads when staff announce something: made when it goes out."""

from __future__ import annotations

from conversations.cards.activity_day import Occasion, Stand, stand, week_message
from conversations.kit.messages import Message
from locales.words import _
from storage import activities, announcements, people
from storage.models import Activity, Chat, Person
from storage.models.announcements import AnnouncementState
from storage.work import Work

GOING_OUT = (AnnouncementState.APPROVED, AnnouncementState.DONE)
KNOWN = (Stand.COMING, Stand.WAITING, Stand.UNWANTED)
NEW = _("📣 New near you:")


def announcement_message(work: Work, announcement_id: int, chat: Chat) -> Message | None:
    """Return the card with its buttons; None when it is over, stopped or not wanted any more."""
    announcement = announcements.find(work, announcement_id)
    person = people.find(work, chat.person_id)
    if announcement is None or announcement.state not in GOING_OUT:
        return None
    activity = activities.one(work, announcement.activity_id)
    if not _wants_news(person) or activity.on_date is None or _is_over(work, activity):
        return None
    occasion = Occasion(activity, activity.on_date)
    how = stand(work, person, occasion)
    return None if how in KNOWN else week_message(work, occasion, how, (NEW,))


def _wants_news(person: Person | None) -> bool:
    return bool(person and not person.stopped_at and person.activities_on and person.news_on)


def _is_over(work: Work, activity: Activity) -> bool:
    if activity.cancelled_at is not None or activity.on_date is None:
        return True
    return activities.begins_at(work, activity, activity.on_date) <= work.now

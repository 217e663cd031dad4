"""What a newcomer reads when staff announce something: made when it goes out."""

from __future__ import annotations

from conversations.cards.activity import activity_title
from conversations.cards.activity_day import Occasion, Stand, stand, week_message
from conversations.kit.actor import Actor
from conversations.kit.messages import Message
from conversations.kit.subject import Action, Result, Subject
from locales.words import _, p_
from storage import activities, announcements, people
from storage.models import Activity, Chat, Person
from storage.models.announcements import AnnouncementState
from storage.work import Work

GOING_OUT = (AnnouncementState.APPROVED, AnnouncementState.DONE)
NOT_FOR_ME = "no"
REVISION = 1
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
    card = week_message(work, occasion, how, (NEW,))
    if how is not Stand.FREE:
        return card
    label = p_("button", "Not for me")
    return Message(
        card.lines, (*card.rows, (PASSED.button(label, activity.id, REVISION, NOT_FOR_ME),))
    )


def _wants_news(person: Person | None) -> bool:
    return bool(person and not person.stopped_at and person.activities_on and person.news_on)


def _is_over(work: Work, activity: Activity) -> bool:
    if activity.cancelled_at is not None or activity.on_date is None:
        return True
    return activities.begins_at(work, activity, activity.on_date) <= work.now


def _find(work: Work, actor: Actor, activity_id: int) -> Activity | None:
    return activities.find(work, activity_id)


def _whose(activity: Activity) -> str:
    return activity.centre


def _revision(activity: Activity) -> int:
    return REVISION


def _card(work: Work, actor: Actor, activity: Activity) -> Message:
    return Message((activity_title(activity), _("All right. Other things to do: /week")))


def _pass(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    return Result()


PASSED = Subject("passed", "", _find, _whose, _revision, _card, {NOT_FOR_ME: Action(_pass)})

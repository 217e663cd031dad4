"""What became of an announcement: sent, unclear, coming; one message that stays current."""

from __future__ import annotations

from conversations.cards.activity import activity_time, activity_title
from conversations.kit.actor import Actor
from conversations.kit.messages import Message, stacked
from conversations.kit.subject import Action, Result, Subject
from locales.words import Count, Words, _, p_, say
from storage import announcements
from storage.activities import coming, one
from storage.models import Activity, Announcement
from storage.models.announcements import AnnouncementState
from storage.models.outbox import OutboxState
from storage.work import Work

REFRESH, STOP = "refresh", "stop"
REVISION = 1
S = OutboxState


# NOTE: To staff: what became of an announcement, and its buttons.
def report_message(work: Work, announcement: Announcement) -> Message:
    """Say how many got the announcement and how many are coming."""
    activity = one(work, announcement.activity_id)
    to_go, lines = _delivery(work, announcement)
    lines = [activity_title(activity), *lines, *_coming(work, activity)]
    if announcement.state == AnnouncementState.STOPPED:
        lines.append(_("⏹️ Stopped."))
    labels = {REFRESH: p_("button", "🔄 Refresh")}
    if to_go and announcement.state != AnnouncementState.STOPPED:
        labels[STOP] = p_("button", "⏹️ Send no more")
    buttons = [
        ANNOUNCEMENT.button(words, announcement.id, REVISION, key) for key, words in labels.items()
    ]
    return Message((*lines, ANNOUNCEMENT.code(announcement.id)), stacked(buttons))


# NOTE: To staff: numbers of messages.
def _delivery(work: Work, announcement: Announcement) -> tuple[int, list[Words]]:
    states = announcements.progress(work, announcement)
    total = announcements.frozen(work, announcement)
    lost = states.get(S.FAILED, 0) + states.get(S.EXPIRED, 0)
    counts = {key: states.get(key, 0) for key in (S.SENT, S.UNCLEAR, S.BLOCKED)}
    to_go = total - lost - sum(counts.values())
    named = {key.value: Count(number) for key, number in counts.items()}
    lines = [say(_("Sent: {sent} · unclear: {unclear} · blocked: {blocked}"), **named)]
    if lost:
        lines.append(say(_("Not sent: {count}"), count=Count(lost)))
    if to_go:
        lines.append(say(_("Still to go: {count}"), count=Count(to_go)))
    return to_go, lines


# NOTE: To staff: how many people are coming, of how many who can.
def _coming(work: Work, activity: Activity) -> list[Words]:
    if activity.on_date is None:
        return []
    number, places = coming(work, activity, activity.on_date)
    lines = [activity_time(activity, activity.on_date)]
    if places is None:
        return [*lines, say(_("Coming: {count}"), count=Count(number))]
    both = {"count": Count(number), "places": Count(places)}
    return [*lines, say(_("Coming: {count} of {places}"), **both)]


def _find(work: Work, actor: Actor, announcement_id: int) -> Announcement | None:
    return announcements.find(work, announcement_id)


def _whose(announcement: Announcement) -> str:
    return announcement.centre


def _revision(announcement: Announcement) -> int:
    return REVISION


def _card(work: Work, actor: Actor, announcement: Announcement) -> Message:
    return report_message(work, announcement)


# NOTE: To staff, in passing: the report shows the newest numbers.
def _refresh(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
    return Result(_("Up to date"))


# NOTE: To staff, in passing: no more messages of this announcement go out.
def _stop(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
    announcements.stop(work, announcement)
    return Result(_("Stopped"))


ACTIONS = {REFRESH: Action(_refresh), STOP: Action(_stop)}
ANNOUNCEMENT = Subject("announcement", "K", _find, _whose, _revision, _card, ACTIONS)

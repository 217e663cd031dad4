"""What became of an announcement: sent, unclear, coming; one message that stays current."""

from __future__ import annotations

from datetime import datetime

from conversations.cards.activity import activity_time, activity_title
from conversations.kit.actor import Actor
from conversations.kit.guard import CHANGED
from conversations.kit.messages import Message, stacked
from conversations.kit.subject import Action, Result, Subject
from locales.words import Count, Ltr, Moment, Words, _, p_, say
from storage import announcements
from storage.activities import coming, one
from storage.models import Activity, Announcement
from storage.models.announcements import AnnouncementState
from storage.models.outbox import OutboxState
from storage.work import Work

REFRESH, STOP, BACK = "refresh", "stop", "back"
REVISION = 1
S = OutboxState
# NOTE: To staff: how many messages of an announcement wait.
STILL_TO_GO = _("Still to go: {count}")
# NOTE: To staff: an announcement waits for the morning, or for Monday.
QUIET = _("🌙 At night and on Sundays nothing is sent. It goes out: {when}")
# NOTE: To staff who took an announcement back in time, below what it was.
TAKEN_BACK = _("↩️ Taken back. It does not take place.")


# NOTE: To staff: what became of an announcement, and its buttons.
def report_message(work: Work, announcement: Announcement) -> Message:
    """Say how many got the announcement and how many are coming."""
    activity = one(work, announcement.activity_id)
    is_stopped = announcement.state == AnnouncementState.STOPPED
    if is_stopped and activity.cancelled_at and not announcements.progress(work, announcement):
        return Message((activity_title(activity), TAKEN_BACK))
    goes_out_at = announcements.goes_out_at(work, announcement)
    if goes_out_at is not None:
        return _waiting(work, announcement, activity, goes_out_at)
    to_go, lines = _delivery(work, announcement)
    lines = [activity_title(activity), *lines, *_coming(work, activity)]
    if is_stopped:
        lines.append(_("⏹️ Stopped."))
    labels = {REFRESH: p_("button", "🔄 Refresh")}
    if to_go and not is_stopped:
        labels[STOP] = p_("button", "⏹️ Send no more")
    buttons = [
        ANNOUNCEMENT.button(words, announcement.id, REVISION, key) for key, words in labels.items()
    ]
    return Message((*lines, ANNOUNCEMENT.code(announcement.id)), stacked(buttons))


def _waiting(work: Work, announcement: Announcement, activity: Activity, at: datetime) -> Message:
    """Say when it goes out, and how many get it; until then one tap takes it back."""
    # NOTE: To staff who tapped "Send now": it goes out in about a minute.
    soon = say(_("⏳ It goes out at {time}."), time=Ltr(f"{at.astimezone(work.zone):%H:%M}"))
    if at > work.now + work.limits.undo:
        soon = say(QUIET, when=Moment(at.astimezone(work.zone)))
    to_go = say(STILL_TO_GO, count=Count(announcements.frozen(work, announcement)))
    # NOTE: To staff, for a minute after "Send now": nobody is told, and it does not take place.
    label = p_("button", "↩️ Do not send")
    button = ANNOUNCEMENT.button(label, announcement.id, REVISION, BACK)
    lines = (activity_title(activity), soon, to_go, ANNOUNCEMENT.code(announcement.id))
    return Message(lines, stacked([button]))


# NOTE: To staff: numbers of messages.
def _delivery(work: Work, announcement: Announcement) -> tuple[int, list[Words]]:
    states = announcements.progress(work, announcement)
    total = announcements.frozen(work, announcement)
    lost = states.get(S.FAILED, 0) + states.get(S.EXPIRED, 0)
    counts = {key: states.get(key, 0) for key in (S.SENT, S.UNCLEAR, S.BLOCKED)}
    to_go = total - lost - sum(counts.values())
    named = {key.value: Count(number) for key, number in counts.items()}
    lines = [say(_("Sent: {sent} · unclear: {unclear} · blocked: {blocked}"), **named)]
    if announcement.state == AnnouncementState.STOPPED:
        lost, to_go = lost + to_go, 0
    if lost:
        lines.append(say(_("Not sent: {count}"), count=Count(lost)))
    if to_go:
        lines.append(say(STILL_TO_GO, count=Count(to_go)))
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


def _back(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
    announcements.take_back(work, announcement)
    return Result()


def _is_through(
    work: Work, actor: Actor, announcement: Announcement, argument: str
) -> Result | None:
    """Nothing is left to stop: show how it ended."""
    is_open = announcement.state == AnnouncementState.APPROVED
    if is_open or announcements.is_under_way(work, announcement):
        return None
    return Result(CHANGED)


def _is_out(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result | None:
    """It goes out already, and can only be stopped."""
    return None if announcements.goes_out_at(work, announcement) else Result(CHANGED)


ACTIONS = {
    REFRESH: Action(_refresh),
    STOP: Action(_stop, _is_through),
    BACK: Action(_back, _is_out),
}
ANNOUNCEMENT = Subject("announcement", "K", _find, _whose, _revision, _card, ACTIONS)

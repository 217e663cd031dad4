"""What became of an announcement: sent, unclear, coming; one message that stays current."""

from __future__ import annotations

from conversations.cards.activity import activity_time, activity_title
from conversations.kit import messages
from conversations.kit.buttons import Standing
from conversations.kit.context import Context
from conversations.kit.messages import Message, stacked
from conversations.kit.standing import CLOSED, Subject
from conversations.staff.scope import is_responsible
from locales.languages import FALLBACK
from locales.words import Count, Words, _, p_, say
from storage import announcements
from storage.activities import coming, one
from storage.models import Activity, Announcement
from storage.models.announcements import AnnouncementState
from storage.models.outbox import OutboxState
from storage.queues.speaking import answer
from storage.work import Work

REFRESH, STOP = "refresh", "stop"
REVISION = 1
S = OutboxState


def report_message(work: Work, announcement: Announcement) -> Message:
    """Say how many got the announcement and how many are coming."""
    activity = one(work, announcement.activity_id)
    to_go, lines = _delivery(work, announcement)
    lines = [activity_title(activity), *lines, *_coming(work, activity)]
    if announcement.state == AnnouncementState.STOPPED:
        lines.append(_("⏹️ Stopped."))
    labels = {REFRESH: p_("button", "🔄 Refresh")}
    if to_go and announcement.state != AnnouncementState.STOPPED:
        labels[STOP] = p_("button", "⏹️ Stop")
    buttons = [
        ANNOUNCEMENT.button(words, announcement.id, REVISION, key) for key, words in labels.items()
    ]
    return Message((*lines, ANNOUNCEMENT.code(announcement.id)), stacked(buttons))


def send_report(context: Context, announcement: Announcement) -> None:
    """Show the report and remember where it is, so that it can be kept current."""
    announcement.report_row = context.send(report_message(context.work, announcement))


def count_changed(context: Context, activity_id: int) -> None:
    """Bring the reports of an activity up to date after somebody said "I come"."""
    for announcement in announcements.reported(context.work, activity_id):
        update_report(context.work, announcement, once=context.origin)


def update_report(work: Work, announcement: Announcement, *, once: str) -> None:
    """Change the report where staff see it, in the language of their chat.

    `once` tells one change from the next.
    """
    place = announcements.report_at(work, announcement)
    if place is None:
        return
    row, chat = place
    message, language = report_message(work, announcement), chat.language or FALLBACK
    body = messages.finish(message, language, "edit", twin=work.limits.german_twins)
    answer(work, chat.id, f"report:{announcement.id}:{once}", body, edits=row)


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


def _coming(work: Work, activity: Activity) -> list[Words]:
    if activity.on_date is None:
        return []
    number, places = coming(work, activity, activity.on_date)
    lines = [activity_time(activity, activity.on_date)]
    if places is None:
        return [*lines, say(_("Coming: {count}"), count=Count(number))]
    both = {"count": Count(number), "places": Count(places)}
    return [*lines, say(_("Coming: {count} of {places}"), **both)]


def _press(context: Context, pressed: Standing) -> Words | None:
    announcement = _own(context, pressed.subject)
    if announcement is None or pressed.action not in (REFRESH, STOP):
        return CLOSED
    if pressed.action == STOP:
        announcements.stop(context.work, announcement)
    message = report_message(context.work, announcement)
    if context.tapped is None:
        send_report(context, announcement)
    else:
        context.edit(context.tapped, message)
    return _("Stopped") if pressed.action == STOP else _("Up to date")


def _own(context: Context, announcement_id: int) -> Announcement | None:
    found = announcements.find(context.work, announcement_id)
    return found if found and is_responsible(context, found.centre) else None


def _revision(context: Context, announcement_id: int) -> int | None:
    return REVISION if _own(context, announcement_id) else None


ANNOUNCEMENT = Subject("announcement", "K", (REFRESH, STOP), _press, _revision)

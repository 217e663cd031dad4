"""What became of an announcement: one message that stays current, and what can be done to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from conversations.cards import coming
from conversations.cards.activity import activity_title
from conversations.cards.report_lines import (
    STILL_TO_GO,
    approval_lines,
    clock,
    coming_lines,
    delivery_lines,
)
from conversations.everybody import approval
from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.guard import CHANGED
from conversations.kit.messages import Button, Message, paired, stacked
from conversations.kit.steps import Run
from conversations.kit.subject import Action, Result, Subject
from locales.words import Count, Words, _, p_, say
from storage import announcements, approvals
from storage.activities import is_over, one
from storage.audience import frozen
from storage.firms_invited import of_activity
from storage.models import Activity, Announcement, FirmInvited
from storage.models.announcements import AnnouncementState
from storage.work import Work

REFRESH, STOP, BACK, PAUSE, RESUME = "refresh", "stop", "back", "pause", "resume"
OPEN, MOVE, CANCEL, CHANGE = "open", "move", "cancel", "change"
REVISION = 1
S = AnnouncementState
# NOTE: To staff who took an announcement back in time, below what it was.
TAKEN_BACK = _("↩️ Taken back. It does not take place.")
# NOTE: To staff: an announcement was not sent.
NOTHING = _("Nothing was sent.")
# NOTE: Buttons below what became of an announcement, for staff.
LABELS = {
    REFRESH: p_("button", "🔄 Refresh"),
    STOP: p_("button", "⏹️ Send no more"),
    PAUSE: p_("button", "⏸️ Pause"),
    RESUME: p_("button", "▶️ Go on sending"),
    MOVE: p_("button", "🕒 Move it"),
    CANCEL: p_("button", "❌ Call it off"),
    CHANGE: p_("button", "✏️ Change it"),
    # NOTE: To staff, for a minute after "Send now": nobody is told, and it does not take place.
    BACK: p_("button", "↩️ Do not send"),
}


def report_message(work: Work, announcement: Announcement) -> Message:
    """Say how many got the announcement and how many are coming."""
    activity = one(work, announcement.activity_id)
    title, second = activity_title(activity), approval_lines(work, announcement)
    if announcement.state == S.DRAFT:
        return _card(announcement, [title, _to_go(work, announcement), *second], CHANGE, BACK)
    if announcement.state == S.STOPPED and not announcements.progress(work, announcement):
        is_off = activity.cancelled_at is not None and not announcement.known
        ended = TAKEN_BACK if is_off else NOTHING
        alone = not second or approvals.was_let(work, announcement)
        return Message((title, *second, *([ended] if alone else [])))
    goes_out_at = announcements.goes_out_at(work, announcement)
    if goes_out_at is not None:
        lines = [title, *second, clock(work, goes_out_at), _to_go(work, announcement)]
        return _card(announcement, lines, BACK)
    return _progress(work, announcement, activity)


def _progress(work: Work, announcement: Announcement, activity: Activity) -> Message:
    to_go, lines = delivery_lines(work, announcement)
    lines = [activity_title(activity), *lines, *coming_lines(work, activity)]
    if announcement.state == S.STOPPED:
        # NOTE: To staff: no more messages of an announcement go out.
        lines.append(_("⏹️ Stopped."))
    if announcement.state == S.PAUSED:
        # NOTE: To staff: an announcement goes on when somebody says so.
        lines.append(_("⏸️ Paused."))
    labels = [REFRESH]
    if to_go and announcement.state != S.STOPPED:
        labels.append(STOP)
    if announcement.state in (S.APPROVED, S.PAUSED):
        labels.append(PAUSE if announcement.state == S.APPROVED else RESUME)
    if activity.on_date and not is_over(work, activity, activity.on_date):
        labels += [] if activity.cancelled_at else [MOVE, CANCEL]
    card = _card(announcement, lines, *labels)
    guests = [guests_button(each) for each, _firm in of_activity(work, activity.id)[:1]]
    return replace(card, rows=(*card.rows, (coming.button(announcement),), *stacked(guests)))


def guests_button(asked: FirmInvited) -> Button:
    """Return the button that shows which firms come."""
    # NOTE: A button below what became of an announcement: the firms that were invited.
    words = p_("button", "🏢 Which firms come")
    return Button(words, str(Standing("firm_guest", asked.id, 1, "show")))


def _to_go(work: Work, announcement: Announcement) -> Words:
    return say(STILL_TO_GO, count=Count(frozen(work, announcement)))


def _card(announcement: Announcement, lines: Sequence[Words], *labels: str) -> Message:
    buttons = [_button(announcement, LABELS[key], key) for key in labels]
    rows = paired(buttons) if len(buttons) > 3 else stacked(buttons)
    return Message((*lines, ANNOUNCEMENT.code(announcement.id)), rows)


def _button(announcement: Announcement, label: Words, action: str) -> Button:
    return ANNOUNCEMENT.button(label, announcement.id, REVISION, action)


def _open(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
    return Result(looks=True)


# NOTE: To staff, in passing: the report shows the newest numbers.
def _refresh(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
    return Result(_("Up to date"))


# NOTE: To staff, in passing: no more messages of this announcement go out.
def _stop(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
    announcements.stop(work, announcement)
    return Result(_("Stopped"))


# NOTE: To staff, in passing: no more messages go out until somebody says so.
def _pause(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
    announcements.pause(work, announcement)
    return Result(_("Paused"))


def _resume(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
    announcements.resume(work, announcement)
    return Result()


def _back(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
    if not approvals.void(work, announcement):
        announcements.take_back(work, announcement)
    return Result(changed=[(approval.KIND, announcement.id)])


def _change(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
    """Begin anew with the same answers: what a lead was asked is void."""
    approvals.void(work, announcement)
    changed = [(approval.KIND, announcement.id)]
    return Result(changed=changed, steps=[Run("announce", f"again-{announcement.id}")])


def _asks(flow: str) -> Action[Announcement]:
    """Lead to a flow that asks first."""

    def do(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result:
        return Result(steps=[Run("announce", f"{flow}-{announcement.id}")])

    return Action(do, _takes_place)


def _takes_place(
    work: Work, actor: Actor, announcement: Announcement, argument: str
) -> Result | None:
    activity = one(work, announcement.activity_id)
    day = activity.on_date
    is_open = day and activity.cancelled_at is None and not is_over(work, activity, day)
    return None if is_open and announcement.state != S.DRAFT else Result(CHANGED)


def _is(*states: AnnouncementState) -> Callable[..., Result | None]:
    """Return what closes an action to an announcement in any other state."""

    def closed(work: Work, actor: Actor, thing: Announcement, argument: str) -> Result | None:
        return None if thing.state in states else Result(CHANGED)

    return closed


def _is_through(
    work: Work, actor: Actor, announcement: Announcement, argument: str
) -> Result | None:
    """Nothing is left to stop: show how it ended."""
    is_open = announcement.state in announcements.GOING
    if is_open or announcements.is_under_way(work, announcement):
        return None
    return Result(CHANGED)


def _is_out(work: Work, actor: Actor, announcement: Announcement, argument: str) -> Result | None:
    """It goes out already, and can only be stopped."""
    waits = announcement.state == S.DRAFT or announcements.goes_out_at(work, announcement)
    return None if waits else Result(CHANGED)


def _find(work: Work, actor: Actor, announcement_id: int) -> Announcement | None:
    return announcements.find(work, announcement_id)


def _whose(announcement: Announcement) -> str:
    return announcement.centre


def _revision(announcement: Announcement) -> int:
    return REVISION


def _shown(work: Work, actor: Actor, announcement: Announcement) -> Message:
    return report_message(work, announcement)


ACTIONS = {
    REFRESH: Action(_refresh),
    STOP: Action(_stop, _is_through),
    BACK: Action(_back, _is_out),
    OPEN: Action(_open),
    PAUSE: Action(_pause, _is(S.APPROVED)),
    RESUME: Action(_resume, _is(S.PAUSED)),
    MOVE: _asks(MOVE),
    CANCEL: _asks(CANCEL),
    CHANGE: Action(_change, _is(S.DRAFT)),
}
ANNOUNCEMENT = Subject("announcement", "K", _find, _whose, _revision, _shown, ACTIONS)

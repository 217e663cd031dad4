"""/announce begins here: the questions, the list of all that was announced, what changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.cards.activity import activity_title
from conversations.cards.report import ANNOUNCEMENT, OPEN, REVISION
from conversations.cards.report_lines import coming_line
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import NEXT, page
from conversations.kit.permissions import may
from conversations.kit.steps import Onward, Start
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.changing import Changing
from conversations.staff.plan import Plan, plan_of
from conversations.staff.scope import centre_name, scope
from conversations.terms import joined
from locales.words import Day, Ltr, Words, _, p_, say
from storage import announced
from storage.activities import one
from storage.announcements import find
from storage.models import Announcement
from storage.models.announcements import AnnouncementState
from storage.work import Work

MOST, SENT = 6, "sent"
AGAIN, CHANGES = "again", {"move": "move", "cancel": "call_off"}
S = AnnouncementState
# NOTE: To staff, behind a course in the list of all that was announced.
STATES = {
    S.DRAFT: _("waits for a lead"),
    S.APPROVED: _("goes out"),
    S.PAUSED: _("paused"),
    S.DONE: _("sent"),
    S.STOPPED: _("stopped"),
}


def begin(context: Context, argument: str) -> Sequence[Onward]:
    """Ask what to announce, from the beginning; whoever has one centre announces for that.

    `sent` shows the list, `again-5` what was announced before, to send it changed, `move-5` and
    `cancel-5` ask how it shall change.
    """
    name, _dash, number = argument.partition("-")
    if name == SENT:
        at = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 1
        context.send(sent_message(context.work, context.actor, Pages(at)), (SENT, max(1, at)))
        return ()
    found = _found(context, number)
    if found is not None and name in CHANGES:
        return [Start(CHANGES[name], Changing(found.id))]
    if found is not None and name == AGAIN:
        return [Start("announce", _again(context, found), "preview")]
    return [Start("announce", Plan(centre=scope(context.actor)))]


def _found(context: Context, number: str) -> Announcement | None:
    """Return what was announced under a number, where they may announce there."""
    key = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None
    found = find(context.work, key) if key else None
    return found if found and may(context.actor, "/announce", found.centre) else None


def _again(context: Context, found: Announcement) -> Plan:
    activity = one(context.work, found.activity_id)
    plan = replace(plan_of(context.work, activity), people=found.audience, bundle=found.bundle)
    return replace(plan, activity=activity.id) if found.known else plan


@dataclass(frozen=True)
class Pages:
    """A page of the list."""

    number: int


def sent_message(work: Work, actor: Actor, at: Pages) -> Message:
    """Show what the person's centre announced, the newest first; all centres for all."""
    centre = scope(actor)
    shown = page(announced.sent(work, centre), f"{at.number}", MOST)
    # NOTE: To staff: heading of the list of all that was announced.
    title = say(_("<b>Announced: {centre}</b>"), centre=centre_name(work, centre))
    # NOTE: To staff: the list of what was announced is empty.
    nothing = _("Nothing yet.")
    lines = [_line(work, each) for each in shown.items] or [nothing]
    buttons = [_button(work, each) for each in shown.items]
    more = [ALL.button(NEXT, shown.number + 1, REVISION, "show")] if shown.rest else []
    return Message((title, *lines, *shown.counted()), stacked([*buttons, *more]))


def _line(work: Work, announcement: Announcement) -> Words:
    activity = one(work, announcement.activity_id)
    said = [activity_title(activity)]
    if activity.on_date is not None:
        said.append(say(DAY, day=Day(activity.on_date)))
    if activity.cancelled_at is not None:
        # NOTE: To staff, behind a course in a list.
        return joined([*said, _("does not take place")])
    found = coming_line(work, activity)
    return joined([*said, STATES[announcement.state], *([found] if found else [])])


# NOTE: The day of a course in a list.
DAY = _("📅 {day}")


def _button(work: Work, announcement: Announcement) -> Button:
    activity = one(work, announcement.activity_id)
    code = Ltr(f"{ANNOUNCEMENT.letter}{announcement.id}")
    # NOTE: A button in the list of all that was announced: {code} such as K12, and what it was.
    label = say(p_("button", "{code} {title}"), code=code, title=activity_title(activity))
    return ANNOUNCEMENT.button(label, announcement.id, REVISION, OPEN)


def _find(work: Work, actor: Actor, key: int) -> Pages | None:
    return Pages(key) if key else None


def _everybodys(at: Pages) -> str | None:
    return None


def _revision(at: Pages) -> int:
    return REVISION


def _show(work: Work, actor: Actor, at: Pages, argument: str) -> Result:
    return Result(looks=True)


ALL: Subject[Pages] = Subject(
    SENT,
    "",
    _find,
    _everybodys,
    _revision,
    sent_message,
    {"show": Action(_show, stale=never)},
    is_list=True,
)

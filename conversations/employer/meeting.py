"""A firm is asked to a meeting with people who would like to work: yes or no, in one tap."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.cards.activity import activity_place, activity_time, activity_title
from conversations.kit.actor import Actor
from conversations.kit.guard import REFUSED
from conversations.kit.messages import Message, stacked
from conversations.kit.outgoing import Outgoing
from conversations.kit.subject import Action, Result, Subject
from locales.words import German, Words, _, p_, say
from storage import activities, firms_invited
from storage.models import Activity, FirmInvited
from storage.people import speaks_for
from storage.work import Work

KIND = "meeting"
# NOTE: Buttons for a firm below what it is invited to.
LABELS = {
    "yes": p_("button", "✅ Yes, we come"),
    "no": p_("button", "❌ No, we do not come"),
}
# NOTE: To a firm, below what it is invited to: what it said.
SAID = {
    True: _("✅ You said: we come. Thank you."),
    False: _("You said: we do not come. That is fine."),
}


@dataclass(frozen=True)
class Meeting:
    """What a firm is asked to come to."""

    asked: FirmInvited
    activity: Activity


def invitation(outgoing: Outgoing) -> Message | None:
    """Ask a firm to come, or tell how it is now; None for who no longer speaks for it."""
    work = outgoing.work
    found = _meeting(work, outgoing.row.subject)
    if found is None or outgoing.row.revision != found.activity.revision:
        return None
    theirs = speaks_for(work, outgoing.person.id, found.asked.employer_id)
    return _message(work, found) if theirs and not _is_over(work, found) else None


def _message(work: Work, found: Meeting) -> Message:
    activity, asked = found.activity, found.asked
    if activity.on_date is None or activity.cancelled_at is not None:
        return Message((activity_title(activity), _("❌ This does not take place. We are sorry.")))
    lines = [*_head(work, asked, activity), activity_time(activity, activity.on_date)]
    lines += [*activity_place(work, activity), _asks(asked)]
    shown = [name for name in LABELS if asked.comes is not (name == "yes")]
    about = (asked.id, activity.revision)
    buttons = [MEETING.button(LABELS[name], *about, name) for name in shown]
    return Message((*lines,), stacked(buttons))


# NOTE: To a firm: people who would like such work, and firms that need them, meet each other.
def _head(work: Work, asked: FirmInvited, activity: Activity) -> list[Words]:
    lines = [_("<b>🤝 Please come and meet people who would like to work.</b>")]
    if asked.revision not in (None, activity.revision):
        # NOTE: To a firm that was invited: day, time or place are others than before.
        lines = [_("<b>❗ This changed. Please look.</b>")]
    lines.append(activity_title(activity))
    if activity.title_de:
        lines.append(say(_("Name: {title}"), title=German(activity.title_de)))
    return [*lines, _("Other firms that need the same are invited too.")]


# NOTE: To a firm, last line of an invitation.
def _asks(asked: FirmInvited) -> Words:
    return _("Do you come?") if asked.comes is None else SAID[asked.comes]


def _is_over(work: Work, found: Meeting) -> bool:
    day = found.activity.on_date
    return day is not None and activities.is_over(work, found.activity, day)


def _meeting(work: Work, key: int | None) -> Meeting | None:
    asked = firms_invited.find(work, key)
    activity = activities.find(work, asked.activity_id) if asked and asked.told_at else None
    return Meeting(asked, activity) if asked and activity else None


def _find(work: Work, actor: Actor, key: int) -> Meeting | None:
    return _meeting(work, key)


def _whose(found: Meeting) -> str:
    return str(found.asked.employer_id)


def _revision(found: Meeting) -> int:
    return found.activity.revision


def _card(work: Work, actor: Actor, found: Meeting) -> Message:
    return _message(work, found)


def _closed(work: Work, actor: Actor, found: Meeting, argument: str) -> Result | None:
    return None if activities.next_day(work, found.activity) else REFUSED


def _says(comes: bool) -> Action[Meeting]:
    def do(work: Work, actor: Actor, found: Meeting, argument: str) -> Result:
        firms_invited.answer(work, found.asked, comes)
        return Result()

    return Action(do, _closed)


ACTIONS = {"yes": _says(comes=True), "no": _says(comes=False)}
MEETING: Subject[Meeting] = Subject(KIND, "", _find, _whose, _revision, _card, ACTIONS)

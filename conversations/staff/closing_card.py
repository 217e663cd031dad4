"""A closed day as staff see it: what falls out, who was told, and the way back."""

from __future__ import annotations

from datetime import datetime, time

from conversations.kit.actor import Actor
from conversations.kit.guard import CHANGED, UNDO
from conversations.kit.messages import Message, stacked
from conversations.kit.subject import Action, Result, Subject
from conversations.staff.member import called
from locales.words import Count, Day, Hours, Ltr, Words, _, p_, say
from storage import closings
from storage.models import Closing
from storage.work import Work

KIND, OPEN, MIDNIGHT = "closing", "open", time(23, 59)
REVISION = 1


# NOTE: To staff: when a centre, or one colleague, sees nobody.
def closed_time(work: Work, closing: Closing) -> Words:
    """Say the day, the hours where it is not all of it, and the colleague where it is one."""
    when = say(_("{day}: all day"), day=Day(closing.on_date))
    if closing.starts or closing.ends:
        hours = Hours(closing.starts or time(0), closing.ends or MIDNIGHT)
        when = say(_("📅 {day}, {hours}"), day=Day(closing.on_date), hours=hours)
    if closing.person_id is None:
        return when
    # NOTE: {when} is a day on which the colleague {name} sees nobody.
    return say(_("{when}, only {name}"), when=when, name=called(work, closing.person_id))


def closing_message(work: Work, closing: Closing) -> Message:
    """Say what becomes of what was booked; for a minute nobody is told."""
    # NOTE: Headline of a closed day; the day follows.
    lines = [_("🚪 <b>Closed</b>"), closed_time(work, closing)]
    at = closings.told_at(work, closing)
    if at is not None:
        lines += _soon(work, closing, at)
        # NOTE: To staff, for a minute: nothing is closed, nobody is told.
        action, label = UNDO, p_("button", "↩️ Do not close")
    else:
        lines += _told(work, closing)
        # NOTE: To staff: a closed day can be booked again.
        action, label = OPEN, p_("button", "🔓 Open again")
    lines.append(CLOSING.code(closing.id))
    return Message(tuple(lines), stacked([CLOSING.button(label, closing.id, REVISION, action)]))


# NOTE: To staff: what becomes of appointments on a closed day.
def _soon(work: Work, closing: Closing, at: datetime) -> list[Words]:
    count = Count(len(closings.falling(work, closing)))
    lines = [say(_("📅 Appointments that fall out: {count}"), count=count)]
    if count.number:
        time_ = Ltr(f"{at.astimezone(work.zone):%H:%M}")
        told = _("⏳ At {time} people are told, with other times to choose.")
        lines.append(say(told, time=time_))
    return lines


def _told(work: Work, closing: Closing) -> list[Words]:
    waiting = closings.falling(work, closing)
    fallen = closings.fallen(work, closing)
    lines = []
    if waiting:
        lines.append(say(_("📅 Appointments that fall out: {count}"), count=Count(len(waiting))))
    # NOTE: To staff: appointments of a closed day that were cancelled; no other time is booked yet.
    lines.append(say(_("Cancelled, without another time yet: {count}"), count=Count(len(fallen))))
    if fallen:
        lines.append(_("Who could not be told: /today"))
    return lines


def _find(work: Work, actor: Actor, key: int) -> Closing | None:
    return closings.find(work, key)


def _whose(closing: Closing) -> str:
    return closing.centre


def _revision(closing: Closing) -> int:
    return REVISION


def _card(work: Work, actor: Actor, closing: Closing) -> Message:
    return closing_message(work, closing)


def _open(work: Work, actor: Actor, closing: Closing, argument: str) -> Result:
    told = closings.told_at(work, closing) is None and bool(closings.fallen(work, closing))
    when = closed_time(work, closing)
    closings.open_again(work, closing, actor.person.id if actor.person else None)
    # NOTE: To staff who took a closed day back; the day stands above.
    lines = [when, _("↩️ Open as before.")]
    if told:
        # NOTE: To staff who took a closed day back after people were told.
        lines.append(
            _("What people were told is cancelled stays so. They can choose another time.")
        )
    return Result(card=Message(tuple(lines)))


def _is_late(work: Work, actor: Actor, closing: Closing, argument: str) -> Result | None:
    """People are told by now: the day can be opened again, but not as if nothing had been."""
    return None if closings.told_at(work, closing) else Result(CHANGED)


def _show(work: Work, actor: Actor, closing: Closing, argument: str) -> Result:
    return Result(card=closing_message(work, closing), looks=True)


ACTIONS = {"show": Action(_show), UNDO: Action(_open, _is_late), OPEN: Action(_open)}
CLOSING = Subject(KIND, "Z", _find, _whose, _revision, _card, ACTIONS)

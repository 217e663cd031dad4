"""Consulting hours as staff read them, and what fell out of them when they changed."""

from __future__ import annotations

from conversations import terms
from conversations.kit.actor import Actor
from conversations.kit.guard import CHANGED, UNDO
from conversations.kit.messages import Message, stacked
from conversations.kit.subject import Action, Result, Subject
from conversations.staff.member import called
from locales.words import Count, Day, Hours, Ltr, Weekday, Words, _, n_, p_, say
from storage import hours
from storage.models import Consulting
from storage.work import Work

KIND = "consulting"


# NOTE: To staff: consulting hours in one line, the pieces separated by dots.
def hours_line(work: Work, row: Consulting) -> Words:
    """Say weekday and hours, length, places, kinds, with whom, and since or until when."""
    when = say(_("{day}, {hours}"), day=Weekday(row.weekday), hours=Hours(row.starts, row.ends))
    pieces = [when, say(n_("{n} minute", "{n} minutes"), n=Count(row.minutes))]
    if row.places > 1:
        # NOTE: A piece of a line: how many people are seen at once.
        pieces.append(say(_("{count} at once"), count=Count(row.places)))
    if row.kinds is not None:
        pieces += [terms.appointment(kind) for kind in row.kinds]
    if row.with_id is not None:
        # NOTE: A piece of a line: with which colleague.
        pieces.append(say(_("with {name}"), name=called(work, row.with_id)))
    if row.until is not None:
        # NOTE: A piece of a line: the last day.
        pieces.append(say(_("last day: {day}"), day=Day(row.until)))
    return terms.joined(pieces)


def consulting_message(work: Work, row: Consulting) -> Message:
    """Say what fell out; for a minute it can stay."""
    lines = [hours_line(work, row)]
    at = hours.told_at(work, row)
    if at is None:
        # NOTE: To staff: what they changed is kept.
        return Message((*lines, _("Saved.")))
    count = Count(len(hours.marked(work, row)))
    time = Ltr(f"{at.astimezone(work.zone):%H:%M}")
    lines.append(say(_("📅 Appointments that fall out: {count}"), count=count))
    lines.append(say(_("⏳ At {time} people are told, with other times to choose."), time=time))
    # NOTE: To staff, for a minute: people keep the appointments that lie outside the new hours.
    label = p_("button", "↩️ They stay booked")
    button = CONSULTING.button(label, row.id, row.revision, UNDO)
    return Message((*lines, CONSULTING.code(row.id)), stacked([button]))


def _find(work: Work, actor: Actor, key: int) -> Consulting | None:
    return hours.find(work, key)


def _whose(row: Consulting) -> str:
    return row.centre


def _revision(row: Consulting) -> int:
    return row.revision


def _card(work: Work, actor: Actor, row: Consulting) -> Message:
    return consulting_message(work, row)


def _keep(work: Work, actor: Actor, row: Consulting, argument: str) -> Result:
    hours.keep_booked(work, row)
    return Result()


def _is_late(work: Work, actor: Actor, row: Consulting, argument: str) -> Result | None:
    return None if hours.told_at(work, row) else Result(CHANGED)


CONSULTING = Subject(KIND, "Y", _find, _whose, _revision, _card, {UNDO: Action(_keep, _is_late)})

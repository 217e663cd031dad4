"""Today at the centre: six lines at most of what waits, a button each; the lists behind them."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import terms
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import page
from conversations.kit.steps import Onward
from conversations.staff import day
from conversations.staff.calls_list import NAME as CALLS
from conversations.staff.calls_list import calls_message, to_calls
from conversations.staff.calls_list import waiting as to_call
from conversations.staff.day import Listed
from conversations.staff.introducing_list import (
    CALL,
    INTEREST,
    NAME,
    OFFER,
    ONE,
    WANTED,
    show,
    today_line,
)
from conversations.staff.scope import centre_name, scope
from locales.words import Count, Day, German, Moment, Words, _, p_, say
from storage import firms, threads
from storage.desk import appointments_on, interest, next_day, parked, without_interpreter
from storage.forgotten import nobody_forgotten
from storage.models import Offer
from storage.requests import SERIOUS, open_requests, topics_of
from storage.rules.workdays import working_days_after
from storage.work import Work

MOST = 10
NOTHING = _("Nobody waits, no appointments.")


def show_today(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show today at the person's centre, or what is behind it.

    That is a day, `calls`, `wanted`, `on`: who is on the way to a firm, `way-7`: one of them,
    `off-7`: those of an offer, `said-7`: those a firm was called about.
    """
    name, _dash, number = argument.partition("-")
    work, actor = context.work, context.actor
    if on := _day_named(work, actor, argument):
        context.send(day.day_message(work, actor, on), (day.KIND, on.key))
    elif name == CALLS:
        context.send(calls_message(work, actor, number))
    elif name in (NAME, ONE, OFFER, CALL):
        show(context, name, number)
    elif name == INTEREST:
        context.send(_wanted_message(work, actor, number))
    else:
        context.send(today_message(work, actor), ("today", 0))
    return ()


def _day_named(work: Work, actor: Actor, argument: str) -> day.Listed | None:
    """Return the day an argument means: `day` is today, `d26111001` the first page of one."""
    if argument == "day":
        return day.now(work, actor)
    return day.read(argument[1:]) if argument.startswith("d") else None


def today_message(work: Work, actor: Actor) -> Message:
    """Build the card; LookupError for somebody who works at no centre."""
    centre = scope(actor)
    shown = [*_waiting(work, centre), *_day(work, centre), *_rest(work, centre)]
    lines = [line for line, _buttons in shown] or [NOTHING]
    buttons = [each for _line, own in shown for each in own]
    return Message((_where(work, centre), *lines), stacked(buttons), private=True)


# NOTE: To staff: for which centre.
def _where(work: Work, key: str | None) -> Words:
    return say(_("<b>Today: {centre}</b>"), centre=centre_name(work, key))


_Line = tuple[Words, Sequence[Button]]


# NOTE: A button: the list of a day's appointments.
_APPOINTMENTS = p_("button", "📅 Appointments")


# NOTE: To staff: how much waits today; the buttons open the lists.
def _waiting(work: Work, centre: str | None) -> list[_Line]:
    requests = open_requests(work, centre)
    free = [each for each in requests if each.owner_id is None]
    problems = [each for each in requests if SERIOUS in topics_of(each)]
    late = threads.overdue(work, centre)
    if not requests:
        return []
    said: list[Words] = []
    if problems:
        said.append(say(_("⚠️ Problems: {count}"), count=Count(len(problems))))
    said.append(say(_("👋 Waiting: {count}"), count=Count(len(free))))
    if free:
        since = Moment(free[0].opened_at.astimezone(work.zone))
        said.append(say(_("the oldest since: {at}"), at=since))
    if late:
        said.append(say(_("⏰ overdue: {count}"), count=Count(len(late))))
    # NOTE: A button: the list of those who wait.
    return [(terms.joined(said), [button(p_("button", "👋 Who waits"), "inbox")])]


def _day(work: Work, centre: str | None) -> list[_Line]:
    """Return how many come today; and who needs an interpreter until the next working day."""
    appointments = appointments_on(work, centre, work.today)
    until = working_days_after(work.today, 1)
    missing = without_interpreter(work, centre, until)
    if not appointments and not missing:
        return _next_day(work, centre)
    waits = [each for each in appointments if each.starts_at > work.now]
    open_ones = sum(each.answer is None and not each.self_booked for each in waits)
    both = {"count": Count(len(appointments)), "open": Count(open_ones)}
    said = [say(_("📅 Appointments: {count}. Without an answer: {open}"), **both)]
    if missing:
        said.append(say(_("💬 interpreter missing: {count}"), count=Count(missing)))
    return [(terms.joined(said), [button(_APPOINTMENTS, "today-day")])]


def _next_day(work: Work, centre: str | None) -> list[_Line]:
    """Lead to the next day with appointments, where nobody comes today."""
    day = next_day(work, centre)
    if day is None:
        return []
    # NOTE: To staff: no appointments today; the next ones are on that day.
    line = say(_("📅 No appointments today. The next: {day}"), day=Day(day))
    return [(line, [button(_APPOINTMENTS, f"today-{Listed(day).argument}")])]


def _rest(work: Work, centre: str | None) -> list[_Line]:
    lines: list[_Line] = []
    if waiting := to_call(work, centre):
        line = say(_("☎️ Please call: {count}"), count=Count(len(waiting)))
        lines.append((line, [to_calls()]))
    lines += _firms(work, centre)
    if forgotten := nobody_forgotten(work, centre):
        line = say(_("🔎 Please do not forget: {count}"), count=Count(forgotten))
        # NOTE: A button: people who heard nothing, have no match, or cannot be reached.
        lines.append((line, [button(p_("button", "🔎 Look at people"), "people")]))
    if failed := parked(work):
        lines.append((say(_("⚠️ Messages that failed: {count}"), count=Count(failed)), ()))
    return lines


# NOTE: To staff, in one line: who is on the way to a firm, and firms that wait to be checked.
def _firms(work: Work, centre: str | None) -> list[_Line]:
    said: list[Words] = []
    buttons: list[Button] = []
    if on_the_way := today_line(work, centre):
        said.append(on_the_way[0])
        buttons.append(on_the_way[1])
    elif wanted := interest(work, centre):
        said.append(say(_("🙋 Offers with interest: {count}"), count=Count(len(wanted))))
        buttons.append(button(WANTED, f"today-{INTEREST}"))
    if waiting := firms.count_due(work, centre):
        said.append(say(_("🏢 Firms to check: {count}"), count=Count(waiting)))
        # NOTE: A button: the list of firms, those to be checked first.
        buttons.append(button(p_("button", "🏢 Firms to check"), "firms"))
    return [(terms.joined(said), buttons)] if said else []


def _wanted_message(work: Work, actor: Actor, number: str) -> Message:
    centre = scope(actor)
    shown = page(interest(work, centre), number, MOST)
    lines = (*(_interest_line(*each) for each in shown.items), *shown.counted()) or (NOTHING,)
    return Message((_where(work, centre), *lines), shown.more(f"today-{INTEREST}"), private=True)


# NOTE: To staff: how many people want an offer.
def _interest_line(offer: Offer, count: int) -> Words:
    title = German(offer.title_de)
    return say(_("🙋 Interested: {count} · {title}"), count=Count(count), title=title)

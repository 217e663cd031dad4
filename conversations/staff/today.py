"""Today at the centre: six lines at most of what waits, a button each; the lists behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from conversations import terms
from conversations.cards.notice import called
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import page
from conversations.kit.steps import Onward
from conversations.staff.calls import NAME as CALLS
from conversations.staff.calls import calls_message
from conversations.staff.scope import centre_name, scope
from locales.languages import LANGUAGES
from locales.words import Count, German, Ltr, Moment, Words, _, p_, say
from storage import calls, threads
from storage.desk import appointments_on, interest, parked
from storage.forgotten import nobody_forgotten
from storage.models import Appointment, Offer
from storage.models.appointments import AppointmentAnswer
from storage.requests import SERIOUS, open_requests, topics_of
from storage.work import Work

MOST = 10
NOTHING = _("Nobody waits, no appointments.")
# NOTE: To staff, after a colon: what somebody answered to an appointment.
ANSWERS = {
    None: _("no answer yet"),
    AppointmentAnswer.COMING: _("is coming"),
    AppointmentAnswer.CANNOT: _("cannot come"),
    AppointmentAnswer.ANOTHER_TIME: _("asks for another time"),
}


def show_today(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show the day of the person's centre, or one of its lists: `day`, `calls`, `wanted`."""
    name, _dash, number = argument.partition("-")
    if name == CALLS:
        context.send(calls_message(context.work, context.actor, number))
    elif name in LISTS:
        context.send(_list_message(context.work, context.actor, name, number))
    else:
        context.send(today_message(context.work, context.actor), ("today", 0))
    return ()


def today_message(work: Work, actor: Actor) -> Message:
    """Build the card; LookupError for somebody who works at no centre."""
    centre = scope(actor)
    shown = [*_waiting(work, centre), *_day(work, centre), *_rest(work, centre)]
    lines = [line for line, _button in shown] or [NOTHING]
    buttons = [each for _line, each in shown if each]
    return Message((_where(work, centre), *lines), stacked(buttons), private=True)


# NOTE: To staff: for which centre.
def _where(work: Work, key: str | None) -> Words:
    return say(_("<b>Today: {centre}</b>"), centre=centre_name(work, key))


_Line = tuple[Words, Button | None]


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
    return [(terms.joined(said), button(p_("button", "👋 Who waits"), "inbox"))]


def _day(work: Work, centre: str | None) -> list[_Line]:
    appointments = appointments_on(work, centre, work.today)
    if not appointments:
        return []
    open_ones = sum(each.answer is None for each in appointments)
    both = {"count": Count(len(appointments)), "open": Count(open_ones)}
    line = say(_("📅 Appointments: {count}. Without an answer: {open}"), **both)
    # NOTE: A button: the list of today's appointments.
    return [(line, button(p_("button", "📅 Appointments"), "today-day"))]


def _rest(work: Work, centre: str | None) -> list[_Line]:
    lines: list[_Line] = []
    if waiting := calls.waiting(work, centre):
        line = say(_("☎️ Please call: {count}"), count=Count(len(waiting)))
        # NOTE: A button: the list of those to call.
        lines.append((line, button(p_("button", "☎️ Whom to call"), f"today-{CALLS}")))
    if wanted := interest(work, centre):
        line = say(_("🙋 Offers with interest: {count}"), count=Count(len(wanted)))
        # NOTE: A button: the list of offers people want.
        lines.append((line, button(p_("button", "🙋 Wanted offers"), "today-wanted")))
    if forgotten := nobody_forgotten(work, centre):
        line = say(_("🔎 Please do not forget: {count}"), count=Count(forgotten))
        # NOTE: A button: people who heard nothing, have no match, or cannot be reached.
        lines.append((line, button(p_("button", "🔎 Look at people"), "people")))
    if failed := parked(work):
        lines.append((say(_("⚠️ Messages that failed: {count}"), count=Count(failed)), None))
    return lines


def _list_message(work: Work, actor: Actor, name: str, number: str) -> Message:
    centre = scope(actor)
    shown = page(LISTS[name](work, centre), number, MOST)
    lines = (*shown.items, *shown.counted()) or (NOTHING,)
    return Message((_where(work, centre), *lines), shown.more(f"today-{name}"), private=True)


def _appointment_lines(work: Work, centre: str | None) -> list[Words]:
    """First what is still to come today, then what was."""
    appointments = appointments_on(work, centre, work.today)
    later = [each for each in appointments if each.starts_at >= work.now]
    earlier = [each for each in appointments if each.starts_at < work.now]
    return [_appointment_line(work, each) for each in later + earlier]


# NOTE: To staff: one appointment of today.
def _appointment_line(work: Work, appointment: Appointment) -> Words:
    line = say(
        _("📅 {time} {kind}, {code}: {answer}"),
        time=Ltr(f"{appointment.at_time:%H:%M}"),
        kind=terms.appointment(appointment.kind),
        code=called(work, appointment.person_id),
        answer=ANSWERS[appointment.answer],
    )
    code = appointment.interpreter
    if code is None or code not in LANGUAGES:
        return line
    language = terms.language(code)
    return say(_("{line} · interpreter: {language}"), line=line, language=language)


def _wanted_lines(work: Work, centre: str | None) -> list[Words]:
    return [_interest_line(*each) for each in interest(work, centre)]


# NOTE: To staff: how many people want an offer.
def _interest_line(offer: Offer, count: int) -> Words:
    title = German(offer.title_de)
    return say(_("🙋 Interested: {count} · {title}"), count=Count(count), title=title)


LISTS: Mapping[str, Callable[[Work, str | None], list[Words]]] = {
    "day": _appointment_lines,
    "wanted": _wanted_lines,
}

"""A day at the centre: its appointments by time, who came with one tap, the days around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conversations.cards.visit import entry
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.guard import MOST as GREATEST
from conversations.kit.guard import REFUSED, sight
from conversations.kit.messages import Button, Message
from conversations.kit.pages import page
from conversations.kit.steps import Run
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.scope import centre_name, scope
from conversations.staff.visits import VISIT, attend, is_not_noted
from locales.words import Day, Ltr, Words, _, p_, say
from storage.attendance import may_be_noted
from storage.desk import appointments_on
from storage.models import Appointment
from storage.models.appointments import Attendance
from storage.work import Work

KIND, REVISION, MOST, PAGES, CENTURY = "day", 1, 5, 100, 2000
OPEN = "open"
NOTHING = _("📅 No appointments on this day.")
# NOTE: Below a day's list, for staff: it opens one; the number is the one in the list.
OPENS = p_("button", "📅 {entry} · {time} open")
# NOTE: The same: whether the person of that number is there.
LABELS = {
    "came": p_("button", "✅ {entry} is here"),
    "late": p_("button", "⏰ {entry} came later"),
    "miss": p_("button", "➖ {entry} not here"),
}
SAID = {"came": Attendance.CAME, "late": Attendance.LATE, "miss": Attendance.MISSED}


@dataclass(frozen=True)
class Listed:
    """A day and a page of its appointments."""

    on: date
    page: int = 1

    @property
    def key(self) -> int:
        """Write it as one number, for a button."""
        return int(f"{self.on:%y%m%d}") * PAGES + self.page

    @property
    def argument(self) -> str:
        """Write it for the command that shows it."""
        return f"d{self.key}"


def now(work: Work, actor: Actor) -> Listed:
    """Return today, at the page with what is going on or comes next."""
    found = appointments_on(work, scope(actor), work.today)
    over = [each for each in found if _ends(each) <= work.now]
    first = min(len(over), max(len(found) - 1, 0))
    return Listed(work.today, first // MOST + 1)


def _ends(appointment: Appointment) -> datetime:
    return appointment.starts_at + timedelta(minutes=appointment.minutes)


def read(number: str) -> Listed | None:
    """Read what `key` wrote; None for what is no day."""
    return _of(int(number)) if number.isdecimal() and number.isascii() else None


def day_message(work: Work, actor: Actor, listed: Listed) -> Message:
    """Show a page of the day, with buttons for what can be noted now."""
    found = appointments_on(work, scope(actor), listed.on)
    shown = page(found, f"{listed.page}", MOST)
    first = (shown.number - 1) * MOST + 1
    numbered = list(enumerate(shown.items, start=first))
    lines = [entry(work, number, each) for number, each in numbered] or [NOTHING]
    rows = [row for number, each in numbered for row in _rows(work, listed, number, each)]
    # NOTE: Above a day's appointments, for staff.
    head = say(_("<b>{day}: {centre}</b>"), day=Day(listed.on), centre=_where(work, actor))
    earlier = [_to(_EARLIER, Listed(listed.on, shown.number - 1))] if shown.number > 1 else []
    later = [_to(_LATER, Listed(listed.on, shown.number + 1))] if shown.rest else []
    pages = (*earlier, *later)
    ways = (*([pages] if pages else []), _around(listed))
    return Message((head, *lines, *shown.counted()), (*rows, *ways), private=True)


# NOTE: Buttons for staff, below a day's appointments: more of them, before or after these.
_EARLIER, _LATER = p_("button", "Earlier that day"), p_("button", "Later that day")
# NOTE: Buttons for staff, below a day's appointments: the list of the day before or after it.
_BEFORE, _AFTER = p_("button", "Day before"), p_("button", "Next day")


def _around(listed: Listed) -> tuple[Button, ...]:
    day = timedelta(days=1)
    return _to(_BEFORE, Listed(listed.on - day)), _to(_AFTER, Listed(listed.on + day))


def _to(label: Words, listed: Listed) -> Button:
    return button(label, f"today-{listed.argument}")


def _where(work: Work, actor: Actor) -> Words:
    return centre_name(work, scope(actor))


def _rows(
    work: Work, listed: Listed, number: int, appointment: Appointment
) -> Sequence[tuple[Button, ...]]:
    """Return the button that opens it, and in a row what can be noted of it."""
    n, at = Ltr(str(number)), Ltr(f"{appointment.at_time:%H:%M}")
    opens = _button(listed, say(OPENS, entry=n, time=at), OPEN, appointment)
    if not may_be_noted(work, appointment):
        return [(opens,)]
    ticks = [name for name, said in SAID.items() if said != appointment.attendance]
    notes = (_button(listed, say(LABELS[name], entry=n), name, appointment) for name in ticks)
    return [(opens,), tuple(notes)]


def _button(listed: Listed, label: Words, action: str, appointment: Appointment) -> Button:
    return DAY.button(label, listed.key, REVISION, f"{action}-{appointment.id}")


def _open(work: Work, actor: Actor, listed: Listed, key: str) -> Result:
    return Result(steps=[Run("appoint", f"#{key}")])


def _attends(said: Attendance) -> Action[Listed]:
    """Note it of an appointment of this day that this colleague may see."""

    def do(work: Work, actor: Actor, listed: Listed, key: str) -> Result:
        found = sight(work, actor, VISIT, int(key))
        if found is None or found.on_date != listed.on:
            return REFUSED
        refused = is_not_noted(work, actor, found, "")
        if refused is None:
            attend(work, actor, found, said)
        return refused or Result(changed=[(KIND, listed.key)])

    return Action(do, stale=never, accepts=_is_key)


def _is_key(argument: str) -> bool:
    return argument.isdecimal() and argument.isascii() and int(argument) <= GREATEST


def _find(work: Work, actor: Actor, key: int) -> Listed | None:
    return _of(key)


def _of(key: int) -> Listed | None:
    days, number = divmod(key, PAGES)
    rest, day = divmod(days, 100)
    year, month = divmod(rest, 100)
    try:
        return Listed(date(CENTURY + year, month, day), number) if year < 100 else None
    except ValueError:
        return None


def _everybodys(listed: Listed) -> str | None:
    return None


def _revision(listed: Listed) -> int:
    return REVISION


ACTIONS = {
    OPEN: Action(_open, stale=never, accepts=_is_key),
    **{name: _attends(said) for name, said in SAID.items()},
}
DAY: Subject[Listed] = Subject(
    KIND, "", _find, _everybodys, _revision, day_message, ACTIONS, is_list=True
)

"""The card "this is what I understood", as short as can be; every line can be changed alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.cards import profile as profile_lines
from conversations.cards.profile import several
from conversations.everybody.switches import switch, switches
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.position import NoNotes
from conversations.kit.questions import (
    Answer,
    Chosen,
    Heard,
    OneOf,
    Option,
    Prompt,
    Said,
    Stay,
)
from conversations.kit.questions.asked import in_rows
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Correct, Goto, Next, Onward, Press, Start, Step
from conversations.newcomer.offers import young_lines
from conversations.newcomer.open_more import OPENS, pressing
from locales.words import Day, Ltr, Name, Words, _, p_, say
from storage import team, told
from storage.introductions.working import looks_again
from storage.models import Person, Told
from storage.rules.ages import is_adult, is_minor
from storage.work import Work

# NOTE: Last line of the card: what has no answer yet.
OPEN = _("Not said yet: {lines}")
GOOD, CHANGE, MORE = "good", "change", "more"
HAVE_WORK, LOOK_AGAIN = "have_work", "look_again"

# NOTE: Lines of the person's own card; an answer follows each.
LINES: Sequence[tuple[str, str, Words]] = (
    ("welcome", "age", p_("card", "🎂 Age")),
    ("welcome", "place", p_("card", "📍 I live in")),
    ("welcome", "centre", p_("card", "🏠 Centre")),
    ("work", "area", p_("card", "🛠️ I can")),
    ("work", "wants", p_("card", "🎯 I would like")),
    ("work", "areas", p_("card", "⭐ Work I like")),
    ("more", "times", p_("card", "🕒 My times")),
    ("more", "hours", p_("card", "⏳ How much work")),
    ("more", "start", p_("card", "▶️ From when")),
    ("more", "mobility", p_("card", "🚌 I travel by")),
    ("more", "licences", p_("card", "🚗 Driving licence")),
    ("more", "german", p_("card", "💬 My German")),
    ("more", "childcare", p_("card", "🧸 Child care")),
    ("more", "school", p_("card", "🏫 School")),
    ("more", "papers", p_("card", "📄 Papers")),
)
# NOTE: A line of the card.
LINE = _("{label}: {value}")


def show_card(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show the card, or begin with the welcome where there is no profile yet."""
    return [Start("welcome" if context.profile is None else "card")]


def _text(here: Here[object]) -> Sequence[Words]:
    profile, person = here.profile, here.person
    if profile is None or person is None:
        return (_("This is what I understood:"),)
    values = profile_lines.values(here.work, person, profile)
    entered = told.by_piece(here.work, person.id)
    lines: list[Words] = []
    for _flow, question, name in LINES:
        if value := values[question]:
            lines.append(say(LINE, label=name, value=value))
            lines += [_by(here.work, entered[question])] if question in entered else []
    if missing := several([name for _flow, question, name in LINES if not values[question]]):
        lines.append(say(OPEN, lines=missing))
    if person.works_since is not None:
        # NOTE: Line of the own card: since when somebody has work, so no offers come.
        since = say(
            _("🎉 You have had work since {day}. No offers come."), day=Day(person.works_since)
        )
        lines.append(since)
    elif is_minor(person.age_band):
        lines += young_lines(here.work, person)
    code = say(_("Your code at the desk: {code}"), code=Ltr(person.ref or ""))
    return (_("This is what I understood:"), *lines, code)


# NOTE: Below a line of the own card: a colleague typed this answer. {name}: of the colleague.
BY = _("✍️ Entered by {name}, {date}")
# NOTE: The same, where the colleague is not known any more.
BY_US = _("✍️ Entered at your centre, {date}")


def _by(work: Work, row: Told) -> Words:
    name, date = team.name_of(work, row.writer_id), Ltr(f"{row.told_on:%d.%m.%Y}")
    return say(BY, name=Name(name), date=date) if name else say(BY_US, date=date)


def _ways(here: Here[object]) -> Sequence[Option]:
    """Offer what would open more to an adult who looks for work."""
    ways = [Option(key, words) for key, words in WAYS.items()]
    person, profile = here.person, here.profile
    seeks = person and profile and is_adult(person.age_band) and profile.wants
    return [*ways, Option(MORE, OPENS)] if seeks else ways


# NOTE: Below the card: every line of it is right.
WAYS = {GOOD: p_("button", "✅ All right"), CHANGE: p_("button", "✏️ Change")}
# NOTE: Buttons below the own card: to say that one has work, or looks for it again.
WORK = {
    HAVE_WORK: p_("button", "🎉 I have work"),
    LOOK_AGAIN: p_("button", "🔎 I look for work again"),
}


@dataclass(frozen=True, kw_only=True)
class Card(OneOf[object]):
    """Hears the buttons of a card of release 0.1.0 too, which had one for each line."""

    def ask(self, here: Here[object]) -> Prompt:
        """Show the switches of what they get below."""
        prompt = super().ask(here)
        own = in_rows([*_work(here.person), *switches(here.person)]) if here.person else ()
        return replace(prompt, rows=(*prompt.rows, *own))

    def hear(self, here: Here[object], said: Said) -> Heard:
        """Take one of the options, a switch, or a line by its name."""
        value = said.value if isinstance(said, Chosen) else ""
        if here.person and switch(here.work, here.person, value):
            return Stay(None)
        if here.person and value == LOOK_AGAIN:
            looks_again(here.work, here.person)
            return Stay(None)
        known = {HAVE_WORK, *(each.value for each in _lines(here))}
        if isinstance(said, Chosen) and said.value in known:
            return Answer(said.value)
        return super().hear(here, said)


def _work(person: Person) -> Sequence[Option]:
    """Return the button that says that somebody has work, or looks for it again."""
    value = HAVE_WORK if person.works_since is None else LOOK_AGAIN
    return [Option(value, WORK[value])]


def _keep(here: Here[object], choice: str) -> Step[object]:
    if choice == HAVE_WORK:
        return Start(HAVE_WORK)
    if choice == MORE and here.person is not None:
        return Press(pressing(here.person))
    if choice not in WAYS:
        return _keep_line(here, choice)
    return Goto("line") if choice == CHANGE else Next()


def _lines(here: Here[object]) -> Sequence[Option]:
    return [Option(question, name) for _flow, question, name in LINES]


def _keep_line(here: Here[object], choice: str) -> Step[object]:
    return next(Correct(flow, line) for flow, line, _name in LINES if line == choice)


def _finish(here: Here[object]) -> Sequence[Onward]:
    return [Start("ask_person")]


CARD: Flow[object] = Flow(
    "card",
    (
        Card(name="card", text=_text, options=_ways, keep=_keep),
        OneOf(
            name="line",
            text=one(_("What would you like to change?")),
            options=_lines,
            keep=_keep_line,
            columns=2,
            listed=False,
        ),
    ),
    notes=NoNotes,
    finish=_finish,
    counted=False,
)

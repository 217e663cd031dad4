"""The card "this is what I understood", as short as can be; every line can be changed alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from conversations import terms
from conversations.everybody import home
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.position import NoNotes
from conversations.kit.questions import Answer, Chosen, Heard, OneOf, Option, Said
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Correct, Goto, Next, Onward, Start, Step
from conversations.newcomer.skills import BACKGROUNDS
from conversations.terms import named_area, named_skill
from locales.words import VERBATIM, Ltr, Weekday, Words, _, p_, say, verbatim
from storage.models import Person, Profile
from storage.rules.slots import DAYS, PARTS, SHORTCUTS

# NOTE: Last line of the card: what has no answer yet.
OPEN = _("Not said yet: {lines}")
# NOTE: Line of the card: work of any kind.
EVERYTHING = _("anything")
GOOD, CHANGE = "good", "change"
Lines: TypeAlias = dict[str, Words | None]

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
# NOTE: Line of the card: on these days at these times, such as: Monday · Friday (morning).
DAYS_AND_PARTS = _("{days} ({parts})")


def show_card(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show the card, or begin with the welcome where there is no profile yet."""
    return [Start("welcome" if context.profile is None else "card")]


def _text(here: Here[object]) -> Sequence[Words]:
    profile, person = here.profile, here.person
    if profile is None or person is None:
        return (_("This is what I understood:"),)
    values = _values(here.context, person, profile)
    known = [(name, values[question]) for _flow, question, name in LINES]
    lines = [say(LINE, label=name, value=value) for name, value in known if value]
    if missing := _several([name for name, value in known if not value]):
        lines.append(say(OPEN, lines=missing))
    code = say(_("Your code at the desk: {code}"), code=Ltr(person.ref or ""))
    return (_("This is what I understood:"), *lines, code)


# NOTE: Line of the card: no driving licence.
def _values(context: Context, person: Person, profile: Profile) -> Lines:
    """Return each line's value, None where nothing was said; every question of LINES has one."""
    town, centre = home.town(context), home.own_centre(context)
    return {
        "age": _code(person.age_band, terms.AGES),
        "place": verbatim(town.name) if town else None,
        "centre": verbatim(centre.name) if centre else None,
        "area": _skills(profile),
        "wants": _codes(profile.wants, terms.WANTS),
        "areas": _several([_area(key) for key in profile.areas or []]),
        "times": _times(profile.slots),
        "hours": _code(profile.hours, terms.HOURS),
        "start": _code(profile.start, terms.STARTS),
        "mobility": _codes(profile.mobility, terms.MOBILITY),
        "licences": _codes(profile.licences, terms.LICENCES, none=_("none")),
        "german": _code(profile.german, terms.GERMAN),
        "childcare": _code(profile.childcare, terms.CHILDCARE),
        "school": _code(profile.school, terms.SCHOOL),
        "papers": _code(profile.papers, terms.PAPERS),
    }


def _skills(profile: Profile) -> Words | None:
    said = BACKGROUNDS.get(profile.background or "")
    return _several([named_skill(each.skill) for each in profile.skills], none=said)


def _area(key: str) -> Words:
    return EVERYTHING if key == "any" else named_area(key)


def _code(code: str | None, labels: Mapping[str, Words]) -> Words | None:
    return labels.get(code or "")


def _codes(
    codes: Sequence[str] | None, labels: Mapping[str, Words], none: Words | None = None
) -> Words | None:
    if codes is None:
        return None
    return _several([labels[code] for code in codes if code in labels], none)


def _several(words: Sequence[Words], none: Words | None = None) -> Words | None:
    return terms.joined(words) if words else none


def _times(slots: Sequence[str] | None) -> Words | None:
    """Name the usual times, or else the days, those with the same parts together."""
    for code, words in terms.TIMES.items():
        if set(slots or ()) == SHORTCUTS[code]:
            return words
    days: dict[tuple[str, ...], list[str]] = {}
    for day in DAYS:
        if parts := tuple(part for part in PARTS if f"{day}.{part}" in (slots or ())):
            days.setdefault(parts, []).append(day)
    groups = [_group(same, parts) for parts, same in days.items()]
    return terms.joined(groups, terms.COMMA) if groups else None


def _group(days: Sequence[str], parts: Sequence[str]) -> Words:
    named = terms.joined([_day(day) for day in days])
    if len(parts) == len(PARTS):
        return named
    when = terms.joined([terms.PARTS[part] for part in parts])
    return say(DAYS_AND_PARTS, days=named, parts=when)


def _day(day: str) -> Words:
    return say(Words("{text}", context=VERBATIM), text=Weekday(DAYS.index(day)))


# NOTE: Below the card: every line of it is right.
WAYS = {GOOD: p_("button", "✅ All right"), CHANGE: p_("button", "✏️ Change")}


@dataclass(frozen=True, kw_only=True)
class Card(OneOf[object]):
    """Hears the buttons of a card of release 0.1.0 too, which had one for each line."""

    def hear(self, here: Here[object], said: Said) -> Heard:
        """Take one of the options, or a line by its name."""
        if isinstance(said, Chosen) and said.value in {each.value for each in _lines(here)}:
            return Answer(said.value)
        return super().hear(here, said)


def _keep(here: Here[object], choice: str) -> Step[object]:
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
        Card(name="card", text=_text, options=choices(WAYS), keep=_keep),
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

"""The card "this is what I understood"; every line can be changed alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations import terms
from conversations.everybody import home
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.position import NoNotes
from conversations.kit.questions import OneOf, Option
from conversations.kit.steps import Correct, Next, Onward, Start, Step
from conversations.newcomer.skills import BACKGROUNDS
from conversations.terms import named_area, named_skill
from locales.words import VERBATIM, Ltr, Weekday, Words, _, p_, say, verbatim
from storage.models import Person, Profile
from storage.rules.slots import DAYS, SHORTCUTS

# NOTE: A line of the card without an answer yet.
OPEN = _("not said yet")
# NOTE: Line of the card: work of any kind.
EVERYTHING = _("anything")
GOOD = "good"

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
# NOTE: Changes one line of the card.
EDIT = p_("button", "✏️ {label}")


def show_card(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show the card, or begin with the welcome where there is no profile yet."""
    return [Start("welcome" if context.profile is None else "card")]


def _text(here: Here[object]) -> Sequence[Words]:
    profile, person = here.profile, here.person
    if profile is None or person is None:
        return (_("This is what I understood:"),)
    values = _values(here.context, person, profile)
    lines = [say(LINE, label=name, value=values[question]) for _f, question, name in LINES]
    code = say(_("Your code at the desk: {code}"), code=Ltr(person.ref or ""))
    return (_("This is what I understood:"), *lines, code)


# NOTE: Line of the card: no driving licence.
def _values(context: Context, person: Person, profile: Profile) -> dict[str, Words]:
    """Return each line's value; every question of LINES has one."""
    town, centre = home.town(context), home.own_centre(context)
    return {
        "age": _code(person.age_band, terms.AGES),
        "place": verbatim(town.name) if town else OPEN,
        "centre": verbatim(centre.name) if centre else OPEN,
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


def _skills(profile: Profile) -> Words:
    said = BACKGROUNDS.get(profile.background or "", OPEN)
    return _several([named_skill(each.skill) for each in profile.skills], none=said)


def _area(key: str) -> Words:
    return EVERYTHING if key == "any" else named_area(key)


def _code(code: str | None, labels: Mapping[str, Words]) -> Words:
    return labels.get(code or "", OPEN)


def _codes(codes: Sequence[str] | None, labels: Mapping[str, Words], none: Words = OPEN) -> Words:
    if codes is None:
        return OPEN
    return _several([labels[code] for code in codes if code in labels], none)


# NOTE: Several answers in one line of the card.
def _several(words: Sequence[Words], none: Words = OPEN) -> Words:
    """Join with a dot that no language glues to a word."""
    if not words:
        return none
    first, *rest = words
    for each in rest:
        first = say(_("{first} · {next}"), first=first, next=each)
    return first


def _times(slots: Sequence[str] | None) -> Words:
    if slots is None:
        return OPEN
    for code, words in terms.TIMES.items():
        if set(slots) == SHORTCUTS[code]:
            return words
    days = [day for day in DAYS if any(slot.startswith(day) for slot in slots)]
    return _several([_day(day) for day in days])


def _day(day: str) -> Words:
    return say(Words("{text}", context=VERBATIM), text=Weekday(DAYS.index(day)))


# NOTE: Below the card: every line of it is right.
def _options(here: Here[object]) -> Sequence[Option]:
    lines = [Option(question, say(EDIT, label=name)) for _flow, question, name in LINES]
    return [Option(GOOD, p_("button", "✅ All right")), *lines]


def _keep(here: Here[object], choice: str) -> Step[object]:
    return next((Correct(flow, line) for flow, line, _name in LINES if line == choice), Next())


def _finish(here: Here[object]) -> Sequence[Onward]:
    return [Start("ask_person")]


CARD: Flow[object] = Flow(
    "card",
    (OneOf(name="card", text=_text, options=_options, keep=_keep, columns=2),),
    notes=NoNotes,
    finish=_finish,
    counted=False,
)

"""Lists of people: whom nobody should forget, who lives somewhere, who can do something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from conversations.cards.person import label
from conversations.kit.actor import Actor
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import NEXT, page
from conversations.kit.steps import Start
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff import person as card
from conversations.staff.person import PERSON
from conversations.staff.scope import scope
from conversations.terms import named_skill
from locales.words import Count, Words, _, p_, say, verbatim
from storage import finding, forgotten
from storage.places import gazetteer
from storage.rules.obstacles import Obstacle
from storage.rules.taxonomy import skills
from storage.work import Work

KIND, REVISION, MOST, LAST = "people", 1, 10, 5
PAGES, INDEXES = 1000, 1000
NEW = "new"
OVERVIEW, SILENT, UNMATCHED, UNREACHABLE, PLACE, SKILL = range(6)
# NOTE: Buttons for staff: lists of people nobody should forget; {count} is how many.
LISTS: Mapping[int, Words] = {
    SILENT: p_("button", "🔕 Heard nothing for long: {count}"),
    UNMATCHED: p_("button", "🔎 Without a match: {count}"),
    UNREACHABLE: p_("button", "📵 Appointment, no phone: {count}"),
}
# NOTE: Headings above lists of people, for staff.
TITLES: Mapping[int, Words] = {
    SILENT: _("<b>🔕 Heard nothing from us for 14 days</b>"),
    UNMATCHED: _("<b>🔎 No offer fits</b>"),
    UNREACHABLE: _("<b>📵 An appointment is coming, our messages do not arrive</b>"),
}
# NOTE: Buttons for staff: what keeps people from every offer; {count} is how many people.
GROUPS: Mapping[Obstacle, Words] = {
    Obstacle.WAY: p_("button", "🚌 Only the way: {count}"),
    Obstacle.TIMES: p_("button", "🕒 Only the times: {count}"),
    Obstacle.GERMAN: p_("button", "💬 Only the German: {count}"),
    Obstacle.SKILL: p_("button", "🛠️ Only the skill: {count}"),
    Obstacle.PAPERS: p_("button", "🚗 Only licence or recognition: {count}"),
    Obstacle.SEVERAL: p_("button", "🧩 Several things: {count}"),
}


@dataclass(frozen=True)
class Listed:
    """A list: which, of which group, place or skill (counted from 1; 0: none), which page."""

    which: int
    index: int = 0
    page: int = 1

    @property
    def key(self) -> int:
        """Write it as one number, for a button."""
        return (self.which * INDEXES + self.index) * PAGES + self.page


def _overview(work: Work, actor: Actor) -> Message:
    """Build what stands above the question: whom one talked to last, and the three lists."""
    centre = scope(actor)
    last = finding.last_talked(work, actor.person.id, centre, LAST) if actor.person else []
    # NOTE: Above buttons with people a colleague wrote with, for staff.
    lines = (_("👥 You talked with them last:"),) if last else (_("👥 People of your centre"),)
    buttons = [*people_buttons(work, last), *list_buttons(work, centre)]
    # NOTE: Button for staff: somebody new stands at the desk.
    new = LISTED.button(p_("button", "➕ New person"), Listed(OVERVIEW).key, REVISION, NEW)
    return Message(lines, stacked([*buttons, new]), private=True)


def list_buttons(work: Work, centre: str | None) -> list[Button]:
    """Return a button with a count for each list of people that is not empty."""
    counts = {which: len(found(work, centre)) for which, found in FOUND.items()}
    return [
        list_button(say(LISTS[which], count=Count(count)), Listed(which))
        for which, count in counts.items()
        if count
    ]


FOUND: Mapping[int, Callable[[Work, str | None], list[int]]] = {
    SILENT: forgotten.silent,
    UNMATCHED: forgotten.unmatched,
    UNREACHABLE: forgotten.unreachable,
}


def people_buttons(work: Work, keys: Sequence[int]) -> list[Button]:
    """Return a button for each person, which opens the card."""
    return [
        PERSON.button(label(work, each), each.id, card.REVISION, "open")
        for each in finding.people_of(work, keys)
    ]


def list_button(words: Words, listed: Listed) -> Button:
    """Return the button that shows a list."""
    return LISTED.button(words, listed.key, REVISION, "show")


def list_message(work: Work, actor: Actor, listed: Listed) -> Message:
    """Show a page of a list, or its groups first."""
    centre = scope(actor)
    if listed.which == OVERVIEW:
        return _overview(work, actor)
    if (listed.which, listed.index) == (UNMATCHED, 0):
        return _groups(work, centre)
    shown = page(_keys(work, centre, listed), f"{listed.page}", MOST)
    following = Listed(listed.which, listed.index, shown.number + 1)
    more = [list_button(NEXT, following)] if shown.rest else []
    buttons = [*people_buttons(work, shown.items), *more]
    # NOTE: To staff, below the heading of a list of people.
    nobody = () if shown.items else (_("Nobody now."),)
    lines = (title(work, listed), *nobody, *shown.counted())
    return Message(lines, stacked(buttons), private=True)


def _groups(work: Work, centre: str | None) -> Message:
    found = forgotten.unmatched_by(work, centre)
    buttons = [
        list_button(say(GROUPS[each], count=Count(len(who))), Listed(UNMATCHED, _number(each)))
        for each, who in found.items()
    ]
    # NOTE: To staff: what keeps people from every offer we have; a button for each follows.
    lines = (TITLES[UNMATCHED], _("What stands in the way:") if found else _("Nobody now."))
    return Message(lines, stacked(buttons), private=True)


def _number(obstacle: Obstacle) -> int:
    return list(GROUPS).index(obstacle) + 1


def _keys(work: Work, centre: str | None, listed: Listed) -> list[int]:
    if listed.which == PLACE:
        return finding.by_place(work, centre, _place(work, listed))
    if listed.which == SKILL:
        return finding.by_skill(work, centre, list(skills())[listed.index - 1])
    if listed.which == UNMATCHED:
        group = list(GROUPS)[listed.index - 1]
        return forgotten.unmatched_by(work, centre).get(group, [])
    return FOUND[listed.which](work, centre)


def _place(work: Work, listed: Listed) -> str:
    return list(gazetteer(work).by_ags)[listed.index - 1]


def title(work: Work, listed: Listed) -> Words:
    """Name a list."""
    if listed.which == PLACE:
        return verbatim(gazetteer(work).by_ags[_place(work, listed)].name)
    if listed.which == SKILL:
        return named_skill(list(skills())[listed.index - 1])
    return TITLES[listed.which]


def _find(work: Work, actor: Actor, key: int) -> Listed | None:
    """Read a number; None for one that names no list."""
    rest, number = divmod(key, PAGES)
    which, index = divmod(rest, INDEXES)
    most = {PLACE: len(gazetteer(work).by_ags), SKILL: len(skills()), UNMATCHED: len(GROUPS)}
    least = int(which in (PLACE, SKILL))
    known = which in (OVERVIEW, *FOUND, PLACE, SKILL) and least <= index <= most.get(which, 0)
    return Listed(which, index, number) if known else None


def _everybodys(listed: Listed) -> str | None:
    return None


def _revision(listed: Listed) -> int:
    return REVISION


def _show(work: Work, actor: Actor, listed: Listed, argument: str) -> Result:
    return Result(looks=True)


def _new(work: Work, actor: Actor, listed: Listed, argument: str) -> Result:
    return Result(steps=[Start("receive")])


LISTED: Subject[Listed] = Subject(
    KIND,
    "",
    _find,
    _everybodys,
    _revision,
    list_message,
    {"show": Action(_show, stale=never), NEW: Action(_new, stale=never)},
    is_list=True,
)

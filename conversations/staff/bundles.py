"""Below /offer: needs that belong together, and what is held for them: a meeting, a course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.guard import REFUSED, sight
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import NEXT, page
from conversations.kit.permissions import may
from conversations.kit.steps import Start
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff import bundle_card as card
from conversations.staff.bundle_card import LETTER, Shown, demand, title
from conversations.staff.bundle_file import table
from conversations.staff.plan import Plan
from conversations.staff.scope import centre_name, scope
from locales.words import Count, Ltr, Words, _, p_, say
from storage import bundles
from storage.census import weighing
from storage.people import TEAM
from storage.rules.bundling import Bundle
from storage.rules.supply import Weighing
from storage.work import Work

KIND, NAME, REVISION, MOST = "bundle", "bundles", 1, 6
OPEN, FILE, PICTURE = "open", "file", "picture"
HELD = {"event": "info_event", "course": "course"}
"""What can be held for a bundle, by the name of its button."""
# NOTE: Buttons below the needs of several firms that belong together, for staff.
LABELS = {
    "event": p_("button", "📣 Make it an information meeting"),
    "course": p_("button", "🎓 Make it a course"),
    PICTURE: p_("button", "📊 Picture"),
    FILE: p_("button", "📄 As a file"),
}


@dataclass(frozen=True)
class Pages:
    """A page of the list."""

    number: int


def way_in() -> Button:
    """Return the button that leads to the list, from the list of offers."""
    # NOTE: A button for staff: needs of several firms that belong together.
    return button(p_("button", "🧺 Bundles"), f"offer-{NAME}")


def show_bundles(context: Context) -> None:
    """Show the first page of the bundles around a centre."""
    context.send(list_message(context.work, context.actor, Pages(1)), (NAME, 1))


def list_message(work: Work, actor: Actor, at: Pages) -> Message:
    """Show a page of the bundles, those with most places first."""
    centre = scope(actor)
    shown = page(bundles.bundles(work, centre), f"{at.number}", MOST)
    # NOTE: Above a list for staff: needs of several firms that belong together.
    head = say(
        _("<b>🧺 Needs that belong together: {centre}</b>"), centre=centre_name(work, centre)
    )
    # NOTE: The same list, where there is nothing in it.
    none = _("Nothing yet. Two firms that need the same make a bundle.")
    weighed = weighing(work)
    lines = [_line(work, each, weighed) for each in shown.items] or [none]
    opens = [_open_button(shown.number, each) for each in shown.items]
    more = [LISTED.button(NEXT, shown.number + 1, REVISION, "show")] if shown.rest else []
    return Message((head, *lines, *shown.counted()), stacked([*opens, *more]))


def _line(work: Work, bundle: Bundle, weighed: Weighing) -> Words:
    # NOTE: To staff, a line of the list: what is needed, about where, by how many firms, for how
    # many people; how many people fit.
    line = _("• {what}, {town}: firms: {firms} · places: {places} · people who fit: {count}")
    fit = bundles.fitting(work, bundle, weighed)
    where, numbers = card.town(bundle), demand(bundle.needs)
    return say(line, what=title(bundle), town=where, count=Count(fit), **numbers)


def _open_button(number: int, bundle: Bundle) -> Button:
    code = Ltr(f"{LETTER}{bundle.key}")
    # NOTE: A button in the list of needs that belong together: its code, such as S12, and what.
    words = say(p_("button", "{code} {title}"), code=code, title=title(bundle))
    return LISTED.button(words, number, REVISION, f"{OPEN}-{bundle.key}")


def bundle_message(work: Work, actor: Actor, shown: Shown) -> Message:
    """Show a bundle with its supply, and what can be made of it."""
    lines = card.lines(work, shown.bundle, bundles.reach(work, shown.bundle))
    possible = LABELS if shown.bundle.checked else {FILE: LABELS[FILE]}
    buttons = [
        BUNDLE.button(words, shown.bundle.key, REVISION, name)
        for name, words in possible.items()
        if may(actor, f"{KIND}.{name}", shown.centre)
    ]
    return Message((*lines, BUNDLE.code(shown.bundle.key)), stacked([*buttons, way_in()]))


def _file(work: Work, actor: Actor, shown: Shown, argument: str) -> Result:
    written = table(work, shown.bundle, bundles.reach(work, shown.bundle))
    return _below(Message((title(shown.bundle),), file=written))


def _picture(work: Work, actor: Actor, shown: Shown, argument: str) -> Result:
    lines = (title(shown.bundle), *card.legend())
    return _below(Message(lines, file=card.picture(work, shown.bundle)))


def _below(said: Message) -> Result:
    return Result(shows=False, looks=True, below=said)


def _holds(kind: str) -> Callable[[Work, Actor, Shown, str], Result]:
    """Begin to announce such a thing: to who fits or nearly does, together with the firms."""

    def do(work: Work, actor: Actor, shown: Shown, argument: str) -> Result:
        named = card.german_title(shown.bundle)
        plan = Plan(kind=kind, centre=shown.centre, bundle=shown.bundle.key, title=named)
        return Result(steps=[Start("announce", plan, "day" if plan.centre else "centre")])

    return do


def _has_none(work: Work, actor: Actor, shown: Shown, argument: str) -> Result | None:
    """Nobody is invited for firms that nobody checked."""
    return None if shown.bundle.checked else Result()


def _find(work: Work, actor: Actor, key: int) -> Shown | None:
    found = bundles.find(work, key)
    return Shown(found, _shown_for(actor, found)) if found else None


def _shown_for(actor: Actor, bundle: Bundle) -> str | None:
    """Return the centre somebody sees a bundle for: their own, where it has a need around it."""
    every = sorted(each for each in bundle.centres if each)
    own = [each for each in every if each in actor.scopes(TEAM)]
    return next(iter([*own, *every]), None)


def _whose(shown: Shown) -> str | None:
    return shown.centre


def _revision(thing: object) -> int:
    return REVISION


def _page(work: Work, actor: Actor, key: int) -> Pages | None:
    return Pages(key) if key else None


def _everybodys(at: Pages) -> str | None:
    return None


def _show(work: Work, actor: Actor, at: Pages, argument: str) -> Result:
    return Result(looks=True)


def _open(work: Work, actor: Actor, at: Pages, argument: str) -> Result:
    found = sight(work, actor, BUNDLE, int(argument))
    return Result(card=bundle_message(work, actor, found), looks=True) if found else REFUSED


ACTIONS = {
    **{name: Action(_holds(kind), _has_none, never) for name, kind in HELD.items()},
    PICTURE: Action(_picture, _has_none, never),
    FILE: Action(_file, stale=never),
}
BUNDLE: Subject[Shown] = Subject(KIND, LETTER, _find, _whose, _revision, bundle_message, ACTIONS)
LISTED: Subject[Pages] = Subject(
    NAME,
    "",
    _page,
    _everybodys,
    _revision,
    list_message,
    {"show": Action(_show, stale=never), OPEN: Action(_open, stale=never, accepts=str.isdecimal)},
    is_list=True,
)

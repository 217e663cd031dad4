"""What staff can do with the card of a person: look at its parts, note, enter, erase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from conversations.cards import person as card
from conversations.cards.why import why_lines
from conversations.kit.actor import Actor
from conversations.kit.messages import Button, Message, paired, stacked
from conversations.kit.permissions import may
from conversations.kit.steps import Run, Start
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.appointment_draft import Appointing, place
from conversations.staff.beginning_for import BEGIN, begin_buttons, begin_lines
from conversations.staff.entering import Entering
from conversations.staff.erasing import Erasing
from conversations.staff.introducing_named import way_buttons, ways_of
from conversations.staff.new_phone import NEW_PHONE
from conversations.staff.noting import Noting, Reading, note_lines, others
from conversations.staff.way_back import CONFIRM, GIVE
from locales.words import Words, _, p_
from storage import audit, finding
from storage.daily import OPENED, may_open_profile
from storage.models import Person
from storage.ourselves import page_url
from storage.page import arriving
from storage.rules.clock import to_utc
from storage.work import Work

KIND, LETTER, REVISION = "person", "N", 1
PART = Callable[[Work, Actor, Person], list[Words]]
# NOTE: To a colleague, in passing: no more people can be looked at on one day.
ENOUGH = _("You have opened many cards today. Tomorrow you can open more.")
# NOTE: To a colleague, in passing: a child under 16 has no profile to enter answers in.
NO_PROFILE = _("This person has no profile.")

# NOTE: To a colleague of all centres, in passing: nobody knows at which centre to meet the person.
NO_CENTRE = _("This person has no centre yet.")


def sees(work: Work, actor: Actor, person: Person, *, opens: bool = False) -> bool:
    """Note that a colleague looks at somebody, each time they open the card; False: too many today.

    A part that is opened on another day counts as opening.
    """
    if actor.person is None or not may_open_profile(work, actor.person.id, person.id):
        return False
    today = to_utc(work.today, time(), work.zone.key)
    if opens or not audit.is_noted(work, OPENED, actor.person.id, person.id, today):
        audit.note(work, OPENED, actor.person.id, person.id, finding.centre_of(person))
    return True


def person_message(work: Work, actor: Actor, person: Person) -> Message:
    """Build the card with what this colleague can do."""
    lines = [*card.card_lines(work, person), *ways_of(work, actor, person.id)]
    rows = _keyboard(work, actor, person) + stacked(way_buttons(work, actor, person.id))
    return Message((*lines, PERSON.code(person.id)), rows, private=True)


def _keyboard(work: Work, actor: Actor, person: Person) -> tuple[tuple[Button, ...], ...]:
    """Return the same buttons under the card and each of its parts: one tap from any to any."""
    scope = finding.centre_of(person)
    ways = [
        (name, words)
        for name, words in _ways(work, actor, person)
        if may(actor, f"{KIND}.{name}", scope)
    ]
    buttons = [PERSON.button(words, person.id, REVISION, name) for name, words in ways]
    return paired(buttons)


# NOTE: Below the card of a person, for staff: its parts, and what can be done.
def _ways(work: Work, actor: Actor, person: Person) -> list[tuple[str, Words]]:
    found = [
        ("main", p_("button", "👤 Overview")),
        ("skills", p_("button", "🛠️ Skills")),
        ("offers", p_("button", "💼 Offers and answers")),
        ("why", p_("button", "🔎 Why no match?")),
        ("notes", p_("button", "📝 Notes")),
        ("write", p_("button", "➕ Write a note")),
        ("appoint", p_("button", "📅 New appointment")),
        ("consent", p_("button", "✅ Consent")),
        ("phone", p_("button", "📱 New phone")),
        ("sheet", p_("button", "🧾 Way back to the page")),
        ("erase", p_("button", "🗑️ Erase everything")),
    ]
    if person.profile is not None:
        found.insert(5, ("told", p_("button", "✍️ They told me")))
    if not page_url(work):
        found = [way for way in found if way[0] != "sheet"]
    if arriving.held_back(work, person.id):
        found.insert(-1, ("back", p_("button", "✔️ It is them")))
    if others(work, actor, person, "") is None:
        found.insert(-3, ("read", p_("button", "🔓 Read notes of colleagues")))
    return found


def _part(lines: PART) -> Action[Person]:
    """Show a part of the card in its place."""

    def do(work: Work, actor: Actor, person: Person, argument: str) -> Result:
        if not sees(work, actor, person):
            return Result(ENOUGH, shows=False)
        shown = (card.head(work, person), *lines(work, actor, person), PERSON.code(person.id))
        begins = begin_buttons(work, actor, person) if lines is _why else []
        rows = stacked(begins) + _keyboard(work, actor, person)
        return Result(card=Message(shown, rows, private=True), looks=True)

    return Action(do, stale=never)


def _of(lines: Callable[[Work, Person], list[Words]]) -> PART:
    return lambda work, actor, person: lines(work, person)


def _why(work: Work, actor: Actor, person: Person) -> list[Words]:
    """Say why somebody gets no offer; who is young, which ones a colleague may begin for them."""
    return [*why_lines(work, person), *begin_lines(work, actor, person)]


def _open(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    """Open the card below the list it was found in."""
    return Result(steps=[Run("people", f"#{person.id}")])


def _main(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    return Result(looks=True) if sees(work, actor, person) else Result(ENOUGH, shows=False)


def _tell(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    return Result(steps=[Start("entering", Entering(person.id))])


def _without_profile(work: Work, actor: Actor, person: Person, argument: str) -> Result | None:
    return None if person.profile else Result(NO_PROFILE, looks=True)


def _note(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    return Result(steps=[Start("noting", Noting(person.id))])


def _read(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    return Result(steps=[Start("reading", Reading(person.id))])


def _appoint(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    return Result(steps=[Start("appoint", Appointing(person.id, given=True))])


def _nowhere(work: Work, actor: Actor, person: Person, argument: str) -> Result | None:
    """An appointment is at a centre: the person's, or the colleague's own."""
    return None if place(work, actor, Appointing(person.id)) else Result(NO_CENTRE, looks=True)


def _erase(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    return Result(steps=[Start("erasing", Erasing(person.id))])


def _find(work: Work, actor: Actor, key: int) -> Person | None:
    return finding.find(work, key)


def _revision(person: Person) -> int:
    return REVISION


ACTIONS = {
    "open": Action(_open, stale=never),
    "main": Action(_main, stale=never),
    "skills": _part(_of(card.skill_lines)),
    "offers": _part(_of(card.offer_lines)),
    "why": _part(_why),
    "begin": BEGIN,
    "consent": _part(_of(card.consent_lines)),
    "notes": _part(note_lines),
    "write": Action(_note, stale=never),
    "read": Action(_read, others, stale=never),
    "appoint": Action(_appoint, _nowhere, stale=never),
    "told": Action(_tell, _without_profile, stale=never),
    "phone": NEW_PHONE,
    "sheet": GIVE,
    "back": CONFIRM,
    "erase": Action(_erase, stale=never),
}
PERSON = Subject(KIND, LETTER, _find, finding.centre_of, _revision, person_message, ACTIONS)

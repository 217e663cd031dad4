"""/myfirm: who speaks for the firm, when and how they are asked; each changes what is their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.cards.firm import contact_lines
from conversations.cards.firm_contact import line
from conversations.employer import letting_go
from conversations.employer.own_part import JOINS, OwnPart
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.guard import DONE
from conversations.kit.messages import Message, stacked
from conversations.kit.pages import page
from conversations.kit.steps import Onward, Run, Start
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import Name, Words, _, p_, say
from storage import employers, firm_contacts
from storage.models import Employer, FirmContact
from storage.models.offers import EmployerStatus
from storage.work import Work

COMMAND, KIND, LETTER, REVISION, MOST_SHOWN = "myfirm", "own_firm", "C", 1, 3
# NOTE: To somebody of a firm: how the firm stands with the centre.
STATES = {
    EmployerStatus.PENDING: _("⏳ The centre looks at it first. Nothing is published before."),
    EmployerStatus.VERIFIED: _("✅ The centre knows your firm."),
    EmployerStatus.STOPPED: _("⏸️ The centre has stopped this for now. Please call the centre."),
}


@dataclass(frozen=True)
class Own:
    """A firm with the one of its people who looks at it."""

    firm: Employer
    contact: FirmContact

    @property
    def id(self) -> int:
        """The key of the firm."""
        return self.firm.id


def show_own_firm(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show each firm somebody speaks for; with `joins` ask first who comes to one."""
    own = [
        found for key in context.actor.firms if (found := _find(context.work, context.actor, key))
    ]
    if argument == JOINS:
        new = [each for each in own if each.contact.name is None]
        return [Start(PART, OwnPart(new[-1].id, JOINS)) if new else Run("myoffers")]
    shown = page(own, argument, MOST_SHOWN)
    cards = ((_card(context.work, context.actor, each), (KIND, each.id)) for each in shown.items)
    shown.show(context, COMMAND, cards)
    if not own:
        # NOTE: To somebody who spoke for a firm that is not there any more.
        context.send(Message((_("There is no firm of yours here any more."),)))
    return ()


def _card(work: Work, actor: Actor, own: Own) -> Message:
    every = firm_contacts.of_firm(work, own.id)
    # NOTE: Above the card of a firm, to its people.
    title = say(_("<b>🏢 {employer}</b>"), employer=Name(own.firm.name))
    people = [line(work, each, own=each.id == own.contact.id) for each in every]
    buttons = [
        MINE.button(words, own.id, REVISION, name) for name, words in _possible(work, own, every)
    ]
    lines = (title, STATES[own.firm.status], *people, *contact_lines(work, own.firm))
    return Message((*lines, MINE.code(own.id)), stacked(buttons), private=True)


# NOTE: Buttons below the card of a firm, for its people.
def _possible(work: Work, own: Own, every: Sequence[FirmContact]) -> list[tuple[str, Words]]:
    away = firm_contacts.is_away(work, own.contact)
    found = [
        ("hour", p_("button", "🕒 Another hour")),
        ("reach", p_("button", "📣 Ask me another way")),
        ("name", p_("button", "✏️ My name and number")),
        ("back", p_("button", "🏢 I am back")) if away else ("away", p_("button", "🌴 I am away")),
    ]
    if len(every) < firm_contacts.MOST:
        found.append(("invite", p_("button", "➕ Invite somebody of the firm")))
    others = [each for each in every if each.id != own.contact.id]
    gone = [(f"gone-{each.id}", letting_go.label(each)) for each in others]
    return [*found, *gone, ("leave", p_("button", "🚪 I leave this firm"))]


def _begins(part: str) -> Callable[[Work, Actor, Own, str], Result]:
    """Ask what is changed; it is stored where it is said."""
    return lambda work, actor, own, argument: Result(
        steps=[Start(PART, OwnPart(own.id, part, about=int(argument or 0)))]
    )


PART = "own_part"


def _back(work: Work, actor: Actor, own: Own, argument: str) -> Result:
    firm_contacts.change(work, own.contact, away_until=None)
    return Result(DONE)


def _find(work: Work, actor: Actor, key: int) -> Own | None:
    firm = employers.find(work, str(key))
    contact = firm_contacts.own(work, key, actor.person.id) if firm and actor.person else None
    return Own(firm, contact) if firm and contact else None


def _whose(own: Own) -> str | None:
    return str(own.id)


def _revision(own: Own) -> int:
    return REVISION


PARTS = ("hour", "reach", "name", "away", "invite", "leave")
ACTIONS = {name: Action(_begins(name), stale=never) for name in PARTS}
ACTIONS["gone"] = Action(_begins("gone"), stale=never, accepts=str.isdecimal)
ACTIONS["back"] = Action(_back, stale=never)
MINE: Subject[Own] = Subject(KIND, LETTER, _find, _whose, _revision, _card, ACTIONS)

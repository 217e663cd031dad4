"""A colleague as colleagues see them: one line in the list, a card with what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from conversations import terms
from conversations.kit.actor import Actor
from conversations.staff.scope import centre_name
from locales.words import Day, Name, Words, _, p_, say
from storage.models.people import RoleName
from storage.rules.clock import to_local
from storage.team import Member, member, name_of
from storage.work import Work

# NOTE: Roles of colleagues: to choose for somebody who is invited, and behind a name in the list.
ROLES: Mapping[RoleName, Words] = {
    RoleName.STAFF: p_("button", "Staff of the centre"),
    RoleName.LEAD: p_("button", "Lead of the centre"),
    RoleName.MEDIATOR: p_("button", "Language mediator"),
    RoleName.COORDINATOR: p_("button", "Coordinator, all centres"),
    RoleName.ADMIN: p_("button", "Admin"),
}
# NOTE: Stands for the name of a colleague that is not known.
NAMELESS = _("a colleague")


def called(work: Work, person_id: int) -> Name | Words:
    """Return the first name of a colleague, or what stands for it."""
    name = name_of(work, person_id)
    return Name(name) if name else NAMELESS


def label(work: Work, key: int) -> Words:
    """Name a colleague on a button."""
    # NOTE: On a button: the first name of a colleague.
    return say(p_("button", "👤 {name}"), name=called(work, key))


# NOTE: To colleagues: what is known of one of them, a line each.
def lines(work: Work, who: Member, within: str | None = None) -> list[Words]:
    """Return who, role, centre, last seen, and until when they are away or that they are paused.

    The centre of a list (`within`) stands above it and is not said again.
    """
    name = say(_("<b>{name}</b>"), name=called(work, who.person.id))
    roles = [
        ROLES[role]
        if scope == within
        else say(_("{role}: {centre}"), role=ROLES[role], centre=centre_name(work, scope))
        for role, scope in sorted(who.roles)
    ]
    seen = say(_("Last here: {day}"), day=Day(to_local(who.person.active_at, work.zone.key).date()))
    return [name, *roles, *_languages(who), seen, *_absence(work, who)]


def _languages(who: Member) -> list[Words]:
    """Say what a mediator speaks, or why nobody asks them yet."""
    if all(role != RoleName.MEDIATOR for role, _scope in who.roles):
        return []
    if not who.row.languages or who.row.secrecy_at is None:
        # NOTE: To colleagues, about a mediator: what a lead has to enter first.
        return [_("🗣️ Languages or signature missing: nobody asks them yet.")]
    spoken = terms.joined([terms.language(code) for code in who.row.languages])
    # NOTE: To colleagues, about a mediator.
    return [say(_("🗣️ Speaks: {language}"), language=spoken)]


# NOTE: To colleagues: why somebody does not answer now, and who does instead.
def _absence(work: Work, who: Member) -> list[Words]:
    found = []
    if who.row.suspended_at is not None:
        found.append(_("⏸️ Access is paused."))
    if who.row.away_until is not None and who.is_away(work.now):
        last = to_local(who.row.away_until, work.zone.key).date()
        found.append(say(_("🌴 Back on: {day}"), day=Day(last)))
    if who.row.deputy_id is not None:
        deputy = called(work, who.row.deputy_id)
        found.append(say(_("🤝 Deputy: {name}"), name=deputy))
    return found


class AboutColleague(Protocol):
    """The notes of a flow about a colleague."""

    @property
    def who(self) -> int:
        """Whose key it is."""


def whose(work: Work, notes: AboutColleague) -> str | None:
    """Return the centre a flow about a colleague belongs to; None where they work for all."""
    who = member(work, notes.who)
    return who.scope if who else None


def is_self(actor: Actor, who: Member) -> bool:
    """Tell whether somebody looks at their own card."""
    return actor.person is not None and actor.person.id == who.person.id

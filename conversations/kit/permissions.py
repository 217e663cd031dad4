"""Who may do what: one row for every command and every action, and nothing without a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from conversations.kit.actor import Actor
from storage.models.people import RoleName
from storage.people import COLLEAGUES, LEADS, TEAM, covers

EVERYBODY: frozenset[RoleName] = frozenset()
NEWCOMER = frozenset({RoleName.NEWCOMER})
EMPLOYER = frozenset({RoleName.EMPLOYER})

NOT_PRACTISED = frozenset(
    {"offer.yes", "offer.wrong", "activity.come", "activity.join", "near.come"}
)
"""What others would hear of, or lose a place by: a colleague who practises only looks at it."""


@dataclass(frozen=True)
class Grant:
    """Roles that may (none named: everybody), and what of.

    `own` is what belongs to the person; `holder` what they are one of the holders of (their keys,
    with spaces); `centre` and `employer` what the scope of the role reaches; `any` whatever there
    is. What is for colleagues alone takes their PIN after an hour
    without use; `pin` says that it is asked for each time.
    """

    roles: frozenset[RoleName]
    scope: Literal["any", "own", "holder", "centre", "employer"]
    pin: Literal["always"] | None = None

    @property
    def lock(self) -> Literal["always", "hour"] | None:
        """When the PIN is asked for; None for what is not for colleagues alone."""
        return (self.pin or "hour") if self.roles and self.roles <= COLLEAGUES else None


ALL = Grant(EVERYBODY, "any")
OWN = Grant(NEWCOMER, "own")
MINE = Grant(EVERYBODY, "own")
CENTRE = Grant(TEAM, "centre")
CENTRE_WITH_PIN = Grant(TEAM, "centre", pin="always")
LEADING = Grant(LEADS, "centre")
RESCUING = Grant(LEADS, "any")
HELD = Grant(TEAM, "holder")
MEDIATING = Grant(frozenset({RoleName.MEDIATOR}), "centre")
MEDIATED = Grant(frozenset({RoleName.MEDIATOR}), "holder")
FIRM = Grant(EMPLOYER, "employer")
COLLEAGUE = Grant(TEAM | {RoleName.ADMIN}, "centre")
COLLEAGUE_WITH_PIN = Grant(TEAM | {RoleName.ADMIN}, "centre", pin="always")
LEAD = Grant(LEADS | {RoleName.ADMIN}, "centre")
LEAD_WITH_PIN = Grant(LEADS | {RoleName.ADMIN}, "centre", pin="always")

PERMISSIONS: Mapping[str, Grant] = {
    "/start": ALL,
    "/week": ALL,
    "/person": ALL,
    "/problem": ALL,
    "/language": ALL,
    "/phone": ALL,
    "/help": ALL,
    "/mail": ALL,
    "/menu": ALL,
    "/privacy": ALL,
    "/stop": ALL,
    "/delete": ALL,
    "/offers": OWN,
    "/appointments": OWN,
    "/book": OWN,
    "/profile": OWN,
    "/myoffers": FIRM,
    "/today": CENTRE,
    "/inbox": CENTRE,
    "/people": CENTRE,
    "/appoint": CENTRE,
    "/activity": CENTRE,
    "/announce": CENTRE,
    "/numbers": LEADING,
    "/offer": CENTRE,
    "/hours": CENTRE,
    "seat.open": ALL,
    "practice.end": MINE,
    "/team": COLLEAGUE,
    "activity.come": ALL,
    "activity.join": ALL,
    "activity.cannot": ALL,
    "activity.unwant": ALL,
    "near.come": MINE,
    "near.cannot": MINE,
    "near.unwant": MINE,
    "passed.no": ALL,
    "offer.yes": OWN,
    "offer.no": OWN,
    "offer.more": OWN,
    "offer.why": OWN,
    "offer.wrong": OWN,
    "still.yes": OWN,
    "still.pause": OWN,
    "still.work": OWN,
    "appointment.come": OWN,
    "appointment.cannot": OWN,
    "appointment.other": OWN,
    "appointment.cancel": OWN,
    "appointment.calendar": OWN,
    "appointment.show": OWN,
    "appointment.earlier": OWN,
    "earlier.yes": OWN,
    "earlier.no": OWN,
    "earlier.stop": OWN,
    "appointment.take": OWN,
    "opening.open": FIRM,
    "opening.later": FIRM,
    "opening.filled": FIRM,
    "opening.reopen": FIRM,
    "places.p1": FIRM,
    "places.p2": FIRM,
    "places.p3": FIRM,
    "places.p4": FIRM,
    "talk.finish": MINE,
    "talk.more": MINE,
    "talk.mediator": MINE,
    "request.take": CENTRE,
    "request.over": LEADING,
    "request.rescue": RESCUING,
    "thread.open": HELD,
    "thread.write": HELD,
    "thread.canned": HELD,
    "thread.hand": HELD,
    "thread.back": HELD,
    "thread.close": HELD,
    "thread.undo": HELD,
    "people.show": CENTRE,
    "people.new": CENTRE,
    "person.open": CENTRE,
    "person.main": CENTRE,
    "person.skills": CENTRE,
    "person.offers": CENTRE,
    "person.why": CENTRE,
    "person.consent": CENTRE,
    "person.notes": CENTRE,
    "person.write": CENTRE,
    "person.read": LEADING,
    "person.told": CENTRE,
    "person.appoint": CENTRE,
    "visit.move": CENTRE,
    "visit.cancel": CENTRE,
    "visit.undo": CENTRE,
    "visit.asked": CENTRE,
    "visit.found": CENTRE,
    "visit.none": CENTRE,
    "visit.came": CENTRE,
    "visit.late": CENTRE,
    "visit.missed": CENTRE,
    "day.open": CENTRE,
    "day.came": CENTRE,
    "day.late": CENTRE,
    "day.miss": CENTRE,
    "person.phone": CENTRE_WITH_PIN,
    "person.sheet": CENTRE_WITH_PIN,
    "person.back": CENTRE_WITH_PIN,
    "person.erase": CENTRE_WITH_PIN,
    "thread.release": HELD,
    "thread.mediator": HELD,
    "interpret.yes": MEDIATING,
    "interpret.no": MEDIATING,
    "mediated.open": MEDIATED,
    "mediated.write": MEDIATED,
    "call.called": CENTRE,
    "call.tried": CENTRE,
    "announcement.refresh": CENTRE,
    "announcement.stop": CENTRE,
    "announcement.back": CENTRE,
    "desk_offers.show": CENTRE,
    "desk_offer.confirm": CENTRE,
    "desk_offer.change": CENTRE,
    "desk_offer.pause": CENTRE,
    "desk_offer.filled": CENTRE,
    "desk_offer.reopen": CENTRE,
    "desk_offer.copy": CENTRE,
    "desk_offer.looked": CENTRE,
    "desk_offer.aside": CENTRE,
    "desk_offer.order": CENTRE,
    "order.show": CENTRE,
    "order.compare": CENTRE,
    "desk_offer.undo": CENTRE,
    "programme.show": CENTRE,
    "programme.page": CENTRE,
    "held.open": CENTRE,
    "held.change": CENTRE,
    "held.confirm": CENTRE,
    "held.who": CENTRE,
    "held.copy": CENTRE,
    "held.pause": CENTRE,
    "held.close": CENTRE,
    "held.reopen": CENTRE,
    "held.undo": CENTRE,
    "announcement.open": CENTRE,
    "announcement.pause": CENTRE,
    "announcement.resume": CENTRE,
    "announcement.move": CENTRE,
    "announcement.cancel": CENTRE,
    "announcement.change": CENTRE,
    "coming.show": CENTRE,
    "sent.show": CENTRE,
    "approval.yes": LEADING,
    "approval.no": LEADING,
    "approval.show": LEADING,
    "member.show": COLLEAGUE,
    "colleague.away": COLLEAGUE,
    "colleague.back": COLLEAGUE,
    "colleague.deputy": COLLEAGUE,
    "colleague.suspend": COLLEAGUE,
    "colleague.undo": COLLEAGUE,
    "colleague.speaks": LEAD,
    "colleague.lift": LEAD,
    "member.invite": LEAD_WITH_PIN,
    "member.number": LEAD,
    "member.computer": COLLEAGUE_WITH_PIN,
    "desks.show": LEAD,
    "desks.new": LEAD_WITH_PIN,
    "screen.end": LEAD_WITH_PIN,
    "colleague.newpin": LEAD_WITH_PIN,
    "colleague.revoke": LEAD_WITH_PIN,
    "closing.show": CENTRE,
    "closing.undo": CENTRE,
    "closing.open": CENTRE,
    "consulting.undo": CENTRE,
}


def is_for(roles: frozenset[RoleName], name: str) -> bool:
    """Tell whether something is for these roles alone."""
    grant = PERMISSIONS.get(name)
    return grant is not None and grant.roles == roles


def may(actor: Actor, name: str, key: str | None = None) -> bool:
    """Tell whether somebody may do something; what has no row nobody may.

    `key` is whose the thing is: a person's, a centre's or an employer's; None is nobody's, or the
    question whether there is anything of the kind they may do it to.
    """
    grant = PERMISSIONS.get(name)
    if grant is None or (grant.scope == "own" and key not in (None, actor.key)):
        return False
    if grant.scope == "holder":
        return bool(actor.scopes(grant.roles)) and actor.key in (key or "").split()
    if grant.scope in ("centre", "employer"):
        return any(covers(scope, key) for scope in actor.scopes(grant.roles))
    if grant.scope == "any":
        return not grant.roles or bool(actor.scopes(grant.roles))
    return not grant.roles or any(role in grant.roles for role, _scope in actor.roles)

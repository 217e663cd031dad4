"""Who may do what: one row for every command and every action, and nothing without a row."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.kit.actor import Actor
from conversations.kit.grants import (
    ALL,
    EMPLOYER,
    FIRM,
    MINE,
    NEWCOMER,
    OWN,
    Grant,
)
from conversations.kit.permissions_staff import OF_STAFF
from storage.models.people import RoleName
from storage.people import covers

__all__ = ["EMPLOYER", "NEWCOMER", "NOT_PRACTISED", "PERMISSIONS", "is_for", "may"]

NOT_PRACTISED = frozenset(
    {"offer.yes", "offer.wrong", "activity.come", "activity.join", "near.come"}
)
"""What others would hear of, or lose a place by: a colleague who practises only looks at it."""
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
    "/employer": ALL,
    "/offers": OWN,
    "/ways": OWN,
    "/appointments": OWN,
    "/book": OWN,
    "/profile": OWN,
    "/need": FIRM,
    "/myoffers": FIRM,
    "/myfirm": FIRM,
    "/questions": FIRM,
    "/mypeople": FIRM,
    "seat.open": ALL,
    "practice.end": MINE,
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
    "offer.back": OWN,
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
    "way.open": OWN,
    "way.yes": OWN,
    "way.no": OWN,
    "way.day": OWN,
    "way.none": OWN,
    "way.talk": OWN,
    "way.there": OWN,
    "way.cannot": OWN,
    "way.stop": OWN,
    "way.again": OWN,
    "way.calendar": OWN,
    "way.check": OWN,
    "way.wrong": OWN,
    "earlier.yes": OWN,
    "earlier.no": OWN,
    "earlier.stop": OWN,
    "appointment.take": OWN,
    "opening.open": FIRM,
    "opening.later": FIRM,
    "opening.filled": FIRM,
    "opening.come": FIRM,
    "opening.off": FIRM,
    "opening.reopen": FIRM,
    "opening.stay": FIRM,
    "opening.more": FIRM,
    "opening.change": FIRM,
    "opening.copy": FIRM,
    "opening.undo": FIRM,
    "places.p1": FIRM,
    "places.p2": FIRM,
    "places.p3": FIRM,
    "places.p4": FIRM,
    "own_firm.hour": FIRM,
    "own_firm.reach": FIRM,
    "own_firm.name": FIRM,
    "own_firm.away": FIRM,
    "own_firm.back": FIRM,
    "own_firm.invite": FIRM,
    "own_firm.leave": FIRM,
    "own_firm.gone": FIRM,
    "candidate.send": FIRM,
    "candidate.ask": FIRM,
    "candidate.no": FIRM,
    "refusal.why": FIRM,
    "candidate.back": FIRM,
    "candidate.day": FIRM,
    "candidate.other": FIRM,
    "candidate.begins": FIRM,
    "candidate.again": FIRM,
    "candidate.talk": FIRM,
    "candidate.here": FIRM,
    "candidate.missed": FIRM,
    "candidate.check": FIRM,
    "candidate.calendar": FIRM,
    "candidate.show": FIRM,
    "candidate.open": FIRM,
    "heard.show": FIRM,
    "talk.finish": MINE,
    "talk.more": MINE,
    "talk.mediator": MINE,
    "meeting.yes": FIRM,
    "meeting.no": FIRM,
    "more_way.show": OWN,
    "more_opens.german": OWN,
    "more_opens.times": OWN,
    "more_opens.licence": OWN,
    "more_opens.way": OWN,
    **OF_STAFF,
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

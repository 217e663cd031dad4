"""Every guarded flow names a row of the table of who may do what; what takes the PIN each time."""

from __future__ import annotations

from conversations.kit.permissions import PERMISSIONS
from conversations.registry import FLOWS
from storage.people import COLLEAGUES
from tests.conversations.matrix_introducing import GUARDS

GUARDED = {
    "ask_about": "candidate.ask",
    "trial_days": "candidate.other",
    "street": "candidate.other",
    "begins": "candidate.begins",
    "announce": "/announce",
    "offer": "/offer",
    "reoffer": "desk_offer.change",
    "lacks": "desk_offer.change",
    "why_before": "order.compare",
    "hold": "/activity",
    "move": "announcement.move",
    "call_off": "announcement.cancel",
    "refuse": "approval.no",
    "answer": "thread.write",
    "sentence": "thread.canned",
    "drop_sentence": "thread.canned",
    "hand": "thread.hand",
    "interpret": "mediated.write",
    "take_over": "request.over",
    "to_whom": "/inbox",
    "new_phone": "person.phone",
    "sheet": "person.sheet",
    "receive": "people.new",
    "people": "/people",
    "noting": "person.write",
    "reading": "person.read",
    "appoint": "/appoint",
    "entering": "person.told",
    "erasing": "person.erase",
    "invite": "member.number",
    "computer": "member.computer",
    "desk": "desks.new",
    "away": "colleague.away",
    "deputy": "colleague.deputy",
    "interpreter": "colleague.speaks",
    "revoke": "colleague.revoke",
    "hours": "/hours",
    "closing": "/hours",
    "consulting": "/hours",
    "fact": "/hours",
    "need": "/need",
    "reneed": "opening.change",
    "need_text": "/need",
    "own_part": "/myfirm",
    "firm_sure": "firm.stop",
    "firm_named": "firm.named",
    "firm_overrule": "firm_check.overrule",
}


def test_every_guarded_flow_names_a_row() -> None:
    assert {flow.name: flow.guard for flow in FLOWS if flow.guard} == GUARDED | GUARDS
    assert {*GUARDED.values(), *GUARDS.values()} <= PERMISSIONS.keys()


# What takes the PIN each time; all else that is for colleagues alone takes it once an hour.
EACH_TIME = {
    "member.invite",
    "member.computer",
    "desks.new",
    "screen.end",
    "colleague.newpin",
    "colleague.revoke",
    "person.phone",
    "person.sheet",
    "person.back",
    "person.erase",
}


def test_what_is_for_colleagues_alone_takes_a_pin() -> None:
    locks = {name: grant.lock for name, grant in PERMISSIONS.items()}
    for name, grant in PERMISSIONS.items():
        colleagues = bool(grant.roles) and grant.roles <= COLLEAGUES
        wanted = "always" if name in EACH_TIME else "hour"
        assert locks[name] == (wanted if colleagues else None), name

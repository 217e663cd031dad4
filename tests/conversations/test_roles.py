"""Every role and every command: what is forbidden looks like what does not exist."""

from __future__ import annotations

import pytest

from conversations.registry import COMMANDS, SUBJECTS
from storage.models.people import RoleName
from storage.people import EVERYWHERE, OWN, TEAM
from tests.conversations.invited import invited
from tests.people import Phone, Town

STAFF = {"today", "inbox", "people", "appoint", "hours", "offer", "firms", "activity"}
STAFF |= {"announce", "team"}
MINE = {
    RoleName.NEWCOMER: {"offers", "ways", "appointments", "book", "profile"},
    RoleName.EMPLOYER: {"need", "myoffers", "questions", "myfirm", "mypeople"},
    RoleName.VOLUNTEER: set(),
    RoleName.PARTNER: set(),
    RoleName.MEDIATOR: set(),
    RoleName.COORDINATOR: STAFF | {"numbers"},
    RoleName.STAFF: STAFF,
    RoleName.LEAD: STAFF | {"numbers"},
    RoleName.ADMIN: {"team"},
}
HIDDEN = {"appointments", "ways", "book", "profile", "mypeople"}
EVERYBODY = {"start", "week", "person", "problem", "language", "phone", "help", "menu"}
EVERYBODY |= {"stop", "delete", "privacy", "mail", "employer"}
SCOPES = {
    RoleName.STAFF: "alb",
    RoleName.LEAD: "alb",
    RoleName.COORDINATOR: EVERYWHERE,
    RoleName.ADMIN: EVERYWHERE,
    RoleName.EMPLOYER: "1",
}
UNKNOWN = "I do not know this. Here is what I can do: /menu"


def somebody(at: Town, role: RoleName) -> Phone:
    if role == RoleName.NEWCOMER:
        return at.phone(role).settles_in()
    return invited(at, role, role, SCOPES.get(role, ""))


def answer(phone: Phone, name: str) -> list[str]:
    """Return what comes after a command."""
    before = len(phone.bubbles)
    phone.says(f"/{name}")
    return [bubble.text for bubble in phone.bubbles[before:]]


def test_the_table_names_every_command_and_every_role() -> None:
    named = EVERYBODY.union(*MINE.values())
    assert {command.name for command in COMMANDS} == named
    assert set(MINE) == set(RoleName)


@pytest.mark.parametrize("role", list(RoleName))
def test_each_role_may_use_its_commands_and_no_other(here: Town, role: RoleName) -> None:
    phone = somebody(here, role)
    refused = {
        command.name
        for command in COMMANDS
        if command.name != "delete" and answer(phone, command.name) == [UNKNOWN]
    }
    assert refused == {c.name for c in COMMANDS} - EVERYBODY - MINE[role]


@pytest.mark.parametrize("role", sorted(TEAM))
def test_without_a_scope_nobody_is_staff(here: Town, role: RoleName) -> None:
    phone = invited(here, role, role, OWN)
    assert answer(phone, "today") == answer(phone, "announce") == [UNKNOWN]


def test_a_lead_sees_the_own_centre(here: Town) -> None:
    assert "Today: Integrationszentrum Alb" in somebody(here, RoleName.LEAD).says("/today").sees
    assert "Today: all centres" in somebody(here, RoleName.COORDINATOR).says("/today").sees


def test_a_forbidden_command_and_an_unknown_one_get_the_same_answer(here: Town) -> None:
    amal = somebody(here, RoleName.NEWCOMER)
    assert answer(amal, "today") == answer(amal, "nonsense") == [UNKNOWN]


def test_before_consent_only_what_is_for_everybody_answers(here: Town) -> None:
    karim = here.phone("1").says("/start").taps("English").taps("Only look").says("Zwiefalten")
    for name in ("today", "announce", "need", "myoffers"):
        assert answer(karim, name) == [UNKNOWN]
    for name in ("offers", "ways", "appointments", "book", "profile"):
        why, consent = answer(karim, name)
        assert why.endswith("So we ask you first:")
        assert consent.startswith("Hello. We are the integration centres")


def test_the_menu_shows_no_more_than_may_be_used(here: Town) -> None:
    for role in RoleName:
        phone = somebody(here, role).says("/menu")
        shown = {data.split(".")[-1] for row in phone.bubbles[-1].rows for data in datas(row)}
        theirs = STAFF | {"numbers", "need", "myoffers", "questions", "myfirm", "offers"}
        assert shown & theirs == MINE[role] - HIDDEN


def datas(row: list[dict[str, str]]) -> list[str]:
    return [button["data"] for button in row]


def test_letters_of_typed_codes_are_never_shared() -> None:
    letters = [subject.letter.lower() for subject in SUBJECTS if subject.letter]
    assert len(letters) == len(set(letters))

"""Every kind has what it needs: a handler when its time comes, words when it goes out."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from conversations.everybody.mails import WORDS
from conversations.waiting import RENDERERS
from scheduler.due import HANDLERS
from storage.queues.kinds import MANNERS, TOLD, Kind

ROOMS = ("bot", "conversations", "locales", "scheduler", "storage")
ELSEWHERE = {"offer", "announcement", "news"}  # also a subject, a table, a switch
SPELLED_IN = "storage/queues/kinds.py"
STORED = {
    "activity_changed",
    "activity_place",
    "activity_reminder",
    "announcement",
    "appointment_cancelled",
    "appointment_made",
    "appointment_map",
    "appointment_moved",
    "appointment_reminder",
    "employer_prompt",
    "forget_chat",
    "news",
    "offer",
    "offer_closed",
    "offer_wave",
    "reask",
    "retention",
    "staff_notice_ask_firm",
    "staff_notice_asked",
    "staff_notice_cannot",
    "staff_notice_fault",
    "staff_notice_interested",
    "staff_notice_late",
    "staff_notice_other_time",
    "staff_notice_silent_firm",
    "unsent",
}


def test_the_spellings_of_the_first_release_stay() -> None:
    assert {kind.value for kind in Kind} >= STORED


def test_every_kind_has_its_manner() -> None:
    assert MANNERS.keys() == set(Kind)
    silent = [each for each, manner in MANNERS.items() if not (manner.due or manner.speaks)]
    assert silent == [each for each, manner in MANNERS.items() if manner.mails]


def test_what_goes_by_mail_has_its_words() -> None:
    assert WORDS.keys() == {kind for kind, manner in MANNERS.items() if manner.mails}


def test_what_is_due_has_a_handler() -> None:
    assert HANDLERS.keys() == {kind for kind, manner in MANNERS.items() if manner.due}


def test_what_speaks_has_its_words() -> None:
    assert RENDERERS.keys() == {kind for kind, manner in MANNERS.items() if manner.speaks}


def test_staff_can_only_be_told_of_what_speaks() -> None:
    assert [kind for kind in TOLD if not MANNERS[kind].speaks] == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_kind_is_spelled_in_one_place(room: str) -> None:
    spelled = {kind.value for kind in Kind} - ELSEWHERE
    found = [
        f"{path}:{node.lineno} {node.value}"
        for path in sorted(Path(room).rglob("*.py"))
        if path.as_posix() != SPELLED_IN and path.parent.name != "versions"  # as it was then
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in spelled
    ]
    assert found == []

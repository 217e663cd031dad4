"""Somebody deletes everything in the second in which others read who they are."""

from __future__ import annotations

import pytest

from conversations.kit.events import Command, Tapped
from storage.rules.stages import Move
from tests.conversations.at_once import at_once
from tests.conversations.candidate_scene import FIRM, asked, moves, says_yes
from tests.conversations.invited import staff
from tests.conversations.test_gone_from_chats import held
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases


def deleting(at: Town) -> tuple[Phone, Tapped]:
    """Let somebody be asked whether they want to delete everything; return their yes."""
    amal = at.phone("amal").reads().says("/delete")
    return amal, Tapped(amal.bubbles[-1].data("Yes, delete everything"), amal.bubbles[-1].row)


@pytest.mark.parametrize("erased_first", [False, True])
@pytest.mark.parametrize("reads", ["firm", "petra"])
def test_no_name_goes_out_that_was_read_while_its_person_was_erased(
    alb: Town, reads: str, erased_first: bool
) -> None:
    petra = staff(alb, "petra", "alb")
    firm, _offer, key = asked(alb)
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    firm.reads()
    petra.reads().says("/today")
    card = Command("mypeople", "", alb.now)
    turns = [(firm, card), (petra, Command("today", f"way-{key}", alb.now))]
    reader = turns[reads == "petra"]
    reader[0].reads()
    both = [reader, deleting(alb)]
    at_once(alb, *(reversed(both) if erased_first else both))
    assert held(alb, "Amal") == []
    before = len(reader[0].bubbles)
    alb.tick()
    assert not [each for each in reader[0].reads().bubbles[before:] if "Amal" in each.text]

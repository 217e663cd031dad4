"""People do anything in any order: no turn fails, no note strays, nothing outlives its promise."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from conversations.kit.events import Sent, Tapped
from conversations.registry import COMMANDS
from storage.retention import clean
from tests.conversations.invited import staff
from tests.conversations.standing_at import faults, is_nowhere
from tests.people import Phone, Town

TEXTS = (
    "1",
    "2",
    "9",
    "12",
    "٣",
    "stop",
    "menu",
    "ja",
    "72764",
    "Würtingen",
    "xyz",
    "1 A1",
    "2 O3",
)
THINGS = (Sent("voice", 7), Sent("photo", 8), Sent("document", 9), Sent("other", 10))
STEPS = 400


def do_anything(phone: Phone, random: Random) -> None:
    """Tap a new or an old button, use a command, type, share or send something."""
    shown = [bubble for bubble in phone.bubbles[-30:] if bubble.every_data]
    luck = random.random()
    if shown and luck < 0.75:
        bubble = random.choice(shown[-3:] if luck < 0.65 else shown)
        phone.does(Tapped(random.choice(bubble.every_data), bubble.row))
    elif luck < 0.83:
        phone.says("/" + random.choice([entry.name for entry in COMMANDS]))
    elif luck < 0.96:
        phone.says(random.choice(TEXTS))
    elif luck < 0.98:
        phone.shares(48.4 + random.random() / 5, 9.2 + random.random() / 3)
    else:
        phone.does(random.choice(THINGS))


@pytest.mark.slow
@pytest.mark.furnished("demo")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_turn_fails(here: Town, seed: int) -> None:
    random = Random(seed)
    phones = [here.phone(str(number)).settles_in() for number in range(2)]
    phones += [here.phone("stranger").says("/start"), staff(here, "petra", "alb")]
    for step in range(STEPS):
        phone = random.choice(phones)
        do_anything(phone, random)
        assert faults(phone) == []
        if step % 80 == 79:
            here.now += timedelta(hours=7)
    assert all(len(phone.bubbles) > 1 for phone in phones)
    here.now += timedelta(days=15)
    while here.do(lambda session: clean(here.work(session))):
        pass
    assert all(is_nowhere(phone) for phone in phones)

"""Until when who waits hears something; where that day passed, that it takes longer."""

from __future__ import annotations

from datetime import date

from locales.words import Day, Words, _, say
from storage.models import Introduction

# NOTE: To a newcomer or a firm: they should have heard how it goes on by now; another day follows.
LONGER = _("It takes longer. We are sorry.")
# NOTE: To a newcomer or a firm that waits: somebody else has the next step.
NEXT_NEWS = _("You hear from us by {day} at the latest.")


def next_news(day: date) -> Words:
    """Say by when somebody hears something."""
    return say(NEXT_NEWS, day=Day(day))


def late(introduction: Introduction) -> list[Words]:
    """Say so, where both heard already that it goes on, and nothing happened since."""
    told = introduction.told_at
    return [LONGER] if told is not None and told > introduction.changed_at else []

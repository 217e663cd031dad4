"""A day that was promised passed: who waits reads that it takes longer, before the next one."""

from __future__ import annotations

from locales.words import Words, _
from storage.models import Introduction

# NOTE: To a newcomer or a firm: they should have heard how it goes on by now; another day follows.
LONGER = _("It takes longer. We are sorry.")


def late(introduction: Introduction) -> list[Words]:
    """Say so, where both heard already that it goes on, and nothing happened since."""
    told = introduction.told_at
    return [LONGER] if told is not None and told > introduction.changed_at else []

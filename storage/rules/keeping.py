"""Who is still there after three months: what either side said last counts."""

from __future__ import annotations

from datetime import timedelta

WELL, TALK, GONE = "well", "talk", "gone"
TALKED = "talked"
"""What stands in place of a wish to talk once a colleague did: it says nothing of how it goes."""
WEEKS2, MONTHS3, UNASKED = "weeks2", "months3", "unasked"
CHECKS = {WEEKS2: timedelta(days=14), MONTHS3: timedelta(days=91)}
"""How long after a start both are asked how it goes; kept is who is there at the last one."""


def is_kept(person: str | None, firm: str | None) -> bool:
    """Tell whether somebody is still there, from what both said after three months (None: nothing).

    The person's word is enough; the firm's, as long as the person did not say that they are gone.
    """
    return person == WELL or (firm == WELL and person != GONE)

"""Who is still there after three months: what either side said last counts."""

from __future__ import annotations

WELL, TALK, GONE = "well", "talk", "gone"


def is_kept(person: str | None, firm: str | None) -> bool:
    """Tell whether somebody is still there, from what both said after three months (None: nothing).

    The person's word is enough; the firm's, as long as the person did not say that they are gone.
    """
    return person == WELL or (firm == WELL and person != GONE)

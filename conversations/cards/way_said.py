"""What was said or settled before on somebody's way to a firm, as their card repeats it."""

from __future__ import annotations

from conversations.cards.way_words import Way, named
from locales.words import Day, Words, _, say
from storage.introductions import sealing
from storage.rules.stages import Permit, Side

CHECKED = _("Your papers are checked for this place.")


# NOTE: How far somebody's way to a firm is: what was said last.
def before_days(way: Way) -> list[Words]:
    """Say what led to new days: the papers are checked, a yes, or that the firm asks again."""
    found = way.introduction
    if found.last_side is Side.FIRM:
        again = _("👍 The firm would like to see you again.")
        return [again] if found.on_date or found.tried_at else []
    if found.last_side is Side.PERSON and (found.on_date or sealing.refused(found)):
        return []  # they asked for another day
    return [*checked(way), *([knows(way)] if found.on_date is None else [])]


def checked(way: Way) -> list[Words]:
    return [CHECKED] if way.introduction.permit is Permit.CLEAR else []


def knows(way: Way) -> Words:
    if named(way):
        return _("👍 You said yes. The firm knows your first name now.")
    return _("👍 You said yes. The firm knows that you come.")


def missed(way: Way) -> list[Words]:
    """Say kindly that the firm says they did not come; after they said something of it no more."""
    found = way.introduction
    if not sealing.was_missed(found) or found.on_date is None:
        return []
    if sealing.was_there(found):
        return [_("👍 You said that you were there. The centre knows it.")]
    # NOTE: To a newcomer, kindly; a button follows: I was there.
    words = _(
        "The firm says: you did not come on {day}. That can happen. Please tell us how it was."
    )
    return [say(words, day=Day(found.on_date))]

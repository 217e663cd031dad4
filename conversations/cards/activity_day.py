"""One day of an activity with its button: I come, or, once said, I cannot come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from conversations.cards.activity import activity_lines, activity_place, map_button
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message, Style, paired
from conversations.kit.subject import CODE
from locales.words import Ltr, Name, Words, _, p_, say
from storage.activities import coming
from storage.models import Activity, Person
from storage.rules.ages import AgeBand
from storage.signups import signup_of
from storage.unwanted import is_unwanted
from storage.work import Work

KIND, LETTER = "activity", "A"
COME, CANNOT, JOIN, UNWANT = "come", "cannot", "join", "unwant"

I_COME = p_("button", "👍 I will come")
I_CANNOT = p_("button", "❌ I cannot come")
WAITING_LIST = p_("button", "⏳ Put me on the waiting list")
NO_LONGER = p_("button", "❌ Take me off the list")
NOT_FOR_ME = p_("button", "Not for me")


class Stand(Enum):
    """How somebody stands to one day of an activity; unwanted: they said it is not for them."""

    LOOKING = auto()
    WITH_A_PERSON = auto()
    FREE = auto()
    UNWANTED = auto()
    FULL = auto()
    COMING = auto()
    WAITING = auto()


SAID = {
    Stand.WITH_A_PERSON: _("To come, please ask your centre: /person"),
    Stand.UNWANTED: _("You said: not for me. Other things to do: /week"),
    Stand.FULL: _("All places are taken. There is a waiting list."),
    Stand.COMING: _("✅ You are coming."),
    Stand.WAITING: _("⏳ You are on the waiting list. We write to you when there is a place."),
}
BUTTONS = {
    Stand.LOOKING: (I_COME, JOIN),
    Stand.FREE: (I_COME, COME),
    Stand.UNWANTED: (I_COME, COME),
    Stand.FULL: (WAITING_LIST, COME),
    Stand.COMING: (I_CANNOT, CANNOT),
    Stand.WAITING: (NO_LONGER, CANNOT),
}


@dataclass(frozen=True)
class Occasion:
    """One day of an activity."""

    activity: Activity
    on_date: date


def stand(work: Work, person: Person | None, occasion: Occasion) -> Stand:
    """Return how somebody stands to it, as what they said and the places left have it."""
    if person is None:
        return Stand.LOOKING
    if person.age_band == AgeBand.UNDER_16:
        return Stand.WITH_A_PERSON
    signup = signup_of(work, occasion.activity, occasion.on_date, person.id)
    if signup is not None:
        return Stand.WAITING if signup.waiting else Stand.COMING
    if is_unwanted(work, occasion.activity, person.id):
        return Stand.UNWANTED
    taken, places = coming(work, occasion.activity, occasion.on_date)
    return Stand.FULL if places is not None and taken >= places else Stand.FREE


def week_message(
    work: Work, occasion: Occasion, how: Stand, first: Sequence[Words] = ()
) -> Message:
    """Build the card of one day, with what somebody said to it, and the button for the rest."""
    activity = occasion.activity
    lines = [*first, *([SAID[how]] if how in SAID else [])]
    lines += activity_lines(activity, occasion.on_date, activity_place(work, activity))
    if activity.partner:
        lines.append(say(_("🤝 With: {partner}"), partner=Name(activity.partner)))
    buttons = _buttons(occasion, how)
    if buttons:
        lines.append(say(CODE, code=Ltr(f"{LETTER}{activity.id}")))
    where = map_button(work, activity)
    return Message(tuple(lines), paired([*buttons, *([where] if where else [])]))


def _buttons(occasion: Occasion, how: Stand) -> list[Button]:
    if how not in BUTTONS:
        return []
    first = _button(occasion, *BUTTONS[how])
    if how not in (Stand.FREE, Stand.FULL):
        return [first]
    activity = occasion.activity
    no = Button(NOT_FOR_ME, str(Standing(KIND, activity.id, activity.revision, UNWANT)))
    return [first, no]


def _button(occasion: Occasion, label: Words, verb: str) -> Button:
    activity = occasion.activity
    action = f"{verb}-{occasion.on_date:%Y%m%d}"
    data = str(Standing(KIND, activity.id, activity.revision, action))
    return Button(label, data, Style.PRIMARY if label is I_COME else None)

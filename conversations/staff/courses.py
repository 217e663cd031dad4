"""What staff can announce: courses that are planned, and kinds of new ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations import terms
from conversations.cards.activity import activity_title
from conversations.kit.here import Here
from conversations.kit.questions import Option
from conversations.staff.announced import SENT
from conversations.staff.plan import Plan, own_centre
from locales.words import Day, p_, say
from storage.announced import not_announced
from storage.models import Activity

KNOWN = "known"
FIRST_KINDS = ("german_course", "application_workshop", "info_event", "course", "digital_cafe")
MOST_KNOWN = 3
# NOTE: Staff answer in one tap: is a course free of charge, and is there child care?
EXTRA = {
    "free": p_("button", "Free"),
    "free_care": p_("button", "Free, with child care"),
    "paid": p_("button", "Costs something"),
    "paid_care": p_("button", "Costs, with child care"),
}


def kinds(here: Here[Plan]) -> Sequence[Option]:
    """Offer courses nobody announced yet, then kinds of new ones, then what was sent."""
    centre = own_centre(here.context, here.notes)
    known = [_known(each) for each in not_announced(here.work, centre, MOST_KNOWN)]
    keys = dict.fromkeys((*FIRST_KINDS, *terms.ACTIVITY_KINDS))
    new = [Option(key, terms.ACTIVITY_KINDS[key]) for key in keys]
    # NOTE: A button: the list of all that was announced.
    return [*known, *new, Option(SENT, p_("button", "📋 What was announced"))]


def _known(activity: Activity) -> Option:
    day = Day(activity.on_date or date.min)
    # NOTE: A button: a course that is planned and was not announced yet.
    label = say(p_("button", "{day}: {title}"), day=day, title=activity_title(activity))
    return Option(f"{KNOWN}{activity.id}", label)

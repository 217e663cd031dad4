"""What staff choose from for whatever is held: times of day, how many, at which centre, where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from conversations.kit.here import Here
from conversations.kit.questions import Option, Place
from conversations.kit.questions.asked import N
from conversations.kit.steps import Next, Step
from conversations.staff.plan import OPEN_TO_ALL, OTHER
from locales.words import _, p_, verbatim
from storage.places import centres

HERE = "here"
# NOTE: To staff: the place they sent for the map lies outside the district.
TOO_FAR = _("This place is too far away.")
CAPACITIES = (6, 8, 10, 12, 15, 20)
STARTS = tuple(time(hour) for hour in (9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20))
ENDS = tuple(time(hour, minute) for hour in range(8, 23) for minute in (0, 30))


def centre_options(here: Here[object]) -> Sequence[Option]:
    """Offer all centres."""
    return [Option(each.key, verbatim(each.name)) for each in centres(here.work)]


def capacity_options(here: Here[object]) -> Sequence[Option]:
    """Offer some numbers, or no limit."""
    numbers = [Option(str(number), verbatim(str(number))) for number in CAPACITIES]
    # NOTE: Staff answer: how many people can come? There is no limit.
    return [*numbers, Option(OPEN_TO_ALL, p_("button", "Open to all"))]


def place_options(centre: str) -> Sequence[Option]:
    """Offer the centre, by its name, or another place."""
    # NOTE: Staff answer: where is it? Not at the centre.
    return (Option(HERE, verbatim(centre)), Option(OTHER, p_("button", "Another place")))


def keep_town(here: Here[N], place: Place) -> Step[N]:
    """Keep municipality, postcode and village."""
    notes: Any = here.notes
    return Next(replace(notes, town=place.ags, plz=place.plz, village=place.village))

"""The day somebody comes to a firm: the evening before, and for the calendar there."""

from __future__ import annotations

from conversations import terms
from conversations.cards.calendar import event_file, plain
from conversations.kit.files import File, Look
from conversations.kit.messages import Message
from locales.words import Ltr, _, say
from storage import offers
from storage.introductions.days import day_at
from storage.models import Introduction, Offer
from storage.offers import spot_of
from storage.work import Work

NAME, SHOWN = "Tag.ics", 60
"""Minutes a day takes in a calendar: nobody knows how long it is."""
# NOTE: Below a calendar file, to a firm: what to do with it.
OPEN_IT = _("📆 Please open the file: your calendar takes the day. No name is in it.")


def calendar_message(work: Work, introduction: Introduction, language: str) -> Message:
    """Return the file; a calendar keeps what is deleted here, so it names a code and nobody."""
    at, offer = day_at(introduction), offers.find(work, introduction.offer_id)
    if at is None or offer is None:
        return Message((_("No day is agreed now."),))
    # NOTE: In the calendar of a firm: what kind of day, and the code of who comes.
    what = say(_("{kind}: {code}"), kind=terms.offer(offer.kind), code=Ltr(introduction.code))
    name = f"introduction-{introduction.id}@jip-bot"
    content = event_file(
        work,
        name,
        revision=introduction.revision,
        starts=at,
        minutes=SHOWN,
        summary=plain(what, language),
        where=_place(work, offer),
    )
    return Message((OPEN_IT,), file=File(Look.DOCUMENT, NAME, content))


def _place(work: Work, offer: Offer) -> str:
    spot = spot_of(work, offer)
    town = offer.town or (spot.name if spot else "")
    return ", ".join(filter(None, (offer.street, f"{offer.plz} {town}".strip())))

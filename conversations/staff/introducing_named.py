"""People on their way to a firm in a line and a button: on cards of persons, offers and calls."""

from __future__ import annotations

from conversations.kit.actor import Actor
from conversations.kit.bound import REST
from conversations.kit.messages import Button
from conversations.kit.permissions import may
from conversations.staff.introducing import INTRODUCING, LETTER
from conversations.staff.introducing_card import Seen, find, stands
from locales.words import Count, Ltr, Name, Words, _, p_, say, verbatim
from storage.introductions import lists
from storage.models import Offer
from storage.work import Work

MOST = 4
# NOTE: A button for staff: a person on the way to a firm; {code} tells it from others.
OPENS = p_("button", "🤝 {who}, {code}")


def opens(key: int, words: Words) -> Button:
    """Return the button that opens the card of somebody on the way."""
    label = say(OPENS, who=words, code=Ltr(f"{LETTER}{key}"))
    return INTRODUCING.leads(label, key, 1)


# NOTE: To staff, on the card of a person or of an offer: a firm or a person, and how far they are.
STANDS = _("🤝 {who}: {stage}")


def ways_of(work: Work, actor: Actor, person_id: int) -> list[Words]:
    """Return how far somebody is with each firm, the newest first, for their card."""
    found = _of_person(work, actor, person_id)
    rest = [say(REST, count=Count(len(found) - MOST))] if found[MOST:] else []
    firms = ((Name(each.offer.employer.name), each) for each in found[:MOST])
    return [*(in_line(work, *each) for each in firms), *rest]


def way_buttons(work: Work, actor: Actor, person_id: int) -> list[Button]:
    """Return the buttons that open these."""
    found = _of_person(work, actor, person_id)[:MOST]
    return [opens(each.id, verbatim(each.offer.employer.name)) for each in found]


def at_offer(work: Work, actor: Actor, offer: Offer) -> list[Seen]:
    """Return who is on the way to an offer, as far as this colleague sees them."""
    every = (find(work, actor, each.id) for each in lists.of_offer(work, offer.id))
    return [each for each in every if each and may(actor, INTRODUCING.row("open"), each.centre)]


def in_line(work: Work, named: Words | Name, thing: Seen) -> Words:
    """Say in a line who or which firm it is, and how far they are."""
    return say(STANDS, who=named, stage=stands(work, thing.introduction))


def _of_person(work: Work, actor: Actor, person_id: int) -> list[Seen]:
    found = (find(work, actor, each.id) for each in lists.of_person(work, person_id))
    return [each for each in found if each is not None]

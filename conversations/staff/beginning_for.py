"""Staff begin the way of who is not 18 yet to a firm: from their card, an offer with one tap."""

from __future__ import annotations

from conversations.cards.offer import LETTER, offer_title
from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.guard import CHANGED
from conversations.kit.messages import Button
from conversations.kit.permissions import may
from conversations.kit.steps import Run
from conversations.kit.subject import Action, Result, never
from conversations.staff.introducing_named import OPENS
from locales.words import Ltr, Words, _, say
from storage import audit, finding, offers
from storage.introductions import lists
from storage.introductions.beginning import begin
from storage.matching import begun_by_us
from storage.models import Person
from storage.models.offers import ProposalState
from storage.rules.ages import is_minor
from storage.work import Work

NAME, MOST, ROW, REVISION = "begin", 5, "person.begin", 1
# NOTE: To staff, below why somebody gets no offers: under 18 nobody is sent one. Buttons follow.
# NOTE: A tap says for the person that they are interested; the firm sees nothing yet.
ASKED = _("🤝 The person is under 18. They are interested? A tap begins the way for them:")


def begin_lines(work: Work, actor: Actor, person: Person) -> list[Words]:
    """Say what the buttons do, where there are some."""
    return [ASKED] if _offered(work, actor, person) else []


def begin_buttons(work: Work, actor: Actor, person: Person) -> list[Button]:
    """Return a button for each of the best offers a colleague may begin the way to."""
    found = (offers.find(work, key) for key in _offered(work, actor, person)[:MOST])
    return [
        Button(
            say(OPENS, who=offer_title(each), code=Ltr(f"{LETTER}{each.id}")),
            str(Standing("person", person.id, REVISION, f"{NAME}-{each.id}")),
        )
        for each in found
        if each
    ]


def _offered(work: Work, actor: Actor, person: Person) -> list[int]:
    is_young = is_minor(person.age_band) and person.profile is not None
    allowed = may(actor, ROW, finding.centre_of(person))
    return begun_by_us(work, person.id) if is_young and allowed else []


def _begin(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    """Begin it, and let the colleague look after it; the firm sees a card when they show it."""
    offer = offers.find(work, int(argument))
    if offer is None or actor.person is None:
        return Result(CHANGED)
    offers.answer_offer(work, person.id, offer.id, ProposalState.INTERESTED)
    begun = begin(work, person, offer)
    lists.give(work, begun, actor.person.id)
    audit.note(work, ROW, actor.person.id, person.id, finding.centre_of(person))
    return Result(steps=[Run("today", f"way-{begun.id}")])


def _not_now(work: Work, actor: Actor, person: Person, argument: str) -> Result | None:
    return None if int(argument) in _offered(work, actor, person) else Result(CHANGED)


BEGIN = Action(_begin, _not_now, never, str.isdecimal)

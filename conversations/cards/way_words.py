"""What the card of somebody's way to a firm is made from, and what stands in lists for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.kit.buttons import Standing
from conversations.kit.messages import Button
from locales.words import Moment, Words, _, p_, say
from storage import offers, people
from storage.introductions import lists, sealing
from storage.introductions.days import away_from, local_start
from storage.introductions.held import is_held
from storage.models import Introduction, Offer, Person
from storage.rules.named_days import coming
from storage.rules.stages import Stage
from storage.work import Work

KIND, CODE_LETTER = "way", "B"


@dataclass(frozen=True)
class Way:
    """Somebody on their way to a firm."""

    work: Work
    introduction: Introduction
    offer: Offer
    person: Person

    @property
    def employer(self) -> str:
        """The name of the firm."""
        return self.offer.employer.name


def way_of(work: Work, introduction: Introduction | None) -> Way | None:
    """Return what the card is made from; None where offer or person are gone."""
    if introduction is None:
        return None
    offer = offers.find(work, introduction.offer_id)
    person = people.find(work, introduction.person_id)
    return Way(work, introduction, offer, person) if offer and person else None


def named(way: Way) -> bool:
    """Tell whether the firm was given the first name."""
    return bool(sealing.facts(way.introduction).get(sealing.FIRST_NAME))


def is_known(way: Way) -> bool:
    """Tell whether the firm was told on any way of this person who they are."""
    return lists.knows(way.work, way.person.id, way.introduction.employer_id)


def open_button(introduction: Introduction) -> Button:
    """Return the button that shows how far it is with a firm."""
    data = str(Standing(KIND, introduction.id, introduction.revision, "open"))
    # NOTE: Button below an offer somebody is interested in.
    return Button(p_("button", "🧭 How far it is"), data, leads=True)


# NOTE: How far somebody's way to a firm is, in a few words; the firm's name stands before it.
SHORT: Mapping[Stage, Words] = {
    Stage.INTERESTED: _("the centre looks at it"),
    Stage.SHOWN: _("the firm looks at it"),
    Stage.QUESTION: _("the firm has a question"),
    Stage.WANTED: _("❗ please answer: yes or no"),
    Stage.GUARDIAN: _("your parents or guardian are asked"),
    Stage.PERMIT: _("the papers are checked"),
    Stage.NAMING: _("the firm names days"),
    Stage.CHOOSING: _("❗ please choose a day"),
    Stage.CAME: _("the firm says how it was"),
    Stage.TALKING: _("the centre talks with you and the firm"),
    Stage.STARTING: _("🎉 you begin soon"),
    Stage.STARTED: _("🎉 you are there"),
}
OVER = _("❌ it is over")
# NOTE: In the list of ways to firms: the permission ended while somebody works there.
STAYS_AWAY = _("❗ please do not go there now")
# NOTE: Nothing goes on between a person and a firm since a problem was told: to the
# NOTE: person behind the name of the firm, to staff on the card.
ON_HOLD = _("🛑 On hold until the centre looked.")


# NOTE: To somebody who was to choose a day at a firm: all that it named are over by now.
DAYS_OVER = _("The days the firm named are over. Please ask for others.")


def can_choose(work: Work, introduction: Introduction) -> bool:
    """Tell whether a day that a firm named is still to come."""
    return bool(coming(introduction.options, work.now, work.zone))


# NOTE: A day at a firm in a list, behind the name of the firm.
def short(work: Work, introduction: Introduction) -> Words:
    """Say in a few words how far a way is."""
    if introduction.ended_at is not None:
        return OVER
    if is_held(work, introduction):
        return ON_HOLD
    if introduction.stage is Stage.CHOOSING and not can_choose(work, introduction):
        return DAYS_OVER
    away = away_from(work, introduction)
    if away is not None and away <= work.today:
        return STAYS_AWAY
    at = local_start(introduction)
    if introduction.stage is Stage.DATED and at is not None:
        return say(_("📅 {when}"), when=Moment(at))
    return SHORT.get(introduction.stage, SHORT[Stage.TALKING])

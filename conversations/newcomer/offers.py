"""Offers that fit: shown on request, after the first answers, and answered with one tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.cards.offer import A_PERSON, offer_message
from conversations.cards.way_ends import AT_WORK
from conversations.everybody.person import ask_centre, promised
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message, stacked
from conversations.kit.pages import page
from conversations.kit.position import NoNotes
from conversations.kit.questions import OneOf
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Next, Onward, Run, Start, Step
from conversations.newcomer import open_more
from conversations.newcomer.asking import later
from conversations.newcomer.more import Times
from conversations.newcomer.news import nothing_yet, promise_news
from conversations.newcomer.offer_answers import OFFER, THROUGH_A_PERSON, shown_to
from conversations.newcomer.ways import is_on_a_way, ways_message
from locales.words import Words, _, p_
from storage import fatigue
from storage.introductions.lists import began
from storage.introductions.working import is_at_work
from storage.matching import Match, fitting, matches
from storage.models import Person, Request
from storage.offers import show
from storage.requests import open_of, topics_of
from storage.rules.ages import is_adult
from storage.work import Work

__all__ = ["FIVE_QUESTIONS", "OFFER", "first_matches", "show_offers"]

COURSE, WORK = "course", "work"
GO_ON, LATER = "go_on", "later"
# NOTE: To young people, instead of offers; also a line of their own card.
NOT_18 = _("You are not 18 yet. A person from the centre looks for work with you.")


def show_offers(context: Context, argument: str) -> Sequence[Onward]:
    """Show what fits now; young people are asked to talk with a person."""
    person, profile = context.person, context.profile
    if person is None:
        return ()
    if person.age_band is None:
        return [Start("welcome")]
    if profile is None or profile.wants is None:
        return [Start("look_for_work")]
    if profile.wants == [COURSE]:
        return _courses(context)
    if not is_adult(person.age_band):
        return _through_a_person(context, person)
    return _show_matches(context, person, argument)


def first_matches(context: Context) -> Sequence[Onward]:
    """Show the first matches, or when there is news; then offer the questions that bring more."""
    steps = show_offers(context, "")
    person, profile = context.person, context.profile
    if (
        person is None
        or profile is None
        or not is_adult(person.age_band)
        or profile.wants == [COURSE]
    ):
        return steps
    if None in (profile.slots, profile.german, profile.mobility):
        return [*steps, Start("five_questions")]
    return steps


def _show_matches(context: Context, person: Person, argument: str) -> Sequence[Onward]:
    works = is_at_work(context.work, person.id)
    if (works or not argument) and is_on_a_way(context):
        context.send(ways_message(context.work, context.actor), ("ways", 0))
    if person.works_since is not None:
        context.send(Message((AT_WORK,)))
        return ()
    found = page(_found(context, person.id), argument, context.work.limits.offers_shown)
    by = promise_news(context.work, person.id)
    fatigue.heard(context.work, person.id)  # who asks for offers looks for work
    if not found.items and not works:
        nothing = nothing_yet(context.work, person.id, by)
        context.send(Message((nothing,), stacked([open_more.way_in(person)])))
    some = matches(context.work, person.id, found.items)
    cards = [_shown(context.work, person, match) for match in some]
    for card, about in cards[-1:]:
        cards[-1] = replace(card, rows=(*card.rows, (open_more.way_in(person),))), about
    found.show(context, "offers", cards)
    return ()


def _shown(work: Work, person: Person, match: Match) -> tuple[Message, tuple[str, int]]:
    proposal = show(work, person.id, match.offer)
    return offer_message(work, match, shown_to(work, proposal)), (OFFER.kind, match.offer.id)


def _found(context: Context, person_id: int) -> list[int]:
    """What is new comes first; where nothing is, what somebody is interested in already.

    Where they are or were on the way to the firm, their ways say how far that is.
    """
    if new := fitting(context.work, person_id):
        return new
    on_the_way = began(context.work, person_id)
    known = fitting(context.work, person_id, include_answered=True)
    return [each for each in known if each not in on_the_way]


def _through_a_person(context: Context, person: Person) -> Sequence[Onward]:
    """Have the centre look with them, and say by when they hear; where a way began, show it."""
    if is_on_a_way(context):
        context.send(ways_message(context.work, context.actor), ("ways", 0))
    elif not context.actor.practises and _asked(context.work, person) is None:
        ask_centre(context, person.id, WORK)
    lines = (*young_lines(context.work, person), _("Courses and things to do: /week"))
    context.send(Message(lines, stacked([button(A_PERSON, "person")])))
    return ()


def young_lines(work: Work, person: Person) -> list[Words]:
    """Say who looks for work with who is not 18 yet, and by when they hear; else how to ask."""
    asked = _asked(work, person)
    return [NOT_18, *promised(work, asked)] if asked else [THROUGH_A_PERSON]


def _asked(work: Work, person: Person) -> Request | None:
    """Return what the centre was asked about work, and did not close."""
    found = open_of(work, person.id)
    return found if found and WORK in topics_of(found) else None


def _courses(context: Context) -> Sequence[Onward]:
    context.send(Message((_("You want courses and groups. Would you like work too? /profile"),)))
    return [Run("week")]


def _keep_five(here: Here[object], choice: str) -> Step[object]:
    person = here.person
    if choice != GO_ON or person is None:
        return Next()
    return Start("more", Times(before=len(fitting(here.work, person.id))))


# NOTE: After the first offers: whether to answer short questions.
FIVE_QUESTIONS: Flow[object] = Flow(
    "five_questions",
    (
        OneOf(
            name="five",
            text=one(_("With a few short answers I can search better.")),
            options=choices({GO_ON: p_("button", "▶️ Go on"), LATER: p_("button", "Later")}),
            keep=_keep_five,
        ),
    ),
    notes=NoNotes,
    finish=later,
    counted=False,
)

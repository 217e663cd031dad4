"""Offers that fit: shown on request, after the first answers, and answered with one tap."""

from __future__ import annotations

from conversations.cards.offer import offer_message
from conversations.everybody.menus import button
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.messages import Message, stacked
from conversations.kit.questions import OneOf
from conversations.newcomer.asking import choices, later, one
from conversations.newcomer.news import nothing_yet, promise_news
from conversations.newcomer.offer_answers import OFFER, is_adult, shown_to
from locales.words import _, p_
from storage.matching import Match, matches
from storage.models import Person
from storage.offers import show

__all__ = ["FIVE_QUESTIONS", "OFFER", "first_matches", "show_offers"]

COURSE = "course"
GO_ON, LATER = "go_on", "later"


def show_offers(context: Context, argument: str) -> None:
    """Show what fits now; young people are asked to talk with a person."""
    person, profile = context.person, context.profile
    if person is None:
        return
    if person.age_band is None:
        context.follow("welcome")
    elif not is_adult(person):
        _through_a_person(context)
    elif profile is None or profile.wants is None:
        context.follow("look_for_work")
    elif profile.wants == [COURSE]:
        _courses(context)
    else:
        _show_matches(context, person)


def first_matches(context: Context) -> None:
    """Show the first matches, or when there is news; then offer the questions that bring more."""
    show_offers(context, "")
    person, profile = context.person, context.profile
    if person is None or profile is None or not is_adult(person) or profile.wants == [COURSE]:
        return
    if None in (profile.slots, profile.german, profile.mobility):
        context.follow("five_questions")


def _show_matches(context: Context, person: Person) -> None:
    found = _found(context, person.id)
    by = promise_news(context.work, person.id)
    if not found:
        context.send(Message((nothing_yet(by),)))
    for match in found:
        proposal = show(context.work, person.id, match.offer)
        message = offer_message(context.work, match, shown_to(context, proposal))
        context.send(message)


def _found(context: Context, person_id: int) -> list[Match]:
    """What is new comes first; where nothing is, what somebody is interested in already."""
    most = context.work.limits.offers_shown
    new = matches(context.work, person_id)
    if new:
        return new[:most]
    known = matches(context.work, person_id, include_answered=True)
    return known[:most]


def _through_a_person(context: Context) -> None:
    lines = (
        _("You are not 18 yet. A person from the centre looks for work with you."),
        _("Courses and things to do: /week"),
    )
    person = button(p_("button", "👋 Talk to a person"), "person")
    context.send(Message(lines, stacked([person])))


def _courses(context: Context) -> None:
    context.send(Message((_("You want courses and groups. Would you like work too? /profile"),)))
    context.follow("/week")


def _keep_five(context: Context, choice: str) -> None:
    if choice == GO_ON:
        context.follow("more")


FIVE_QUESTIONS = Flow(
    "five_questions",
    (
        OneOf(
            name="five",
            text=one(_("A few short questions bring more offers.")),
            options=choices({GO_ON: p_("button", "▶️ Go on"), LATER: p_("button", "Later")}),
            keep=_keep_five,
        ),
    ),
    finish=later,
    counted=False,
)

"""The last look before sending: who gets it, and the card in every language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from conversations.cards.activity import activity_lines, activity_place
from conversations.cards.report import QUIET
from conversations.kit.here import Here
from conversations.kit.questions import OneOf, Prompt
from conversations.staff.plan import Plan, activity_of, own_centre
from locales.catalogues import shared
from locales.languages import LANGUAGES
from locales.words import Count, Moment, Words, _, say, verbatim
from storage.announcements import Audience, audience
from storage.places import centre
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Preview(OneOf[Plan]):
    """Shows the card in all languages below the question."""

    def ask(self, here: Here[Plan]) -> Prompt:
        """Show who gets it, what they get, and what to do."""
        card = card_lines(here)
        return replace(super().ask(here), also=tuple((code, card) for code in LANGUAGES))


def card_lines(here: Here[Plan]) -> tuple[Words, ...]:
    """Build the card of the planned activity."""
    activity = activity_of(here.context, here.notes)
    if activity.on_date is None:
        raise LookupError("an announcement is for one day")
    return activity_lines(activity, activity.on_date, activity_place(here.work, activity))


# NOTE: To staff before sending: how many people get it.
def audience_lines(here: Here[Plan]) -> Sequence[Words]:
    """Say how many people get it, who is left out, and in how many languages it is complete."""
    context, key = here.context, own_centre(here.context, here.notes)
    home = centre(context.work, key)
    found = audience(context.work, key)
    name = verbatim(home.name if home else key)
    people = say(_("People in {centre}: {count}"), centre=name, count=Count(len(found.chats)))
    complete = say(
        _("Languages complete: {count} of {all}"),
        count=Count(len(languages_of(card_lines(here)))),
        all=Count(len(LANGUAGES)),
    )
    quiet = _quiet(context.work)
    return (people, _left_out(found), _("It arrives without a sound."), *quiet, complete)


def _quiet(work: Work) -> Sequence[Words]:
    """Say when it goes out, where that is not at once."""
    soon = work.now + work.limits.undo
    opens = work.waking(soon)
    return (say(QUIET, when=Moment(opens.astimezone(work.zone))),) if opens > soon else ()


def _left_out(found: Audience) -> Words:
    return say(
        _("Left out: {count} (paused: {paused}, blocked: {blocked})"),
        count=Count(found.paused + found.blocked),
        paused=Count(found.paused),
        blocked=Count(found.blocked),
    )


def languages_of(lines: Iterable[Words]) -> list[str]:
    """Return the languages in which every part of the lines exists."""
    parts = [part for line in lines for part in _parts(line)]
    return [
        code
        for code in LANGUAGES
        if all(shared().find(part, code).language == code for part in parts)
    ]


def _parts(words: Words) -> list[Words]:
    inside = [value for value in words.values.values() if isinstance(value, Words)]
    return [words, *(part for value in inside for part in _parts(value))]

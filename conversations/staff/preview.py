"""The last look before sending: who gets it, and the card in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from conversations.cards.activity import activity_lines, activity_place
from conversations.cards.report_lines import QUIET, minutes, people_lines
from conversations.kit.here import Here
from conversations.kit.questions import OneOf, Option, Prompt
from conversations.kit.questions.asked import in_rows
from conversations.kit.questions.pieces import choices, one
from conversations.staff.plan import Plan, activity_of, own_centre, people_of
from locales.catalogues import shared
from locales.languages import LANGUAGES
from locales.words import Count, Ltr, Moment, Words, _, n_, p_, say
from storage import bundles
from storage.audience import Audience, audience
from storage.rules.bundling import firms
from storage.work import Work

SEND, LATER, CHANGE, CANCEL = "send", "later", "change", "cancel"
# NOTE: To staff before sending: an announcement is for so many people that a lead must see it.
TOO_MANY = n_(
    "More than {n} person: a lead must see it first.",
    "More than {n} people: a lead must see it first.",
)


# NOTE: A button: a lead sees the announcement first, then it goes out.
ASK_A_LEAD = p_("button", "🔎 Ask a lead")
CHOICES: Mapping[str, Words] = {
    # NOTE: A button: the announcement goes out a minute later, which leaves time to undo it.
    SEND: p_("button", "📣 Send now"),
    # NOTE: A button: the announcement goes out at a time to choose.
    LATER: p_("button", "🕔 At another time"),
    CHANGE: p_("button", "✏️ Change"),
    # NOTE: A button: the announcement is not sent, the questions end.
    CANCEL: p_("button", "Cancel"),
}
SAID, OFFERED = one(), choices(CHOICES)


@dataclass(frozen=True, kw_only=True)
class Preview(OneOf[Plan]):
    """Shows who gets it, counted once, and the card in all languages below the question."""

    text: Callable[[Here[Plan]], Sequence[Words]] = SAID
    options: Callable[[Here[Plan]], Sequence[Option]] = OFFERED

    def ask(self, here: Here[Plan]) -> Prompt:
        """Show who gets it, what they get, and what to do, alone or with a second person."""
        found = audience(
            here.work,
            people_of(here.context, here.notes),
            bundles.among(here.work, here.notes.bundle),
        )
        card, needs = card_lines(here), second_person(here, len(found.chats))
        labels = {**CHOICES, SEND: ASK_A_LEAD} if needs else CHOICES
        rows = in_rows([Option(key, words) for key, words in labels.items()])
        lines = tuple(audience_lines(here, found, card))
        return Prompt(lines, rows, also=tuple((code, card) for code in LANGUAGES))


def card_lines(here: Here[Plan]) -> tuple[Words, ...]:
    """Build the card of the planned activity."""
    activity = activity_of(here.context, here.notes)
    if activity.on_date is None:
        raise LookupError("an announcement is for one day")
    return activity_lines(activity, activity.on_date, activity_place(here.work, activity))


def audience_lines(here: Here[Plan], found: Audience, card: Sequence[Words]) -> Sequence[Words]:
    """Say who gets it and who not, when it is through, in how many languages it is complete."""
    work, count = here.work, len(found.chats)
    key = people_of(here.context, here.notes)
    through = work.now + work.limits.undo + timedelta(minutes=minutes(work, count))
    at = Ltr(f"{through.astimezone(work.zone):%H:%M}")
    # NOTE: To staff before sending: {time} is when the last message is out, if sent now.
    quiet = say(_("It arrives without a sound. Sent now, it is through at {time}."), time=at)
    complete = say(
        _("Languages complete: {count} of {all}"),
        count=Count(len(languages_of(card))),
        all=Count(len(LANGUAGES)),
    )
    second = (*_quiet(work), *_second(here, count))
    if here.notes.bundle is not None:
        second = (*_with_firms(here), *second)
    return (*people_lines(work, key, found.languages, found), quiet, complete, *second)


# NOTE: To staff before sending: people and firms who fit to each other are invited together.
def _with_firms(here: Here[Plan]) -> Sequence[Words]:
    """Say that it is for some people alone, and how many firms are asked to come."""
    bundle = bundles.find(here.work, here.notes.bundle)
    count = firms(bundle.checked) if bundle else 0
    only = _("🧺 Only for people who fit, or are one step away.")
    return only, say(_("🏢 Firms asked to come: {count}"), count=Count(count))


def _quiet(work: Work) -> Sequence[Words]:
    """Say when it goes out, where that is not at once."""
    soon = work.now + work.limits.undo
    opens = work.waking(soon)
    return (say(QUIET, when=Moment(opens.astimezone(work.zone))),) if opens > soon else ()


def second_person(here: Here[Plan], count: int) -> bool:
    """Tell whether a lead must see it first: many people, or those of another centre."""
    foreign = people_of(here.context, here.notes) != own_centre(here.context, here.notes)
    return foreign or count > here.work.limits.approval_above


def _second(here: Here[Plan], count: int) -> Sequence[Words]:
    if not second_person(here, count):
        return ()
    if count > here.work.limits.approval_above:
        return (say(TOO_MANY, n=Count(here.work.limits.approval_above)),)
    # NOTE: To staff before sending: it is for the people of another centre.
    return (_("Another centre: a lead there must see it first."),)


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

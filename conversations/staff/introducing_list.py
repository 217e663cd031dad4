"""Who is on the way to a firm: how many at each step, who is stuck, the oldest step first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from conversations.cards.offer import offer_title
from conversations.kit.actor import Actor
from conversations.kit.bound import REST
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.guard import CLOSED, sight
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import page
from conversations.staff.introducing import INTRODUCING, card
from conversations.staff.introducing_card import STAGES as STAGE_WORDS
from conversations.staff.introducing_card import Seen, find, who
from conversations.staff.introducing_ways import KIND
from conversations.staff.scope import centre_name, scope
from conversations.terms import joined
from locales.words import Count, Day, Name, Words, _, p_, say, verbatim
from storage.introductions import lists
from storage.introductions.lists import Standing
from storage.models import Offer
from storage.rules.introducing import MANNERS, Stage
from storage.work import Work

NAME, ONE, MOST, MOST_OF = "on", "way", 6, 4
MINE, STUCK, FIRST = 0, 1, 2
STAGES = [*MANNERS]
# NOTE: Buttons for staff: how many people are at this step with a firm.
LABELS: Mapping[Stage, Words] = {
    Stage.INTERESTED: p_("button", "🙋 Interested: {count}"),
    Stage.SHOWN: p_("button", "📨 Card at the firm: {count}"),
    Stage.QUESTION: p_("button", "🤔 Question of the firm: {count}"),
    Stage.WANTED: p_("button", "👋 The person decides: {count}"),
    Stage.GUARDIAN: p_("button", "✍️ Yes of the parents: {count}"),
    Stage.PERMIT: p_("button", "📄 Permission: {count}"),
    Stage.NAMING: p_("button", "📅 The firm names days: {count}"),
    Stage.CHOOSING: p_("button", "📅 The person chooses: {count}"),
    Stage.DATED: p_("button", "📅 Day agreed: {count}"),
    Stage.CAME: p_("button", "✅ After the day: {count}"),
    Stage.TALKING: p_("button", "🟡 Talk about it: {count}"),
    Stage.STARTING: p_("button", "▶️ Begin soon: {count}"),
    Stage.STARTED: p_("button", "💼 Work there: {count}"),
}
# NOTE: Buttons for staff above these: who is stuck, and whom this colleague looks after.
MORE: Mapping[int, Words] = {
    STUCK: p_("button", "⏳ Stuck: {count}"),
    MINE: p_("button", "🤝 Mine: {count}"),
}
# NOTE: A button for staff: offers somebody is interested in.
WANTED = p_("button", "🙋 Wanted offers")


def today_line(work: Work, centre: str | None) -> tuple[Words, Button] | None:
    """Return the line of the day with its button; None where nobody is on the way."""
    every = lists.standing(work, centre)
    if not every:
        return None
    stuck = sum(each.is_stuck(work.today) for each in every)
    counts = {"count": Count(len(every)), "stuck": Count(stuck)}
    # NOTE: To staff: how many people are on their way to a firm, and how many do not get on.
    line = say(_("🤝 On the way to a firm: {count}. Stuck: {stuck}"), **counts)
    # NOTE: A button: the list of people on their way to a firm.
    return line, button(p_("button", "🤝 Who is on the way"), f"today-{NAME}")


def show(context: Context, argument: str) -> None:
    """Show the steps with their counts, or `5-2`: the second page of the fifth list."""
    which, _dash, number = argument.partition("-")
    context.send(list_message(context.work, context.actor, which, number))


def show_one(context: Context, argument: str) -> None:
    """Show one of them, where the kit lets this colleague see it."""
    key = int(argument) if argument.isascii() and argument.isdecimal() else 0
    thing = sight(context.work, context.actor, INTRODUCING, key)
    if thing is None:
        context.send(Message((CLOSED,)))
    else:
        context.send(card(context.work, context.actor, thing), (KIND, thing.id))


def list_message(work: Work, actor: Actor, which: str, number: str) -> Message:
    """Build the overview, or a page of one list."""
    centre = scope(actor)
    every = lists.standing(work, centre)
    # NOTE: Above the list of people on their way to a firm, for staff.
    title = say(_("<b>🤝 On the way: {centre}</b>"), centre=centre_name(work, centre))
    index = int(which) if which.isascii() and which.isdecimal() and len(which) < 3 else None
    if index is None or index not in range(FIRST + len(STAGES)):
        return Message((title, *_nobody(every)), stacked(_overview(work, actor, every)))
    shown = page(_chosen(work, actor, every, index), number, MOST)
    head = say(_label(index), count=Count(len(shown.items) + shown.rest))
    lines = [line for each in shown.items for line in _entry(work, actor, each)]
    buttons = stacked([row for each in shown.items for row in _opens(work, actor, each)])
    rows = (*buttons, *shown.more(f"today-{NAME}-{index}"))
    empty = _nobody(shown.items)
    return Message((title, head, *lines, *empty, *shown.counted()), rows, private=True)


def _nobody(found: Sequence[object]) -> tuple[Words, ...]:
    # NOTE: To staff, below the heading of a list of people.
    return () if found else (_("Nobody now."),)


def _label(index: int) -> Words:
    return MORE[index] if index in MORE else LABELS[STAGES[index - FIRST]]


def _chosen(work: Work, actor: Actor, every: Sequence[Standing], index: int) -> Sequence[Standing]:
    chosen: Mapping[int, Callable[[Standing], bool]] = {
        MINE: lambda each: actor.person is not None and each.owner_id == actor.person.id,
        STUCK: lambda each: each.is_stuck(work.today),
    }
    if index in chosen:
        return [each for each in every if chosen[index](each)]
    return [each for each in every if each.stage is STAGES[index - FIRST]]


def _overview(work: Work, actor: Actor, every: Sequence[Standing]) -> list[Button]:
    """Return a button for each list that is not empty, and the one to the wanted offers."""
    buttons = []
    for index in (STUCK, MINE, *range(FIRST, FIRST + len(STAGES))):
        if count := len(_chosen(work, actor, every, index)):
            label = say(_label(index), count=Count(count))
            buttons.append(button(label, f"today-{NAME}-{index}"))
    return [*buttons, button(WANTED, "today-wanted")]


# NOTE: To staff, in a list: a person, the firm, and since when nothing changed.
def _entry(work: Work, actor: Actor, each: Standing) -> list[Words]:
    thing = find(work, actor, each.id)
    if thing is None:
        return []
    firm = Name(thing.offer.employer.name)
    line = say(_("{who} and {employer}"), who=who(work, thing), employer=firm)
    since = say(_("since: {day}"), day=Day(each.since))
    stuck = [_("⏳ stuck")] if each.is_stuck(work.today) else []
    return [joined([line, since, *stuck])]


def _opens(work: Work, actor: Actor, each: Standing) -> list[Button]:
    thing = find(work, actor, each.id)
    return [opens(thing.id, who(work, thing))] if thing else []


def ways_of(work: Work, actor: Actor, person_id: int) -> list[Words]:
    """Return how far somebody is with each firm, the newest first, for their card."""
    found = _ways_of(work, actor, person_id)
    rest = [say(REST, count=Count(len(found) - MOST_OF))] if found[MOST_OF:] else []
    return [*(_with_firm(thing) for thing in found[:MOST_OF]), *rest]


def way_buttons(work: Work, actor: Actor, person_id: int) -> list[Button]:
    """Return the buttons that open these."""
    found = _ways_of(work, actor, person_id)[:MOST_OF]
    return [opens(thing.id, verbatim(thing.offer.employer.name)) for thing in found]


# NOTE: To staff, on the card of a person or of an offer: a firm or a person, and how far they are.
def _with_firm(thing: Seen) -> Words:
    firm, stage = Name(thing.offer.employer.name), STAGE_WORDS[thing.introduction.stage]
    return say(_("🤝 {who}: {stage}"), who=firm, stage=stage)


def _ways_of(work: Work, actor: Actor, person_id: int) -> list[Seen]:
    found = (find(work, actor, each.id) for each in lists.of_person(work, person_id))
    return [thing for thing in found if thing is not None]


def of_offer(work: Work, actor: Actor, offer: Offer) -> Message:
    """Show who is on the way to an offer, the oldest first."""
    every = [find(work, actor, each.id) for each in lists.of_offer(work, offer.id)]
    found = [thing for thing in every if thing is not None]
    named = [(thing, who(work, thing)) for thing in found[:MOST]]
    line = _("🤝 {who}: {stage}")
    lines = [
        say(line, who=name, stage=STAGE_WORDS[thing.introduction.stage]) for thing, name in named
    ]
    rest = [say(REST, count=Count(len(found) - MOST))] if found[MOST:] else []
    buttons = [opens(thing.id, name) for thing, name in named]
    shown = (offer_title(offer), *lines, *_nobody(found), *rest)
    return Message(shown, stacked(buttons), private=True)


def offer_counts(work: Work, offer: Offer) -> list[Words]:
    """Count who is on the way to an offer, and the places that are taken."""
    on_the_way, taken = len(lists.of_offer(work, offer.id)), lists.seats_taken(work, offer)
    if not on_the_way and not taken:
        return []
    counts = {"count": Count(on_the_way), "taken": Count(taken), "places": Count(offer.places)}
    # NOTE: To staff, on the card of an offer: people on their way to it, and its places.
    return [say(_("🤝 On the way: {count}. Places taken: {taken} of {places}"), **counts)]


def opens(key: int, words: Words) -> Button:
    """Return the button that opens the card of somebody on the way."""
    # NOTE: A button for staff: a person on the way to a firm.
    label = say(p_("button", "🤝 {who}"), who=words)
    return INTRODUCING.button(label, key, 1, "open")

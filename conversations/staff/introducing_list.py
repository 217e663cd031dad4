"""Lists of who is on the way to a firm: by step, who is stuck, of an offer, of a call just made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from conversations.cards.offer import offer_title
from conversations.kit.actor import Actor
from conversations.kit.bound import REST
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.guard import CLOSED, sight
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import NEXT, page
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.calls_list import question
from conversations.staff.introducing import INTRODUCING
from conversations.staff.introducing_card import Seen, find, who
from conversations.staff.introducing_named import at_offer, in_line, opens
from conversations.staff.offer_card import list_button
from conversations.staff.scope import centre_name, scope
from conversations.terms import joined
from locales.words import Count, Day, Name, Words, _, p_, say
from storage import employers, firm_calls, offers
from storage.introductions import lists
from storage.introductions.lists import Standing
from storage.models import FirmCall
from storage.rules.stages import MANNERS, Stage
from storage.work import Work

KIND, REVISION, MOST, PAGES = "on_the_way", 1, 6, 1000
MOST_ASKED = 30
"""Questions of one call: all of them count as asked, so that none is left out before so many."""
NAME, ONE, OFFER, CALL, INTEREST = "on", "way", "off", "said", "wanted"
OF_OFFER, OF_CALL = 100_000_000, 200_000_000
"""From these on a number of a list names an offer, or a call to a firm."""
FROM = {NAME: 1, ONE: 0, OFFER: OF_OFFER, CALL: OF_CALL}
"""Where the numbers behind each word begin; 1 is the overview."""
OVERVIEW, MINE, STUCK, FIRST = 0, 1, 2, 3
STAGES = [*MANNERS]
TALKS, ASKS = FIRST + len(STAGES), FIRST + STAGES.index(Stage.QUESTION)
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
# NOTE: Buttons for staff above these: who is stuck, whom this colleague looks after, who works at
# NOTE: a firm and wants to talk, or whose firm does.
MORE: Mapping[int, Words] = {
    STUCK: p_("button", "⏳ Stuck: {count}"),
    MINE: p_("button", "🤝 Mine: {count}"),
    TALKS: p_("button", "💬 Want to talk: {count}"),
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
    talks = sum(each.talk_by is not None for each in every)
    said = [line, *([say(_("💬 want to talk: {count}"), count=Count(talks))] if talks else [])]
    return joined(said), _to_all()


def _to_all() -> Button:
    # NOTE: A button: the list of people on their way to a firm.
    return button(p_("button", "🤝 Who is on the way"), f"today-{NAME}")


@dataclass(frozen=True)
class Listed:
    """A list: which of those by step, or of which offer or call; its page, and whose it is."""

    which: int = OVERVIEW
    page: int = 1
    centre: str | None = None

    @property
    def key(self) -> int:
        """Write it as one number, for a button; that of an offer or a call says no page."""
        return self.which if self.which >= OF_OFFER else self.which * PAGES + self.page


def show(context: Context, name: str, argument: str) -> None:
    """Show a list, or one of them, where the kit lets this colleague see it."""
    work, actor = context.work, context.actor
    subject: Subject[Any] = INTRODUCING if name == ONE else WAYS
    is_key = name != NAME and argument.isascii() and argument.isdecimal()
    key = FROM[name] + (int(argument) if is_key else 0)
    thing = sight(work, actor, subject, key)
    if thing is None:
        context.send(Message((CLOSED,)))
    else:
        context.send(subject.card(work, actor, thing), (subject.kind, key))


def list_message(work: Work, actor: Actor, listed: Listed) -> Message:
    """Build the overview, or a page of one list."""
    if listed.which >= OF_CALL:
        return _of_call(work, actor, firm_calls.find(work, listed.which - OF_CALL))
    if listed.which >= OF_OFFER:
        return _of_offer(work, actor, listed)
    centre = scope(actor)
    every = lists.standing(work, centre)
    # NOTE: Above the list of people on their way to a firm, for staff.
    title = say(_("<b>🤝 On the way: {centre}</b>"), centre=centre_name(work, centre))
    if listed.which == OVERVIEW:
        return Message((title, *_nobody(every)), stacked(_overview(work, actor, every)))
    shown = page(_chosen(work, actor, every, listed.which), f"{listed.page}", MOST)
    head = say(_label(listed.which), count=Count(len(shown.items) + shown.rest))
    lines, buttons = [], []
    for each in shown.items:
        if thing := find(work, actor, each.id):
            named = who(work, thing)
            lines.append(_entry(work, each, thing, named))
            buttons.append(opens(thing.id, named))
    more = [_button(NEXT, Listed(listed.which, shown.number + 1))] if shown.rest else []
    every_line = (title, head, *lines, *_nobody(shown.items), *shown.counted())
    return Message(every_line, stacked([*buttons, *more]), private=True)


def _nobody(found: Sequence[object]) -> tuple[Words, ...]:
    # NOTE: To staff, below the heading of a list of people.
    return () if found else (_("Nobody now."),)


def _label(which: int) -> Words:
    return MORE[which] if which in MORE else LABELS[STAGES[which - FIRST]]


def _button(words: Words, listed: Listed) -> Button:
    return WAYS.button(words, listed.key, REVISION, "show")


def _chosen(work: Work, actor: Actor, every: Sequence[Standing], which: int) -> Sequence[Standing]:
    chosen: Mapping[int, Callable[[Standing], bool]] = {
        MINE: lambda each: actor.person is not None and each.owner_id == actor.person.id,
        STUCK: lambda each: each.is_stuck(work.today),
        TALKS: lambda each: each.talk_by is not None,
        ASKS: lambda each: each.asks,
    }
    fits = chosen.get(which) or (lambda each: each.stage is STAGES[which - FIRST])
    return [each for each in every if fits(each)]


def _overview(work: Work, actor: Actor, every: Sequence[Standing]) -> list[Button]:
    """Return a button for each list that is not empty, and the one to the wanted offers."""
    buttons = [
        _button(say(_label(which), count=Count(count)), Listed(which))
        for which in (STUCK, TALKS, MINE, *range(FIRST, TALKS))
        if (count := len(_chosen(work, actor, every, which)))
    ]
    return [*buttons, button(WANTED, f"today-{INTEREST}")]


# NOTE: To staff, in a list: a person, the firm, and since when nothing changed.
def _entry(work: Work, each: Standing, thing: Seen, named: Words) -> Words:
    firm = Name(thing.offer.employer.name)
    line = say(_("{who} and {employer}"), who=named, employer=firm)
    since = say(_("since: {day}"), day=Day(each.since))
    talk = [say(_("💬 talk by: {day}"), day=Day(each.talk_by))] if each.talk_by else []
    stuck = [_("⏳ stuck")] if each.is_stuck(work.today) else []
    return joined([line, since, *talk, *stuck])


def _of_offer(work: Work, actor: Actor, listed: Listed) -> Message:
    """Show who is on the way to an offer, the oldest first."""
    offer = offers.find(work, listed.which - OF_OFFER)
    if offer is None:
        return Message((CLOSED,))
    shown = page(at_offer(work, actor, offer), f"{listed.page}", MOST)
    named = [(who(work, each), each) for each in shown.items]
    lines = [offer_title(offer), *(in_line(work, *each) for each in named)]
    buttons = [opens(each.id, name) for name, each in named]
    following = WAYS.button(NEXT, listed.key, REVISION, f"more-{shown.number + 1}")
    rows = stacked([*buttons, *([following] if shown.rest else [])])
    return Message((*lines, *_nobody(shown.items), *shown.counted()), rows, private=True)


def _of_call(work: Work, actor: Actor, call: FirmCall | None) -> Message:
    """Ask what a firm said that was called: to each question the button that opens its card."""
    firm = employers.find(work, str(call.employer_id)) if call else None
    if call is None or firm is None:
        return Message((CLOSED,))
    # NOTE: To staff who just called a firm: what it was asked follows, with buttons.
    head = say(_("💬 What did {employer} say?"), employer=Name(firm.name))
    every = firm_calls.of_firm(work, call)
    buttons = [way for each in every[:MOST_ASKED] for way in _answered(work, actor, each)]
    lines = [question(work, actor, each) for each in every[:MOST_ASKED]]
    if every[MOST_ASKED:]:
        lines.append(say(REST, count=Count(len(every) - MOST_ASKED)))
        buttons.append(_to_all())
    return Message((head, *lines), stacked(buttons), private=True)


def _answered(work: Work, actor: Actor, call: FirmCall) -> list[Button]:
    if call.about == firm_calls.VERIFY:
        return []
    if call.about in firm_calls.OF_OFFER:
        offer = offers.find(work, call.subject)
        return [list_button(offer)] if offer else []
    thing = find(work, actor, call.subject)
    return [opens(thing.id, who(work, thing))] if thing else []


def _find(work: Work, actor: Actor, key: int) -> Listed | None:
    """Read a number; None for one that names no list, or a call nobody made yet."""
    if key >= OF_CALL:
        call = firm_calls.find(work, key - OF_CALL)
        return Listed(key, centre=call.centre) if call and call.done_at else None
    if key >= OF_OFFER:
        return Listed(key) if offers.find(work, key - OF_OFFER) else None
    which, number = divmod(key, PAGES)
    return Listed(which, number) if which <= TALKS else None


def _whose(listed: Listed) -> str | None:
    """Return the centre that called; all other lists are everybody's, each with their own in it."""
    return listed.centre


def _revision(listed: Listed) -> int:
    return REVISION


def _show(work: Work, actor: Actor, listed: Listed, argument: str) -> Result:
    return Result(looks=True)


def _more(work: Work, actor: Actor, listed: Listed, number: str) -> Result:
    return Result(card=list_message(work, actor, replace(listed, page=int(number))), looks=True)


WAYS: Subject[Listed] = Subject(
    KIND,
    "",
    _find,
    _whose,
    _revision,
    list_message,
    {
        "show": Action(_show, stale=never),
        "more": Action(_more, stale=never, accepts=str.isdecimal),
    },
    is_list=True,
)

"""What can be done for a person and a firm at each stage: a button for what is possible, no more.

`STEPS` are said by a side or by the centre and take effect in a minute.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from conversations.kit.actor import Actor
from conversations.kit.guard import UNDO
from conversations.kit.permissions import may
from conversations.staff.introducing_age import SEEN, says_adult
from conversations.staff.introducing_card import Seen, named, waiting
from conversations.staff.introducing_words import SIDES
from conversations.staff.thread_card import RELEASE, releases
from locales.words import Words, p_, say
from storage.introductions import asking, checks, held
from storage.introductions.days import is_ahead
from storage.rules.keeping import WELL
from storage.rules.named_days import coming
from storage.rules.stages import ENDS, Move, Permit, Side, Stage
from storage.work import Work

KIND = "introducing"
PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE
LETTERS: Mapping[str, Side] = {"p": PERSON, "f": FIRM}


@dataclass(frozen=True)
class Step:
    """A move with the side that makes it."""

    move: Move
    side: Side


STEPS: Mapping[str, Step] = {
    "show": Step(Move.SHOW, CENTRE),
    "send": Step(Move.SEND, FIRM),
    "yes": Step(Move.AGREE, PERSON),
    "shut": Step(Move.SHUT, CENTRE),
    "pick": Step(Move.CHOOSE, PERSON),
    "other": Step(Move.OTHER, PERSON),
    "came": Step(Move.COME, FIRM),
    "missed": Step(Move.MISS, FIRM),
    "again": Step(Move.AGAIN, FIRM),
    "talk": Step(Move.TALK, FIRM),
}
ASKS: Mapping[str, Side] = {
    "ask": FIRM,
    "answer": CENTRE,
    "clear": CENTRE,
    "days": FIRM,
    "begins": FIRM,
    "no": FIRM,
    "guard": CENTRE,
    "end": CENTRE,
}
"""What begins some questions to the colleague, and whose side it is."""
AT: Mapping[Stage, Sequence[str]] = {
    Stage.INTERESTED: ("show",),
    Stage.SHOWN: ("send", "ask", "no"),
    Stage.QUESTION: ("send", "no"),
    Stage.WANTED: ("yes",),
    Stage.GUARDIAN: ("guard",),
    Stage.PERMIT: ("form", "sent", "clear", "shut"),
    Stage.NAMING: ("days", "talk", "no"),
    Stage.CHOOSING: ("pick", "other", "talk"),
    Stage.DATED: ("other", "came", "missed"),
    Stage.CAME: ("again", "talk", "begins", "missed", "no"),
    Stage.TALKING: ("again", "begins", "no"),
    Stage.STARTING: ("begins", "talk"),
    Stage.STARTED: ("clear", "talked", "fine", "worry", "gone"),
}
# NOTE: Buttons for staff on the card of a person and a firm: what they were told on the phone.
LABELS: Mapping[str, Words] = {
    "take": p_("button", "🤝 I look after this"),
    "show": p_("button", "📨 Show the card to the firm"),
    "send": p_("button", "👋 The firm: please send"),
    "ask": p_("button", "🤔 The firm has a question"),
    "answer": p_("button", "💬 Answer the firm"),
    "no": p_("button", "❌ The firm: no"),
    "yes": p_("button", "✅ The person: yes"),
    "guard": p_("button", "✍️ The parents' yes is seen"),
    "form": p_("button", "📄 The firm has the form"),
    "sent": p_("button", "🏛️ At the authority"),
    "clear": p_("button", "✅ The permission is clear"),
    "shut": p_("button", "❌ No permission"),
    "days": p_("button", "📅 The firm names days"),
    "other": p_("button", "🗓️ Another day, please"),
    "came": p_("button", "✅ The person came"),
    "missed": p_("button", "➖ The person did not come"),
    "again": p_("button", "🔁 The firm: once more"),
    "talk": p_("button", "🟡 Talk about it first"),
    "begins": p_("button", "▶️ The first day is known"),
    "end": p_("button", "🚪 End it"),
    UNDO: p_("button", "↩️ Take it back"),
}
# NOTE: Buttons for staff about somebody who works at a firm; {side} is the person or the firm.
CHECKED: Mapping[str, Words] = {
    "fine": p_("button", "👍 Going well, says {side}"),
    "worry": p_("button", "🟡 Wants to talk: {side}"),
    "talked": p_("button", "✅ Talked with: {side}"),
    "gone": p_("button", "🚪 It ended, says {side}"),
}


def ways(work: Work, actor: Actor, thing: Seen) -> list[tuple[str, Words]]:
    """Return what this colleague can do now: the name of the action and its label."""
    introduction = thing.introduction
    if introduction.stage in ENDS:
        return []
    if step := waiting(work, thing):
        return [(UNDO, LABELS[UNDO])] if is_theirs(thing, step.side) else []
    asked = ("answer",) if asking.is_open(introduction) else ()
    names = (*asked, *AT[introduction.stage])
    found = [way for name in names for way in _labelled(work, thing, name)]
    is_mine = actor.person is not None and introduction.owner_id == actor.person.id
    own = [] if is_mine or not thing.whole else [("take", LABELS["take"])]
    ends = [("end", LABELS["end"])] if thing.whole else []
    is_held = thing.whole and held.is_held(work, introduction)
    freed = [(RELEASE, releases(thing.offer.employer.name))] if is_held else []
    every = [*freed, *found, *own, *ends]
    row = f"{KIND}.{{}}".format
    return [way for way in every if may(actor, row(way[0].partition("-")[0]), thing.centre)]


def side_of(name: str) -> Side:
    """Return whose word an action passes on."""
    return STEPS[name].side if name in STEPS else ASKS.get(name, CENTRE)


def is_theirs(thing: Seen, side: Side) -> bool:
    """Tell whether a centre may pass on what a side said: the firm's own centre only the firm's."""
    return thing.whole or side is FIRM


def _labelled(work: Work, thing: Seen, name: str) -> list[tuple[str, Words]]:
    if name in CHECKED:
        return _checked(work, thing, name)
    if not is_theirs(thing, side_of(name)) or not fits(work, thing, name):
        return []
    if name == "guard" and says_adult(work, thing.introduction):
        return [(name, SEEN)]
    if name != "pick":
        return [(name, LABELS[name])]
    # NOTE: Button for staff: a day a firm named, which the person chose.
    chosen = p_("button", "📅 {when}")
    options = coming(thing.introduction.options, work.now, work.zone)
    return [(f"pick-{n - 1}", say(chosen, when=named(work, each))) for n, each in options]


def fits(work: Work, thing: Seen, name: str) -> bool:
    """Tell whether it makes sense now: nobody came before the day, no state is noted twice."""
    introduction = thing.introduction
    if introduction.stage is Stage.DATED and name != "answer":
        return is_ahead(work, introduction) == (name == "other")
    if name == "clear" and introduction.stage is Stage.STARTED:
        return introduction.permit_until is not None
    noted = {"form": Permit.FORM, "sent": Permit.AUTHORITY}.get(name)
    return noted is None or introduction.permit is not noted


def _checked(work: Work, thing: Seen, name: str) -> list[tuple[str, Words]]:
    """Offer what a side may have said after the start; that it is over, at any time."""
    return [
        (f"{name}-{letter}", say(CHECKED[name], side=SIDES[side]))
        for letter, side in LETTERS.items()
        if is_theirs(thing, side) and (name == "gone" or name in _sayable(work, thing, side))
    ]


def _sayable(work: Work, thing: Seen, side: Side) -> Collection[str]:
    """Return what a side may have said of how it goes, once it was asked and is not content."""
    last = checks.last_of(work, thing.introduction, side)
    talked = {"talked"} if side in checks.talks(work, thing.introduction) else set()
    if last is None or last.answer == WELL:
        return talked
    return {*talked, "fine", *(("worry",) if last.answer is None else ())}

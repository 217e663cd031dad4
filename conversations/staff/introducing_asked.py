"""What a colleague types or chooses for a person and a firm: a question, days, an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from conversations.introductions import carry_on
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import (
    Asked,
    OneOf,
    ShortText,
)
from conversations.kit.questions.pieces import YES, choices, into, one, yes_into
from conversations.kit.questions.when import day_again
from conversations.kit.steps import Goto, Next, Onward, Run, Step
from conversations.staff.introducing import card
from conversations.staff.introducing_card import Seen, question, seen
from conversations.staff.introducing_draft import About, whose
from conversations.staff.introducing_nameless import Nameless
from conversations.staff.introducing_steps import FLOW_OF, MOVES, log, plan, possible, refused
from conversations.staff.introducing_ways import KIND, side_of
from conversations.staff.whose import colleague_key
from locales.words import Words, _, p_
from storage.introductions import sealing, steps
from storage.introductions.planned import SAID, Planned
from storage.introductions.steps import Facts
from storage.rules.protected import is_protected
from storage.rules.stages import Move, Side

LONGEST = 300
# NOTE: To staff, before they write something about a person to a firm.
NOTHING_MORE = _("Nothing about sex, age, family, origin, residence, religion or illness, please.")
SENSITIVE = _("This looks like something we do not tell. Say it anyway?")


def _asked_text(here: Here[About]) -> Sequence[Words]:
    found = steps.find(here.work, here.notes.introduction)
    asked = question(found, here.language) if found else ()
    # NOTE: To staff: they answer the question of a firm, which stands above.
    said = _("What do you answer? Without a name.")
    return (*asked, said, NOTHING_MORE)


def _is_protected(here: Here[About]) -> bool:
    return is_protected(here.notes.text)


def _sure() -> OneOf[About]:
    # NOTE: A colleague answers: shall the firm read what was written, as it is?
    labels = {"no": p_("button", "No, leave it"), YES: p_("button", "Say it so")}
    return OneOf(
        name="sure",
        follows=True,
        text=one(SENSITIVE),
        options=choices(labels),
        keep=yes_into("keep"),
        when=_is_protected,
    )


def keep_day(here: Here[About], day: date) -> Step[About]:
    return Next(replace(here.notes, day=day.isoformat()))


def _thing(here: Here[About], move: Move, side: Side) -> Seen | None:
    """Return what it is about, where it stands as it did when the colleague began.

    A question of the firm is answered however far it went on meanwhile.
    """
    work, about = here.work, here.notes
    found = steps.find(work, about.introduction)
    if found is not None and found.revision != about.revision and move is not Move.ANSWER:
        return None
    thing = seen(work, here.context.actor, found) if found else None
    if thing is None or refused(work, thing, side) or not possible(work, thing, move):
        return None
    return thing


def _done(
    name: str, move: Move, do: Callable[[Here[About], Seen], None]
) -> Callable[[Here[About]], Sequence[Goto[About] | Onward]]:
    """Do it and show the card again; where a day is over by now, it is asked for again."""

    def finish(here: Here[About]) -> Sequence[Goto[About] | Onward]:
        days = [*here.notes.days.split(), *([here.notes.day] if move is Move.START else [])]
        if again := day_again(here, days, replace(here.notes, day="", days="", hour="")):
            return again
        thing = _thing(here, move, side_of(name)) if here.notes.keep else None
        if thing is None:
            # NOTE: To staff: they decided not to say or do what they had begun.
            here.send(Message((CHANGED if here.notes.keep else _("Nothing changed."),)))
            return [Run("today", f"way-{here.notes.introduction}")]
        do(here, thing)
        shown = card(here.work, here.context.actor, thing)
        here.context.send(shown, (KIND, thing.id))
        return ()

    return finish


def _asks(here: Here[About], thing: Seen) -> None:
    """Keep the firm's question: the centre answers it."""
    facts = Facts(said=here.notes.text, language=here.language)
    carry_on(here.work, thing.introduction, Move.ASK, Side.FIRM, facts, by=colleague_key(here))
    log(here.work, here.context.actor, thing, "ask", Side.FIRM)


def as_planned(
    name: str, move: Move, word: Callable[[About], str]
) -> Callable[[Here[About], Seen], None]:
    """Return what lets a step take effect in a minute."""

    def do(here: Here[About], thing: Seen) -> None:
        step = Planned(move, side_of(name), word(here.notes))
        plan(here.work, here.context.actor, thing, name, step)

    return do


def _answers(here: Here[About], thing: Seen) -> None:
    sealing.note(thing.introduction, **{SAID: here.notes.text})
    as_planned("answer", Move.ANSWER, lambda notes: "")(here, thing)


def flow(
    name: str,
    questions: tuple[Asked[About], ...],
    do: Callable[[Here[About], Seen], None],
) -> Flow[About]:
    """Return the questions of an action; at the end it is done and the card is shown again."""
    return Flow(
        FLOW_OF[name],
        questions,
        finish=_done(name, MOVES[name], do),
        notes=About,
        counted=False,
        guard=f"{KIND}.{name}",
        scope=whose,
    )


# NOTE: A colleague notes what a firm asks about somebody.
FIRM_ASKS = flow(
    "ask",
    (
        ShortText(
            name="text",
            text=one(_("What does the firm ask? Please no name.")),
            keep=into("text"),
            longest=LONGEST,
        ),
    ),
    _asks,
)
# NOTE: A colleague answers the question of a firm about somebody.
TO_FIRM = flow(
    "answer",
    (Nameless(name="text", text=_asked_text, keep=into("text"), longest=LONGEST), _sure()),
    _answers,
)
ASKED = (FIRM_ASKS, TO_FIRM)

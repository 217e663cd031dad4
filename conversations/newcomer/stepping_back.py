"""Somebody cannot come to a firm, or does not want the place any more: free, and no blame."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.way import way_message
from conversations.cards.way_buttons import LABELS
from conversations.cards.way_day import hour_line, when_line
from conversations.cards.way_words import Way, way_of
from conversations.everybody.how_it_goes import is_gone
from conversations.introductions import carry_on
from conversations.kit.elsewhere import renew_own
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message, Style
from conversations.kit.questions import OneOf, Option
from conversations.kit.steps import Next, Onward, Resume, Step
from conversations.newcomer.giving_up import KEEP, Stepping
from conversations.newcomer.offer_answers import OFFER
from conversations.newcomer.way_answers import WAY
from locales.words import Name, Words, _, p_, say
from storage.introductions import steps
from storage.introductions.held import is_held
from storage.rules.stages import ENDS, Move, Side, Stage

OTHER, STOP = "other", "stop"
MOVES = {OTHER: Move.OTHER, STOP: Move.WITHDRAW}
WITH_DAYS = frozenset({Stage.CHOOSING, Stage.DATED, Stage.STARTING})


def _own(here: Here[Stepping]) -> Way | None:
    way = way_of(here.work, steps.find(here.work, here.notes.introduction))
    is_own = way is not None and here.person is not None and way.person.id == here.person.id
    return way if is_own else None


# NOTE: Asked before somebody gives up a place; {employer} is the firm.
def _ask(here: Here[Stepping]) -> Sequence[Words]:
    way = _own(here)
    if way is None:
        return [_("This is closed. Here is the menu: /menu")]
    if way.introduction.stage is Stage.STARTED:
        # NOTE: Asked of who works at a firm and said that they do not any more.
        gone = say(_("Are you not at {employer} any more?"), employer=Name(way.employer))
        return [gone, _("Then we tell the firm and the centre.")]
    free = _("You may say no at any time. The firm hears no reason.")
    if way.introduction.stage in (Stage.DATED, Stage.STARTING):
        when = when_line(way.introduction, here.work.today)
        if way.introduction.stage is Stage.STARTING:
            when = hour_line(here.work, way.introduction)
        # NOTE: Asked of who said that they cannot come on the day that was agreed; it follows.
        return [_("You cannot come on this day?"), *([when] if when else []), free]
    return [say(_("You do not want to go to {employer}?"), employer=Name(way.employer)), free]


# NOTE: Answers to: You do not want to go to this firm?
def _options(here: Here[Stepping]) -> Sequence[Option]:
    way = _own(here)
    if way is not None and way.introduction.stage is Stage.STARTED:
        return [
            Option(STOP, LABELS["check-gone"], Style.DANGER),
            # NOTE: Answer to: Are you not at this firm any more?
            Option(KEEP, p_("button", "👍 I am still there")),
        ]
    days = (
        way is not None
        and way.introduction.stage in WITH_DAYS
        and not is_held(way.work, way.introduction)
    )
    other = [Option(OTHER, p_("button", "🗓️ Another day, please"))] if days else []
    return [
        *other,
        Option(STOP, p_("button", "👎 I do not want this place"), Style.DANGER),
        Option(KEEP, p_("button", "👍 I keep the place")),
    ]


def _about(here: Here[Stepping]) -> str | None:
    """Return how it stands; where it is over, nothing is to be asked again."""
    way = _own(here)
    is_open = way is not None and way.introduction.stage not in ENDS
    return f"{way.introduction.revision}" if way is not None and is_open else None


def _keep(here: Here[Stepping], said: str) -> Step[Stepping]:
    way = _own(here)
    if way is not None and said == STOP and way.introduction.stage is Stage.STARTED:
        is_gone(here.work, way.introduction, Side.PERSON)
    elif way is not None and said in MOVES and way.introduction.stage not in ENDS:
        carry_on(here.work, way.introduction, MOVES[said], Side.PERSON)
    return Next(Stepping(here.notes.introduction, said))


def _finish(here: Here[Stepping]) -> Sequence[Onward]:
    context, way = here.context, _own(here)
    if here.notes.said == KEEP or way is None:
        context.show(Message((_("It stays as it is."),)))
    else:
        renew_own(context, WAY, way.introduction.id)
        renew_own(context, OFFER, way.offer.id)
        context.show(way_message(way), (WAY.kind, way.introduction.id))
    return [Resume()] if context.position.aside is not None else ()


STEPPING_BACK: Flow[Stepping] = Flow(
    "stepping_back",
    (OneOf(name="sure", text=_ask, options=_options, keep=_keep, about=_about),),
    notes=Stepping,
    finish=_finish,
    counted=False,
)

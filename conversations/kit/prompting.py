"""Shows a question: in place after a tap on it, else below; old buttons go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from conversations.kit.buttons import OfQuestion
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Button, Message
from conversations.kit.position import Shown
from conversations.kit.questions import Again, Asked, Heard, Option, Prompt, Said
from locales.words import Count, Words, _, p_, say

N = TypeVar("N")
BACK, SKIP, CANCEL = "back", "skip", "cancel"
# NOTE: A button below a question: it shall not go on, and nothing is kept.
CANCEL_IT = p_("button", "Cancel")
SAME_DAY = timedelta(hours=12)
# NOTE: Above a question: which one of how many.
STEP = _("{step}/{steps}")


def ways_of(flow: Flow[N]) -> tuple[str, ...]:
    """Return what is no answer to a question of a flow, but a way round it."""
    return (BACK, SKIP) if flow.cancelled is None else (BACK, SKIP, CANCEL)


def goes_on(context: Context, flow: Flow[N] | None) -> bool:
    """Tell whether an open question is asked again after another matter: days later not all are."""
    asked_at = context.position.asked_at
    is_old = asked_at is not None and context.work.now - asked_at > SAME_DAY
    return flow is not None and not (is_old and (flow.cancelled or flow.over))


def show(here: Here[N], flow: Flow[N], question: Asked[N], sorry: Words | None = None) -> None:
    """Show the current question; a message with a reply keyboard can never be edited."""
    context = here.context
    if (at := context.position.at) is not None:
        at = replace(at, about=question.about(here))
        context.position = replace(context.position, at=at)
    message = prompt_message(here, flow, question, sorry)
    close_keyboard(context, stays=message.share_place is not None)
    old = context.position.prompt
    in_place = old is not None and old.row == context.tapped and not context.spoken
    if old is not None and in_place and not message.share_place:
        context.edit(old.row, message)
        return
    leave_prompt(context)
    row = context.send(message)
    shown = Shown(row, message.share_place is not None) if row is not None else None
    context.position = replace(context.position, prompt=shown)


def heard(here: Here[N], question: Asked[N], said: Said) -> Heard:
    """Read an answer to the current question; none is heard where what it is about changed."""
    now, at = question.about(here), here.context.position.at
    is_old = now is not None and at is not None and at.about != now
    return Again(CHANGED, known=True) if is_old else question.hear(here, said)


def leave_prompt(context: Context) -> None:
    """Forget the current prompt and take its buttons away."""
    old = context.position.prompt
    context.position = replace(context.position, prompt=None)
    if old is not None and not old.keyboard:
        context.take_buttons_away(old.row)


# NOTE: Said while a keyboard is taken away.
def close_keyboard(context: Context, stays: bool = False) -> None:
    """Close the keyboard that came with the current prompt, and forget that prompt."""
    old = context.position.prompt
    if old is None or not old.keyboard:
        return
    context.position = replace(context.position, prompt=None)
    if not stays:
        context.send(Message((_("Thank you."),), close_keyboard=True))


def prompt_message(
    here: Here[N], flow: Flow[N], question: Asked[N], sorry: Words | None = None
) -> Message:
    """Build the message of a prompt: where one is, the question, options, back and skip.

    A message shows buttons or the keyboard that shares the place, never both.
    """
    prompt = question.ask(here)
    options = () if prompt.share_place else options_of(here, flow, question, prompt)
    rows = tuple(tuple(Button(o.label, _data(here, o), o.style) for o in row) for row in options)
    lines = (sorry,) if sorry else ()
    return Message(
        lines + _progress(here, flow, question) + prompt.lines,
        rows,
        share_place=prompt.share_place,
        in_german=prompt.in_german,
        also=prompt.also,
    )


# NOTE: Below every question: to the question before.
def options_of(
    here: Here[N], flow: Flow[N], question: Asked[N], prompt: Prompt
) -> tuple[tuple[Option, ...], ...]:
    """Return all options in rows, the way back and out included."""
    ways: list[Option] = []
    earlier = flow.before(here, question.name)
    is_first = earlier is None and flow.left is not None
    if here.alone or is_first or (question.back and earlier is not None):
        ways.append(Option(BACK, p_("button", "Back")))
    if question.skippable:
        ways.append(Option(SKIP, question.skip))
    if flow.cancelled is not None and question.cancels and not here.alone:
        ways.append(Option(CANCEL, CANCEL_IT))
    return (*prompt.rows, tuple(ways)) if ways else prompt.rows


def _progress(here: Here[N], flow: Flow[N], question: Asked[N]) -> tuple[Words, ...]:
    """Count the questions; one that follows has the number of the one it belongs to."""
    if not flow.counted or here.alone or not question.is_asked(here):
        return ()
    asked = flow.open_questions(here)
    upto = asked[: asked.index(question) + 1]
    step, steps = (sum(not each.follows for each in some) for some in (upto, asked))
    return (say(STEP, step=Count(step), steps=Count(steps)),)


def _data(here: Here[N], option: Option) -> str:
    return str(OfQuestion(here.context.position.serial, option.value))

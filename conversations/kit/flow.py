"""A flow: named questions in order, asked one after the other, resumable at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from conversations.kit.buttons import OfQuestion
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message
from conversations.kit.questions import Again, Answer, Asked, Chosen, Option, Prompt, Said
from locales.words import Count, Words, _, p_, say

BACK = "back"
SKIP = "skip"
ALONE = "alone"
KEYBOARD = "keyboard"
AGAIN = "again"
ASIDE = "aside"
STEP = _("{step}/{steps}")


@dataclass(frozen=True)
class Flow:
    """Questions in order and what comes after the last; `counted` shows where one is.

    A question's `keep` may send the flow to another question by putting its name in draft[AGAIN].

    `corrected` is what comes after one answer was changed alone (see `ask_alone`).
    """

    name: str
    questions: tuple[Asked, ...]
    finish: Callable[[Context], None]
    corrected: Callable[[Context], None] | None = None
    counted: bool = True

    def __getitem__(self, name: str) -> Asked:
        """Return the question of that name; KeyError if there is none (any more)."""
        return {question.name: question for question in self.questions}[name]

    def open_questions(self, context: Context) -> list[Asked]:
        """Return the questions that are asked as things stand."""
        return [question for question in self.questions if question.when(context)]

    def after(self, context: Context, name: str, skipping: bool = False) -> Asked | None:
        """Return the next question that is asked, None at the end; a skip takes what follows."""
        later = iter(self.questions[self._index(name) + 1 :])
        rest = dropwhile(lambda question: skipping and question.follows, later)
        return next((question for question in rest if question.when(context)), None)

    def before(self, context: Context, name: str) -> Asked | None:
        """Return the question to go back to, None at the beginning."""
        earlier = self.questions[: self._index(name)]
        return next((q for q in reversed(earlier) if q.when(context) and q.back), None)

    def _index(self, name: str) -> int:
        return [question.name for question in self.questions].index(name)


def start(context: Context, flow: Flow) -> None:
    """Ask the first question, or finish at once where there is none to ask."""
    context.draft.pop(ASIDE, None)
    _begin(context, flow)


def interrupt(context: Context, flow: Flow) -> None:
    """Start another matter; the question that was open is put aside until `take_up`."""
    dialogue = context.dialogue
    if dialogue.question and ASIDE not in context.draft:
        alone = context.draft.get(ALONE)
        context.draft[ASIDE] = [dialogue.flow, dialogue.question, alone]
    _begin(context, flow)


def take_up(context: Context) -> None:
    """Make the question put aside the current one again, where none is open."""
    if ASIDE in context.draft and not context.dialogue.question:
        dialogue = context.dialogue
        dialogue.flow, dialogue.question, alone = context.draft.pop(ASIDE)
        if alone:
            context.draft[ALONE] = alone


def _begin(context: Context, flow: Flow) -> None:
    context.draft.pop(ALONE, None)
    questions = flow.open_questions(context)
    if questions:
        _enter(context, flow, questions[0])
    else:
        end(context, flow)


def end(context: Context, flow: Flow) -> None:
    """Close the dialogue's question and go on with what follows the flow."""
    leave(context)
    flow.finish(context)


def ask_alone(context: Context, flow: Flow, question: Asked) -> None:
    """Ask one question of a flow again, to correct its answer."""
    context.draft[ALONE] = question.name
    _enter(context, flow, question)


def leave(context: Context) -> None:
    """Stop asking; answers given so far are kept already."""
    context.draft.pop(ALONE, None)
    _close_keyboard(context)
    leave_prompt(context)
    context.dialogue.flow = context.dialogue.question = None


def _enter(context: Context, flow: Flow, question: Asked) -> None:
    """Come to a question from elsewhere: what was half answered another time is forgotten."""
    context.draft.pop(question.state, None)
    ask(context, flow, question)


def ask(context: Context, flow: Flow, question: Asked, sorry: Words | None = None) -> None:
    """Make this the current question and show its prompt."""
    dialogue = context.dialogue
    dialogue.flow, dialogue.question, dialogue.asked_at = flow.name, question.name, context.work.now
    dialogue.serial += 1
    show(context, flow, question, sorry)


def show(context: Context, flow: Flow, question: Asked, sorry: Words | None = None) -> None:
    """Show the current prompt: in place after a tap on it, else below, old buttons gone."""
    message = prompt_message(context, flow, question, sorry)
    _close_keyboard(context, stays=message.share_place is not None)
    old = context.dialogue.prompt_id
    if old is not None and old == context.tapped and not context.spoken and not message.share_place:
        context.edit(old, message)
        return
    leave_prompt(context)
    context.dialogue.prompt_id = context.send(message)
    if message.share_place:
        context.draft[KEYBOARD] = True


def leave_prompt(context: Context) -> None:
    """Forget the current prompt and take its buttons away."""
    old, context.dialogue.prompt_id = context.dialogue.prompt_id, None
    if old is not None and not context.draft.get(KEYBOARD):
        context.take_buttons_away(old)


def _close_keyboard(context: Context, stays: bool = False) -> None:
    """A message with a reply keyboard can never be edited: forget it, close the keyboard."""
    if context.draft.pop(KEYBOARD, None):
        context.dialogue.prompt_id = None
        if not stays:
            context.send(Message((_("Thank you."),), close_keyboard=True))


def prompt_message(
    context: Context, flow: Flow, question: Asked, sorry: Words | None = None
) -> Message:
    """Build the message of a prompt: where one is, the question, options, back and skip.

    A message shows buttons or the keyboard that shares the place, never both.
    """
    prompt = question.ask(context)
    options = () if prompt.share_place else options_of(context, flow, question, prompt)
    rows = tuple(tuple(Button(o.label, _data(context, o)) for o in row) for row in options)
    lines = (sorry,) if sorry else ()
    return Message(
        lines + _progress(context, flow, question) + prompt.lines,
        rows,
        share_place=prompt.share_place,
        in_german=prompt.in_german,
        also=prompt.also,
    )


def options_of(
    context: Context, flow: Flow, question: Asked, prompt: Prompt
) -> tuple[tuple[Option, ...], ...]:
    """Return all options in rows, the way back and out included."""
    ways: list[Option] = []
    if _can_go_back(context, flow, question):
        ways.append(Option(BACK, p_("button", "Back")))
    if question.skippable:
        ways.append(Option(SKIP, p_("button", "Skip")))
    return (*prompt.rows, tuple(ways)) if ways else prompt.rows


def _can_go_back(context: Context, flow: Flow, question: Asked) -> bool:
    if context.draft.get(ALONE):
        return True
    return question.back and flow.before(context, question.name) is not None


def hear(context: Context, flow: Flow, question: Asked, said: Said) -> Again | None:
    """Give an answer to the current question and go where it leads; Again: it was none."""
    if isinstance(said, Chosen) and said.value in (BACK, SKIP):
        _step(context, flow, question, said.value)
        return None
    heard = question.hear(context, said)
    if isinstance(heard, Again):
        return heard
    if isinstance(heard, Answer):
        _answered(context, flow, question, heard.value)
    else:
        show(context, flow, question)
    return None


def _step(context: Context, flow: Flow, question: Asked, way: str) -> None:
    earlier = flow.before(context, question.name)
    context.draft.pop(question.state, None)
    if way == BACK and context.draft.get(ALONE):
        _corrected(context, flow)
    elif way == BACK and question.back and earlier is not None:
        _enter(context, flow, earlier)
    elif way == SKIP and question.skippable:
        _go_on(context, flow, question, skipping=True)
    else:
        ask(context, flow, question)


def _answered(context: Context, flow: Flow, question: Asked, value: Any) -> None:
    dialogue, serial = context.dialogue, context.dialogue.serial
    question.keep(context, value)
    stays = context.dialogue is dialogue and dialogue.question == question.name
    if stays and dialogue.serial == serial and not context.following:
        _go_on(context, flow, question)


def _go_on(context: Context, flow: Flow, question: Asked, skipping: bool = False) -> None:
    again = context.draft.pop(AGAIN, None)
    following = flow[again] if again else flow.after(context, question.name, skipping)
    alone = context.draft.get(ALONE) and not (following and following.follows)
    if alone and not again:
        _corrected(context, flow)
    elif following is None:
        end(context, flow)
    else:
        _enter(context, flow, following)


def _corrected(context: Context, flow: Flow) -> None:
    leave(context)
    (flow.corrected or flow.finish)(context)


def _progress(context: Context, flow: Flow, question: Asked) -> tuple[Words, ...]:
    """Count the questions; one that follows has the number of the one it belongs to."""
    if not flow.counted or context.draft.get(ALONE) or not question.when(context):
        return ()
    asked = flow.open_questions(context)
    upto = asked[: asked.index(question) + 1]
    step, steps = (sum(not each.follows for each in some) for some in (upto, asked))
    return (say(STEP, step=Count(step), steps=Count(steps)),)


def _data(context: Context, option: Option) -> str:
    return str(OfQuestion(context.dialogue.serial, option.value))

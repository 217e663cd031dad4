"""Performs what the steps of a conversation say: the only code that changes a position."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, assert_never

from conversations.kit import codec, prompting, two_chats
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.house import House
from conversations.kit.permissions import may
from conversations.kit.pin import Unlock, first, go_on, waits_for_pin
from conversations.kit.position import At, put_aside
from conversations.kit.pressing import press_again
from conversations.kit.prompting import BACK, CANCEL, SKIP, ways_of
from conversations.kit.questions import Again, Answer, Asked, Chosen, Said
from conversations.kit.steps import (
    Bring,
    Correct,
    Forget,
    Goto,
    Interrupt,
    Leave,
    Next,
    Press,
    Resume,
    Run,
    Start,
    Step,
    Wait,
)
from locales.words import Words

MOST_STEPS = 60
Open = tuple[Flow[Any], Asked[Any]]


class Engine:
    """One turn's walk through the flows; `_left` is a flow whose last steps are performed now."""

    def __init__(self, context: Context, house: House) -> None:
        self.context = context
        self._house = house
        self._left: At | None = None
        self._before = codec.read(context.dialogue, house.notes_of, house.legacy)
        context.position = house.without_over(context, self._before)

    def close(self) -> None:
        """Write the position back at the end of the turn."""
        context = self.context
        since = codec.since(context.dialogue.holds_since, self._before, context.position)
        codec.write(context.dialogue, context.position, since or context.work.now)

    @property
    def current(self) -> Open | None:
        """The question that is open; none where it no longer exists, or is theirs no longer."""
        found = self._house.question_at(self.context.position.at)
        return found if found and self._admits(found[0], self.here().notes) else None

    def here(self) -> Here[Any]:
        """Return what the functions of the open question look at."""
        at = self.context.position.at
        if at is None:
            raise LookupError("no question is open")
        return Here(self.context, at.notes, at.half, at.alone)

    def perform(self, steps: Iterable[Step[Any]]) -> None:
        """Carry out steps and whatever follows from them; RuntimeError where that never ends."""
        waiting = deque(steps)
        for _ in range(MOST_STEPS):
            if not waiting:
                self._left = None
                return
            waiting.extendleft(reversed(self._perform(waiting.popleft())))
        raise RuntimeError("the steps of a turn do not come to an end")

    def hear(self, said: Said) -> Again | None:
        """Give an answer to the open question and go where it leads; Again: it was none."""
        current = self.current
        if current is None:
            self.perform([Resume()])
            return None
        before = two_chats.comes_first(self.here(), *current, said)
        if before is not None:
            self.perform(before)
            return None
        if isinstance(said, Chosen) and said.value in ways_of(current[0]):
            self.perform(self._sidestep(*current, said.value))
            return None
        heard = prompting.heard(self.here(), current[1], said)
        if isinstance(heard, Again):
            if heard.half is not None:
                self._stand(half=heard.half)
            return heard
        if isinstance(heard, Answer):
            self.context.echo = heard.echo
            if current[1].stays:
                self.context.tapped = None
            self._stand(half=None)
            self.perform([current[1].keep(self.here(), heard.value)])
        else:
            self._stand(half=heard.half)
            prompting.show(self.here(), *current)
        return None

    def ask(self, sorry: Words | None = None) -> None:
        """Ask the open question again as a new prompt, whose buttons alone are alive."""
        context, current = self.context, self.current
        if current is None:
            raise LookupError("no question is open")
        serial = context.position.serial + 1
        context.position = replace(context.position, serial=serial, asked_at=context.work.now)
        prompting.show(self.here(), *current, sorry)

    def ask_afresh(self, lost: int) -> None:
        """Show the open question as a new message; `lost` is the outbox row that did not arrive."""
        current, prompt = self.current, self.context.position.prompt
        if current is None or prompt is None:
            return
        if prompt.row == lost:
            self.context.position = replace(self.context.position, prompt=None)
        prompting.show(self.here(), *current)

    def _perform(self, step: Step[Any]) -> Sequence[Step[Any]]:
        match step:
            case Next():
                return self._next(step)
            case Goto():
                return self._goto(step)
            case Correct():
                at = At(step.flow, step.question, self._notes(step.flow), alone=True)
                return self._enter(at)
            case Start() | Interrupt():
                return self._begin(step)
            case _:
                return self._perform_else(step)

    def _perform_else(
        self, step: Run | Press | Leave | Resume | Wait | Forget | Bring
    ) -> Sequence[Step[Any]]:
        match step:
            case Run():
                return self._house.run(self.context, step.command, step.argument)
            case Press():
                return press_again(self.context, self._house, step.data)
            case Leave():
                self._leave()
                self.context.position = replace(self.context.position, aside=None, begun=None)
            case Resume():
                return self._resume()
            case Wait():
                self.context.position = replace(self.context.position, begun=step.begun)
                return [step.needs]
            case Forget():
                self._house.forget(self.context, step.words)
            case Bring():
                return two_chats.bring(self.context, self._house, step)
            case _:
                assert_never(step)
        return ()

    def _next(self, step: Next[Any], skipping: bool = False) -> Sequence[Step[Any]]:
        if step.notes is not None:
            self._stand(notes=step.notes)
        current, here = self.current, self.here()
        if current is None:
            return [Resume()]
        flow, question = current
        following = flow.after(here, question.name, skipping)
        if here.alone and not (following and following.follows):
            return self._over(flow, flow.corrected or flow.finish)
        if following is None:
            return self._over(flow, flow.finish)
        self._stand(question=following.name, half=None)
        self.ask()
        return ()

    def _goto(self, step: Goto[Any]) -> Sequence[Step[Any]]:
        at = self.context.position.at or self._left
        if at is None:
            raise LookupError("a question of which flow?")
        alone = at.alone and self.context.position.at is not None
        notes = at.notes if step.notes is None else step.notes
        return self._enter(At(at.flow, step.question, notes, alone=alone))

    def _sidestep(self, flow: Flow[Any], question: Asked[Any], way: str) -> Sequence[Step[Any]]:
        """Go back, skip or leave, where that is offered; else ask again."""
        here = self.here()
        if way == CANCEL and flow.cancelled is not None:
            return self._over(flow, flow.cancelled)
        earlier = flow.before(here, question.name)
        if way == BACK and here.alone:
            return self._over(flow, flow.corrected or flow.finish)
        if way == BACK and question.back and earlier is not None:
            return [Goto(earlier.name)]
        if way == BACK and earlier is None and flow.left is not None:
            return self._over(flow, flow.left)
        if way == SKIP and question.skippable:
            return self._next(Next(), skipping=True)
        return [Goto(question.name)]

    def _begin(self, step: Start | Interrupt) -> Sequence[Step[Any]]:
        flow = self._house.flow(step.flow)
        notes = flow.notes() if step.notes is None else step.notes
        if not self._admits(flow, notes):
            self._house.refuse(self.context)
            return ()
        if asks := two_chats.ask_first(self.context, flow.name, notes, step):
            return asks
        goes_on = prompting.goes_on(self.context, self.current and self.current[0])
        position, starts = self.context.position, isinstance(step, Start)
        position = put_aside(position, flow.name, starts=starts, is_open=goes_on)
        self.context.position = position
        first = next(iter(flow.open_questions(Here(self.context, notes))), None)
        if isinstance(step, Start) and step.question is not None:
            first = flow[step.question]
        if first is not None:
            return self._enter(At(flow.name, first.name, notes))
        self.context.position = replace(position, at=At(flow.name, "", notes))
        return self._over(flow, flow.finish)

    def _over(
        self, flow: Flow[Any], follow: Callable[[Here[Any]], Sequence[Step[Any]]]
    ) -> Sequence[Step[Any]]:
        """End the flow: what was begun comes first, its notes live until its steps are done."""
        here, self._left = self.here(), self.context.position.at
        self._leave()
        return self._with_begun(follow(here))

    def _with_begun(self, steps: Sequence[Step[Any]]) -> Sequence[Step[Any]]:
        begun, context = self.context.position.begun, self.context
        if begun is None or context.chat.language is None:
            return steps
        context.position = replace(context.position, begun=None)
        if isinstance(begun, At):
            flow = self._house.find_flow(begun.flow)
            is_let = flow is not None and self._admits(flow, begun.notes)
            return go_on(context, flow if is_let else None, begun, steps)
        is_let = self._house.lets(context, begun.command)
        only_looks = context.position.visitor.looking and not is_let  # they said no to it
        return steps if only_looks else [Run(begun.command, begun.argument), *steps]

    def _resume(self) -> Sequence[Step[Any]]:
        position = self.context.position
        if position.at is None and position.aside is not None:
            self.context.position = position = replace(position, at=position.aside, aside=None)
        if self.current is not None:
            if waits_for_pin(self.context, self.current[0]):
                return first(Unlock())
            self.ask()
            return ()
        flow = self._house.find_flow(position.at.flow) if position.at else None
        if position.at and flow:
            is_gone = self._admits(flow, position.at.notes)  # a new version knows no such question
            return [Start(flow.name)] if is_gone else self._refuse()
        self._leave()
        return [Run("menu")]

    def _admits(self, flow: Flow[Any], notes: object) -> bool:
        """Tell whether the person still may do what a guarded flow is for."""
        work, actor = self.context.work, self.context.actor
        return flow.guard is None or may(actor, flow.guard, flow.scope(work, notes))

    def _refuse(self) -> Sequence[Step[Any]]:
        """End what the person may no longer do as if it had never been there."""
        self._leave()
        self._house.refuse(self.context)
        return ()

    def _enter(self, at: At) -> Sequence[Step[Any]]:
        """Come to a question from elsewhere: what was half answered another time is forgotten."""
        self.context.position = replace(self.context.position, at=at)
        if self.current is None:
            return [Resume()]
        self.ask()
        return ()

    def _leave(self) -> None:
        prompting.close_keyboard(self.context)
        prompting.leave_prompt(self.context)
        self.context.position = replace(self.context.position, at=None)

    def _stand(self, **changes: Any) -> None:
        position = self.context.position
        if position.at is not None:
            self.context.position = replace(position, at=replace(position.at, **changes))

    def _notes(self, flow: str) -> object:
        """Return the notes of a flow that is open or just ended, else fresh ones."""
        for at in (self.context.position.at, self._left):
            if at is not None and at.flow == flow:
                return at.notes
        return self._house.flow(flow).notes()

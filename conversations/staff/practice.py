"""See it as a newcomer: a person of a colleague's own, who is nobody to anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.everybody.sharing import begin_anew
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.position import NoNotes, Visitor
from conversations.kit.steps import Leave, Onward, Run, Start
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import _
from storage import practice as practices
from storage.models import Person
from storage.people import TEAM
from storage.work import Work


def practice(context: Context) -> Sequence[Onward]:
    """Let a colleague begin as a newcomer in their own chat; for a button of /team."""
    person = context.person
    if person is None or not context.actor.scopes(TEAM):
        return [Run("menu")]
    begin_anew(context, practices.begin(context.work, person.id).id)
    lines = (
        # NOTE: To a colleague who looks at the bot as a newcomer from now on.
        _("Practice: you see what a newcomer sees. Nobody is told, nothing counts."),
        # NOTE: To a colleague who looks at the bot as a newcomer: how that ends.
        _("To end it: /menu, then the last button."),
    )
    context.send(Message(lines))
    return [Leave(), Start("welcome")]


def _end(here: Here[object]) -> Sequence[Onward]:
    context, person = here.context, here.person
    if person is None or person.practice_of is None:
        return [Run("menu")]
    practices.end(here.work, context.chat, person)
    context.position = replace(context.position, aside=None, begun=None, visitor=Visitor())
    context.grants()
    # NOTE: To a colleague who looked at the bot as a newcomer.
    context.send(Message((_("The practice is over, and everything of it is deleted."),)))
    return [Leave(), Run("today")]


END: Flow[object] = Flow("practice_end", (), notes=NoNotes, finish=_end, counted=False)


def _find(work: Work, actor: Actor, key: int) -> Person | None:
    person = actor.person
    return person if person and person.id == key and person.practice_of is not None else None


def _whose(person: Person) -> str | None:
    return str(person.id)


def _revision(person: Person) -> int:
    return 0


def _card(work: Work, actor: Actor, person: Person) -> Message:
    return Message(())


def _ends(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    return Result(steps=[Start(END.name)])


PRACTICE = Subject(
    "practice", "", _find, _whose, _revision, _card, {"end": Action(_ends, stale=never)}
)

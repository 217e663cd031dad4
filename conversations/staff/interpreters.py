"""What is noted of a mediator: languages, who they may be asked for, and that they keep secrets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations import terms
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.questions import OneOf, Option, SomeOf
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Next, Onward, Run, Step
from conversations.staff.member import whose
from locales.languages import LANGUAGES
from locales.words import _, p_
from storage import audit
from storage.team import member

YES, NO, SPEAKS = "yes", "no", "colleague.speaks"

# NOTE: Answers of a lead: the mediator is a woman, a man, or it is not said.
GENDERS = {
    "woman": p_("button", "A woman"),
    "man": p_("button", "A man"),
    NO: p_("button", "Not said"),
}
# NOTE: Answers of a lead: the mediator signed to keep secrets, or has not yet.
SIGNED = {YES: p_("button", "✔️ Yes, signed"), NO: p_("button", "Not yet")}


@dataclass(frozen=True)
class Interpreter:
    """Which mediator, and what was said so far."""

    who: int = 0
    languages: tuple[str, ...] = ()
    gender: str | None = None
    secrecy: bool = False


def _languages(here: Here[object]) -> Sequence[Option]:
    return [Option(code, terms.language(code)) for code in LANGUAGES]


def _known(here: Here[Interpreter]) -> Sequence[str]:
    who = member(here.work, here.notes.who)
    return (who.row.languages or []) if who else []


def _keep_languages(here: Here[Interpreter], codes: list[str]) -> Step[Interpreter]:
    return Next(replace(here.notes, languages=tuple(codes)))


def _keep_gender(here: Here[Interpreter], gender: str) -> Step[Interpreter]:
    return Next(replace(here.notes, gender=None if gender == NO else gender))


def _keep_secrecy(here: Here[Interpreter], choice: str) -> Step[Interpreter]:
    return Next(replace(here.notes, secrecy=choice == YES))


def _finish(here: Here[Interpreter]) -> Sequence[Onward]:
    """Note it; who has not signed is asked for nothing."""
    who, said, actor = member(here.work, here.notes.who), here.notes, here.person
    if who is not None and actor is not None:
        who.row.languages, who.row.gender = list(said.languages), said.gender
        signed_at = who.row.secrecy_at or here.work.now
        who.row.secrecy_at = signed_at if said.secrecy else None
        audit.note(here.work, SPEAKS, actor.id, who.person.id, who.scope)
    return [Run("team")]


INTERPRETER: Flow[Interpreter] = Flow(
    "interpreter",
    (
        SomeOf(
            name="languages",
            # NOTE: To a lead, about a mediator.
            text=one(_("Which languages does the mediator speak?")),
            options=_languages,
            chosen=_known,
            keep=_keep_languages,
            least=1,
        ),
        OneOf(
            name="gender",
            # NOTE: To a lead, about a mediator: people may wish for a woman or a man.
            text=one(_("Some people wish for a woman or a man. Who is it?")),
            options=choices(GENDERS),
            keep=_keep_gender,
        ),
        OneOf(
            name="secrecy",
            # NOTE: To a lead, about a mediator; without it nobody asks them to interpret.
            text=one(_("Has the mediator signed to keep secrets?")),
            options=choices(SIGNED),
            keep=_keep_secrecy,
        ),
    ),
    finish=_finish,
    notes=Interpreter,
    counted=False,
    guard=SPEAKS,
    scope=whose,
)

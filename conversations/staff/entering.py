"""They told me: a colleague enters a missing answer for somebody who said it to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from conversations.cards.notice import called
from conversations.cards.profile import values
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import Answer, Asked, Heard, OneOf, Option, Prompt, Said
from conversations.kit.steps import Goto, Next, Onward, Step
from conversations.newcomer.card import LINES
from conversations.newcomer.more import MORE, Times
from conversations.newcomer.skills import Skills
from conversations.newcomer.work import WORK
from conversations.staff.whose import GONE, colleague_key, to_card, whose
from locales.words import Words, _, p_, say
from storage import audit, finding, told
from storage.models import Person, Profile

WITH = {"grid": "times", "skills": "area", "level": "area", "more": "area", "foreign": "licences"}
"""Questions that belong to the piece of another."""
# NOTE: On a button, for staff: an answer that is missing; the other ones can be changed as well.
MISSING = p_("button", "{label} (missing)")


@dataclass(frozen=True)
class Entering:
    """For whom, which piece, and the notes of the questions it is asked with."""

    person: int = 0
    piece: str = ""
    times: Times = field(default_factory=Times)
    skills: Skills = field(default_factory=Skills)


@dataclass(frozen=True)
class Theirs(Here[Any]):
    """What the newcomer's own question looks at, where somebody else answers it."""

    about: int = 0

    @property
    def person(self) -> Person | None:
        """Whom the answer is about."""
        return finding.find(self.work, self.about)

    @property
    def profile(self) -> Profile | None:
        """What they told us."""
        return self.person.profile if self.person else None


@dataclass(frozen=True, kw_only=True)
class Behalf(Asked[Entering]):
    """A question of the newcomer's, asked of a colleague; `held` names the notes it uses."""

    own: Asked[Any]
    held: str

    def ask(self, here: Here[Entering]) -> Prompt:
        """Show it as it is asked, for the other person."""
        if not _is_there(here):
            return Prompt((GONE,))
        prompt = self.own.ask(_theirs(here, self.held))
        # NOTE: Above a question as {who} reads it, to staff who enter the answer.
        whose_it_is = say(_("✍️ The answer of {who}:"), who=called(here.work, here.notes.person))
        return replace(prompt, lines=(whose_it_is, *prompt.lines))

    def hear(self, here: Here[Entering], said: Said) -> Heard:
        """Read the answer as the newcomer's."""
        if not _is_there(here):
            return Answer(None)
        return self.own.hear(_theirs(here, self.held), said)


# NOTE: To staff: which answer did another person tell them? Buttons follow.
TOLD = _("✍️ What did they tell you?")


def _is_there(here: Here[Entering]) -> bool:
    """Tell whether the person was not erased meanwhile, and has a profile."""
    person = finding.find(here.work, here.notes.person)
    return person is not None and person.profile is not None


def _theirs(here: Here[Entering], held: str) -> Theirs:
    notes = getattr(here.notes, held)
    return Theirs(here.context, notes, here.half, here.alone, about=here.notes.person)


def _behalf(own: Asked[Any], held: str) -> Behalf:
    piece = WITH.get(own.name, own.name)

    def keep(here: Here[Entering], value: Any) -> Step[Entering]:
        if not _is_there(here):
            return Next()
        return _back(here, held, own.keep(_theirs(here, held), value))

    def is_asked(here: Here[Entering]) -> bool:
        return _is_there(here) and here.notes.piece == piece and own.when(_theirs(here, held))

    kept = {each.name: getattr(own, each.name) for each in fields(Asked)}
    return Behalf(
        **{**kept, "keep": keep, "when": is_asked, "skippable": False}, own=own, held=held
    )


def _back(here: Here[Entering], held: str, step: Step[Any]) -> Step[Entering]:
    """Return where to go, with the notes of the question inside those of this flow."""
    if isinstance(step, Next | Goto) and step.notes is not None:
        changed: dict[str, Any] = {held: step.notes}
        return replace(step, notes=replace(here.notes, **changed))
    return step


PIECES = [(name, words) for flow, name, words in LINES if flow in ("work", "more")]


def _options(here: Here[Entering]) -> Sequence[Option]:
    """Return the pieces, what is missing first."""
    person = finding.find(here.work, here.notes.person)
    if person is None or person.profile is None:
        return ()
    known = values(here.work, person, person.profile)
    missing = [Option(name, say(MISSING, label=words)) for name, words in PIECES if not known[name]]
    return [*missing, *(Option(name, words) for name, words in PIECES if known[name])]


# NOTE: To staff: which answer a person told them; buttons follow.
def _text(here: Here[Entering]) -> Sequence[Words]:
    return (TOLD, _("Ask the person first. They see on their card who entered it."))


def _keep_piece(here: Here[Entering], piece: str) -> Step[Entering]:
    return Next(Entering(here.notes.person, piece))


def _finish(here: Here[Entering]) -> Sequence[Onward]:
    """Note who entered it and when; the person reads that on their own card."""
    work, notes = here.work, here.notes
    person, actor = finding.find(work, notes.person), colleague_key(here)
    if person is None or person.profile is None:
        here.send(Message((GONE,)))
        return ()
    told.note(work, person.id, notes.piece, actor)
    audit.note(work, "person.told", actor, person.id, finding.centre_of(person))
    # NOTE: To staff: what the person told them is kept.
    kept = _("Kept. The person sees it on their card.")
    here.send(Message((kept,), to_card(person.id)))
    return ()


ENTERING: Flow[Entering] = Flow(
    "entering",
    (
        OneOf(name="piece", text=_text, options=_options, keep=_keep_piece, when=_is_there),
        *(_behalf(each, "skills") for each in WORK.questions),
        *(_behalf(each, "times") for each in MORE.questions if each.name != "foreign"),
    ),
    finish=_finish,
    notes=Entering,
    counted=False,
    guard="person.told",
    scope=whose,
)

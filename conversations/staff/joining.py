"""A colleague's PIN: chosen when they join, typed before what is for colleagues alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from conversations.everybody.notices import pin_missed
from conversations.kit.events import Typed
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.pin import DROPPED, PIN, Unlock, holds_text, shut
from conversations.kit.questions import (
    Answer,
    Chosen,
    DigitsOf,
    Heard,
    Option,
    Prompt,
    Said,
    ShortText,
)
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Goto, Leave, Next, Onward, Press, Resume, Run, Step
from conversations.kit.typed import cancels as is_cancel
from conversations.staff.whose import colleague_key
from locales.words import _, p_
from storage import pins
from storage.digits import Tried, matches, sealed
from storage.team import colleague

LONGEST_NAME = 40
# NOTE: To a colleague who typed a wrong PIN; the question follows.
WRONG = _("This is not your PIN.")
# NOTE: To a colleague who typed something else than a PIN.
SORRY = _("Please type four to eight digits.")
# NOTE: To a colleague who typed a new PIN twice; the question follows.
NOT_THE_SAME = _("These two numbers are not the same.")
DROP = "drop"


@dataclass(frozen=True, kw_only=True)
class PinOf(DigitsOf[Unlock]):
    """The PIN; what was typed and waits for it can be dropped here."""

    def ask(self, here: Here[Unlock]) -> Prompt:
        """Show the words, and the way out where a text waits."""
        drop = Option(DROP, p_("button", "✖️ Do not send"))
        return replace(super().ask(here), rows=((drop,),) if holds_text(here.context) else ())

    def hear(self, here: Here[Unlock], said: Said) -> Heard:
        """Take digits, or that the text shall not go."""
        drops = isinstance(said, Chosen) and said.value == DROP
        cancels = isinstance(said, Typed) and is_cancel(said.text)
        if holds_text(here.context) and (drops or cancels):
            return Answer(None)
        return super().hear(here, said)


def _chooses(here: Here[Unlock]) -> bool:
    return here.person is not None and not pins.is_chosen(here.work, here.person.id)


def _is_nameless(here: Here[Unlock]) -> bool:
    return _chooses(here) and colleague(here.work, colleague_key(here)).first_name is None


def _types(here: Here[Unlock]) -> bool:
    return here.notes.kept is None and here.person is not None and not _chooses(here)


def _keep_name(here: Here[Unlock], name: str) -> Step[Unlock]:
    colleague(here.work, colleague_key(here)).first_name = name
    return Next()


def _keep_new(here: Here[Unlock], pin: str) -> Step[Unlock]:
    return Next(replace(here.notes, kept=sealed(pin)))


def _keep_again(here: Here[Unlock], pin: str) -> Step[Unlock]:
    kept = here.notes.kept
    if kept is None or not matches(pin, kept):
        here.context.echo = NOT_THE_SAME
        return Goto("new", replace(here.notes, kept=None))
    pins.choose(here.work, colleague_key(here), kept)
    here.context.proven = True
    return Next()


def _keep_typed(here: Here[Unlock], pin: str | None) -> Step[Unlock]:
    if pin is None:
        here.send(Message((DROPPED,)))
        return Leave()
    if _chooses(here):  # since it was asked for a lead let them choose another
        return Goto("new")
    was_shut = shut(here.work, here.context.actor) is not None
    tried = pins.attempt(here.work, colleague_key(here), pin)
    if tried is Tried.RIGHT:
        here.context.proven = True
        return Next()
    if tried is Tried.WRONG:
        here.context.echo = WRONG
        return Goto("pin")
    if words := shut(here.work, here.context.actor):
        here.send(Message((words, DROPPED) if holds_text(here.context) else (words,)))
    if not was_shut:
        pin_missed(here.work, colleague_key(here))
    return Leave()


def _finish(here: Here[Unlock]) -> Sequence[Onward]:
    """Go on with what was asked for before the PIN."""
    wanted = here.notes
    if wanted.data is not None:
        return [Press(wanted.data)]
    if wanted.command is None:
        return () if holds_text(here.context) else [Resume()]
    return [Run(wanted.command, wanted.argument)]


_pin = partial(DigitsOf[Unlock], sorry=SORRY, least=pins.LEAST, most=pins.MOST)
# NOTE: To colleagues at a centre. The PIN keeps their phone from others; typed numbers are deleted.
UNLOCK: Flow[Unlock] = Flow(
    PIN,
    (
        ShortText(
            name="first_name",
            text=one(_("What is your first name?"), _("People read it when you answer them.")),
            keep=_keep_name,
            when=_is_nameless,
            longest=LONGEST_NAME,
        ),
        _pin(
            name="new",
            text=one(
                _("Please choose a PIN of at least four digits."),
                _("It protects people if somebody else has your phone."),
                _("I delete it here as soon as you typed it."),
            ),
            keep=_keep_new,
            when=_chooses,
        ),
        _pin(
            name="again",
            text=one(_("Please type the PIN once more.")),
            keep=_keep_again,
            when=_chooses,
        ),
        PinOf(
            name="pin",
            text=one(_("Your PIN, please.")),
            keep=_keep_typed,
            when=_types,
            sorry=SORRY,
            least=pins.LEAST,
            most=pins.MOST,
        ),
    ),
    finish=_finish,
    notes=Unlock,
    counted=False,
)

"""Staff wrote without saying to whom: they choose, it never goes to whoever wrote last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf, Option
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Next, Onward, Start, Step
from conversations.staff.answering import Answering
from conversations.staff.thread_card import opening
from locales.words import _, p_
from storage import threads

MOST = 12
NOBODY = "nobody"


@dataclass(frozen=True)
class ToWhom:
    """A text that has no reader yet, and when it was written."""

    text: str = ""
    written_at: datetime | None = None


def _people(here: Here[ToWhom]) -> Sequence[Option]:
    mine = threads.held_by(here.work, here.person.id) if here.person else []
    named = [Option(str(each.id), opening(here.work, each.person_id)) for each in mine[:MOST]]
    # NOTE: Staff wrote a text; it goes to none of the people they answer.
    return [*named, Option(NOBODY, p_("button", "✖️ To nobody"))]


def _keep(here: Here[ToWhom], choice: str) -> Step[ToWhom]:
    if choice == NOBODY:
        return Next()
    return Start("answer", Answering(int(choice), here.notes.text, here.notes.written_at))


def _finish(here: Here[ToWhom]) -> Sequence[Onward]:
    here.send(Message((_("All right. You find everything here: /menu"),)))
    return ()


TO_WHOM: Flow[ToWhom] = Flow(
    "to_whom",
    # NOTE: Staff wrote without tapping anything; the people they answer are the buttons.
    (OneOf(name="to", text=one(_("To whom does this go?")), options=_people, keep=_keep),),
    finish=_finish,
    notes=ToWhom,
    counted=False,
    guard="/inbox",
)

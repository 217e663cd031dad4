"""Erase somebody who asks for it at the desk: asked once more, then said goodbye to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.cards.faces import older
from conversations.cards.notice import called
from conversations.everybody import delivery
from conversations.everybody.goodbye import leave_no_trace
from conversations.kit.context import opened
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message, Style
from conversations.kit.questions import OneOf, Option
from conversations.kit.steps import Next, Onward, Step
from conversations.staff.whose import colleague_key, whose
from locales.words import Words, _, p_, say
from storage import audit, finding
from storage.daily import ERASED, may_erase
from storage.erasure import erase_silently
from storage.models import Person

YES, NO = "yes", "no"
# NOTE: The last words to somebody who asked at the desk to be forgotten.
GOODBYE = _(
    "You asked at the centre: we have deleted everything we kept about you. "
    "Your appointments are cancelled. Safety copies go within 30 days."
)


@dataclass(frozen=True)
class Erasing:
    """Who asked to be forgotten, and whether that was said once more."""

    person: int = 0
    sure: bool = False


# NOTE: To staff, before somebody is erased; {who} is first name and code.
def _text(here: Here[Erasing]) -> Sequence[Words]:
    return (
        say(_("Erase everything about {who}?"), who=called(here.work, here.notes.person)),
        _("Only when they ask for it. Nothing can be brought back."),
    )


# NOTE: To staff: yes, somebody is erased; no.
def _options(here: Here[Erasing]) -> Sequence[Option]:
    return (
        Option(NO, p_("button", "No, keep everything")),
        Option(YES, p_("button", "🗑️ They asked, erase it"), Style.DANGER),
    )


def _keep(here: Here[Erasing], choice: str) -> Step[Erasing]:
    return Next(replace(here.notes, sure=choice == YES))


def _finish(here: Here[Erasing]) -> Sequence[Onward]:
    person = finding.find(here.work, here.notes.person)
    if not here.notes.sure or person is None:
        # NOTE: To staff: nobody was erased.
        here.send(Message((_("Nothing was erased."),)))
    elif not may_erase(here.work, colleague_key(here)):
        # NOTE: To staff: one colleague can erase no more people on one day.
        here.send(Message((_("You have erased enough people today. Tomorrow you can again."),)))
    else:
        erase(here, person)
        # NOTE: To staff: a person is erased.
        here.send(Message((_("Everything is erased. We said goodbye on their phone."),)))
    return ()


def erase(here: Here[Erasing], person: Person) -> None:
    """Erase somebody with a farewell in the chat they used last, and log that it was done."""
    work, key = here.work, person.id
    audit.note(work, ERASED, colleague_key(here), key, finding.centre_of(person))
    chats = [each for each in finding.phones(work, key) if each.person_id == key]
    if not chats:
        delivery.taken_out(work, key)
        erase_silently(work, key)
        return
    context = opened(work, chats[0].id, f"{here.context.origin}:{chats[0].id}")
    leave_no_trace(context, (GOODBYE, *older(work, context.chat)))


ERASING: Flow[Erasing] = Flow(
    "erasing",
    (OneOf(name="sure", text=_text, options=_options, keep=_keep),),
    finish=_finish,
    notes=Erasing,
    counted=False,
    guard="person.erase",
    scope=whose,
)

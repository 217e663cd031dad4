"""One person, several chats: a matter runs in one of them at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conversations.kit import codec, messages
from conversations.kit.context import Context, has_twin
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.house import House
from conversations.kit.messages import Message
from conversations.kit.pin import PIN, hear_later, waits_for_pin
from conversations.kit.position import At, Position
from conversations.kit.questions import Asked, Said
from conversations.kit.steps import Bring, Interrupt, Leave, Onward, Run, Start, Wait
from locales.languages import FALLBACK
from locales.words import Words, _
from storage.models import Dialogue
from storage.queues.chats import begun_elsewhere, find_chat, standing
from storage.queues.speaking import answer

FLOW = "two_chats"
"""The flow that asks where to go on."""
BESIDE = frozenset(
    {FLOW, PIN, "language", "trouble", "ask_person", "topic", "stop", "delete", "seat", "switch"}
)
"""What is said at once, whatever is begun elsewhere."""
# NOTE: On a device where somebody had begun something; they go on with it on another one.
GOES_ON = _("You go on with this on your other device.")
# NOTE: On a device where somebody had begun something; on another one they dropped it.
DROPPED = _("You dropped this on your other device.")


@dataclass(frozen=True)
class TwoChats:
    """The other chat of the person in which something is begun."""

    chat: int = 0


def comes_first(
    here: Here[Any], flow: Flow[Any], question: Asked[Any], said: Said
) -> Sequence[Wait | Interrupt] | None:
    """Return what comes before an answer is heard: the PIN, or where to go on; None: nothing."""
    if waits_for_pin(here.context, flow):
        return hear_later(here, flow, question, said)
    return ask_first(here.context, flow.name, here.notes) or None


def ask_first(
    context: Context, flow: str, notes: object, step: Start | Interrupt | None = None
) -> Sequence[Wait]:
    """Ask where to go on, where the person has begun something in another chat of theirs.

    What is begun here waits for the answer; `step` is how it begins, None: it is open already.
    """
    position = context.position
    if context.chat.person_id is None or flow in BESIDE or position.begun is not None:
        return ()
    if position.holds if step is None else isinstance(step, Start) and step.question is not None:
        return ()
    other = begun_elsewhere(context.work, context.chat)
    if other is None or other.flow in BESIDE:
        return ()
    asks = Interrupt if isinstance(step, Interrupt) else Start
    return [Wait(At(flow, "", notes), asks(FLOW, TwoChats(other.chat_id)))]


def bring(context: Context, house: House, step: Bring) -> Sequence[Onward]:
    """End what is begun in another chat of the person and return how it goes on here."""
    found = _begun(context, step.chat)
    if found is None:
        return [Leave(), Run("menu")]
    there = codec.read(found, house.notes_of, house.legacy).at
    end(context, step.chat, GOES_ON)
    if there is None or house.question_at(there) is None:
        return [Leave(), Run("menu")]
    return [Start(there.flow, there.notes, there.question)]


def end(context: Context, chat_id: int, words: Words = DROPPED) -> None:
    """End what is begun in another chat of the person, and say there why."""
    work, chat, dialogue = context.work, find_chat(context.work, chat_id), _begun(context, chat_id)
    if chat is None or dialogue is None:
        return
    key, whom, prompt = f"{context.origin}:there:{chat.id}", chat.person_id, dialogue.prompt_id
    codec.write(dialogue, Position(serial=dialogue.serial), work.now)
    if prompt is not None:
        answer(work, chat.id, f"{key}:off", messages.buttons_off(), prompt, whom=whom)
    body = messages.finish(Message((words,)), chat.language or FALLBACK, twin=has_twin(work, chat))
    answer(work, chat.id, key, body, whom=whom)


def _begun(context: Context, chat_id: int) -> Dialogue | None:
    chat = find_chat(context.work, chat_id)
    is_theirs = chat is not None and chat.person_id == context.chat.person_id
    return standing(context.work, chat_id) if is_theirs else None

"""What nobody asked for: free text, voice, photos, papers. Never silence, never a dead end."""

from __future__ import annotations

from conversations.everybody.menus import way_on
from conversations.everybody.person import request
from conversations.kit import flow as flows
from conversations.kit import messages
from conversations.kit.context import Context
from conversations.kit.events import Event, Sent, Typed
from conversations.kit.flow import Flow
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf
from conversations.kit.questions.short_text import TOO_LONG
from conversations.newcomer.asking import choices, one
from locales.words import Count, _, p_, say

PAPER = (
    _("Is this a paper? I have deleted it here."),
    _("Please bring it to the centre."),
)
NO_VOICE = _("I cannot listen or look here. Please write, or ask for a person: /person")
TEXT = "text"
LONGEST = 300


def said(context: Context, event: Event) -> None:
    """Offer to send a text to the centre, all of it where it comes in pieces.

    Before consent show the way.
    """
    if context.person is None or not isinstance(event, Typed):
        context.send(Message((_("Here is what I can do: /menu"),)))
        return
    still_asked = context.dialogue.flow == PASS_ON.name and TEXT in context.draft
    earlier = [context.draft[TEXT]] if still_asked else []
    text = "\n".join([*earlier, event.text])
    if len(text) > LONGEST:
        context.send(Message((say(TOO_LONG, n=Count(LONGEST)),)))
    else:
        context.draft[TEXT] = text
        flows.interrupt(context, PASS_ON)


def sent(context: Context, event: Sent) -> None:
    """Delete papers in the chat and ask to bring them; ask to write or come instead of speaking."""
    is_paper = take_paper_away(context, event)
    context.send(Message(PAPER if is_paper else (NO_VOICE,)))


def take_paper_away(context: Context, event: Sent) -> bool:
    """Delete a photo or document in the chat."""
    if event.kind not in ("photo", "document") or event.message_id is None:
        return False
    context.put(messages.remove([event.message_id]))
    return True


def _keep(context: Context, choice: str) -> None:
    text = context.draft.pop(TEXT, None)
    if choice == "yes":
        flows.leave(context)
        request(context, "other", text)


def _finish(context: Context) -> None:
    context.draft.pop(TEXT, None)
    context.send(Message((_("All right. You find everything here: /menu"),), way_on(context)))


PASS_ON = Flow(
    "pass_on",
    (
        OneOf(
            name="pass_on",
            text=one(_("Shall I send this to your centre?"), _("A person reads it and answers.")),
            options=choices({"yes": p_("button", "✉️ Yes, send it"), "no": p_("button", "No")}),
            keep=_keep,
        ),
    ),
    finish=_finish,
    counted=False,
)

"""What nobody asked for: free text, voice, photos, papers. Never silence, never a dead end."""

from __future__ import annotations

from conversations import flow as flows
from conversations import messages
from conversations.context import Context
from conversations.events import Event, Sent, Typed
from conversations.flow import Flow
from conversations.messages import Message
from conversations.newcomer.asking import choices, one
from conversations.newcomer.person import request
from conversations.questions import OneOf
from locales.words import _, p_

PAPER = (
    _("Is this a paper? I have deleted it here."),
    _("Please bring it to the centre."),
)
NO_VOICE = _("I cannot listen or look here. Please write, or ask for a person: /person")
TEXT = "text"
LONGEST = 300


def said(context: Context, event: Event) -> None:
    """Offer to send a text to the centre; before consent show the way."""
    if context.person is None or not isinstance(event, Typed):
        context.send(Message((_("Here is what I can do: /menu"),)))
        return
    context.draft[TEXT] = event.text[:LONGEST]
    flows.start(context, PASS_ON)


def sent(context: Context, event: Sent) -> None:
    """Delete papers in the chat and ask to bring them; ask to write or come instead of speaking."""
    if event.kind in ("photo", "document") and event.message_id is not None:
        context.put(messages.remove([event.message_id]))
        context.send(Message(PAPER))
    else:
        context.send(Message((NO_VOICE,)))


def _keep(context: Context, choice: str) -> None:
    text = context.draft.pop(TEXT, None)
    if choice == "yes":
        flows.leave(context)
        request(context, "other", text)


def _finish(context: Context) -> None:
    context.draft.pop(TEXT, None)
    context.send(Message((_("All right. You find everything here: /menu"),)))


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

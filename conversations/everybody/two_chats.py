"""Something is begun on another device of the same person: go on with it here, or drop it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Style
from conversations.kit.questions import OneOf, Option
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Bring, Next, Onward, Step
from conversations.kit.two_chats import FLOW, TwoChats, end
from locales.words import _, p_

HERE, DROP = "here", "drop"


def _options(here: Here[TwoChats]) -> Sequence[Option]:
    return (
        Option(HERE, p_("button", "▶️ Go on with it here"), Style.PRIMARY),
        # NOTE: Button: what was begun on the other device is given up.
        Option(DROP, p_("button", "✖️ Drop it")),
    )


def _keep(here: Here[TwoChats], said: str) -> Step[TwoChats]:
    context, chat = here.context, here.notes.chat
    if said == HERE:  # what waits for the answer is dropped instead
        context.position = replace(context.position, begun=None)
        return Bring(chat)
    end(context, chat)
    return Next()


def _finish(here: Here[TwoChats]) -> Sequence[Onward]:
    return ()


# NOTE: To somebody who uses two devices, such as a phone and a browser.
TWO_CHATS: Flow[TwoChats] = Flow(
    FLOW,
    (
        OneOf(
            name="where",
            text=one(_("You have begun something on your other device, and are not done.")),
            options=_options,
            keep=_keep,
        ),
    ),
    finish=_finish,
    notes=TwoChats,
    counted=False,
)

"""/privacy: who answers for the data, what is kept, for how long; anywhere and at any time."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.faces import WHO_READS
from conversations.cards.kept import KEPT, NOT_ASKED
from conversations.everybody.menus import way_on
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message
from conversations.kit.permissions import may
from conversations.kit.steps import Onward
from locales.words import Name, Words, _, p_, say
from storage.operator import noted
from storage.ourselves import page_url

# NOTE: A command: what we do with people's data.
ABOUT = p_("command", "🔒 Data protection")
# NOTE: In the short privacy notice, where the name of the controller is not set.
SOMEBODY = _("Your centre tells you who is responsible for your data.")
# NOTE: In the short privacy notice.
WHAT = _(
    "What is kept: your answers, appointments and messages, notes of the team, "
    "and how to write to you."
)
# NOTE: In the short privacy notice.
WHO_SEES = _("The team of the centres sees it. A firm learns your name only if you say yes.")
# NOTE: In the short privacy notice, to newcomers: a command.
LOOK = _("Look at it and change it: /profile")
# NOTE: In the short privacy notice: a command.
ASK = _("Ask a person about it: /person")
PAGE = "/privacy"


def show_privacy(context: Context, argument: str) -> Sequence[Onward]:
    """Say it in plain words, with the way to the whole text where there is a page."""
    controller, page = noted(context.work).controller, page_url(context.work)
    # NOTE: Opens the whole privacy notice on the page.
    whole = p_("button", "📄 The whole text")
    link = ((Button(whole, opens=f"{page}{PAGE}"),),) if page else ()
    face = context.chat.face
    lines = (_responsible(controller), WHAT, WHO_SEES, NOT_ASKED, WHO_READS[face], KEPT)
    look = (LOOK,) if context.person is None or may(context.actor, "/profile") else ()
    context.send(Message((*lines, *look, ASK), (*link, *way_on(context))))
    return ()


def _responsible(controller: str | None) -> Words:
    if controller is None:
        return SOMEBODY
    # NOTE: In the short privacy notice: name and address of who is responsible by law.
    return say(_("Responsible for your data: {controller}"), controller=Name(controller))

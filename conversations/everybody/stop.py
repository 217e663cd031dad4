"""Stop: offers and news, or everything; said in any state, undone with one word."""

from __future__ import annotations

from conversations.everybody.menus import way_on
from conversations.kit import flow as flows
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf
from conversations.newcomer.asking import choices, one
from locales.words import _, p_

NEWS, EVERYTHING, GO_ON = "news", "all", "go_on"


def stop(context: Context, argument: str) -> None:
    """Ask how much to stop; before consent nothing is sent anyway."""
    if context.person is None:
        context.send(Message((_("You get no messages from us, only answers when you write."),)))
    else:
        flows.interrupt(context, STOP)


def _keep(context: Context, choice: str) -> None:
    person = context.person
    if person is None:
        return
    going = choice == GO_ON
    person.work_on = person.activities_on = person.news_on = going
    person.stopped_at = context.work.now if choice == EVERYTHING else None
    context.draft["stopped"] = choice


def _finish(context: Context) -> None:
    said = {
        NEWS: _("No more offers and news. Reminders of your appointments still come."),
        EVERYTHING: _("No more messages, no reminders either. Please note your appointments."),
        GO_ON: _("Good. You get offers and news."),
    }
    back = _("To start again: /stop")
    context.send(Message((said[context.draft.pop("stopped", GO_ON)], back), way_on(context)))


STOP = Flow(
    "stop",
    (
        OneOf(
            name="stop",
            text=one(_("What should stop?")),
            options=choices(
                {
                    NEWS: p_("button", "🔕 Offers and news"),
                    EVERYTHING: p_("button", "⛔ Everything, reminders too"),
                    GO_ON: p_("button", "▶️ Nothing, send me all"),
                }
            ),
            keep=_keep,
        ),
    ),
    finish=_finish,
    counted=False,
)

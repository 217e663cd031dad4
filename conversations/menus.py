"""The menu and the help: what this person can do here, as buttons and as commands."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import flow as flows
from conversations.buttons import Standing
from conversations.commands import Command, may
from conversations.context import Context
from conversations.messages import Message, stacked
from conversations.newcomer import home
from conversations.standing import Subject
from locales.words import Ltr, Words, _, p_, say

CONTINUE = "continue"


def entries(context: Context) -> Sequence[Command]:
    """Return the commands this person may use, in the order of the registry."""
    from conversations.registry import COMMANDS

    return [command for command in COMMANDS if command.in_menu and may(context, command)]


def show_menu(context: Context, argument: str) -> None:
    """Show the menu; an open question can be gone on with."""
    buttons = [MENU.button(entry.about, 0, 0, entry.name) for entry in entries(context)]
    if context.dialogue.question:
        buttons.insert(0, MENU.button(p_("button", "▶️ Go on where we were"), 0, 0, CONTINUE))
    context.send(Message((_("What would you like?"),), stacked(buttons)))


def show_help(context: Context, argument: str) -> None:
    """Say how to speak with the bot and how to reach a person."""
    commands = [
        say(_("{command}: {about}"), command=Ltr(f"/{entry.name}"), about=entry.about)
        for entry in entries(context)
    ]
    how = _("Tap the buttons, or type the number of the button: 1 is the first.")
    context.send(Message((how, *commands, *home.centre_lines(context))))


def not_for_you(context: Context) -> None:
    """Answer an unknown and a forbidden command with the same words."""
    context.send(Message((_("I do not know this. Here is what I can do: /menu"),)))


def go_on(context: Context) -> None:
    """Ask the open question again."""
    from conversations.registry import question_of

    current = question_of(context.dialogue)
    if current is None:
        flows.leave(context)
        show_menu(context, "")
    else:
        flows.ask(context, *current)


def _press(context: Context, pressed: Standing) -> Words | None:
    if pressed.action == CONTINUE:
        go_on(context)
        return None
    for entry in entries(context):
        if entry.name == pressed.action:
            entry.do(context, "")
    return None


MENU = Subject("menu", "", (), _press, lambda context, subject: None)

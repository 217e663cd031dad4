"""The menu and the help: what this person can do here, as buttons and as commands."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.centre import copy_row
from conversations.everybody import home
from conversations.kit.buttons import Standing
from conversations.kit.commands import Command, button
from conversations.kit.context import Context
from conversations.kit.guard import REFUSED
from conversations.kit.messages import Button, Message, menu, stacked
from conversations.kit.permissions import NEWCOMER, is_for, may
from conversations.kit.steps import Onward, Resume, Run
from conversations.kit.subject import Result
from locales.words import Ltr, Words, _, p_, say

CONTINUE = "continue"
# NOTE: A line of the help: a command and what it does.
NAMED = _("{command}: {about}")


def entries(context: Context, commands: Sequence[Command]) -> Sequence[Command]:
    """Return the commands this person may use, in the order of the registry."""
    shown = [each for each in commands if each.in_menu and may(context.actor, each.row)]
    return [each for each in shown if each.offered is None or each.offered(context)]


WAY_ON = (button(p_("button", "▶️ Go on where we were"), CONTINUE),)


# NOTE: Commands: their names in the menu, and the words that do the same when typed.
MENU_ROW = (button(p_("command", "☰ Menu"), "menu"),)


def refresh(context: Context, commands: Sequence[Command]) -> None:
    """Show the commands in the chat's own menu, again whenever language or roles changed."""
    shown = [(entry.name, entry.about) for entry in entries(context, commands)]
    context.put(menu(shown, context.language))
    context.chat.menu_language = context.chat.language


def show_menu(context: Context, commands: Sequence[Command], *first: Words) -> Sequence[Onward]:
    """Show the menu, below `first`; an open question can be gone on with."""
    lines = (*first, _("What would you like?"))
    context.send(Message(lines, (*way_on(context), *_rows(context, commands))))
    return ()


def every_button(context: Context, commands: Sequence[Command]) -> Message:
    """Return what a menu may hold in this chat, whether it was shown or not: labels are typed."""
    return Message((), (WAY_ON, *_rows(context, commands)))


def _rows(context: Context, commands: Sequence[Command]) -> tuple[tuple[Button, ...], ...]:
    rows = stacked([button(entry.about, entry.name) for entry in entries(context, commands)])
    return (*rows, *_practice_row(context))


def _practice_row(context: Context) -> tuple[tuple[Button, ...], ...]:
    person = context.person
    if person is None or person.practice_of is None:
        return ()
    # NOTE: In the menu of a colleague who looks at the bot as a newcomer.
    label = p_("button", "⏹️ End the practice")
    return ((Button(label, str(Standing("practice", person.id, 0, "end"))),),)


def way_on(context: Context) -> tuple[tuple[Button, ...], ...]:
    """Return the button that goes on with the question that is open or was put aside."""
    if context.position.at is None and context.position.aside is None:
        return ()
    return (WAY_ON,)


def show_way(context: Context, command: Command) -> None:
    """Show one command as a button."""
    line = say(NAMED, command=Ltr(f"/{command.name}"), about=command.about)
    context.send(Message((line,), ((button(command.about, command.name),),)))


def show_help(context: Context, commands: Sequence[Command]) -> Sequence[Onward]:
    """Say how to speak with the bot and how to reach a person."""
    shown = entries(context, commands)
    known = [
        say(NAMED, command=Ltr(f"/{entry.name}"), about=entry.about)
        for entry in commands
        if entry in shown or entry.in_help
    ]
    how = _("Tap the buttons, or type the number of the button: 1 is the first.")
    lines = (how, *known, *home.centre_lines(context))
    context.send(Message(lines, copy_row(home.own_centre(context))))
    return ()


def not_for_you(context: Context) -> None:
    """Answer an unknown and a forbidden command with the same words."""
    context.send(Message((_("I do not know this. Here is what I can do: /menu"),)))


def press(context: Context, pressed: Standing, commands: Sequence[Command]) -> Result:
    """Run the command of a menu's button, or show the page it names, where this person may."""
    if pressed.action == CONTINUE:
        return Result(steps=[Resume()])
    name, _dash, page = pressed.action.partition("-")
    rows = {entry.name: entry.row for entry in commands if entry.in_menu}
    asks_first = context.person is None and is_for(NEWCOMER, rows.get(name, ""))
    may_run = name in rows and (may(context.actor, rows[name]) or asks_first)
    is_new = name == "start" and context.person is None  # let in at a desk
    if name != "menu" and not is_new and not may_run:
        return REFUSED
    return Result(steps=[Run(name, page)])

"""Leave no trace: everything we kept is deleted, and the person is told so once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from conversations.cards.faces import older
from conversations.everybody import delivery, mediation, notices
from conversations.everybody.menus import way_on
from conversations.kit import messages
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message, Style
from conversations.kit.position import NoNotes
from conversations.kit.questions import OneOf, Option
from conversations.kit.steps import Forget, Interrupt, Next, Onward, Step
from locales.words import Words, _, p_
from storage import firm_contacts, seats
from storage.appointments import upcoming
from storage.erasure import erase_person
from storage.introductions.lists import of_person
from storage.queues import due
from storage.queues.kinds import Kind
from storage.team import is_last_lead, member

DELETED = _(
    "We have deleted everything we kept about you. Your appointments are cancelled. "
    "Safety copies go within 30 days."
)
# NOTE: To a lead who wants to delete their data.
LAST_LEAD = _("You are the last lead here. Somebody must be there.")
YES, KEEP = "yes", "keep"
FAREWELL = timedelta(minutes=1)


def delete_my_data(context: Context, argument: str) -> Sequence[Onward]:
    """Ask before deleting; the last lead of a centre is somebody others need."""
    who = member(context.work, context.person.id) if context.person else None
    if who is not None and who.roles and is_last_lead(context.work, who):
        context.send(Message((LAST_LEAD, _("Please make somebody else lead first: /team"))))
        return ()
    return [Interrupt("delete")]


def leave_no_trace(context: Context, farewell: tuple[Words, ...]) -> None:
    """Erase the person and the chat's state in this transaction, then say goodbye.

    The chat itself and the ids of messages younger than 48 hours go a minute later; a chat that
    others use stays for them.
    """
    work = context.work
    key = context.chat.person_id
    for each in upcoming(work, key) if key is not None else ():
        notices.deleted(work, each)
    if key is not None:
        delivery.taken_out(work, key)
        delivery.let_go(work, key)
        mediation.leaves(work, key)
        for firm in firm_contacts.alone_for(work, key):
            notices.firm_is_alone(work, firm)
    is_shared = bool(seats.others(work, context.chat))
    ids = erase_person(work, context.chat.id)
    context.begin_anew()
    if ids:
        context.put(messages.remove(ids))
    context.send(Message(farewell, close_keyboard=True))
    if is_shared:
        return
    context.chat.language = None
    due.schedule(work, Kind.FORGET_CHAT, work.now + FAREWELL, chat_id=context.chat.id)


def _text(here: Here[object]) -> Sequence[Words]:
    lines = (_("Delete everything we know about you?"), _("Your appointments are cancelled too."))
    if here.person is None or not of_person(here.work, here.person.id):
        return lines
    # NOTE: Below: Delete everything we know about you? To who is on the way to a firm.
    return (*lines, _("Firms only hear that you do not come any more."))


def _options(here: Here[object]) -> Sequence[Option]:
    return (
        Option(YES, p_("button", "🗑️ Yes, delete everything"), Style.DANGER),
        Option(KEEP, p_("button", "No, keep it")),
    )


def _keep(here: Here[object], choice: str) -> Step[object]:
    if choice != YES:
        return Next()
    return Forget((DELETED, *older(here.work, here.context.chat)))


def _finish(here: Here[object]) -> Sequence[Onward]:
    here.send(Message((_("Nothing was deleted."),), way_on(here.context)))
    return ()


DELETE: Flow[object] = Flow(
    "delete",
    (OneOf(name="sure", text=_text, options=_options, keep=_keep, swap=True, cancels=False),),
    notes=NoNotes,
    finish=_finish,
    counted=False,
)

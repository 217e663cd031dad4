"""Somebody speaks for a firm no more, as staff or its people say: asked once, told at once."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.firm_contact import who
from conversations.everybody import notices
from conversations.kit.context import Context, opened
from conversations.kit.messages import Message
from locales.words import Name, Words, _, p_, say
from storage import firm_contacts
from storage.models import Employer, FirmContact
from storage.people import chats_of
from storage.work import Work

# NOTE: To somebody of a firm who left it.
GOODBYE = _("You do not answer for this firm any more. Thank you.")
# NOTE: Below the card of a firm: this one does not work there any more.
LABEL = p_("button", "🚪 {contact} left the firm")
# NOTE: An answer: shall it be done?
SURELY = p_("button", "Yes, do it")


def label(contact: FirmContact) -> Words:
    """Name who left on a button."""
    return say(LABEL, contact=who(contact))


def asked(work: Work, firm: Employer, key: int) -> Sequence[Words]:
    """Ask whether somebody left a firm, and say what follows."""
    contact = firm_contacts.find(work, key)
    asks = _("Has {contact} left {employer}?")
    return [
        say(asks, contact=who(contact) if contact else Name(""), employer=Name(firm.name)),
        _("They see nothing of the firm any more, at once."),
    ]


def let_go(context: Context, firm: Employer, key: int) -> bool:
    """Let somebody of a firm go and tell them; False where they did, or are of another firm."""
    work, contact = context.work, firm_contacts.find(context.work, key)
    if contact is None or contact.employer_id != firm.id:
        return False
    person_id = contact.person_id
    chats = chats_of(work, person_id) if person_id is not None else []
    if firm_contacts.leave(work, contact):
        notices.firm_is_alone(work, firm)
    for chat in chats:
        chat.menu_language = None
        opened(work, chat.id, f"{context.origin}:{chat.id}").send(Message((GOODBYE,)))
    if person_id is not None:
        firm_contacts.shut(work, person_id)
    return True

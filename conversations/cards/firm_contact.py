"""Somebody who speaks for a firm, in one line: how and when they are asked, or when not."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.terms import joined
from locales.words import Day, Ltr, Name, Words, _, p_, say
from storage import firm_contacts
from storage.models import FirmContact
from storage.models.introductions import Reach
from storage.work import Work

# NOTE: How somebody of a firm wants to be asked: a button, and behind their name.
REACHES: Mapping[Reach, Words] = {
    Reach.HERE: p_("button", "💬 Here"),
    Reach.MAIL: p_("button", "📧 By e-mail"),
    Reach.PHONE: p_("button", "☎️ By phone"),
    Reach.LETTER: p_("button", "✉️ By letter"),
}
# NOTE: Stands for the name of somebody of a firm who did not say it.
NAMELESS = _("somebody without a name")


# NOTE: A button, and behind the name of somebody of a firm: the hour from which on they are asked.
def hour_label(hour: int) -> Words:
    """Name the hour of the day from which on somebody is asked."""
    return say(p_("button", "🕒 From {time}"), time=Ltr(f"{hour:02}:00"))


def who(contact: FirmContact) -> Name | Words:
    """Return the name somebody gave, or what stands for it."""
    return Name(contact.name) if contact.name else NAMELESS


def line(work: Work, contact: FirmContact, *, own: bool = False) -> Words:
    """Say who speaks for a firm, how and from which hour on they are asked."""
    # NOTE: To somebody of a firm: their own name in a list of those who speak for it.
    me = _("👤 {contact} (you)")
    said = [say(me if own else _("👤 {contact}"), contact=who(contact))]
    if contact.phone:
        said.append(say(_("☎️ Phone: {phone}"), phone=Ltr(contact.phone)))
    said += [REACHES[contact.reach], hour_label(contact.hour)]
    if contact.away_until is not None and firm_contacts.is_away(work, contact):
        # NOTE: Behind the name of somebody of a firm: the last day on which they are not asked.
        said.append(say(_("🌴 Away until: {day}"), day=Day(contact.away_until)))
    return joined(said)

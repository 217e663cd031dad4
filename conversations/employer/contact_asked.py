"""Questions to somebody of a firm: whom to ask for, how, at which number and hour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.cards.firm_contact import REACHES, hour_label
from conversations.everybody import mailing
from conversations.kit.here import Here
from conversations.kit.questions import OneOf, Option, PhoneNumber, ShortText
from conversations.kit.questions.pieces import into, number_into, one
from locales.words import _
from storage.firm_contacts import HOURS
from storage.models.introductions import Reach

LONGEST = 80


def _reaches(here: Here[object]) -> Sequence[Option]:
    """Offer the ways to be asked; mails only where they can tell of anything."""
    ways = [each for each in Reach if each is not Reach.MAIL or mailing.offered(here.context)]
    return [Option(each, REACHES[each]) for each in ways]


def _hours(here: Here[object]) -> Sequence[Option]:
    """Offer the hours of the one message a day."""
    return [Option(f"{hour}", hour_label(hour)) for hour in HOURS]


NAME: ShortText[Any] = ShortText(
    name="contact",
    text=one(_("Whom may we ask for? Please type a name.")),
    keep=into("contact"),
    longest=LONGEST,
)
REACH: OneOf[Any] = OneOf(
    name="reach",
    text=one(_("How shall we ask you?")),
    options=_reaches,
    keep=into("reach"),
)
PHONE: PhoneNumber[Any] = PhoneNumber(
    name="phone",
    text=one(_("Which phone number may we call?")),
    keep=into("phone"),
)
HOUR: OneOf[Any] = OneOf(
    name="hour",
    text=one(_("When may we ask you? One message a day at most, from this hour on.")),
    options=_hours,
    keep=number_into("hour"),
    columns=3,
)

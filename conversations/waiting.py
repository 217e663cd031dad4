"""What waited in the outbox becomes words when it goes out, from what is true then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from conversations.cards.announcement import announcement_message
from conversations.cards.notice import NOTICES, notice_message
from conversations.employer.prompts import prompt_message
from conversations.kit import messages
from conversations.kit.messages import Message, Venue
from conversations.kit.outgoing import Waited
from conversations.newcomer.unasked import AWAITED
from storage.limits import Limits
from storage.models import Chat, Offer, Outbox, Person
from storage.models.people import RoleName
from storage.people import roles_of

Body: TypeAlias = dict[str, Any]
STAFF = frozenset({RoleName.STAFF, RoleName.LEAD, RoleName.ADMIN})


def render_waiting(
    session: Session, row: Outbox, now: datetime, limits: Limits, zone: ZoneInfo
) -> Body | None:
    """Return the body of a row that has only a kind; None when it is no longer true or wanted.

    KeyError for a kind nobody knows.
    """
    render = RENDERERS[row.kind or ""]
    chat = session.get(Chat, row.chat_id)
    person = session.get(Person, chat.person_id) if chat and chat.person_id else None
    if chat is None or chat.language is None or person is None or person.stopped_at is not None:
        return None
    found = render(Waited(session, row, chat, person, now, limits, zone))
    if found is None:
        return None
    if isinstance(found, Venue):
        return messages.venue(found)
    return messages.finish(found, chat.language, twin=limits.german_twins)


def _announcement(waited: Waited) -> Message | None:
    return announcement_message(
        waited.session, waited.row.subject or 0, waited.chat, waited.now, waited.zone
    )


def _prompt(waited: Waited) -> Message | None:
    """Ask who still speaks for the employer."""
    offer = waited.session.get(Offer, waited.row.subject)
    roles = roles_of(waited.session, waited.person.id)
    if offer is None or (RoleName.EMPLOYER, str(offer.employer_id)) not in roles:
        return None
    return prompt_message(waited.session, offer.id, waited.row.revision)


def _notice(waited: Waited) -> Message | None:
    """Tell who is still staff."""
    if STAFF.isdisjoint(role for role, _ in roles_of(waited.session, waited.person.id)):
        return None
    return notice_message(waited.session, waited.row, waited.now, waited.zone)


RENDERERS: Mapping[str, Callable[[Waited], Message | Venue | None]] = {
    **AWAITED,
    **dict.fromkeys(NOTICES, _notice),
    "announcement": _announcement,
    "employer_prompt": _prompt,
}

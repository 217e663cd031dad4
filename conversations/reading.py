"""What stands on a page, as it is when it is read: who is not to be seen any more is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from conversations.employer.candidate import CANDIDATE
from conversations.kit import messages
from conversations.kit.actor import Actor, actor_of
from conversations.kit.buttons import Standing, read
from conversations.kit.context import has_twin
from conversations.kit.guard import sight
from conversations.kit.messages import Message, Venue
from conversations.kit.outgoing import Outgoing
from conversations.kit.permissions import may
from conversations.kit.subject import Subject
from conversations.newcomer.appointments import APPOINTMENT
from conversations.newcomer.near import NEAR
from conversations.newcomer.way_answers import WAY
from conversations.newcomer.week import ACTIVITY
from conversations.registry import HOUSE
from conversations.waiting import RENDERERS
from locales.languages import FALLBACK
from locales.words import _
from storage import people
from storage.introductions.days import ahead_on
from storage.models import Appointment, Chat, PageEntry
from storage.models.appointments import AppointmentAnswer
from storage.queues import shown
from storage.queues.kinds import Kind
from storage.queues.speaking import find
from storage.work import Work

Body = dict[str, Any]
# NOTE: On the page, in place of a message about somebody that cannot be seen any more.
NOT_HERE = _("This is not here any more.")
DRAWN = frozenset({APPOINTMENT.kind, WAY.kind, CANDIDATE.kind})
"""Things whose card is drawn as they are now: of a day, or of somebody on the way to a firm."""
EVENTS = frozenset({ACTIVITY.kind, NEAR.kind})


def _appointed(work: Work, found: Appointment) -> date | None:
    is_off = found.cancelled_at is not None or found.answer == AppointmentAnswer.CANNOT
    return None if is_off or found.starts_at <= work.now else found.on_date


NEAR_DAYS: Mapping[str, Callable[[Work, Any], date | None]] = {
    APPOINTMENT.kind: _appointed,
    WAY.kind: lambda work, way: ahead_on(work, way.introduction),
    CANDIDATE.kind: ahead_on,
}
"""The day to come of what has one."""


@dataclass
class Reading:
    """Somebody reads a page: what its entries show, and who reads, are looked up once for all."""

    work: Work
    chat: Chat
    entries: Sequence[PageEntry]
    things: dict[tuple[str, int], Any] = field(default_factory=dict, init=False)

    @cached_property
    def shows(self) -> Mapping[int, Sequence[tuple[str, int]]]:
        """What each message on the page shows."""
        return shown.on_messages(self.work, [each.outbox_id or 0 for each in self.entries])

    @cached_property
    def actor(self) -> Actor:
        """Who reads."""
        reader = people.find(self.work, self.chat.person_id)
        return actor_of(self.work, reader, self.chat.language)

    @cached_property
    def near(self) -> frozenset[int]:
        """The newest entry of each thing whose day is today or tomorrow and has not begun."""
        newest = {
            tuple(about): each.id
            for each in self.entries
            if len(about := self.shows[each.outbox_id or 0]) == 1 and about[0][0] in NEAR_DAYS
        }
        return frozenset(id_ for about, id_ in newest.items() if self._is_near(*about[0]))

    def thing(self, kind: str, key: int) -> Any:
        """Return a thing as far as who reads may see it; None where not."""
        if (kind, key) not in self.things:
            found = sight(self.work, self.actor, HOUSE.subjects[kind], key)
            self.things[kind, key] = found
        return self.things[kind, key]

    def _is_near(self, kind: str, key: int) -> bool:
        thing = self.thing(kind, key)
        day = NEAR_DAYS[kind](self.work, thing) if thing is not None else None
        return day is not None and self.work.today <= day <= self.work.today + timedelta(days=1)


def is_event(reading: Reading, entry: PageEntry) -> bool:
    """Tell whether a message shows things to do near somebody, and nothing else."""
    about = {kind for kind, _key in reading.shows[entry.outbox_id or 0]}
    return bool(about) and about <= EVENTS


def as_it_is(reading: Reading, entry: PageEntry) -> Body | None:
    """Return what an entry of ours says now, None for news that is over by now.

    It changes nothing, and may be read at any time.
    """
    language, kept = reading.chat.language or FALLBACK, entry.body or {}
    if entry.kind is not None:
        found = _rendered(reading.work, reading.chat, entry)
        return None if found is None else found | kept
    is_gone = kept.get("private") and not _sees(reading, entry)
    return not_here(language) if is_gone else _anew(reading, entry) or kept


def _anew(reading: Reading, entry: PageEntry) -> Body | None:
    """Return the card of a thing as it is now, once it changed or the day of one is over."""
    about, work, chat = reading.shows[entry.outbox_id or 0], reading.work, reading.chat
    if len(about) != 1 or about[0][0] not in DRAWN:
        return None
    subject = HOUSE.subjects[about[0][0]]
    language = entry.language or chat.language or FALLBACK
    actor, thing = replace(reading.actor, language=language), reading.thing(*about[0])
    if thing is None or not _changed(work, entry, subject, thing):
        return None
    return messages.finish(subject.card(work, actor, thing), language, twin=has_twin(work, chat))


def _changed(work: Work, entry: PageEntry, subject: Subject[Any], thing: Any) -> bool:
    """Tell whether a thing is another one than on its card, or its card is of another day.

    A firm's card of somebody may have no button to tell by: it is the same until they go on.
    """
    if subject is CANDIDATE:
        return bool(thing.changed_at > entry.changed_at)
    if not (rows := (entry.body or {}).get("rows")):
        return False
    is_of_today = entry.changed_at.astimezone(work.zone).date() == work.today
    return not (is_of_today and _stands(rows, subject.kind, subject.revision(thing)))


def _stands(rows: Sequence[Any], kind: str, revision: int) -> bool:
    """Tell whether the buttons of a card are about the thing as it is now."""
    found = (read(each["data"]) for row in rows for each in row if each.get("data"))
    own = (each for each in found if isinstance(each, Standing) and each.kind == kind)
    return all(each.revision == revision for each in own)


def not_here(language: str) -> Body:
    """Return what stands in place of what is not to be seen, or cannot be shown."""
    return messages.finish(Message((NOT_HERE,)), language)


def _rendered(work: Work, chat: Chat, entry: PageEntry) -> Body | None:
    """Render what waited once more; None where it is no longer true, or not for who reads."""
    row = find(work, entry.outbox_id)
    person = people.find(work, entry.person_id or chat.person_id)
    if row is None or person is None or person.id != chat.person_id:
        return None
    found = RENDERERS[Kind(entry.kind or "")](Outgoing(work, row, chat, person))
    if isinstance(found, Message):
        return messages.finish(found, chat.language or FALLBACK, twin=has_twin(work, chat))
    if found is None:
        return None
    return messages.venue(found) if isinstance(found, Venue) else messages.voice(found)


def _sees(reading: Reading, entry: PageEntry) -> bool:
    """Tell whether who reads still may see everything a message shows."""
    about = reading.shows[entry.outbox_id or 0]
    return all(_sees_one(reading, kind, key) for kind, key in about)


def _sees_one(reading: Reading, kind: str, key: int) -> bool:
    if kind in HOUSE.subjects:
        return reading.thing(kind, key) is not None
    command = HOUSE.command(kind)
    return command is not None and may(reading.actor, command.row)

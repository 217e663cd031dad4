"""Several people on one phone: each has a seat, and four digits of their own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, exists, select, update

from storage.digits import Tried, matches, missed, sealed
from storage.models import Chat, Outbox, PageEntry, Person, Seat
from storage.models.outbox import OutboxState
from storage.queues.kinds import Kind
from storage.queues.once import insert_once
from storage.work import Work


def find(work: Work, chat_id: int, person_id: int | None) -> Seat | None:
    """Return the seat somebody has in a chat."""
    return work.session.get(Seat, (chat_id, person_id)) if person_id is not None else None


def seat_of(work: Work, person_id: int) -> Seat | None:
    """Return a seat of somebody, in whatever chat."""
    rows = select(Seat).where(Seat.person_id == person_id).order_by(Seat.chat_id)
    return work.session.scalar(rows.limit(1))


def seats(work: Work, chat_id: int) -> Sequence[Seat]:
    """Return the seats of a chat; somebody's who practises is none."""
    rows = select(Seat).join(Person, Person.id == Seat.person_id)
    here = (Seat.chat_id == chat_id, Person.practice_of.is_(None))
    return work.session.scalars(rows.where(*here).order_by(Seat.person_id)).all()


def others(work: Work, chat: Chat) -> Sequence[Seat]:
    """Return the seats of those who do not use the chat now."""
    return [seat for seat in seats(work, chat.id) if seat.person_id != chat.person_id]


def settle(work: Work, chat: Chat, person_id: int, nickname: str, digits: str) -> None:
    """Give somebody a nickname and digits of their own in a chat."""
    seat = _seat(work, chat.id, person_id)
    seat.nickname, seat.digits, seat.misses, seat.locked_until = nickname, sealed(digits), 0, None
    work.session.flush()


def attempt(work: Work, seat: Seat, digits: str) -> Tried:
    """Hear digits; after the last of too many misses none are heard for a while."""
    if seat.locked_until is not None and seat.locked_until > work.now:
        return Tried.SHUT
    if seat.digits is not None and matches(digits, seat.digits):
        seat.misses, seat.locked_until = 0, None
        return Tried.RIGHT
    seat.misses, seat.locked_until = missed(work, seat.misses)
    return Tried.SHUT if seat.locked_until else Tried.WRONG


def sit(work: Work, chat: Chat, person_id: int | None) -> None:
    """Let somebody else use a chat; who did so keeps a seat, what waited for the new one goes out.

    None: somebody who is not known yet.
    """
    if chat.person_id is not None:
        _seat(work, chat.id, chat.person_id)
    nobodys = (PageEntry.chat_id == chat.id, PageEntry.person_id.is_(None))
    work.session.execute(delete(PageEntry).where(*nobodys))
    chat.person_id, chat.menu_language = person_id, None
    work.session.flush()
    if person_id is not None:
        held = update(Outbox).where(*_held(chat.id, person_id))
        work.session.execute(held.values(not_before=work.now))


def hold(work: Work, row: Outbox) -> bool:
    """Keep what is for somebody not at the phone until they come; True: say that there is news.

    It waits in a row of its own and ends there where nobody comes before it is too late. The row
    itself only says that there is news, once while anything waits.
    """
    assert row.person_id is not None
    is_first = not work.session.scalar(select(exists().where(*_held(row.chat_id, row.person_id))))
    columns = ("chat_id", "person_id", "lane", "kind", "subject", "revision", "expires_at")
    kept = {name: getattr(row, name) for name in columns}
    kept |= {"dedupe_key": row.dedupe_key, "created_at": row.created_at}
    row.dedupe_key, row.kind = f"{Kind.NEWS_FOR}:{row.id}", Kind.NEWS_FOR
    row.subject, row.revision = row.person_id, None
    work.session.flush()
    insert_once(work.session, Outbox, **kept, body=None, not_before=row.expires_at)
    return is_first


def has_news(work: Work, chat_id: int, person_id: int) -> bool:
    """Tell whether something waits for somebody who is not at the phone."""
    return bool(work.session.scalar(select(exists().where(*_held(chat_id, person_id)))))


def _held(chat_id: int, person_id: int) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of a row that waits for somebody to come: it never goes by itself."""
    return (
        Outbox.chat_id == chat_id,
        Outbox.person_id == person_id,
        Outbox.state == OutboxState.TODO,
        Outbox.not_before == Outbox.expires_at,
    )


def _seat(work: Work, chat_id: int, person_id: int) -> Seat:
    insert_once(work.session, Seat, chat_id=chat_id, person_id=person_id)
    return work.session.get_one(Seat, (chat_id, person_id))

"""What shows a person in the chats of colleagues and firms: found there, to be deleted there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select, update

from storage.firm_news import HEARD
from storage.leaving import REVOKE
from storage.models import (
    Audit,
    Chat,
    Dialogue,
    Inbox,
    Introduction,
    Outbox,
    Person,
    Request,
    Role,
    Seat,
    ShownCard,
)
from storage.models.chats import FaceName
from storage.models.outbox import OPEN, Carrier, OutboxState
from storage.models.people import RoleName
from storage.people import COLLEAGUES
from storage.queues import due, outbox
from storage.queues.kinds import Kind
from storage.work import Work

SLICE, SOON = 500, timedelta(minutes=1)
PER_PERSON = ("person",)
PER_REQUEST = ("thread", "request", "interpret", "mediated")
PER_INTRODUCTION = ("candidate", "refusal", HEARD, "introducing")
"""The subjects whose cards show a person: by the person's key, by that of their requests, or of
their way to a firm."""
SHOWN: Mapping[type[Person | Request | Introduction], Sequence[str]] = {
    Person: PER_PERSON,
    Request: PER_REQUEST,
    Introduction: PER_INTRODUCTION,
}
Found = Mapping[int, Sequence[int]]


def old_enough(work: Work) -> Found:
    """Return messages by chat whose time is over, and forget where they stand.

    Ours that show a person, and what colleagues typed themselves; younger than 48 hours, or the
    messenger refuses (a page never does). Call again until nothing is left.
    """
    before = work.now - timedelta(hours=work.limits.wipe_hours)
    found: dict[int, list[int]] = defaultdict(list)
    for chat, message in _ours(work, before) + _theirs(work, before):
        found[chat].append(message)
    return found


def taken_out(work: Work, person_id: int) -> Found:
    """Return the messages, by chat of somebody else, that show a person now, and forget them."""
    rows = work.session.execute(_standing(work, person_id)).all()
    found: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        found[row.chat_id].append(row.message_id)
    gone = update(Outbox).where(Outbox.id.in_([row.id for row in rows]))
    work.session.execute(gone.values(message_id=None))
    return found


def showing(work: Work, about: Iterable[tuple[str, int]]) -> None:
    """Say that a message shows these things, so that nobody erases a person unseen meanwhile.

    Of what is written to at the same time one side begins anew and sees what the other did: who is
    erased is shown no more, or what shows them is found and held back. Nothing is changed by it.
    """
    for table, subjects in SHOWN.items():
        keys = sorted({key for subject, key in about if subject in subjects})
        for key in keys:
            same = update(table).where(table.id == key).values(id=table.id)
            work.session.execute(same, execution_options={"synchronize_session": False})


def hold_back(work: Work, person_id: int) -> None:
    """Let nothing finished that shows a person reach others any more: call before they are erased.

    What waits ends. What is being sent is not sent again, and goes when it has arrived, as does
    what stands there; what has only a kind is rendered from what is true then.
    """
    placed = _placed(person_id)
    shows = or_(Outbox.id.in_(placed), Outbox.edits.in_(placed))
    open_ones = select(Outbox.id, Outbox.chat_id, Outbox.state, Outbox.kind)
    rows = work.session.execute(open_ones.where(shows, Outbox.state.in_(OPEN))).all()
    for row in rows:
        if row.kind is None and row.state is OutboxState.TODO:
            outbox.expire(work.session, row.id, work.now)
    flying = [row for row in rows if row.state is OutboxState.SENDING]
    once = update(Outbox).where(Outbox.id.in_([row.id for row in flying if row.kind is None]))
    work.session.execute(once.values(body=None, expires_at=work.now))
    _go(work, work.now + SOON, ((row.id, row.chat_id) for row in flying))
    standing = work.session.execute(_standing(work, person_id))
    _go(work, work.now, ((row.id, row.chat_id) for row in standing))


def things_of(work: Work, person_id: int) -> dict[str, set[int]]:
    """Return the keys by which notes of a flow name what is a person's."""
    requests = select(Request.id).where(Request.person_id == person_id)
    ways = select(Introduction.id).where(Introduction.person_id == person_id)
    return {
        "person": {person_id},
        "request": {*work.session.scalars(requests)},
        "introduction": {*work.session.scalars(ways)},
    }


def in_flows(work: Work) -> Sequence[tuple[Dialogue, int]]:
    """Return where colleagues and firms stand in the middle of a flow, and who they are."""
    who = select(Role.person_id).where(Role.role.in_(sorted(COLLEAGUES | {RoleName.EMPLOYER})))
    rows = select(Dialogue, Chat.person_id).join(Chat, Chat.id == Dialogue.chat_id)
    found = work.session.execute(rows.where(Dialogue.flow.is_not(None), Chat.person_id.in_(who)))
    return [(dialogue, person) for dialogue, person in found if person is not None]


def take_question(work: Work, dialogue: Dialogue) -> None:
    """Take the question somebody is asked from their chat: it repeats what they typed."""
    if dialogue.prompt_id is not None:
        _go(work, work.now, [(dialogue.prompt_id, dialogue.chat_id)])


def _go(work: Work, at: datetime, rows: Iterable[tuple[int, int]]) -> None:
    for row_id, chat_id in rows:
        due.schedule(work, Kind.LINK_OVER, at, subject=row_id, chat_id=chat_id)


def _standing(work: Work, person_id: int) -> Select[int, int, int | None]:
    rows = select(Outbox.id, Outbox.chat_id, Outbox.message_id)
    there = (Outbox.message_id.is_not(None), Outbox.finished_at >= _youngest(work))
    return rows.where(Outbox.id.in_(_placed(person_id)), *there).order_by(Outbox.id)


def _placed(person_id: int) -> Select[int]:
    """Return the rows that show a person in chats of others."""
    requests = select(Request.id).where(Request.person_id == person_id)
    ways = select(Introduction.id).where(Introduction.person_id == person_id)
    of_them = or_(
        ShownCard.subject.in_(PER_PERSON) & (ShownCard.subject_id == person_id),
        ShownCard.subject.in_(PER_REQUEST) & ShownCard.subject_id.in_(requests),
        ShownCard.subject.in_(PER_INTRODUCTION) & ShownCard.subject_id.in_(ways),
    )
    others = or_(Chat.person_id.is_(None), Chat.person_id != person_id)
    return (
        select(ShownCard.outbox_id).join(Chat, Chat.id == ShownCard.chat_id).where(of_them, others)
    )


def _youngest(work: Work) -> datetime:
    return work.now - timedelta(hours=work.limits.deletable_hours)


def _ours(work: Work, before: datetime) -> list[tuple[int, int]]:
    shown = (
        Outbox.shows_person.is_(True),
        Outbox.message_id.is_not(None),
        Outbox.finished_at < before,
    )
    rows = work.session.execute(
        select(Outbox.id, Outbox.chat_id, Outbox.message_id, Outbox.finished_at, Outbox.carrier)
        .where(*shown)
        .limit(SLICE)
    ).all()
    keys = [row.id for row in rows]
    gone = update(Outbox).where(Outbox.id.in_(keys))
    work.session.execute(gone.values(message_id=None, shows_person=None))
    youngest = _youngest(work)
    return [
        (row.chat_id, row.message_id)
        for row in rows
        if row.finished_at >= youngest or row.carrier is Carrier.PAGE
    ]


def _theirs(work: Work, before: datetime) -> list[tuple[int, int]]:
    """What colleagues typed, also who left since: answers to people, names they looked for.

    Who is a newcomer as well, or shares the phone with one, keeps what they typed.
    """
    roles = sorted(COLLEAGUES | {RoleName.EMPLOYER})
    who = select(Role.person_id).where(Role.role.in_(roles))
    left = select(Audit.about_id).where(Audit.action == REVOKE, Audit.at >= _youngest(work))
    newcomers = select(Role.person_id).where(Role.role == RoleName.NEWCOMER)
    shared = select(Seat.chat_id).where(Seat.person_id.in_(newcomers))
    chats = select(Chat.id).where(
        or_(Chat.person_id.in_(who), Chat.person_id.in_(left)),
        Chat.person_id.not_in(newcomers),
        Chat.id.not_in(shared),
    )
    typed = (Inbox.message_id.is_not(None), Inbox.received_at < before)
    rows = work.session.execute(
        select(Inbox.seq, Inbox.chat_id, Inbox.message_id, Inbox.received_at, Inbox.face)
        .where(*typed, Inbox.chat_id.in_(chats))
        .limit(SLICE)
    ).all()
    keys = [row.seq for row in rows]
    work.session.execute(update(Inbox).where(Inbox.seq.in_(keys)).values(message_id=None))
    youngest = _youngest(work)
    return [
        (row.chat_id, row.message_id)
        for row in rows
        if row.received_at >= youngest or row.face is FaceName.PAGE
    ]

"""What a firm has not heard yet of people on their way to it: by what was sent and opened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update

from storage import firm_calls, holds
from storage.introductions import asking, checks, sealing
from storage.introductions.days import away_from
from storage.models import Introduction, Outbox, PageEntry, ShownCard
from storage.models.outbox import NOT_SENT, Carrier, OutboxState
from storage.people import employer_doors
from storage.queues.kinds import Kind
from storage.rules.clock import to_local
from storage.rules.hearing import Step, can_ride, is_news, near_day
from storage.rules.stages import GIVEN_UP, Side, Stage
from storage.work import Work

HEARD = "heard"
"""As what a message is noted that says how far somebody is, beside a card of somebody else."""
NOBODY = 0
"""Noted so of a message that had room for nobody: they have not heard."""
SINCE = timedelta(days=30)
"""How far back news is looked for."""
AT_ONCE = (Kind.INTRODUCED_FIRM, Kind.TRIAL_REMINDER)


@dataclass(frozen=True)
class News:
    """That it went on with somebody at a time; what `rides` comes along with other news."""

    introduction: Introduction
    at: datetime
    step: Step
    day: date | None

    @property
    def rides(self) -> bool:
        """Whether nobody waits for it."""
        return can_ride(self.step)


@dataclass(frozen=True)
class _Told:
    """A message that went to a firm: about all of the day, or at once about one introduction.

    `says` are the introductions of which a message of the day had room to say something; empty
    where that was not noted.
    """

    row: int
    chat: int
    kind: str
    subject: int
    put_at: datetime
    at: datetime | None
    says: frozenset[int]

    def says_of(self, introduction: Introduction) -> bool:
        """Tell whether a message of the day said something of somebody."""
        return not self.says or introduction.id in self.says


def of(work: Work, introduction: Introduction) -> list[News]:
    """Return what there is to say of somebody, as their firm hears it: one thing hides no other.

    How far it is, that a day is off since, and that it goes on; that they stay away for now is what
    was told last, and no mere sign of life.
    """
    changed, told = introduction.changed_at, introduction.told_at or introduction.changed_at
    answered = introduction.answered_at or changed
    at, step = max(changed, answered), _step(work, introduction)
    said = [(at, replace(step, answered=answered > changed))]
    if introduction.stage in GIVEN_UP and (off := sealing.off(introduction)):
        said.append((off[1], replace(step, off=off[0])))
    if told > at:
        said[0] = (at, replace(said[0][1], away=None))
        said.append((told, replace(step, again=step.away is None)))
    return [News(introduction, at, each, near_day(each, work.today)) for at, each in said]


def _step(work: Work, introduction: Introduction) -> Step:
    is_there = introduction.stage is Stage.STARTED
    return Step(
        introduction.stage,
        introduction.last_side,
        introduction.permit,
        introduction.reason,
        again=False,
        yes=introduction.introduced_at is not None,
        day=introduction.on_date,
        starts_on=introduction.starts_on,
        waits=_talks(work, introduction) if is_there else asking.is_open(introduction),
        away=away_from(work, introduction),
    )


def _talks(work: Work, introduction: Introduction) -> bool:
    return Side.FIRM in checks.talks(work, introduction)


def untold(work: Work, employer_id: int) -> list[News]:
    """Return what nobody of a firm has heard yet, what is next first."""
    news = list(_of_firm(work, employer_id))
    if not news:
        return []
    told = _told(work, employer_id, [each.introduction.id for each in news])
    return _sorted(each for each in news if not _has_heard(each, told))


def unheard(work: Work, introduction: Introduction) -> list[News]:
    """Return what nobody of a firm has heard yet of somebody."""
    news = _lately(work, introduction)
    told = _told(work, introduction.employer_id, [introduction.id]) if news else []
    return [each for each in news if not _has_heard(each, told)]


def of_message(work: Work, row: Outbox) -> list[News]:
    """Return of whom a message of the day says news since the one before it that somebody read.

    What came up after it was sent, or read on a page, stands in the next one: it is told once.
    """
    news = list(_of_firm(work, row.subject or 0))
    if not news:
        return []
    told = _told(work, row.subject or 0, [each.introduction.id for each in news])
    mine = [each for each in told if each.chat == row.chat_id]
    before = [each for each in mine if each.kind != Kind.FIRM_QUESTIONS or each.row < row.id]
    own_days = [each for each in mine if each.kind == Kind.FIRM_QUESTIONS]
    ends = [each.put_at for each in own_days if each.row > row.id]
    ends += [each.at for each in own_days if each.row == row.id and each.at is not None]
    until = min(ends, default=None)
    own = (each for each in news if until is None or each.at <= until)
    found: dict[int, News] = {}
    for each in _sorted(each for each in own if not _has_heard(each, before)):
        found.setdefault(each.introduction.id, each)
    return list(found.values())


def days_told(work: Work, employer_id: int, news: Iterable[News]) -> Iterator[tuple[News, int]]:
    """Return on how many days a message of the day that says it reached a chat or a page."""
    told = _told(work, employer_id, ())
    for each in news:
        said = [one for one in told if one.put_at >= each.at and one.says_of(each.introduction)]
        yield each, len({to_local(one.put_at, work.zone.key).date() for one in said})


def unsay(work: Work, introduction: Introduction) -> None:
    """Let messages that say more than how far somebody is, who is erased, count as not sent.

    They are deleted where they stand, and nobody may have read the rest.
    """
    rows = select(ShownCard.outbox_id).where(
        ShownCard.subject == HEARD, ShownCard.subject_id == introduction.id
    )
    gone = update(Outbox).where(Outbox.id.in_(rows), Outbox.carrier == Carrier.TELEGRAM)
    day = (Outbox.kind == Kind.FIRM_QUESTIONS, Outbox.state == OutboxState.SENT)
    work.session.execute(gone.where(*day).values(state=OutboxState.EXPIRED))


def _of_firm(work: Work, employer_id: int) -> Iterator[News]:
    since = work.now - SINCE
    moments = (Introduction.changed_at, Introduction.told_at, Introduction.answered_at)
    lately = or_(*(each > since for each in moments))
    for each in _shown(work, employer_id, lately):
        yield from _lately(work, each)


def _lately(work: Work, introduction: Introduction) -> list[News]:
    since, found = work.now - SINCE, of(work, introduction)
    return [each for each in found if each.at > since and is_news(each.step, work.today)]


def _shown(work: Work, employer_id: int, which: ColumnElement[bool]) -> list[Introduction]:
    """Return whom a firm saw and may see; how it ended it may read of everybody."""
    seen = (Introduction.employer_id == employer_id, Introduction.shown_at.is_not(None))
    rows = select(Introduction).where(*seen, which).order_by(Introduction.changed_at.desc())
    apart = holds.kept_from(work, employer_id)
    every = work.session.scalars(rows.order_by(Introduction.id))
    return [each for each in every if each.ended_at or each.person_id not in apart]


def is_seen(work: Work, introduction: Introduction) -> bool:
    """Tell whether a firm may hear of somebody: how it ended it reads of everybody."""
    apart = holds.kept_from(work, introduction.employer_id)
    return introduction.ended_at is not None or introduction.person_id not in apart


def _has_heard(news: News, told: Collection[_Told]) -> bool:
    """Tell whether one of these messages was read, or a call made, after something went on."""
    for each in told:
        is_of_day = each.kind == Kind.FIRM_QUESTIONS and each.says_of(news.introduction)
        if is_of_day and each.at is not None and each.at > news.at:
            return True
        is_about = each.kind != Kind.FIRM_QUESTIONS and each.subject == news.introduction.id
        if is_about and each.at is not None and each.at >= news.at:
            return True
    return False


def _told(work: Work, employer_id: int, keys: Collection[int]) -> list[_Told]:
    """Return what was sent to a firm: `at` is when it arrived, or was opened on a page.

    And of what a colleague called it, which reached no chat.
    """
    chats = [door.chat_id for door in employer_doors(work, employer_id)]
    day = (Outbox.kind == Kind.FIRM_QUESTIONS, Outbox.subject == employer_id)
    rows = _sent(work, *day)
    if keys:
        about = (Outbox.kind.in_(AT_ONCE), Outbox.subject.in_(keys), Outbox.chat_id.in_(chats))
        rows += _sent(work, *about)
        for key, at in firm_calls.told(work, keys):
            rows.append(_Told(0, 0, firm_calls.NEWS, key, put_at=at, at=at, says=frozenset()))
    return rows


def _sent(work: Work, *about: ColumnElement[bool]) -> list[_Told]:
    columns = (
        *(Outbox.id, Outbox.chat_id, Outbox.kind, Outbox.subject, Outbox.created_at),
        *(Outbox.carrier, Outbox.claimed_at, Outbox.finished_at, PageEntry.seen_at),
    )
    rows = select(*columns).outerjoin(PageEntry, PageEntry.outbox_id == Outbox.id)
    since = (Outbox.created_at > work.now - SINCE, Outbox.state.not_in(NOT_SENT))
    found = []
    sent = work.session.execute(rows.where(*about, *since)).all()
    says = _says(work, [row.id for row in sent])
    for row in sent:
        at = row.seen_at if row.carrier is Carrier.PAGE else row.claimed_at or row.finished_at
        one = (row.id, row.chat_id, row.kind or "", row.subject or 0)
        said = frozenset(says.get(row.id, ()))
        found.append(_Told(*one, put_at=row.created_at, at=at, says=said))
    return found


def _says(work: Work, rows: Collection[int]) -> dict[int, set[int]]:
    """Return of whom each message says how far they are."""
    columns = select(ShownCard.outbox_id, ShownCard.subject_id)
    found: dict[int, set[int]] = {}
    own = (ShownCard.subject == HEARD, ShownCard.outbox_id.in_(rows))
    for row, key in work.session.execute(columns.where(*own)):
        found.setdefault(row, set()).add(key)
    return found


def _sorted(found: Iterable[News]) -> list[News]:
    """Put first whose day comes next, then what happened last; mere signs of life hide none."""
    return sorted(
        found, key=lambda each: (each.day or date.max, each.step.again, -each.at.timestamp())
    )

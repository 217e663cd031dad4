"""Who an announcement is for, and who is left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Select, and_, exists, func, select

from storage.bulk import has_had_enough
from storage.models import Announcement, Chat, Delivery, Person, Profile, Role
from storage.models.people import RoleName
from storage.work import Work

BLOCKED = Chat.blocked_at.is_not(None)
WANTS_NEWS = and_(Person.stopped_at.is_(None), Person.activities_on, Person.news_on)


class Reason(StrEnum):
    """Why somebody is left out, the first that holds."""

    BLOCKED = "blocked"
    STOPPED = "stopped"
    LANGUAGE = "language"
    LIMIT = "limit"


class _Newcomer(NamedTuple):
    chat: int
    person: int
    language: str | None
    blocked: bool
    wants: bool


@dataclass(frozen=True)
class Audience:
    """Chats to write to, how many in which language, and how many are left out for which reason."""

    chats: list[int] = field(default_factory=list)
    languages: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[Reason, int] = field(default_factory=dict)


def audience(work: Work, centre: str, among: Collection[int] | None = None) -> Audience:
    """Find the newcomers of a centre who can be written to and want news of activities.

    `among` names people by their keys, where it is for some of them alone.
    """
    rows = (_Newcomer(*row) for row in work.session.execute(_newcomers(centre)))
    every = [each for each in rows if among is None or each.person in among]
    without = left_out(work, every)
    told = [each for each in every if each.chat not in without]
    languages = Counter(each.language or "" for each in told)
    return Audience([each.chat for each in told], languages, Counter(without.values()))


def left_out(work: Work, newcomers: Collection[_Newcomer]) -> dict[int, Reason]:
    """Return the chats that are not written to, each with the reason."""
    enough = has_had_enough(work, {each.person for each in newcomers})
    found = {each.chat: _why_not(each, enough) for each in newcomers}
    return {chat: reason for chat, reason in found.items() if reason}


def _why_not(newcomer: _Newcomer, enough: Collection[int]) -> Reason | None:
    if newcomer.blocked:
        return Reason.BLOCKED
    if not newcomer.wants:
        return Reason.STOPPED
    if newcomer.language is None:
        return Reason.LANGUAGE
    return Reason.LIMIT if newcomer.person in enough else None


def frozen(work: Work, announcement: Announcement) -> int:
    """Count the people who are to get it."""
    deliveries = select(func.count()).where(Delivery.announcement_id == announcement.id)
    return work.session.scalar(deliveries) or 0


def frozen_languages(work: Work, announcement: Announcement) -> Mapping[str, int]:
    """Count those who are to get it by the language of their chat."""
    rows = (
        select(Chat.language, func.count())
        .join(Delivery, Delivery.chat_id == Chat.id)
        .where(Delivery.announcement_id == announcement.id)
        .group_by(Chat.language)
    )
    return {language or "": count for language, count in work.session.execute(rows)}


def _newcomers(centre: str) -> Select[int, int, str | None, bool, bool]:
    """Return the chats of a centre: whose, the language, whether they blocked us, want news."""
    newcomer = exists().where(Role.person_id == Person.id, Role.role == RoleName.NEWCOMER)
    return (
        select(Chat.id, Person.id, Chat.language, BLOCKED, WANTS_NEWS)
        .join(Person, Person.id == Chat.person_id)
        .join(Profile, Profile.person_id == Person.id)
        .where(Profile.centre == centre, newcomer, Person.practice_of.is_(None))
        .order_by(Chat.id)
    )

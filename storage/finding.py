"""Finding people at a centre: by code, first name, place or skill, and whom one wrote with last."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select
from sqlalchemy.orm import joinedload

from storage.daily import OPENED
from storage.models import Audit, Chat, Line, Person, Profile, ProfileSkill, Request, Role
from storage.models.chats import ChatKind
from storage.models.people import RoleName
from storage.people import used_by
from storage.rules.spelling import closest, sound
from storage.rules.typed import digits, key, tidy
from storage.work import Work

CODE = re.compile(r"(?:r[ -]?)?(\d{4,5})", re.IGNORECASE)
IS_NEWCOMER = exists().where(Role.person_id == Person.id, Role.role == RoleName.NEWCOMER)
at_centre = func.coalesce(Profile.centre, Person.centre)
MOST_READ = 50
"""Requests looked at for the people somebody wrote with last."""


def find(work: Work, person_id: int) -> Person | None:
    """Return a newcomer; None for a firm, a colleague, who only practises, or who is gone."""
    found = select(Person).where(Person.id == person_id, *_newcomers(None))
    return work.session.scalar(found.outerjoin(Profile, Profile.person_id == Person.id))


def centre_of(person: Person) -> str | None:
    """Return the key of the centre somebody belongs to; None: nobody knows where they live."""
    return (person.profile.centre if person.profile else None) or person.centre


def people_of(work: Work, keys: Sequence[int]) -> list[Person]:
    """Return people with their profiles, in the order of these keys."""
    rows = select(Person).options(joinedload(Person.profile)).where(Person.id.in_(keys))
    found = {person.id: person for person in work.session.scalars(rows)}
    return [found[each] for each in keys if each in found]


def by_code(work: Work, centre: str | None, text: str) -> list[int]:
    """Return who has a code: R-1042, r 1042, 1042 in any digits, or as a file wrote it."""
    said = digits(tidy(text))
    codes = {said.upper()}
    if written := CODE.fullmatch(said):
        codes.add(f"R-{written[1]}")
    return _keys(work, newcomers(centre).where(func.upper(Person.ref).in_(codes)))


def by_name(work: Work, centre: str | None, text: str) -> list[int]:
    """Return who is called so, the same spelling first; names are opened in memory only.

    A slip counts as it does for places; another script by how it sounds.
    """
    wanted = key(text)
    if not wanted:
        return []
    rows = newcomers(centre).add_columns(Profile.first_name).where(Profile.first_name.is_not(None))
    names = [(person, key(name)) for person, name in work.session.execute(rows) if name]
    alike = _alike(wanted, text, {name for _person, name in names})
    found = [(alike[name], name, person) for person, name in names if name in alike]
    return [person for _rank, _name, person in sorted(found)]


def _alike(wanted: str, text: str, names: Collection[str]) -> dict[str, int]:
    """Rank the names that may be meant: the same, begun so, a slip, heard alike."""
    heard = sound(text)
    by_sound = {name for name in names if heard and sound(name) == heard}
    found = dict.fromkeys(by_sound, 3) | dict.fromkeys(closest(wanted, names), 2)
    found |= {name: 1 for name in names if len(wanted) > 1 and name.startswith(wanted)}
    return found | ({wanted: 0} if wanted in names else {})


def by_place(work: Work, centre: str | None, ags: str) -> list[int]:
    """Return who lives in a municipality."""
    return _keys(work, newcomers(centre).where(Profile.ags == ags))


def by_skill(work: Work, centre: str | None, skill: str) -> list[int]:
    """Return who has a skill, the longest at it first."""
    own = ProfileSkill.person_id == Person.id
    rows = newcomers(centre).join(ProfileSkill, own).where(ProfileSkill.skill == skill)
    ordered = rows.order_by(None).order_by(ProfileSkill.level.desc(), Person.id)
    return _keys(work, ordered)


def of_centre(work: Work, centre: str | None, keys: Collection[int]) -> list[int]:
    """Return those of these people who belong to a centre, in their order."""
    own = set(_keys(work, newcomers(centre)))
    return [each for each in keys if each in own]


def last_talked(work: Work, actor_id: int, centre: str | None, most: int) -> list[int]:
    """Return the people a colleague wrote with, or whose request they took, the last one first."""
    wrote = Request.id.in_(select(Line.request_id).where(Line.writer_id == actor_id))
    last = func.max(Line.written_at)
    rows = (
        select(Request.person_id)
        .outerjoin(Line, Line.request_id == Request.id)
        .where(or_(Request.owner_id == actor_id, wrote))
        .group_by(Request.id)
        .order_by(func.coalesce(last, Request.taken_at, Request.opened_at).desc())
        .limit(MOST_READ)
    )
    return of_centre(work, centre, list(dict.fromkeys(work.session.scalars(rows))))[:most]


def last_opened(work: Work, actor_id: int, centre: str | None, most: int) -> list[int]:
    """Return the people whose cards a colleague opened, the last one first."""
    rows = (
        select(Audit.about_id)
        .where(Audit.actor_id == actor_id, Audit.action == OPENED, Audit.about_id.is_not(None))
        .group_by(Audit.about_id)
        .order_by(func.max(Audit.at).desc(), func.max(Audit.id).desc())
        .limit(MOST_READ)
    )
    found = [each for each in work.session.scalars(rows) if each is not None]
    return of_centre(work, centre, found)[:most]


def newcomers(centre: str | None) -> Select[int]:
    """Select the keys of the newcomers of a centre (None: of all); who has none is everybody's."""
    rows = select(Person.id).outerjoin(Profile, Profile.person_id == Person.id)
    return rows.where(*_newcomers(centre)).order_by(Person.id)


def phones(work: Work, person_id: int) -> Sequence[Chat]:
    """Return the chats somebody uses or has a seat in, also deaf ones, the last used first."""
    rows = select(Chat).where(used_by(literal(person_id)), Chat.kind == ChatKind.PRIVATE)
    return work.session.scalars(rows.order_by(Chat.heard_at.desc(), Chat.id)).all()


def _newcomers(centre: str | None) -> list[ColumnElement[bool]]:
    own = [IS_NEWCOMER, Person.practice_of.is_(None)]
    return own if centre is None else [*own, or_(at_centre == centre, at_centre.is_(None))]


def _keys(work: Work, rows: Select[int]) -> list[int]:
    return list(work.session.scalars(rows))

"""Who hears this week of what is near them, and what that was."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased, contains_eager

from storage.activities import this_week
from storage.bulk import has_had_enough
from storage.matching import CHILDCARE_NEEDED
from storage.models import Activity, Nearby, Person, Profile, Role, Signup, Unwanted
from storage.models.people import RoleName
from storage.people import can_hear
from storage.places import gazetteer
from storage.rules.activities import Happening, Occurrence, near
from storage.rules.nearby import Event, Wish, choose, level
from storage.rules.way import Spot
from storage.work import Work

SLICE = 25
WEEK = timedelta(days=7)


def week_of(today: date) -> date:
    """Return the Monday of a week."""
    return today - timedelta(days=today.weekday())


def find(work: Work, key: int) -> Nearby | None:
    """Return what somebody was told in a week, by its key."""
    return work.session.get(Nearby, key)


def next_few(work: Work, centre: str, week: date, few: int = SLICE) -> Sequence[Profile]:
    """Return newcomers of a centre nobody looked at this week, who was left out last week first.

    They want to hear of activities, and can.
    """
    last = aliased(Nearby)
    newcomer = exists().where(Role.person_id == Person.id, Role.role == RoleName.NEWCOMER)
    done = exists().where(Nearby.person_id == Person.id, Nearby.week == week)
    before = (last.person_id == Person.id) & (last.week == week - WEEK)
    found = (
        select(Profile)
        .join(Profile.person)
        .outerjoin(last, before)
        .options(contains_eager(Profile.person))
        .where(Profile.centre == centre, Person.activities_on, Person.stopped_at.is_(None))
        .where(Person.practice_of.is_(None), newcomer, can_hear(Person.id), ~done)
        .order_by(last.shown.is_not(None), Person.id)
        .limit(few)
    )
    return work.session.scalars(found).all()


def choose_for(work: Work, few: Sequence[Profile], week: date) -> list[Nearby]:
    """Choose for each what to tell, and note it: nothing for who had enough, or where none fits."""
    people = [each.person_id for each in few]
    full, known = has_had_enough(work, people), _Known.of(work, people, week)
    order = _Order(work)
    rows = []
    for each in few:
        fits = [] if each.person_id in full else _chosen(order, each, known)
        shown = [(event.key, event.revision, event.on_date.isoformat()) for event in fits]
        rows.append(Nearby(person_id=each.person_id, week=week, shown=shown or None))
    work.session.add_all(rows)
    work.session.flush()
    return rows


def _chosen(order: _Order, profile: Profile, known: _Known) -> list[Event]:
    home = gazetteer(order.work).spot(profile.plz, profile.ags)
    wish = Wish(
        home=home,
        centre=profile.centre,
        mobility=None if profile.mobility is None else frozenset(profile.mobility),
        slots=None if profile.slots is None else frozenset(profile.slots),
        german=profile.german,
        childcare=profile.childcare == CHILDCARE_NEEDED,
        known=known.before.get(profile.person_id, frozenset()),
        no=known.no.get(profile.person_id, frozenset()),
    )
    return choose(order.nearest(home, profile.centre), wish)


@dataclass
class _Known:
    """What a few people said and saw: `no` is not for them or they come to it anyway."""

    no: Mapping[int, frozenset[int]]
    before: Mapping[int, frozenset[tuple[int, int]]]

    @classmethod
    def of(cls, work: Work, people: Collection[int], week: date) -> _Known:
        own = select(Unwanted.person_id, Unwanted.activity_id).where(Unwanted.person_id.in_(people))
        comes = select(Signup.person_id, Signup.activity_id).where(
            Signup.person_id.in_(people), Signup.on_date >= work.today
        )
        no: dict[int, set[int]] = {}
        for query in (own, comes):
            for person, activity in work.session.execute(query):
                no.setdefault(person, set()).add(activity)
        last = select(Nearby).where(Nearby.person_id.in_(people), Nearby.week == week - WEEK)
        before = {
            row.person_id: frozenset((key, revision) for key, revision, _day in row.shown or ())
            for row in work.session.scalars(last)
        }
        return cls({person: frozenset(keys) for person, keys in no.items()}, before)


@dataclass
class _Order:
    """What begins this week and has places left, in the order of nearness to a home."""

    work: Work
    events: dict[int, Event] = field(default_factory=dict)
    kept: dict[tuple[Spot | None, str | None], list[Event]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        taken = _taken(self.work)
        places, now = gazetteer(self.work), (self.work.today, self.work.local.time())
        for each in this_week(self.work, None, None, None):
            activity = each.activity
            is_full = taken.get((activity.id, each.on_date), 0) >= (activity.capacity or 10_000)
            has_begun = (each.on_date, each.starts) <= now
            if not is_full and not has_begun and activity.id not in self.events:
                at = places.spot(activity.plz)
                self.events[activity.id] = _event(activity, at, each.on_date)

    def nearest(self, home: Spot | None, centre: str | None) -> list[Event]:
        """Return the events, the nearest first."""
        if (home, centre) not in self.kept:
            happenings = [_happening(each) for each in self.events.values()]
            ordered = near(happenings, home, {centre} if centre else set())
            self.kept[home, centre] = [self.events[each.activity] for each in ordered]
        return self.kept[home, centre]


def _event(activity: Activity, at: Spot | None, on_date: date) -> Event:
    return Event(
        key=activity.id,
        revision=activity.revision,
        centre=activity.centre,
        at=at,
        on_date=on_date,
        starts=activity.starts,
        level=level(activity.german_min),
        childcare=activity.childcare,
    )


def _happening(event: Event) -> Happening:
    when = Occurrence(event.on_date, event.starts, event.starts)
    return Happening(event.key, event.centre, event.at, when)


def _taken(work: Work) -> dict[tuple[int, date], int]:
    """Count who has a place on each coming day."""
    day = (Signup.activity_id, Signup.on_date)
    coming = select(*day, func.count()).where(Signup.on_date >= work.today, ~Signup.waiting)
    rows = work.session.execute(coming.group_by(*day))
    return {(activity, on_date): number for activity, on_date, number in rows}

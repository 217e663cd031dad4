"""Half a year of introductions: 60 firms, 800 newcomers, 300 needs, both faces, many who wait."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import NamedTuple

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.due import ensure_daily
from storage.models import Introduction, Offer, Outbox, Proposal
from storage.models.offers import OfferState, ProposalState
from storage.queues.kinds import Kind
from storage.rules.stages import ENDS, Stage
from storage.rules.workdays import is_working
from storage.work import Work
from tests.benchmarks import halfyear_people as cast
from tests.benchmarks.halfyear_turns import Acting
from tests.benchmarks.simulated import district, everybody_reads, lines
from tests.people import BERLIN, Phone, Town

BEGIN = datetime(2026, 11, 2, 7, tzinfo=UTC)
LOOKS = (8, 10, 12, 14, 16, 18, 20)
"""Local hours at which everybody reads; what is due runs at its own time."""
FORTNIGHT = timedelta(days=14)
OFFERED = (Kind.OFFER, Kind.ANNOUNCEMENT, Kind.NEAR)


class Heard(NamedTuple):
    """A message that went out by itself."""

    kind: str
    at: datetime
    chat: int
    person: int | None


@dataclass
class HalfYear:
    """Needs come week by week; people, firms and the centre do their steps, or do not."""

    town: Town
    firms: int = 60
    people: int = 800
    needs: int = 300
    days: int = 182
    chance: Random = field(default_factory=lambda: Random(15))
    phones: dict[int, Phone] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)

    def live(self) -> None:
        """Let the time pass."""
        self.town.patience = 600
        self.town.do(lambda session: ensure_daily(self.town.work(session)))
        self.district = cast.settle_all(self.town, self.firms, self.people, self.chance)
        self.phones = {phone.chat: phone for phone in self.district.phones}
        self.acting = Acting(self.district, self.chance)
        first = self.town.now.astimezone(BERLIN).date()
        for number in range(self.days):
            self._day(first + timedelta(days=number), number)

    def _day(self, day: date, number: int) -> None:
        for hour in LOOKS:
            at = datetime.combine(day, time(hour), BERLIN).astimezone(UTC)
            self.town.walk(max(at, self.town.now))
            if hour == 8 and is_working(day):
                self._new_needs(number)
            if hour == 10:
                self._lets(self.acting.people)
            if hour == 12 and is_working(day):
                self._lets(self.acting.firms)
            if hour == 14 and is_working(day):
                self._lets(self.acting.centre)
            everybody_reads(self.town, self.phones, self._keep)

    def _lets(self, act: Callable[[Work], None]) -> None:
        self.town.do(lambda session: act(self.town.work(session)))

    def _new_needs(self, number: int) -> None:
        """Spread the needs over the first five months."""
        wanted = min(self.needs, round(self.needs * (number + 1) / (self.days * 0.8)))
        while len(self.district.offers) < wanted:
            self.town.do(lambda session: self.district.need(self.town.work(session), self.chance))

    def _keep(self, session: Session, row: Outbox) -> None:
        self.heard.append(Heard(row.kind or "", self.town.now, row.chat_id, row.person_id))

    def told(self) -> dict[str, float]:
        """Return what it came to."""
        people = [each for each in self.heard if each.chat in self.district.of_people]
        firms = [each for each in self.heard if each.chat in self.district.of_firms]
        weeks, chats = self.days / 7, max(1, len(self.district.of_firms))
        found = self.town.do(self._counted)
        return {
            **found,
            "messages to each person and week": len(people) / self.people / weeks,
            "messages to each firm and week": len(firms) / self.firms / weeks,
            "messages to each chat of a firm and week": len(firms) / chats / weeks,
            **{
                f"messages to each chat of a firm and week: {kind}": count / chats / weeks
                for kind, count in Counter(each.kind for each in firms).most_common()
            },
            "most messages to one firm in a week": _most(firms, _week),
            "most messages to one person in a week": _most(people, _week),
            "limits broken: unasked messages to a person in a week": self._too_many(people),
            "limits broken: questions to a firm in a day": _second(firms),
            **self._waits(),
        }

    def _counted(self, session: Session) -> dict[str, float]:
        stages = Counter(session.scalars(select(Introduction.stage)))
        filled = (Offer.state == OfferState.FILLED,)
        silent = (Proposal.pushed, Proposal.state == ProposalState.SHOWN)
        return {
            "needs": len(self.district.offers),
            "needs filled": session.scalar(select(func.count()).where(*filled)) or 0,
            "people who did not answer an offer": session.scalar(
                select(func.count()).where(*silent)
            )
            or 0,
            "introductions": sum(stages.values()),
            **{f"introductions: {stage}": stages[stage] for stage in Stage if stages[stage]},
            "places given twice": self._doubled(session),
        }

    def _doubled(self, session: Session) -> int:
        rows = select(Introduction.offer_id, func.count()).where(Introduction.seat.is_not(None))
        taken = session.execute(rows.group_by(Introduction.offer_id)).all()
        places = {row.id: row.places for row in session.execute(select(Offer.id, Offer.places))}
        most = self.district.most_places
        return sum(count > max(places[key], most.get(key, 0)) for key, count in taken)

    def _too_many(self, heard: list[Heard]) -> int:
        bulk = [each for each in heard if each.kind in OFFERED]
        counted = Counter((each.chat, *_week(each.at)) for each in bulk)
        return sum(count > self.town.limits.pushes_per_week for count in counted.values())

    def _waits(self) -> dict[str, float]:
        """Return how long people on their way heard nothing, and whether each end was told."""
        by_person: dict[int, list[datetime]] = defaultdict(list)
        for each in self.heard:
            if each.person:
                by_person[each.person].append(each.at)
        return self.town.do(lambda session: self._looked_up(session, by_person))

    def _looked_up(self, session: Session, heard: dict[int, list[datetime]]) -> dict[str, float]:
        longest, untold, gaps = timedelta(), 0, 0
        for each in session.scalars(select(Introduction)):
            said = sorted([*heard[each.person_id], *self.acting.moves[each.id]])
            widest = self._widest(each, said)
            longest = max(longest, widest)
            gaps += widest > FORTNIGHT
            untold += self._is_untold(each, said)
        return {
            "longest wait for news on the way, days": longest / timedelta(days=1),
            "people without news for 14 days": gaps,
            "introductions without an answer": untold,
        }

    def _widest(self, each: Introduction, said: list[datetime]) -> timedelta:
        """Return how long nothing was heard; at work nobody waits, both are asked twice."""
        until = each.started_at or each.ended_at or self.town.now
        steps = [each.opened_at, *(at for at in said if each.opened_at <= at <= until), until]
        return max(after - before for before, after in pairwise(steps))

    def _is_untold(self, each: Introduction, said: list[datetime]) -> bool:
        """Tell whether an end of a fortnight ago was never told to the person."""
        ended = each.ended_at
        if ended is None or each.stage not in ENDS or ended > self.town.now - FORTNIGHT:
            return False
        return not any(at >= ended for at in said)


def _week(at: datetime) -> tuple[int, int]:
    year, week, _day = at.astimezone(BERLIN).date().isocalendar()
    return year, week


def _most(heard: list[Heard], span: Callable[[datetime], tuple[int, int]]) -> int:
    return max(Counter((each.chat, *span(each.at)) for each in heard).values(), default=0)


def _second(heard: list[Heard]) -> int:
    """Count the days on which a chat of a firm got its questions more than once."""
    asked = [each for each in heard if each.kind == Kind.FIRM_QUESTIONS]
    days = Counter((each.chat, each.at.astimezone(BERLIN).date()) for each in asked)
    return sum(count > 1 for count in days.values())


@click.command()
@click.option("--firms", default=60)
@click.option("--people", default=800)
@click.option("--needs", default=300)
@click.option("--days", default=182)
def main(firms: int, people: int, needs: int, days: int) -> None:
    """Let half a year pass and print what it came to."""
    with district(BEGIN) as town:
        half = HalfYear(town, firms, people, needs, days)
        half.live()
        click.echo(lines(half.told()))


if __name__ == "__main__":
    main()

"""A month at a centre: two colleagues, 200 people; what it costs staff, and what people wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.due import ensure_daily
from storage.models import Line, Outbox, Request
from storage.rules.workdays import is_working
from storage.threads import overdue
from tests.benchmarks.simulated import district, lines
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import newcomer

BEGIN = datetime(2026, 11, 2, 7, tzinfo=UTC)
TOPICS = (".work", ".letter", ".german", ".appointment", ".other")
SENTENCES = ("come", "call_today", "bring_letter", "thanks")
LANGUAGES = ("ar", "fa", "ti", "de", "en")
OPEN = range(9, 16)


@dataclass
class Month:
    """What happens: people write by chance, colleagues look at their inbox every two hours."""

    town: Town
    people: int = 200
    days: int = 30
    asks: float = 0.04  # of a person on one day
    rest: float = 0.35  # of the rounds one colleague does not come to
    chance: Random = field(default_factory=lambda: Random(7))
    taps: int = 0
    broken: list[int] = field(default_factory=list)

    def live(self) -> None:
        """Let the month pass."""
        self.town.do(lambda session: ensure_daily(self.town.work(session)))
        desk = [staff(self.town, name, "alb") for name in ("Petra", "Eva")]
        everybody = [
            newcomer(self.town, f"person {number}", LANGUAGES[number % len(LANGUAGES)])
            for number in range(self.people)
        ]
        first = self.town.now.astimezone(BERLIN).replace(minute=0)
        for day in range(self.days):
            for hour in range(7, 22):
                at = first.replace(hour=hour) + timedelta(days=day)
                self.town.walk(max(at.astimezone(UTC), self.town.now))
                self._people_write(everybody)
                if is_working(at.date()) and hour in OPEN and hour % 2:
                    self._staff_answer(desk, everybody)
            self._count()

    def _people_write(self, everybody: list[Phone]) -> None:
        for phone in everybody:
            if self.chance.random() < self.asks / 15:
                phone.says("/person").taps(self.chance.choice(TOPICS))

    def _staff_answer(self, desk: list[Phone], everybody: list[Phone]) -> None:
        """Each takes what waits and answers with a sentence; what was answered is closed."""
        for phone in desk:
            if self.chance.random() < self.rest:
                continue
            phone.reads().says("/today")
            while _has(phone.says("/inbox"), "request."):
                self._tap(phone, "request.")
                self._tap(phone, ".canned")
                self._tap(phone, self.chance.choice(SENTENCES))
                self._tap(phone, ".close")
        for phone in everybody:
            phone.reads()

    def _tap(self, phone: Phone, wanted: str) -> None:
        phone.taps(wanted)
        self.taps += 1

    def _count(self) -> None:
        late = self.town.do(lambda session: len(overdue(self.town.work(session), "alb")))
        self.broken.append(late)

    def told(self) -> dict[str, float]:
        """Return what it came to."""
        found = self.town.do(partial(_counted, staff_chats=self._desk()))
        asked = int(found["requests"])
        return {
            "requests": asked,
            "messages to each colleague and day": found["staff"] / 2 / self.days,
            "longest wait until somebody took it, hours": found["longest"],
            "median wait, hours": found["median"],
            "promises broken": max(self.broken),
            "taps of staff for each request": self.taps / max(asked, 1),
        }

    def _desk(self) -> list[int]:
        return [Phone(self.town, name).chat for name in ("Petra", "Eva")]


def _has(phone: Phone, wanted: str) -> bool:
    return any(wanted in data for data in phone.bubbles[-1].every_data)


def _counted(session: Session, staff_chats: list[int]) -> dict[str, float]:
    waits = [
        (each.taken_at - each.opened_at).total_seconds() / 3600
        for each in session.scalars(select(Request).where(Request.taken_at.is_not(None)))
        if each.taken_at
    ]
    notices = Outbox.kind.is_not(None)
    told = select(func.count()).where(Outbox.chat_id.in_(staff_chats), notices)
    return {
        "requests": session.scalar(select(func.count()).select_from(Request)) or 0,
        "lines": session.scalar(select(func.count()).select_from(Line)) or 0,
        "staff": session.scalar(told) or 0,
        "longest": max(waits, default=0.0),
        "median": sorted(waits)[len(waits) // 2] if waits else 0.0,
    }


@click.command()
@click.option("--people", default=200)
@click.option("--days", default=30)
def main(people: int, days: int) -> None:
    """Let a month pass and print what it came to."""
    with district(BEGIN) as town:
        month = Month(town, people, days)
        month.live()
        click.echo(lines(month.told()))


if __name__ == "__main__":
    main()

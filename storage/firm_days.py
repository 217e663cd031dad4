"""All that a firm is asked and told: once a day, in one message, at the hour its people chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select

from storage import firm_calls, firm_news, holds, needs, pending
from storage.firm_contacts import USUAL_HOUR, ever, is_away, is_heard
from storage.firm_news import News
from storage.introductions import checks, lists, showing
from storage.introductions.days import away_from
from storage.models import CheckIn, Employer, FirmContact, Introduction, Offer, Outbox
from storage.models.due import DueState
from storage.models.introductions import Reach
from storage.models.offers import EmployerStatus, OfferState
from storage.offers_asked import asked_about
from storage.people import Door, employer_doors
from storage.places import centre_around
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import to_local, to_utc
from storage.rules.hearing import matters
from storage.rules.stages import Stage
from storage.rules.workdays import is_working, working_days_after, working_days_before
from storage.work import Work

MOST_ASKED, PROMPTED = 2, 1
"""Days on which the same question is a reason to write, and one that comes up again by itself
(whether an offer is still open, a need nobody completed); it still stands in what comes later."""
RIDES = timedelta(days=7)
"""How long news nobody waits for comes with other news alone; then it is a reason to write."""
CALL_DAYS = 3
"""Working days after which, or before whose end, a firm that does not answer is called."""


class About(StrEnum):
    """What a question is about, in the order in which they are asked; as in `FirmCall.about`."""

    AFTER = "after"
    DAY = "day"
    CARD = "card"
    CHECK = "check"
    FREE = "free"
    PROMPT = "prompt"
    NEED = "need"


COMES_AGAIN = (About.PROMPT, About.NEED)
ANSWERED = (Kind.OFFER_FILLED, Kind.OFFER_OPENS)
OF_STAGE = {Stage.CAME: About.AFTER, Stage.NAMING: About.DAY, Stage.SHOWN: About.CARD}
ORDER = list(About)


@dataclass(frozen=True)
class Question:
    """Something a firm is asked: of an offer (`PROMPT`, `FREE`, `NEED`), else of an introduction.

    `revision` tells it from what was asked about the same before: of a check-in it is its key, of
    a free place the day it came up.
    `since` is when it came up, `call_on` the local day from which on staff call instead; None:
    other rules say when.
    """

    about: About
    key: int
    revision: int
    since: datetime
    centre: str | None
    call_on: date | None = None


class Asked(NamedTuple):
    """Somebody of a firm who is asked today, in a chat, from a local hour on."""

    door: Door
    hour: int


def open_questions(work: Work, employer_id: int) -> list[Question]:
    """Return everything a firm has to answer now, who waits for it first."""
    firm = work.session.get(Employer, employer_id)
    if firm is None or firm.status is EmployerStatus.STOPPED:
        return []
    found = [*_about_people(work, employer_id), *_about_offers(work, employer_id)]
    return sorted(found, key=lambda each: (ORDER.index(each.about), each.since, each.key))


def _about_offers(work: Work, employer_id: int) -> list[Question]:
    asked = [
        _of_offer(work, each, each.asked_at)
        for each in asked_about(work, employer_id)
        if each.asked_at and not any(pending.waits(work, kind, each.id) for kind in ANSWERED)
    ]
    late = needs.late(work, firm=employer_id)
    return [*asked, *(_of_need(work, each) for each in late)]


def _of_need(work: Work, need: Offer) -> Question:
    """Ask about a need nobody completed in time, once a week; staff have it on their list."""
    since = needs.asked_since(work, need)
    return Question(About.NEED, need.id, 0, since, centre_around(work, need.plz))


def _of_offer(work: Work, offer: Offer, since: datetime) -> Question:
    centre = centre_around(work, offer.plz)
    if offer.state is not OfferState.FILLED:
        return Question(About.PROMPT, offer.id, offer.revision, since, centre)
    day = to_local(since, work.zone.key).date()
    call_on = working_days_after(day, CALL_DAYS)
    return Question(About.FREE, offer.id, day.toordinal(), since, centre, call_on)


def _about_people(work: Work, employer_id: int) -> list[Question]:
    """Ask the database once about all of them: a large firm has many, and it is asked often."""
    ways = lists.of_firm(work, employer_id, {*OF_STAGE, Stage.STARTED})
    apart, said = holds.kept_from(work, employer_id), pending.waiting(work, Kind.FIRM_SAID)
    asked = checks.asked_last(work, [each.id for each in ways if each.stage is Stage.STARTED])
    found = []
    for each in ways:
        is_open = each.id not in said and each.person_id not in apart
        if is_open and not showing.is_over(work, each):
            found += _of_stage(work, each, asked.get(each.id))
    return found


def _of_stage(work: Work, each: Introduction, check: CheckIn | None) -> list[Question]:
    if each.stage in OF_STAGE:
        return [_question(work, each, OF_STAGE[each.stage], each.changed_at, each.revision)]
    if check is None or check.answer is not None or away_from(work, each):
        return []
    return [_question(work, each, About.CHECK, check.asked_at, check.id)]


def _question(
    work: Work, each: Introduction, about: About, since: datetime, revision: int
) -> Question:
    call_on = working_days_after(to_local(since, work.zone.key).date(), CALL_DAYS)
    if about is About.CARD and each.card_until is not None:
        over = to_local(each.card_until, work.zone.key).date()
        call_on = working_days_before(over, CALL_DAYS)
    return Question(about, each.id, revision, since, each.centre, call_on)


def opened(work: Work, employer_id: int) -> None:
    """Have a firm read what is open, and new, on its next day; who reads nowhere is called at once.

    Call whenever something comes up; nothing happens where nothing is open or new.
    """
    at = next_at(work, employer_id) if is_reachable(work, employer_id) else None
    if at is not None and _is_due(work, employer_id, at):
        return  # it reads all of it then
    found = open_questions(work, employer_id)
    if at is None:
        call(work, employer_id, found)
        call_news(work, firm_news.untold(work, employer_id))
    elif found or firm_news.untold(work, employer_id):
        due.renew(work, Kind.FIRM_DAY, at, subject=employer_id)


def _is_due(work: Work, employer_id: int, at: datetime) -> bool:
    """Tell whether a firm reads what is open by then anyway."""
    row = due.hold(work, Kind.FIRM_DAY, employer_id)
    return row is not None and row.state is DueState.TODO and row.due_at <= at


def next_at(work: Work, employer_id: int, *, after_today: bool = False) -> datetime:
    """Return when a firm is asked next: on a working day, at the earliest hour of its people."""
    hour, day = hour_of(work, employer_id), work.today
    if after_today or not is_working(day) or work.local.hour > hour:
        day = working_days_after(day, 1)
    return max(work.now, to_utc(day, time(hour), work.zone.key))


def later_at(work: Work, employer_id: int) -> datetime:
    """Return the next hour at which a firm is asked that is still to come."""
    at = next_at(work, employer_id)
    return at if at > work.now else next_at(work, employer_id, after_today=True)


def next_day(work: Work, employer_id: int) -> date:
    """Return the local day of a firm's next message: not today once it had one today."""
    days = {to_local(at, work.zone.key).date() for at in days_asked(work, employer_id)}
    back = back_on(work, employer_id)
    at = next_at(work, employer_id, after_today=work.today in days)
    return max(to_local(at, work.zone.key).date(), back or work.today)


def hour_of(work: Work, employer_id: int) -> int:
    """Return the local hour of a firm's one message a day: the first one of those asked today."""
    return min((each.hour for each in asked_now(work, employer_id)), default=USUAL_HOUR)


def asked_now(work: Work, employer_id: int) -> list[Asked]:
    """Return who of a firm is asked today and where: nobody who left, is away, or wants a call."""
    people = _known(work, employer_id)
    found = []
    for door in employer_doors(work, employer_id):
        known = people.get(door.person_id)
        if known is None or (_asks_here(known) and not is_away(work, known)):
            found.append(Asked(door, known.hour if known else USUAL_HOUR))
    return found


def is_reachable(work: Work, employer_id: int) -> bool:
    """Tell whether anybody of a firm reads what we ask, were they away today."""
    people = _known(work, employer_id)
    return any(
        ((known := people.get(who)) is None or _asks_here(known)) and is_heard(work, who)
        for who in {door.person_id for door in employer_doors(work, employer_id)}
    )


def back_on(work: Work, employer_id: int) -> date | None:
    """Return the first working day on which somebody is there, where all are away now."""
    whose = {door.person_id for door in employer_doors(work, employer_id)}
    people = [each for each in ever(work, employer_id) if each.person_id in whose]
    until = [each.away_until for each in people if each.away_until and _asks_here(each)]
    if asked_now(work, employer_id) or not until:
        return None
    return working_days_after(min(until), 1)


def _known(work: Work, employer_id: int) -> dict[int | None, FirmContact]:
    """Return what is known of the people who speak, or spoke, for a firm."""
    return {each.person_id: each for each in ever(work, employer_id)}


def _asks_here(contact: FirmContact) -> bool:
    return contact.left_at is None and contact.reach in (Reach.HERE, Reach.MAIL)


def is_worth(
    work: Work, employer_id: int, questions: Sequence[Question], news: Sequence[News]
) -> bool:
    """Tell whether any question, or any news, was put on fewer days than we say the same."""
    days = days_asked(work, employer_id)
    if any(sum(at >= each.since for at in days) < _most(each) for each in questions):
        return True
    waited = [each for each in news if not each.rides or each.at <= work.now - RIDES]
    told = firm_news.days_told(work, employer_id, waited) if waited else ()
    return any(count < _most_told(each) for each, count in told)


def _most_told(news: News) -> int:
    return PROMPTED if news.rides else MOST_ASKED


def _most(question: Question) -> int:
    return PROMPTED if question.about in COMES_AGAIN else MOST_ASKED


def days_asked(work: Work, employer_id: int) -> list[datetime]:
    """Return the last time on each of the last days on which a firm was written to."""
    put = (Outbox.kind == Kind.FIRM_QUESTIONS, Outbox.subject == employer_id)
    since = work.now - timedelta(days=2 * work.limits.prompt_days)
    rows = select(Outbox.created_at).where(*put, Outbox.created_at > since)
    times = sorted(work.session.scalars(rows))
    return list({to_local(at, work.zone.key).date(): at for at in times}.values())


def call(work: Work, employer_id: int, questions: Sequence[Question]) -> None:
    """Have staff call a firm about questions, once about each."""
    for each in questions:
        about = (each.about, each.key, each.revision)
        firm_calls.ask(work, employer_id, *about, centre=each.centre)


def call_news(work: Work, news: Sequence[News]) -> None:
    """Have staff call a firm about news that matters, once about each."""
    for each in news:
        if matters(each.step, work.today):
            way = each.introduction
            about = (firm_calls.NEWS, way.id, way.revision)
            firm_calls.ask(work, way.employer_id, *about, centre=way.centre, since=each.at)


def late(work: Work, questions: Sequence[Question]) -> list[Question]:
    """Return the questions about which staff call, since their moment passes."""
    return [each for each in questions if each.call_on is not None and each.call_on <= work.today]

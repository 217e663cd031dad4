"""What a firm and a centre do on somebody's way to the firm, in these tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.everybody.how_it_goes import say_how
from conversations.introductions import carry_on
from conversations.kit.files import read_file
from storage import firm_news
from storage.introductions.permission import set_permit
from storage.introductions.steps import Facts
from storage.models import Introduction, Offer
from storage.models.people import RoleName
from storage.rules.stages import Move, Permit, Side, Stage
from tests.conversations.invited import invited
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, offered, walked

T = TypeVar("T")
FIRM, CENTRE = Side.FIRM, Side.CENTRE
DAY = date(2026, 11, 24)
OPTIONS = [f"{DAY}T09:00", f"{DAY + timedelta(days=2)}T13:30"]
STARTS = date(2026, 12, 1)
NEXT = ["Here is what is next:", "💼 Other offers: /offers", "👋 Talk to a person: /person"]


def with_a_firm(at: Town, kind: str = "trial_day", **values: Any) -> tuple[int, Phone]:
    """Let a firm that is asked here offer something; return the offer and who speaks for it."""
    key = offered(at, kind=kind, street="Musterweg 8", lat=48.41, lon=9.49, **values)

    def firm(session: Session) -> str:
        offer = session.get_one(Offer, key)
        offer.employer.contact = "Frau Muster"
        return str(offer.employer_id)

    return key, invited(at, f"firm {key}", RoleName.EMPLOYER, at.do(firm))


def interested(at: Town, language: str = "en", name: str = "Amal", **values: Any) -> Phone:
    """Let somebody come who wants what the firm offers, and say so."""
    known = {"first_name": name, "wants": ["tryout"], **values}
    return newcomer(at, name.lower(), language, **known).says("/offers").taps(".yes")


def newest(session: Session) -> Introduction:
    """Return the way that began last."""
    rows = select(Introduction).order_by(Introduction.id.desc()).limit(1)
    return session.scalars(rows).one()


def looks(at: Town, unit: Callable[[Introduction], T]) -> T:
    """Look at the newest way in a session of its own."""
    return at.do(lambda session: unit(newest(session)))


def stage(at: Town) -> Stage:
    """Return how far the newest way is."""
    return looks(at, lambda way: way.stage)


def moves(at: Town, move: Move, side: Side = FIRM, **facts: Any) -> Stage:
    """Let a side do something on the newest way; return where it leads."""

    def unit(session: Session) -> Stage:
        found = newest(session)
        assert carry_on(at.work(session), found, move, side, Facts(**facts)), (found.stage, move)
        return found.stage

    return at.do(unit)


def permits(at: Town, permit: Permit) -> None:
    """Let the centre note how far the permission is."""
    at.do(lambda session: set_permit(at.work(session), newest(session), permit))


def cleared(at: Town) -> None:
    """Let the permission for this place be clear."""
    permits(at, Permit.CLEAR)
    moves(at, Move.CLEAR, CENTRE)


def names_days(at: Town) -> None:
    """Let the firm name two days."""
    moves(at, Move.NAME, options=OPTIONS)


def firm_says(at: Town, said: str) -> bool:
    """Let the firm say how it goes with who works there."""
    return at.do(lambda session: say_how(at.work(session), newest(session), FIRM, said))


def comes_to(at: Town, phone: Phone, wanted: Stage) -> None:
    """Lead somebody whose card the firm has to a stage, as short as can be."""
    steps: Mapping[Stage, Callable[[], object]] = {
        Stage.SHOWN: lambda: None,
        Stage.WANTED: lambda: moves(at, Move.SEND),
        Stage.PERMIT: lambda: phone.reads().taps("Yes, tell the firm"),
        Stage.NAMING: lambda: cleared(at),
        Stage.CHOOSING: lambda: names_days(at),
        Stage.DATED: lambda: phone.reads().taps(".day-1"),
        Stage.CAME: lambda: moves(at, Move.COME, CENTRE),
        Stage.STARTING: lambda: moves(at, Move.START, starts_on=STARTS),
        Stage.STARTED: lambda: moves(at, Move.BEGIN, CENTRE),
    }
    asides = {Stage.QUESTION: (Stage.SHOWN, Move.ASK), Stage.TALKING: (Stage.CAME, Move.TALK)}
    last, move = asides.get(wanted, (wanted, None))
    for each, step in steps.items():
        step()
        if each is last:
            break
    if move is not None:
        moves(at, move)
    assert stage(at) is wanted


def is_new(at: Town) -> bool:
    """Tell whether the firm is to hear of the newest way in its message of the day."""

    def unit(session: Session) -> bool:
        way = newest(session)
        found = firm_news.untold(at.work(session), way.employer_id)
        return way.id in [each.introduction.id for each in found]

    return at.do(unit)


def card(phone: Phone) -> list[str]:
    """Return the card of the way as it is now, without what German reads below it."""
    phone.says("/ways").taps("way.1.")
    lines = phone.sees.split("\n\n")[0].split("\n")
    assert lines[0] == "🧭 Your way to Näherei Muster"
    return [line for line in lines[2:] if not line.startswith("Code: ")]


def heard(at: Town, to: datetime, phone: Phone) -> list[str]:
    """Let the hours pass; return what came about the way, without the sign of life."""
    return [line for line in walked(at, to, phone) if "offer for you yet" not in line]


def content(phone: Phone) -> str:
    return read_file(phone.bubbles[-1].body["file"]).content.decode().replace("\r\n ", "")

"""How somebody of two firms says in every language what is needed, by what the buttons mean."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from storage.models.people import RoleName
from storage.people import grant
from tests.conversations.asked_mediator import joins
from tests.conversations.needing import house
from tests.conversations.walker import Walker
from tests.people import Town
from tests.scheduler.desk import person_of

W = TypeVar("W", bound=Walker)
NEW = ("/need", "Nähwerk Alb", ".textile.machine", ".internship", "2", "Münsingen", "07381 1234")
MORE = (".more", ".day", "24.12.2026", ".other", ".on.mo", ".done", "20", ".A2", ".certificate")
REST = (".some", ".yes", "Wir sind nett")
PARTS = (
    (".paid", ".yes"),
    (".kind", ".job"),
    (".skill", ".textile.tailor"),
    (".others", ".on.textile.machine", ".done"),
    (".many", "3"),
    (".place", "Münsingen"),
    (".street", "Musterweg 8"),
    (".start", ".day", "24.12.2026"),
    (".spans", ".other", ".on.tu", ".done", "25"),
    (".hours", "25"),
    (".kind", ".minijob", ".fewer", "9,5"),
    (".hours", "25", ".job"),
    (".german", ".A1"),
    (".licence", ".eu"),
    (".certificate", ".no"),
    (".experience", ".none"),
    (".note", "Noch ein Satz"),
    (".cancel",),
)
CHANGED = tuple(step for part in PARTS for step in (".change", *part))
TEXT = ("Wir suchen ab Januar jemanden zum Bügeln", ".yes", "Nähwerk Alb")
FEW = (*NEW[:3], ".minijob", *NEW[4:6], *MORE[:-2], ".job", ".cancel")
"""Too many hours for a Minijob: it becomes work; then the rest is left to the centre."""
AFTER = (*NEW[:-1], ".later", ".undo", *FEW, "/need", "/menu", *TEXT)


def needs_people(at: Town, language: str, walker: type[W]) -> W:
    """Let somebody who speaks for two firms need somebody, change it, and write a need."""
    first, other = house(at, phone=None), house(at, ref="NEED2", name="Mühle Zwei")
    firm = walker(joins(at, "need", RoleName.EMPLOYER, str(first), language), language)
    who = person_of(firm.phone)

    def speaks_too(session: Session) -> None:
        grant(at.work(session), who, RoleName.EMPLOYER, str(other))

    at.do(speaks_too)
    firm.led(*NEW, *MORE, *REST, *CHANGED, *AFTER, "/myoffers", ".filled", ".reopen")
    firm.led("/mypeople")
    return firm

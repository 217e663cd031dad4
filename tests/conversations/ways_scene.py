"""Who comes in by paper, a page or the desk, in every language."""

from __future__ import annotations

from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from locales.languages import LANGUAGES
from storage.models import Chat, Employer, Person
from storage.models.chats import FaceName
from storage.ourselves import settle
from storage.page import papers
from tests.conversations.desk_scene import lead
from tests.conversations.invited import PIN
from tests.conversations.two_chats_scene import on_a_page
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, person_of


class Led(Protocol):
    """Somebody who walks and is led."""

    def __init__(self, phone: Phone, language: str) -> None:
        """Begin with a phone."""

    def led(self, *ways: str) -> None:
        """Go a way."""


W = TypeVar("W", bound=Led)


def comes_in(at: Town, language: str, walker: type[W]) -> list[W]:
    """Lead a firm, somebody who comes back, a colleague and a person with two devices."""
    at.do(lambda s: settle(at.work(s), "https://jip.example"))
    own_name = LANGUAGES[language].own_name
    firm = walker(at.phone("90").says(f"/start l-{_letter(at)}").taps(own_name), language)
    firm.led(".call", "07381 12345", f"/start l-{_letter(at)}", ".yes")
    amal = newcomer(at, "91", language)
    page = walker(on_a_page(at, amal, "page:91"), language)
    amal.says("/book").taps(".first_talk")
    page.led("/book", ".here", ".nobody", "/menu")
    back = walker(_nobodys_page(at, own_name), language)
    back.led(f"/start l-{_sheet(at, person_of(amal))}", ".yes")
    desk = walker(lead(at, "92", language), language)
    desk.led("/people", "people.1.1.new", ".pc", "/people", "people.1.1.new", ".phone", ".skip")
    who = person_of(amal)
    desk.led(f"/people #{who}", f"person.{who}.1.sheet", PIN, ".yes")
    desk.led(f"person.{who}.1.back", PIN)
    return [firm, page, back, desk]


def _letter(at: Town) -> str:
    def write(session: Session) -> str:
        firm = session.scalars(select(Employer).order_by(Employer.id)).first()
        assert firm is not None
        return papers.for_firm(at.work(session), firm, "alb", "de").token

    return at.do(write)


def _sheet(at: Town, who: int) -> str:
    def give(session: Session) -> str:
        person = session.get_one(Person, who)
        return papers.for_person(at.work(session), person, "alb", "de").token

    return at.do(give)


def _nobodys_page(at: Town, own_name: str) -> Phone:
    phone = at.phone("page:93")

    def face(session: Session) -> None:
        session.get_one(Chat, phone.chat).face = FaceName.PAGE

    at.do(face)
    return phone.says("/start").taps(own_name)

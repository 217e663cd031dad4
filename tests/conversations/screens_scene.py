"""A lead opens a computer and a desk, in every language."""

from __future__ import annotations

from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import PageLink
from storage.models.page import Device, Purpose
from storage.ourselves import settle
from storage.page import screens
from tests.conversations.desk_scene import lead
from tests.conversations.invited import PIN
from tests.people import Phone, Town


class Led(Protocol):
    """Somebody who walks and is led."""

    def __init__(self, phone: Phone, language: str) -> None:
        """Begin with a phone."""

    def led(self, *ways: str) -> None:
        """Go a way."""


W = TypeVar("W", bound=Led)


def opens_screens(at: Town, language: str, walker: type[W]) -> list[W]:
    """Lead a lead to a computer, a desk, and the end of it."""
    at.do(lambda s: settle(at.work(s), "https://jip.example"))
    found = walker(lead(at, "94", language), language)
    found.led("/team", ".1.computer", PIN, ".yes")
    found.led(shown_number(at), "/team", "desks", ".1.new", PIN, ".alb")
    found.led(shown_number(at), "/team", "desks", "screen", PIN)
    return [found]


def shown_number(at: Town) -> str:
    """Open the newest link in a browser and read its number."""

    def opened(session: Session) -> str:
        links = select(PageLink).where(PageLink.purpose == Purpose.SCREEN)
        link = session.scalars(links.order_by(PageLink.id.desc())).first()
        assert link is not None
        given = screens.wait_there(at.work(session), link, Device.OWN)
        assert given is not None
        return screens.number(given.session)

    return at.do(opened)

"""Staff announce for another centre, a lead says no; a course of theirs is moved and cancelled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol, TypeVar

from locales.languages import LANGUAGES
from storage.models.people import RoleName
from tests.conversations.desk_scene import lead
from tests.conversations.invited import invited
from tests.people import Phone, Town

COURSE = (".german_course", ".1000", ".1200", ".free", ".open")
PARTS = (
    *(".change", ".place", ".other", "Mörsingen", "Hauptstr. 1"),
    *(".change", ".childcare", ".yes", ".change", ".free", ".yes"),
    *(".change", ".people", ".reutlingen", ".later", ".2026"),
)


class Led(Protocol):
    """A walker that can be led."""

    phone: Phone

    def led(self, *ways: str) -> None:
        """Go a way."""


W = TypeVar("W", bound=Led)


def announcing(at: Town, language: str, walker: Callable[[Phone, str], W]) -> list[W]:
    """Lead staff and a lead to what nobody finds by tapping."""
    ida = invited(at, "9", RoleName.STAFF, "alb", LANGUAGES[language].own_name, name="Ida")
    staff, boss = walker(ida, language), walker(lead(at, "8", language), language)
    day = f".{at.now + timedelta(days=3):%Y%m%d}"
    kind, *rest = COURSE
    staff.led("/announce", kind, day, *rest, *PARTS)
    boss.phone.reads()
    boss.led(".1.show-ti", ".1.no", "Kein Raum", "/announce", ".alb")
    staff.led("/announce", kind, day, *rest, ".send")
    at.now += at.limits.undo
    at.tick()
    ida.reads()
    staff.led(".1.pause", ".1.resume", ".1.show", ".1.open", "/announce", ".sent")
    staff.led(".1.open", ".1.move", day, ".1400", ".1600", ".yes", ".1.cancel", ".yes")
    return [staff, boss]

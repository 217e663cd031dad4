"""Colleagues of a centre: invited with a link and a number, looked at in /team."""

from __future__ import annotations

from sqlalchemy import select

from storage.models import Chat, Colleague, Role
from storage.models.people import RoleName
from tests.conversations.invited import PIN, invited
from tests.people import Phone, Town


def lead(at: Town, address: str, centre: str = "alb") -> Phone:
    return invited(at, address, RoleName.LEAD, centre, name=address.capitalize())


def link_for(inviter: Phone, name: str = "Anna", role: str = "Staff of the centre") -> str:
    """Invite a colleague and return what the link carries."""
    inviter.says("/team").taps("Invite a colleague").taps(role).says(name)
    shown = next(b for b in reversed(inviter.bubbles) if b.copies)
    assert f"This is for {name}:" in shown.text
    assert shown.body["file"]["name"] == "link.png"
    assert shown.copies[0].startswith("https://t.me/jip_bot?start=i-")
    return shown.copies[0].partition("start=")[2]


def opened(at: Town, address: str, link: str) -> tuple[Phone, str]:
    """Open a link on a new phone and read the number."""
    phone = at.phone(address).says(f"/start {link}").taps("English")
    return phone, phone.sees.rpartition(": ")[2]


def person_of(phone: Phone) -> int:
    return phone.town.do(lambda s: s.get_one(Chat, phone.chat).person_id or 0)


def roles(phone: Phone) -> set[tuple[str, str]]:
    rows = select(Role.role, Role.scope).where(Role.person_id == person_of(phone))
    return phone.town.do(lambda s: {(role.value, scope) for role, scope in s.execute(rows)})


def colleague_row(phone: Phone) -> Colleague | None:
    key = person_of(phone)
    return phone.town.do(lambda s: s.get(Colleague, key))


def card(who: Phone, name: str) -> Phone:
    """Open a colleague's card from the list."""
    return who.says("/team").taps(f"👤 {name}")


def joined_anna(anna: Phone) -> Phone:
    anna.pin = PIN
    return anna.reads().taps("Begin").says(PIN).says(PIN)

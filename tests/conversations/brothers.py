"""Two brothers on one phone: Hamid came first, then Yonas."""

from __future__ import annotations

from conversations.kit.events import Typed
from storage.seats import seats
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

HAMIDS, YONAS = "1357", "2468"


def shared(town: Town) -> Phone:
    """Let Hamid give his phone to Yonas, who is welcomed and chooses digits of his own."""
    phone = newcomer(town, "hamid", first_name="Hamid")
    phone.says("/phone").says("Hamid").says(HAMIDS)
    phone.taps("I agree").taps("18 or older").says("Metzingen")
    return phone.says("Yonas").says(YONAS)


def takes(phone: Phone, name: str, digits: str) -> Phone:
    """Let one of them take the phone."""
    return phone.says("/start").taps(name).says(digits)


def types(phone: Phone, text: str, message_id: int) -> Phone:
    """Type a text of which the messenger knows the number."""
    return phone.does(Typed(text, phone.town.now, message_id=message_id))


def keys(phone: Phone) -> dict[str, int]:
    """Return the keys of the people on a phone by nickname."""
    town = phone.town
    return town.do(
        lambda s: {each.nickname or "": each.person_id for each in seats(town.work(s), phone.chat)}
    )

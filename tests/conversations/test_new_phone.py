"""A new phone: checked at the desk, one link, one number; the old phone goes mute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
import segno
from sqlalchemy.orm import Session

from conversations.kit.actor import actor_of
from conversations.kit.context import opened
from conversations.kit.files import Look, read_file
from conversations.staff.new_phone import NEW_PHONE
from conversations.turn import go
from storage.models import Chat, Person
from storage.ourselves import call
from tests.conversations.brothers import HAMIDS, YONAS, keys, shared, takes
from tests.conversations.invited import staff
from tests.conversations.test_pin import deleted
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import address, booked, newcomer, news, person_of, walked

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 12)
NUMBER = "Please show this number at the centre: "


def begins(desk: Phone, who: int) -> Phone:
    """Let staff tap "new phone" on somebody's card."""
    town = desk.town

    def begin(session: Session) -> None:
        context = opened(town.work(session), desk.chat, f"card:{town.now}:{who}")
        actor = actor_of(context.work, context.person, "en")
        person = session.get_one(Person, who)
        closed = NEW_PHONE.closed(context.work, actor, person, "")
        go(context, (closed or NEW_PHONE.do(context.work, actor, person, "")).steps)

    town.do(begin)
    return desk.reads()


def link(desk: Phone, who: int) -> str:
    """Let staff check who stands there, and return what the new phone opens."""
    begins(desk, who).taps("Yes, I checked")
    shown = next(each for each in reversed(desk.bubbles) if each.copies)
    (copied,) = shown.copies
    assert copied in shown.text
    return copied


def shows(town: Town, name: str, text: str) -> tuple[Phone, str]:
    """Open a link on a new phone and read the number."""
    phone = town.phone(name).says(text).taps("English")
    assert phone.sees.startswith(NUMBER)
    return phone, phone.sees.removeprefix(NUMBER)


def moved(town: Town) -> tuple[Phone, Phone, Phone]:
    """Bring Amal to a new phone; returns the desk, the new phone, the old one."""
    address(town)
    petra = staff(town, "petra", "alb")
    old = newcomer(town, "old", first_name="Amal")
    booked(town, old, DAY, time(15))
    old.reads()
    new, number = shows(town, "new", link(petra, person_of(old)))
    petra.says(number)
    return petra, new.reads(), old.reads()


def test_the_number_brings_her_to_the_new_phone_and_the_old_one_goes_mute(here: Town) -> None:
    petra, new, old = moved(here)
    assert petra.sees == "Right. The new phone is theirs now, the old one is mute."
    first, second = new.sees.split("\n")
    assert first == "Welcome back. Your reminders come here now."
    assert second.startswith("What is older you see here from: Wednesday, 11.11.")
    assert old.sees.split("\n") == [
        "This chat belongs to a new phone now. Here it is mute.",
        "Not you? Please call at once: +49 7381 000-1",
    ]
    assert person_of(new)
    assert here.do(lambda s: s.get_one(Chat, old.chat).person_id) is None
    heard = walked(here, datetime(2026, 11, 11, 19, tzinfo=BERLIN), old, new)
    assert len(heard) == 1
    assert "15:00" in new.bubbles[-1].text


def test_nothing_older_is_shown_for_a_day(here: Town) -> None:
    _petra, new, _old = moved(here)
    for command in ("/profile", "/appointments", "/offers"):
        assert new.says(command).sees.startswith("What is older you see here from:")
    new.says("1 T1")
    assert "15:00" not in new.sees
    here.now += timedelta(hours=24)
    assert "15:00" in new.says("/appointments").sees


def test_one_wrong_number_closes_the_link(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    old = newcomer(here, "old", first_name="Amal")
    who = person_of(old)
    new, number = shows(here, "new", link(petra, who))
    petra.says("0000" if number != "0000" else "0001")
    assert petra.sees == "This is not the number. The link is closed, and nothing was changed."
    assert new.reads().sees.startswith("The number was not the same.")
    petra.says(number)
    assert person_of(old) == who
    assert here.do(lambda s: s.get_one(Chat, new.chat).person_id) is None


def test_a_link_is_good_for_one_phone_and_ten_minutes(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    who = person_of(newcomer(here, "old"))
    text = link(petra, who)
    petra.says("1234")
    assert "Nobody has opened the link yet." in petra.sees
    shows(here, "new", text)
    thief = here.phone("thief").says(text).taps("English")
    assert any("too old" in bubble.text for bubble in thief.bubbles)
    here.now += timedelta(minutes=11)
    late = here.phone("late").says(link(petra, who)).taps("English")
    assert late.sees.startswith(NUMBER)
    here.now += timedelta(minutes=11)
    petra.says(late.sees.removeprefix(NUMBER))
    assert "Nobody has opened the link yet." in petra.sees


def test_a_phone_somebody_uses_is_not_taken(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    text = link(petra, person_of(newcomer(here, "old")))
    used = newcomer(here, "used").says(text)
    assert used.bubbles[-2].text.startswith("Somebody uses this phone already.")


def test_staff_who_did_not_check_change_nothing(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    begins(petra, person_of(newcomer(here, "old"))).taps("No, not now")
    assert petra.sees == "Nothing was changed."


def test_nobody_becomes_a_colleague_at_the_desk(here: Town) -> None:
    petra, lena = staff(here, "petra", "alb"), staff(here, "lena", "alb")
    shown = len(petra.bubbles)
    begins(petra, person_of(lena))
    assert len(petra.bubbles) == shown


def test_a_brother_who_gets_his_own_phone_leaves_the_other_on_the_old_one(here: Town) -> None:
    address(here)
    petra = staff(here, "petra", "alb")
    phone = takes(shared(here), "Hamid", HAMIDS)
    booked(here, phone, DAY, time(15))
    takes(phone.reads(), "Yonas", YONAS)
    walked(here, datetime(2026, 11, 11, 19, tzinfo=BERLIN), phone)
    hamid = keys(phone)["Hamid"]
    petra.says("/today")
    new, number = shows(here, "new", link(petra, hamid))
    petra.says(number)
    assert person_of(phone) == keys(phone)["Yonas"]
    assert set(keys(phone)) == {"Yonas"}
    assert any("15:00" in bubble.text for bubble in new.reads().bubbles)
    assert news(phone) == ["This chat belongs to a new phone now. Here it is mute."]


def test_who_goes_to_another_centre_meanwhile_is_no_more_theirs_to_move(here: Town) -> None:
    petra, old = staff(here, "petra", "alb"), newcomer(here, "old", first_name="Amal")
    begins(petra, person_of(old))
    assert "A new phone for Amal" in petra.sees
    who = person_of(old)
    here.do(lambda session: _moves_house(session, who, "reutlingen"))
    petra.taps("Yes, I checked")
    assert not any(each.copies for each in petra.bubbles)
    assert "Open this on the new phone" not in petra.sees


def _moves_house(session: Session, who: int, centre: str) -> None:
    profile = session.get_one(Person, who).profile
    assert profile is not None
    profile.centre = centre


def test_the_link_is_a_picture_too_and_goes_from_the_chat_after_ten_minutes(here: Town) -> None:
    here.do(lambda session: call(here.work(session), "jip_bot"))
    petra = staff(here, "petra", "alb")
    address = link(petra, person_of(newcomer(here, "old")))
    assert address.startswith("https://t.me/jip_bot?start=n-")
    shown = next(each for each in reversed(petra.bubbles) if each.copies)
    file = read_file(shown.body["file"])
    assert (file.look, file.name) == (Look.PICTURE, "link.png")
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=10, border=4)
    assert file.content == drawn.getvalue()
    assert "It is good once, until:" in shown.text
    assert shown.text.endswith("The camera of the other phone opens it, too.")
    here.now += timedelta(minutes=9)
    here.tick()
    assert deleted(petra.reads()) == []
    here.now += timedelta(minutes=1)
    here.tick()
    assert deleted(petra.reads()) == [shown.row]

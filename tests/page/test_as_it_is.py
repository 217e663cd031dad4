"""What stands on a page says what is true now, to who reads it now, and never nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.page.view import Conversation
from conversations.kit.events import Tapped, Typed
from locales.languages import LANGUAGES
from storage.erasure import export_person
from storage.models import Chat, PageEntry
from storage.page.entries import notice
from storage.queues.speaking import answer
from tests.conversations.brothers import HAMIDS, YONAS, shared, takes
from tests.conversations.invited import staff
from tests.conversations.test_thread import asks
from tests.page.phone import PagePhone, PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import address, newcomer, person_of

pytestmark = pytest.mark.both_databases
GONE = "This is not here any more."
OLD = "This changed in the meantime. Please look again."


@pytest.fixture
def there(here: Town) -> PageTown:
    """The district, where people come to the page."""
    return PageTown(here.database, here.now, here.limits)


def page(phone: Phone) -> PagePhone:
    assert isinstance(phone, PagePhone)
    return phone


def texts(phone: Phone) -> list[str]:
    return [bubble.text for bubble in page(phone).looks().bubbles]


def view(phone: Phone) -> Conversation:
    found = page(phone).looks().view
    assert found is not None
    return found


def stored(phone: Phone) -> list[PageEntry]:
    rows = select(PageEntry).where(PageEntry.chat_id == phone.chat).order_by(PageEntry.id)
    return phone.town.do(lambda session: list(session.scalars(rows)))


def test_who_is_erased_is_gone_from_the_page_of_staff_at_once(there: PageTown) -> None:
    petra, amal = staff(there, "petra", "alb"), asks(there, "Amal")
    petra.reads().taps("Take")
    petra.says("/people Amal")
    assert any("Amal" in text for text in texts(petra))
    amal.says("/delete").taps("Yes, delete everything")
    assert not any("Amal" in text for text in texts(petra))
    assert GONE in texts(petra)
    assert page(amal).view is None
    assert amal.sees.endswith("Nothing of it is left on this page.")
    assert [entry.side for entry in stored(amal)] == ["ours"]
    there.now += timedelta(minutes=1)
    there.tick()
    assert stored(amal) == []
    assert there.do(lambda session: session.get(Chat, amal.chat)) is None


def test_with_two_threads_open_a_text_goes_to_nobody_before_it_is_said_to_whom(
    there: PageTown,
) -> None:
    petra = staff(there, "petra", "alb")
    amal, reza = asks(there, "Amal"), asks(there, "Reza")
    for _ in range(2):
        petra.reads().taps("Take")
    reza.reads().says("I wrote last")
    petra.reads().says("Please come tomorrow")
    assert petra.sees == "To whom does this go?"
    assert [name in " ".join(petra.buttons) for name in ("Amal", "Reza")] == [True, True]
    for one in (amal, reza):
        assert not any("tomorrow" in text for text in texts(one.reads()))
    petra.taps("Amal")
    if "Send" in " ".join(petra.buttons):
        petra.taps("Send")
    there.now += there.limits.undo
    there.tick()
    assert any("tomorrow" in text for text in texts(amal.reads()))
    assert not any("tomorrow" in text for text in texts(reza.reads()))


def test_digits_leave_no_entry_and_each_brother_reads_his_own(there: PageTown) -> None:
    phone = shared(there)
    kept = " ".join(str(entry.body) for entry in stored(phone))
    assert HAMIDS not in kept
    assert YONAS not in kept
    assert "Good. Now please give the phone to the other person." in texts(phone)
    takes(phone, "Hamid", HAMIDS).says("/profile")
    his = {str(entry.html) for entry in view(phone).entries if entry.side == "ours"}
    takes(phone, "Yonas", YONAS)
    left = his & {str(entry.html) for entry in view(phone).entries}
    assert not [html for html in left if "Hamid" in html or "Münsingen" in html]


def test_who_leaves_a_shared_page_takes_what_was_said_to_them_along(there: PageTown) -> None:
    phone = takes(shared(there), "Hamid", HAMIDS)
    hamid = person_of(phone)
    phone.says("/profile").says("/delete").taps("Yes, delete everything")
    assert not [entry for entry in stored(phone) if entry.person_id == hamid]
    assert not there.do(lambda session: export_person(there.work(session), hamid))


def test_an_old_button_never_meets_silence(there: PageTown) -> None:
    amal = newcomer(there, "amal").says("/person")
    first = amal.bubbles[-1]
    for _ in range(3):  # the second is what a messenger would take for one tap made twice
        before = texts(amal)
        amal.does(Tapped(first.every_data[0], first.row))
        assert amal.toast or texts(amal) != before
    assert amal.toast in (OLD, "This is closed. Here is the menu: /menu")


def test_a_change_of_what_is_gone_comes_back_only_for_who_tapped_it(there: PageTown) -> None:
    amal = newcomer(there, "amal").says("/menu")
    row, entry = amal.bubbles[-1].row, stored(amal)[-1]
    body = {"v": 2, "op": "edit", "text": "Changed.", "rows": []}

    def change(session: Session, key: str, **more: bool) -> None:
        answer(there.work(session), amal.chat, key, body | more, edits=row)

    there.do(lambda session: session.delete(session.get_one(PageEntry, entry.id)))
    there.do(lambda session: change(session, "beside", follows=True))
    assert "Changed." not in texts(amal.reads())
    there.do(lambda session: change(session, "tapped"))
    assert "Changed." in texts(amal.reads())


def test_what_a_tap_came_to_stands_until_the_next_turn_and_ten_minutes_at_most(
    there: PageTown,
) -> None:
    amal = page(newcomer(there, "amal").says("/menu"))
    amal.does(Tapped("1sappointment.99.1.come", amal.bubbles[-1].row))
    assert amal.toast == "This is closed. Here is the menu: /menu"
    assert [each.side for each in view(amal).entries if each.side == "notice"]
    amal.says("/help")
    assert not [each for each in view(amal).entries if each.side == "notice"]
    there.do(lambda s: notice(there.work(s), s.get_one(Chat, amal.chat), "Done"))
    there.now += timedelta(minutes=11)
    assert not [each for each in view(amal).entries if each.side == "notice"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_its_german_twin_and_the_way_it_is_written(
    there: PageTown, language: str
) -> None:
    address(there)
    amal = page(newcomer(there, "amal", language))
    for command in ("/menu", "/week", "/book", "/person", "/profile", "/language"):
        amal.says(command)
    for entry in view(amal).entries:
        assert entry.direction == LANGUAGES[entry.language].direction
        assert (entry.german is not None) == (entry.language != "de"), entry.html
    assert {entry.language for entry in view(amal).entries} == {language}


def test_the_question_stays_while_much_comes_after_it(there: PageTown) -> None:
    amal = page(newcomer(there, "amal").says("/person"))
    asked = amal.sees

    def comes(session: Session) -> None:
        for number in range(15):
            body = {"v": 2, "op": "send", "text": f"News {number}", "rows": []}
            answer(there.work(session), amal.chat, f"news {number}", body)

    there.do(comes)
    amal.reads()
    current = view(amal).current
    assert current is not None
    assert asked.split("\n")[0] in str(current.html)


def test_somebody_stops_comes_back_and_changes_the_language(there: PageTown) -> None:
    amal = page(newcomer(there, "amal").says("/stop"))
    amal.taps(amal.buttons[0])
    assert amal.says("/start").sees
    amal.says("/language").taps("Deutsch")
    assert view(amal).language == "de"
    amal.does(Typed("Menü", there.now))
    assert view(amal).entries[-1].language == "de"

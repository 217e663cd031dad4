"""The desk of a centre: name, PIN, one chat; then the next colleague, who sees nothing of it."""

from __future__ import annotations

import pytest

from storage.leaving import suspend
from storage.models.page import Purpose
from storage.models.people import RoleName
from storage.page import desks, links
from storage.team import member
from storage.work import Work
from tests.page.desk_scene import OTHER_PIN, PIN, as_desk, house
from tests.page.paged import Browser

pytestmark = pytest.mark.both_databases
TODAY = "Today: Integrationszentrum Alb"
WHO = "Who are you? Please choose your name."


def names(pc: Browser) -> list[str]:
    """Who can come in."""
    html = pc.page.html
    parts = html.split('<span translate="no" dir="auto">')[1:]
    return [part.partition("<")[0] for part in parts]


async def comes_in(pc: Browser, key: int, pin: str = PIN) -> Browser:
    """Tap a name and type a PIN."""
    return await pc.presses("Open", who=str(key), pin=pin)


async def test_lena_makes_a_desk_and_ends_it(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        lena = await at.handset(301, "Lena", RoleName.LEAD)
        anna = await at.colleague("Anna")
        await at.colleague("Hans", scope="echaz")
        await as_desk(lena, pc)
        assert "Right. This browser is the desk of Integrationszentrum Alb now." in lena.sees
        assert names(pc) == ["Anna", "Lena"]
        await comes_in(pc, anna)
        assert TODAY in pc.page.asked
        await lena.says("/team")
        await lena.taps("Desks of the centre")
        assert "1. Integrationszentrum Alb" in lena.sees
        assert "Last used" in lena.sees
        await lena.taps("End desk 1")
        if "Your PIN" in lena.sees:
            await lena.says(PIN)
        assert "There is none yet." in lena.sees
        await pc.opens("/c")
        assert TODAY not in pc.page.html
        assert names(pc) == []


async def test_the_next_colleague_sees_nothing_of_the_one_before(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        anna = await at.colleague("Anna")
        omar = await at.colleague("Omar", pin=OTHER_PIN)
        await at.is_desk(pc)
        await comes_in(pc, anna)
        assert pc.answer is not None
        assert pc.answer.headers["Cache-Control"] == "no-store"
        await pc.types("A text of Anna's")
        hers, cookie = pc.page, next(iter(pc.http.cookie_jar)).value
        await pc.presses("Lock")
        assert WHO in pc.page.html
        assert next(iter(pc.http.cookie_jar)).value != cookie
        await comes_in(pc, omar, PIN)
        assert "This is not your PIN." in pc.page.html
        await comes_in(pc, omar, OTHER_PIN)
        assert TODAY in pc.page.asked
        assert "A text of Anna" not in pc.page.html
        form = next(form for form in hers.forms if "text" in form.fields)
        await pc.posts("/c", {**form.hidden, "text": "posted with the back button"})
        assert "posted with the back button" not in pc.page.html
        pc.http.cookie_jar.update_cookies({"jip": cookie})
        await pc.opens("/c")
        assert "A text of Anna" not in pc.page.html


async def test_after_five_minutes_it_shows_names_alone(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        anna = await at.colleague("Anna")
        await at.is_desk(pc)
        await comes_in(pc, anna)
        at.clock.passes(minutes=4)
        await pc.opens("/c")
        assert TODAY in pc.page.asked
        at.clock.passes(minutes=5)
        await pc.opens("/c")
        assert names(pc) == ["Anna", "Lena"]
        assert TODAY not in pc.page.html
        at.clock.passes(days=29)
        await pc.opens("/desk")
        assert names(pc) == ["Anna", "Lena"]
        at.clock.passes(days=2)
        await pc.opens("/desk")
        assert names(pc) == []


async def test_five_misses_wait_a_quarter_of_an_hour_at_this_desk_alone(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc, at.browser() as other:
        anna = await at.colleague("Anna")
        await at.is_desk(pc)
        await at.is_desk(other)
        for _ in range(5):
            await comes_in(pc, anna, "1111")
        assert "Too many wrong tries. The PIN works again" in pc.page.html
        assert names(pc) == []
        await comes_in(other, anna)
        assert TODAY in other.page.asked
        at.clock.passes(minutes=15)
        await pc.opens("/desk")
        await comes_in(pc, anna)
        assert TODAY in pc.page.asked


async def test_a_desk_that_is_locked_between_misses_forgets_none(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        anna = await at.colleague("Anna")
        await at.is_desk(pc)
        for number in range(5):
            await comes_in(pc, anna, f"111{number}")
            await pc.posts("/end", {"finish": "yes"})
            await pc.opens("/desk")
        assert "Too many wrong tries. The PIN works again" in pc.page.html
        assert names(pc) == []


async def test_who_is_suspended_is_shown_out_and_stands_on_no_list(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc, at.browser() as own:
        anna = await at.colleague("Anna")
        await at.is_desk(pc)
        await at.has_own(own, anna)
        await comes_in(pc, anna)

        def pause(work: Work) -> None:
            who = member(work, anna)
            assert who is not None
            suspend(work, None, who)

        await at.do(pause)
        await pc.opens("/c")
        assert names(pc) == ["Lena"]
        await pc.posts("/desk", {**pc.page.forms[0].hidden, "who": str(anna), "pin": PIN})
        assert TODAY not in pc.page.html
        await own.opens("/c")
        assert "language" in own.page.html
        assert TODAY not in own.page.html


async def test_who_deletes_everything_at_the_desk_leaves_it_to_the_others(
    database_url: str,
) -> None:
    async with house(database_url) as at, at.browser() as pc:
        anna = await at.colleague("Anna")
        await at.is_desk(pc)
        await comes_in(pc, anna)
        await pc.presses("/delete")
        await pc.presses(".yes")
        assert "We have deleted everything" in pc.page.html
        await pc.opens("/desk")
        assert names(pc) == ["Lena"]
        assert len(await at.do(lambda work: desks.desks(work, "alb"))) == 1


async def test_a_new_person_answers_at_the_desk_which_stays_one(database_url: str) -> None:
    async with house(database_url) as at, at.browser() as pc:
        anna = await at.colleague("Anna")
        await at.is_desk(pc)
        await comes_in(pc, anna)

        def window(work: Work) -> str:
            until = work.now + work.limits.idle
            made = links.make(
                work, Purpose.DESK, expires_at=until, made_by=anna, centre="alb", language="en"
            )
            return made.token

        await pc.opens(f"/l/{await at.do(window)}")
        await pc.presses("Go on")
        assert TODAY not in pc.page.html
        assert pc.page.buttons
        at.clock.passes(minutes=15)  # a newcomer reads slowly
        await pc.opens("/c")
        assert WHO not in pc.page.html
        await pc.presses("Lock")
        assert names(pc) == ["Anna", "Lena"]

"""Addresses: one mail before they are confirmed, five tries, ten minutes, and nobody is told on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy import select

from storage.digits import Tried
from storage.erasure import erase_silently, export_person
from storage.models import Contact, Outbox, Person
from storage.models.outbox import Carrier
from storage.page import contacts, mails
from storage.page.contacts import Given
from storage.people import join
from storage.queues.chats import find_chat
from storage.rules.mail_address import read_address
from storage.work import Work
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases
T = TypeVar("T")
ADDRESS = "amina@example.org"
CODE = contacts.draw()


def known(alb: Town, name: str) -> Phone:
    """Give somebody who agreed a phone."""
    phone = alb.phone(name)
    unit(alb, lambda work: join(work, find_chat(work, phone.chat) or pytest.fail("no chat")))
    return phone


def unit(alb: Town, do: Callable[[Work], T]) -> T:
    return alb.do(lambda session: do(alb.work(session)))


def person(alb: Town, phone: Phone) -> int:
    found = unit(alb, lambda work: find_chat(work, phone.chat))
    assert found is not None
    assert found.person_id is not None
    return found.person_id


def gives(alb: Town, who: int, address: str = ADDRESS) -> Given:
    return unit(alb, lambda work: contacts.give(work, who, address))


def code_goes(alb: Town, who: int, chat: int) -> int:
    """Let a code go to the address, as often as anybody asks; return how many mails that are."""

    def put(work: Work) -> int:
        contact = contacts.current(work, who)
        assert contact is not None
        mails.put_code(work, contact, chat)
        contacts.code_goes(work, contact, CODE.kept)
        rows = select(Outbox.id).where(Outbox.carrier == Carrier.MAIL)
        return len(work.session.scalars(rows).all())

    return unit(alb, put)


def tries(alb: Town, who: int, digits: str) -> Tried:
    return unit(alb, lambda work: contacts.attempt(work, who, digits))


def test_an_address_that_is_not_confirmed_gets_one_mail_ever(alb: Town) -> None:
    amina = known(alb, "amina")
    who = person(alb, amina)
    assert gives(alb, who) is Given.KEPT
    assert code_goes(alb, who, amina.chat) == 1
    assert gives(alb, who, "other@example.org") is Given.KEPT
    assert code_goes(alb, who, amina.chat) == 2
    assert gives(alb, who, ADDRESS.upper()) is Given.KEPT
    assert code_goes(alb, who, amina.chat) == 2


def test_the_right_number_confirms_and_five_wrong_ones_end_it(alb: Town) -> None:
    amina, yonas = known(alb, "amina"), known(alb, "yonas")
    for phone, address in ((amina, ADDRESS), (yonas, "yonas@example.org")):
        gives(alb, person(alb, phone), address)
        code_goes(alb, person(alb, phone), phone.chat)
    assert tries(alb, person(alb, amina), CODE.digits) is Tried.RIGHT
    wrong = f"{(int(CODE.digits) + 1) % 1_000_000:06}"
    assert [tries(alb, person(alb, yonas), wrong) for _ in range(5)] == [Tried.WRONG] * 4 + [
        Tried.SHUT
    ]
    assert tries(alb, person(alb, yonas), CODE.digits) is Tried.WRONG


def test_after_ten_minutes_a_number_is_none(alb: Town) -> None:
    amina = known(alb, "amina")
    gives(alb, person(alb, amina))
    code_goes(alb, person(alb, amina), amina.chat)
    alb.now += timedelta(minutes=10)
    assert tries(alb, person(alb, amina), CODE.digits) is Tried.WRONG


def test_nobody_learns_that_an_address_is_somebody_elses(alb: Town) -> None:
    amina, yonas = known(alb, "amina"), known(alb, "yonas")
    gives(alb, person(alb, amina))
    assert gives(alb, person(alb, yonas)) is Given.SILENT
    assert tries(alb, person(alb, yonas), CODE.digits) is Tried.WRONG
    owner = unit(alb, lambda work: work.session.scalars(select(Contact.person_id)).one())
    assert owner == person(alb, amina)


def test_nobody_has_mails_sent_to_many(alb: Town) -> None:
    who = person(alb, known(alb, "amina"))
    given = [gives(alb, who, f"a{n}@example.org") for n in range(6)]
    assert given == [Given.KEPT] * 5 + [Given.ENOUGH]


def test_one_link_ends_mails_in_every_mail(alb: Town) -> None:
    amina = known(alb, "amina")
    who = person(alb, amina)
    gives(alb, who)

    def token(work: Work) -> str:
        found = contacts.current(work, who)
        assert found is not None
        return contacts.stop_token(work, found)

    first, second = unit(alb, token), unit(alb, token)
    assert first == second
    found = unit(alb, lambda work: contacts.by_stop(work, first))
    assert found is not None
    assert found.stop_key != first
    assert unit(alb, lambda work: contacts.by_stop(work, f"{first}x")) is None


def test_an_address_is_exported_and_goes_with_its_owner(alb: Town) -> None:
    who = person(alb, known(alb, "amina"))
    gives(alb, who)
    assert unit(alb, lambda work: export_person(work, who))["contact"][0]["address"] == ADDRESS
    unit(alb, lambda work: erase_silently(work, who))
    assert unit(alb, lambda work: work.session.scalars(select(Contact)).all()) == []
    assert unit(alb, lambda work: work.session.get(Person, who)) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" Amina.B@Example.ORG ", "Amina.B@example.org"),
        ("mailto:amina@example.org", ADDRESS),
        ("<amina@example.org>", ADDRESS),
        ("info@münsingen.example", "info@xn--mnsingen-65a.example"),
        ("amina@example", None),
        ("amina at example.org", None),
        ("amina@example.org\nBcc: x@evil.example", None),
        ("a,b@example.org", None),
        ("@example.org", None),
        ("x" * 65 + "@example.org", None),
    ],
)
def test_what_is_an_address(typed: str, read: str | None) -> None:
    found = read_address(typed)
    assert found == read or (read and read.startswith("info@") and found and "xn--" in found)

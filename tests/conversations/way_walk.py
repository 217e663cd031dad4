"""Somebody is led along their way to a firm, and finds work, in any language."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.introductions import wants
from locales.languages import LANGUAGES
from storage.models import Chat, Offer, Person
from storage.rules.stages import Move
from tests.conversations.walker import Walker
from tests.conversations.way_scene import STARTS, cleared, moves, names_days, with_a_firm
from tests.people import Phone, Town

STAYS = ("/ways", ".open", ".stop", ".keep")
FINDS_WORK = ("/profile", ".have_work", ".myself", ".already", ".no", ".yes")
LOOKS_AGAIN = ("/profile", ".look_again")
CANNOT = (".day-1", ".calendar", ".cannot", ".other")


def on_the_way(at: Town, language: str, walker: type[Walker] = Walker) -> Walker:
    """Lead somebody from a nameless card to a job that ends, saying all there is to say."""
    with_a_firm(at)
    who = walker(at.phone("selam").says("/start").taps(LANGUAGES[language].own_name), language)
    who.led(".start", ".18", "Münsingen")
    at.do(lambda session: _is_interested(at, session, who.phone))
    who.phone.reads()
    who.led(*STAYS, *FINDS_WORK, *LOOKS_AGAIN)
    moves(at, Move.SEND)
    who.phone.reads()
    who.led(".yes", "Selam")
    cleared(at)
    names_days(at)
    who.phone.reads()
    who.led(*CANNOT)
    names_days(at)
    who.phone.reads()
    who.led(".day-2", "/appointments")
    moves(at, Move.COME)
    moves(at, Move.START, starts_on=STARTS)
    who.phone.reads()
    who.led("/ways", ".open", ".stop", ".stop", "/profile", ".good", ".not_now")
    return who


def _is_interested(at: Town, session: Session, phone: Phone) -> None:
    work, chat = at.work(session), session.get_one(Chat, phone.chat)
    offer = session.scalars(select(Offer).order_by(Offer.id.desc()).limit(1)).one()
    wants(work, session.get_one(Person, chat.person_id), offer)

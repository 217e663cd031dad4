"""People in the middle of everything, as release 0.1.0 left them: they notice no new version."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from enum import Enum
from functools import partial
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.talk import Setup, our_talk
from bot.telegram.claims import claim
from bot.telegram.pace import Pace, Slot
from bot.turns import Turns
from conversations.everybody.first_name import FIRST_NAME
from conversations.kit.buttons import OfQuestion
from conversations.kit.context import Context
from conversations.kit.engine import Engine
from conversations.kit.events import Command, Event, Tapped, Typed
from conversations.kit.messages import finish
from conversations.kit.prompting import SKIP, prompt_message
from conversations.registry import FLOWS, HOUSE
from conversations.turn import take_turn
from scheduler.due import run_due
from storage.engine.database import Database, Priority
from storage.limits import load_limits
from storage.models import Chat, Due, Employer, Outbox, Person, Profile, Request, Role
from storage.models.outbox import Lane, OutboxState
from storage.models.people import RoleName
from storage.people import EVERYWHERE, TEAM
from storage.queues import inbox, outbox
from storage.queues.chats import dialogue_of
from storage.work import Work
from tests.storage.seeding import counts

Json = dict[str, Any]
BERLIN = ZoneInfo("Europe/Berlin")
GO_ON = "1smenu.0.0.continue"
TYPED = "72525"
TURN = count()


def asked(context: Context) -> Json | None:
    """Return the current question as it would be shown: only here is known how a place is kept."""
    engine = Engine(context, HOUSE)
    if engine.current is None:
        return None
    return finish(prompt_message(engine.here(), *engine.current), context.language)


def do(database: Database, unit: Callable[[Session], Any]) -> Any:
    return database.submit(Priority.TURN, unit).result(60)


OTHERWISE = {("card", "card"), ("announce", "street"), ("announce", "kind")}
OTHERWISE |= {("announce", "preview"), ("announce", "part"), ("announce", "day")}
NEW_FLOWS = {"answer", "sentence", "hand", "take_over", "to_whom"} | {"seat", "switch", "new_phone"}
NEW_FLOWS |= {"pin", "invite", "away", "deputy", "revoke", "first_name", "trouble"}
NEW_FLOWS |= {"interpret", "people", "noting", "reading", "entering", "erasing", "interpreter"}
NEW_FLOWS |= {"drop_sentence", "appoint", "booking", "cancelling"} | {"offer", "reoffer"}
NEW_FLOWS |= {"move", "call_off", "refuse", "hold"} | {"hours", "closing", "consulting", "fact"}
NEW_FLOWS |= {"computer", "desk", "mail"} | {"need", "reneed", "need_text"}
NEW_FLOWS |= {"stepping_back", "have_work"}
NEW_FLOWS |= {"firm_asks", "to_firm", "permitted", "firm_days", "first_day"}
NEW_FLOWS |= {"firm_no", "guardian", "way_ends"}
NEW_FLOWS |= {"letter", "way_back", "sheet", "receive", "two_chats"}
NEW_FLOWS |= {"register", "own_part", "firm_sure", "firm_named", "firm_overrule"}
NEW_FLOWS |= {"why_before", "lacks"} | {"ask_about", "trial_days", "begins", "street"}
NEW_COMMANDS = {"/numbers", "/inbox", "/appoint", "/phone", "/team", "/people", "/problem", "/book"}
NEW_COMMANDS |= {"/offer", "/hours", "/activity", "/privacy", "/need", "/ways"}
NEW_COMMANDS |= {"/employer", "/myfirm", "/firms", "/questions", "/mypeople"}
NEW_QUESTIONS = {("card", "line")} | {("announce", new) for new in ("extras", "people", "later")}
NEW_QUESTIONS |= {("stop", "days")}
CHOICE_MORE = {("stop", "stop"), ("welcome", "consent")}


def each_chat(session: Session, release: Json, known_of: str) -> Iterator[tuple[Json, Context]]:
    """Give every chat of which this is known; whatever is done there is undone."""
    now = datetime.fromisoformat(release["now"])
    chats = {chat.address: chat.id for chat in session.scalars(select(Chat))}
    for known in (chat for chat in release["chats"] if chat[known_of]):
        with session.begin_nested() as savepoint:
            yield known, here(session, chats[known["address"]], now)
            savepoint.rollback()
        session.expire_all()


def here(session: Session, chat: int, now: datetime) -> Context:
    """Begin a turn in a chat."""
    dialogue = dialogue_of(session, chat)
    work = Work(session, now, BERLIN, load_limits(session))
    return Context(work, session.get_one(Chat, chat), dialogue, f"released:{next(TURN)}")


def answer(known: Json, context: Context) -> Event:
    """Return what was done under the question when `next` was noted."""
    tap = known["next"]["tap"]
    return Tapped(tap, None) if tap else Typed(TYPED, context.work.now)


def said(context: Context, event: Event) -> tuple[str | None, list[Json]]:
    """Take a turn; return the toast and the messages it brings, in order."""
    session, chat = context.work.session, context.chat.id
    before = session.scalar(select(func.max(Outbox.id))) or 0
    toast = take_turn(context, event)
    session.flush()
    session.expire_all()
    rows = select(Outbox).where(Outbox.chat_id == chat, Outbox.id > before).order_by(Outbox.id)
    bodies = [row.body for row in session.scalars(rows) if row.body]
    return toast, [body for body in bodies if body["op"] in ("send", "edit")]


def asks(body: Json | None) -> object:
    """What can be answered to a prompt, whatever its words: buttons by their data, or the place."""
    if body is None:
        return None
    data = sorted(b["data"] for row in body["rows"] for b in row)  # rows follow how wide words are
    return data, bool(body.get("share_place"))


def marks(bodies: Sequence[Json]) -> list[str]:
    """What is ticked in what was said last, in order: the half answers somebody gave."""
    said = bodies[-1] if bodies else {"rows": []}
    texts = [b if isinstance(b, str) else b["text"] for row in said["rows"] for b in row]
    return [mark for text in texts for mark in re.findall("[☑✔⬜☐]", text)]


def plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | time) else value


def test_somebody_stands_at_every_question(release: Json) -> None:
    stands = [chat["dialogue"] or {} for chat in release["chats"]]
    reached = {(stand.get("flow"), stand.get("question")) for stand in stands}
    kept = [flow for flow in FLOWS if flow.name not in NEW_FLOWS]
    today = {(flow.name, asks.name) for flow in kept for asks in flow.questions}
    assert reached >= today - NEW_QUESTIONS


def test_every_row_is_there(upgraded: Database, release: Json) -> None:
    assert do(upgraded, counts).items() >= release["tables"].items()


def test_everybody_is_who_they_were(upgraded: Database, release: Json) -> None:
    def look(session: Session) -> None:
        for known, context in each_chat(session, release, "address"):
            chat = context.chat
            assert chat.language == known["language"]
            assert (chat.blocked_at is not None) == known["blocked"]
            assert kept(context.person, known["person"]) == known["person"]
            assert kept(context.profile, known["profile"]) == known["profile"]
            assert roles(session, chat.person_id) == known["roles"]

    do(upgraded, look)


def kept(row: Person | Profile | None, known: Json | None) -> Json | None:
    """Return what a row holds under the names of the release."""
    if row is None or known is None:
        return None
    found = {name: plain(getattr(row, name)) for name in known if name != "skills"}
    if isinstance(row, Profile):
        found["skills"] = {each.skill: each.level for each in row.skills}
    return found


def roles(session: Session, person_id: int | None) -> list[list[str]]:
    """Return roles as the release named them: it knew no star, everywhere was empty for a lead."""
    found = []
    for role in session.scalars(select(Role).where(Role.person_id == person_id)):
        firm = role.role == RoleName.EMPLOYER
        scope = session.get_one(Employer, int(role.scope)).ref if firm else role.scope
        found.append([role.role.value, scope.removeprefix(EVERYWHERE)])
        assert bool(role.scope) == (role.role in {*TEAM, RoleName.EMPLOYER})
    return sorted(found)


def test_every_question_is_still_asked(upgraded: Database, release: Json) -> None:
    def look(session: Session) -> None:
        for known, context in each_chat(session, release, "address"):
            body = asked(context)
            if (context.dialogue.flow, context.dialogue.question) in OTHERWISE | CHOICE_MORE:
                continue  # the old buttons are answered: see the next two tests
            assert asks(body) == asks(known["prompt"]), known["about"]

    do(upgraded, look)


def test_what_was_put_aside_can_be_gone_on_with(upgraded_file: Database, release: Json) -> None:
    """At once, or when the question that came between is answered."""

    def look(session: Session) -> None:
        for known, context in each_chat(session, release, "resumed"):
            if is_aside_onto_itself(known):
                assert Engine(context, HOUSE).context.position.aside is None
                continue
            if known["next"]:
                said(context, answer(known, context))
            later = here(session, context.chat.id, context.work.now)
            _toast, bodies = said(later, Tapped(_way_on(later), None))
            assert marks(bodies) == marks([known["resumed"]]), known["about"]

    do(upgraded_file, look)


def _way_on(context: Context) -> str:
    """Return the tap that goes on: today a first name is asked after a topic, it is skipped."""
    stands = context.dialogue
    is_name = stands.flow == FIRST_NAME.name
    return str(OfQuestion(stands.serial, SKIP)) if is_name else GO_ON


def is_aside_onto_itself(known: Json) -> bool:
    """Tell whether the release had put a matter aside onto itself: today that is over when read."""
    stands = known["dialogue"]
    aside = stands["aside"] or [None]
    return bool(stands["flow"]) and aside[0] == stands["flow"]


def test_who_is_asked_nothing_is_known_all_the_same(upgraded_file: Database, release: Json) -> None:
    """Help names their centre, also to who only looked or is a child, and what they may do."""

    def look(session: Session) -> None:
        for known, context in each_chat(session, release, "help"):
            _toast, bodies = said(context, Command("help", "", context.work.now))
            commands = [
                re.findall(r"/[a-z]+", text) for text in (bodies[-1]["text"], known["help"])
            ]
            assert [each for each in commands[0] if each not in NEW_COMMANDS] == commands[1]

    do(upgraded_file, look)


def test_old_buttons_lead_where_they_led(upgraded_file: Database, release: Json) -> None:
    """What was half answered, looped over, put aside or begun shows in what comes next."""

    def look(session: Session) -> None:
        for known, context in each_chat(session, release, "next"):
            toast, bodies = said(context, answer(known, context))
            assert bool(toast) == bool(known["next"]["toast"]), known["about"]
            assert bool(bodies) == bool(known["next"]["said"]), known["about"]
            assert marks(bodies) == marks(known["next"]["said"]), known["about"]
            person = session.get_one(Chat, context.chat.id).person_id
            assert passed_on(session, person) == known["next"]["request"], known["about"]

    do(upgraded_file, look)


def passed_on(session: Session, person_id: int | None) -> str | None:
    """Return the words the centre reads."""
    still_open = (Request.person_id == person_id, Request.closed_at.is_(None))
    return session.scalar(select(Request.text).where(*still_open))


def test_what_waited_is_worked_off(upgraded_file: Database, release: Json) -> None:
    """Old updates get their turns, what is due is done, old rows go out: nothing new fails."""
    now = datetime.fromisoformat(release["now"])

    def work(session: Session) -> None:
        setup = Setup(our_talk(), load_limits(session), BERLIN)
        before = ends(session)
        waiting = inbox.unfinished(session)
        slot = Slot(Pace(30, Clock()))
        turned = [Turns(setup).turn(session, each, now, slot) for each in waiting]
        assert [bool(each.answer) for each in turned] == [True, False]
        assert inbox.unfinished(session) == []
        outbox.recover(session, now)
        while run_due(setup.work(session, now)):
            pass
        assert sent(session, setup, now) > 100
        assert ends(session) == before

    do(upgraded_file, work)


def sent(session: Session, setup: Setup, now: datetime) -> int:
    """Let everything go out that may; return how many calls that were."""
    calls = 0
    next_one = partial(claim, session, now=now, up_to=Lane.ANNOUNCEMENT, resting=(), setup=setup)
    while claimed := next_one().claimed:
        calls += 1
        outbox.sent(session, claimed.row, 1_000_000 + calls, now)
    return calls


def ends(session: Session) -> tuple[int, int]:
    """Count what could not be sent, and how often what was due failed."""
    failed = select(func.count()).where(Outbox.state == OutboxState.FAILED)
    return session.scalar(failed) or 0, session.scalar(select(func.sum(Due.attempts))) or 0

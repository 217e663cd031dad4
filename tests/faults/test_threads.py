"""The bot is killed while a person and a colleague write to each other: no line is lost."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.standin.api import standin
from bot.standin.desk import Telegram
from storage.engine.database import Priority, open_database
from storage.limits import Limits
from storage.models import Line
from storage.models.chats import ChatKind
from storage.models.people import RoleName
from storage.people import grant, introduce
from storage.pins import choose, hashed
from storage.places import seed_district
from storage.queues.chats import lock_chat, upsert_chat
from storage.requests import ask_for_person
from storage.threads import take
from storage.work import Work
from tests.bot.standin_desk import KEY
from tests.cast import settle
from tests.conftest import SECRET_KEY
from tests.faults.kill import unfinished, until
from tests.faults.process import our_bot
from tests.people import BERLIN

pytestmark = pytest.mark.slow
AMAL, PETRA = 5001, 5002
KILLS, LINES = 3, 10
IDS = itertools.count(700_000)


def taken(session: Session) -> None:
    """Let Petra have taken what Amal asked for."""
    work = Work(session, Clock().now(), BERLIN, Limits())
    seed_district(work)
    amal, petra = (
        lock_chat(session, upsert_chat(session, str(each), ChatKind.PRIVATE, work.now))
        for each in (AMAL, PETRA)
    )
    person = settle(work, amal.id, language="en", first_name="Amal")
    petra.language = "en"
    colleague = introduce(work, petra)
    grant(work, colleague.id, RoleName.STAFF, "alb")
    choose(work, colleague.id, hashed("2468"))
    take(work, ask_for_person(work, person, "alb", "letter", None), colleague.id)


def replies(telegram: Telegram, text: str) -> None:
    """Let Petra answer the newest message of the thread by the messenger's reply."""
    shown = telegram.phones[PETRA].messages.values()
    about = [each.id for each in shown if each.from_bot and "sthread." in str(each.rows)]
    if not about:
        return
    chat = {"id": PETRA, "type": "private"}
    message = {
        "message_id": next(IDS),
        "date": int(Clock().now().timestamp()),
        "chat": chat,
        "from": {"id": PETRA, "is_bot": False, "first_name": "Petra"},
        "text": text,
        "reply_to_message": {"message_id": about[-1], "date": 0, "chat": chat},
    }
    telegram.raw_update({"update_id": next(IDS), "message": message})


async def test_killed_while_two_write_no_line_is_lost_or_kept_twice(
    database_url: str, tmp_path: Path
) -> None:
    chance, telegram = Random(3), Telegram(Clock().now)
    for chat, name in ((AMAL, "Amal"), (PETRA, "Petra")):
        telegram.add_phone(chat, name)
    with closing(open_database(database_url, SECRET_KEY)) as database:
        database.submit(Priority.TURN, taken).result()
        async with standin(telegram, token=KEY) as url:
            bot = our_bot(url, database_url, tmp_path, is_hasty=True)
            said = {f"line {number}" for number in range(LINES)}
            telegram.type_text(PETRA, "/inbox")
            try:
                for number, text in enumerate(sorted(said)):
                    if number % (LINES // KILLS) == 0:
                        bot.kill()
                        bot.start()
                    telegram.type_text(AMAL, text)
                    if not number:
                        await until(lambda: bool(heard(telegram, PETRA)), 30)
                    replies(telegram, f"answer to {text}")
                    await asyncio.sleep(chance.uniform(0, 0.4))
                arrived = await until(lambda: said <= heard(telegram, PETRA), 60)
                await until(lambda: not database.read(unfinished).result(), 60)
            finally:
                bot.kill()
        assert arrived, said - heard(telegram, PETRA)
        kept = Counter(database.read(texts).result())
    assert {text for text in kept if text.startswith("line")} == said
    assert set(kept.values()) == {1}
    answers = {text for text in kept if text.startswith("answer")}
    assert answers
    assert answers <= heard(telegram, AMAL)


def texts(session: Session) -> list[str]:
    return [line.text or "" for line in session.scalars(select(Line))]


def heard(telegram: Telegram, chat: int) -> set[str]:
    """Return the lines somebody read, whatever stands around them."""
    shown = (each.text or "" for each in telegram.delivered(chat))
    return {found for text in shown for found in re.findall(r"(?:answer to )?line \d+", text)}

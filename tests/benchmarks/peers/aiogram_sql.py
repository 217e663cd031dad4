"""aiogram that remembers: SQLAlchemy and aiosqlite, a user row and an answer row, durable."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from datetime import datetime

from aiogram.types import Message
from sqlalchemy import BigInteger, ForeignKey, Text, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tests.benchmarks.peers.aiogram_memory import keyboard, poll
from tests.benchmarks.peers.answer import read_answer

WAIT_SECONDS = 600


class Base(DeclarativeBase):
    """The tables."""


class User(Base):
    """Who wrote, and when last."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[datetime]


class Given(Base):
    """One answer."""

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime]


async def main(url: str, token: str, path: str, database: str) -> None:
    """Answer every command until killed; what is answered was committed before."""
    answer = read_answer(path)
    address = f"sqlite+aiosqlite:///{database}"  # one connection: with more it ends up "locked"
    engine = create_async_engine(address, pool_size=1, max_overflow=0, pool_timeout=WAIT_SECONDS)
    event.listen(engine.sync_engine, "connect", _durable)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)

    async def say(message: Message) -> None:
        now = message.date
        async with sessions() as session:
            user = await session.get(User, message.chat.id)
            if user is None:  # two messages may come at once
                who = {"id": message.chat.id, "name": message.chat.full_name, "seen_at": now}
                await session.execute(insert(User).values(who).on_conflict_do_nothing())
            else:
                user.seen_at = now
            session.add(Given(user_id=message.chat.id, text=answer.text, given_at=now))
            await session.commit()
        await message.answer(answer.text, reply_markup=keyboard(answer))

    await poll(url, token, answer, say)


def _durable(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:5]))

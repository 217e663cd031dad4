"""Carries mails from the outbox to the server, one at a time, while the process runs."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from typing import TypeAlias

import structlog

from bot.logs import where
from bot.mail.composing import Envelope, compose
from bot.mail.handing import Outcome, hand_over
from bot.mailserver import MailServer
from bot.page.site import Site
from bot.settings import Settings
from bot.waits import in_thread
from conversations.everybody.mails import render_mail
from storage.engine.database import Priority, transient
from storage.models import Outbox
from storage.page import contacts, mails
from storage.page.contacts import Code
from storage.queues import outbox
from storage.queues.kinds import Kind
from storage.work import Work

LOG = structlog.get_logger()
LOOK_SECONDS = 1.0
Note: TypeAlias = Callable[[Callable[[Work], None]], Awaitable[None]]


@dataclass(frozen=True)
class Office:
    """Where mails go out: the server, whom they are from, where people read what is answered."""

    site: Site
    server: MailServer
    sender: str
    reply_to: str
    may: Callable[[], bool] = lambda: True
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True)
class Claimed:
    """A mail whose row says `sending`; without a message nothing is left to say."""

    row: int
    to: str
    message: EmailMessage | None


@asynccontextmanager
async def posted(
    settings: Settings, note: Note, site: Site | None, may: Callable[[], bool]
) -> AsyncIterator[None]:
    """Carry mails while the block lasts, where there is a page to lead to and a server.

    It is noted (`note` runs a unit) whether there is: else nobody is asked for an address.
    """
    server, sender = settings.mail, settings.mail_from
    sends = site is not None and server is not None and sender is not None
    await note(lambda work: contacts.offer(work, sends=sends))
    if site is None or server is None or sender is None:
        yield
        return
    office = Office(site, server, sender, settings.mail_reply_to or sender, may)
    over = asyncio.Event()
    async with asyncio.TaskGroup() as parts:
        task = parts.create_task(carry(office, over))
        try:
            yield
        finally:
            over.set()
            task.cancel()


async def carry(office: Office, over: asyncio.Event) -> None:
    """Carry until it is over; what the last run left half way is treated as perhaps arrived."""
    recovered = False
    while not over.is_set():
        went = False
        try:
            if not recovered:
                await office.site.write(mails.recover)
            recovered = True
            went = office.may() and office.site.clock.is_sure and await carry_one(office)
        except Exception as error:  # whatever it is, the other mails go
            LOG.error("mails wait", **where(error))
            recovered = False
        if not went:
            await asyncio.sleep(LOOK_SECONDS)


async def carry_one(office: Office) -> bool:
    """Send the mail that is next; False where none waits."""
    kind = await office.site.read(mails.next_kind)
    drawn = await in_thread(contacts.draw) if kind is Kind.MAIL_CODE else None
    claimed = await office.site.write(lambda work: _claim(office, work, drawn), Priority.RESULT)
    if claimed is None:
        return False
    if claimed.message is not None:
        outcome = await hand_over(
            office.server,
            claimed.message,
            parseaddr(office.sender)[1],
            claimed.to,
            office.tls,
        )
        await office.site.write(lambda work: _note(work, claimed.row, outcome), Priority.RESULT)
    return True


def _claim(office: Office, work: Work, drawn: Code | None) -> Claimed | None:
    """Take a mail and write it; what cannot be written ends, loudly."""
    row = mails.claim(work)
    if row is None:
        return None
    to, message = "", None
    try:
        with work.savepoint():
            mails.begin(work, row)
            contact = contacts.find(work, row.subject)
            to = contact.address if contact else ""
            message = _written(office, work, row, drawn)
            if message is None:
                outbox.expire(work.session, row.id, work.now)
    except Exception as error:
        if transient(error):
            raise
        LOG.error("a mail cannot be written", outbox=row.id, kind=row.kind, **where(error))
        outbox.failed(work.session, row.id, work.now)
    return Claimed(row.id, to, message)


def _written(office: Office, work: Work, row: Outbox, drawn: Code | None) -> EmailMessage | None:
    contact, url, body = contacts.find(work, row.subject), office.site.url, row.body or {}
    is_code = row.kind == Kind.MAIL_CODE
    if contact is None:
        return None
    digits = mails.keep_digits(work, row, contact, drawn or contacts.draw()) if is_code else ""
    mail = render_mail(work, row, digits)
    if mail is None:
        return None
    link = "" if is_code else f"{url}/l/{mails.link(work, row, contact)}"
    stop = "" if is_code else f"{url}/u/{contacts.stop_token(work, contact)}"
    senders = (office.sender, contact.address, office.reply_to, str(body["id"]))
    return compose(mail, Envelope(*senders, work.local, link, stop))


def _note(work: Work, row: int, outcome: Outcome) -> None:
    match outcome:
        case Outcome.TAKEN:
            mails.sent(work, row)
        case Outcome.LATER:
            mails.later(work, row)
        case Outcome.REFUSED:
            mails.refused(work, row)
        case Outcome.UNCLEAR:
            outbox.ambiguous(work.session, row, work.now)

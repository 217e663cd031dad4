"""A mail server of others (aiosmtpd) that takes mails, or does what a test tells it to do."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

BREAK = "break"
WAIT_SECONDS = 30.0


@dataclass
class Mailbox:
    """What came in; `says` is answered in turn to an address, `ends` to a whole mail.

    BREAK: the mail is taken and the line is cut before anybody is told so.
    """

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    was_safe: list[bool] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def hears_address(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address, or not."""
        self.tried.append(address)
        if self.says and not (answer := self.says.pop(0)).startswith("2"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def hears_mail(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail, or not."""
        answer = self.ends.pop(0) if self.ends else "250 taken"
        if answer == BREAK or answer.startswith("2"):
            content = envelope.content
            assert isinstance(content, bytes)
            found: Any = message_from_bytes(content, policy=default)
            self.mails.append(found)
            self.to += envelope.rcpt_tos
            self.was_safe.append(session.ssl is not None)
            self.came.set()
        if answer == BREAK:
            assert server.transport is not None
            server.transport.close()
        return answer

    async def comes(self, count: int) -> EmailMessage:
        """Wait until so many mails came, and return the last of them."""
        async with asyncio.timeout(WAIT_SECONDS):
            while len(self.mails) < count:
                self.came.clear()
                await self.came.wait()
        return self.mails[-1]


@asynccontextmanager
async def mailbox(tls: ssl.SSLContext | None = None) -> AsyncIterator[Mailbox]:
    """Let a mail server listen; with `tls` it hears nobody who does not begin STARTTLS."""
    box, loop = Mailbox(), asyncio.get_running_loop()

    def answers() -> SMTP:
        return SMTP(box, tls_context=tls, require_starttls=tls is not None, loop=loop)

    server = await loop.create_server(answers, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()


for hook, answers in {"RCPT": Mailbox.hears_address, "DATA": Mailbox.hears_mail}.items():
    setattr(Mailbox, f"handle_{hook}", answers)  # aiosmtpd calls them so


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """Return what a mail says, as plain text or as HTML."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())

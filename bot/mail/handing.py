"""Gives one mail to the server and says what came of it: taken, refused, later, or nobody knows."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from email.message import EmailMessage
from enum import StrEnum

import structlog
from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
)

from bot.logs import where
from bot.mailserver import MailServer

LOG = structlog.get_logger()
STEP_SECONDS, WHOLE_SECONDS, QUIT_SECONDS = 20.0, 90.0, 5.0
FOR_GOOD = 500


class Outcome(StrEnum):
    """What came of a mail."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"
    UNCLEAR = "unclear"


async def hand_over(
    server: MailServer, message: EmailMessage, sender: str, to: str, tls: ssl.SSLContext | None
) -> Outcome:
    """Give a mail to the server; `tls` is what its certificate is checked with, None: as usual.

    A refusal of the address or of the mail is for good where the server says so (5xx). Whatever
    stands in the way before (no connection, no TLS, a wrong password) is nobody's address.
    """
    client = SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.tls == "from the start",
        start_tls=server.tls == "starttls",
        tls_context=tls,
        timeout=STEP_SECONDS,
        local_hostname="localhost",
    )
    try:
        return await _handed(client, message, sender, to)
    except (SMTPException, OSError, TimeoutError) as error:
        LOG.warning("no mail can be given to the server", **where(error))
        return Outcome.LATER
    finally:
        await _leave(client)


async def _handed(client: SMTP, message: EmailMessage, sender: str, to: str) -> Outcome:
    try:
        async with asyncio.timeout(WHOLE_SECONDS):
            await client.connect()
            await client.mail(sender)
            await client.rcpt(to)
    except SMTPRecipientRefused as error:
        return _answered(error.code)
    try:
        async with asyncio.timeout(WHOLE_SECONDS):
            await client.data(message.as_bytes())
    except SMTPResponseException as error:
        return _answered(error.code)
    except (SMTPException, OSError, TimeoutError) as error:
        LOG.warning("perhaps a mail arrived", **where(error))
        return Outcome.UNCLEAR
    return Outcome.TAKEN


def _answered(code: int) -> Outcome:
    LOG.warning("a mail was not taken", code=code)
    return Outcome.REFUSED if code >= FOR_GOOD else Outcome.LATER


async def _leave(client: SMTP) -> None:
    """Say goodbye where there is somebody to hear it, and leave the line in any case."""
    with contextlib.suppress(SMTPException, OSError, TimeoutError):
        if client.is_connected:
            await client.quit(timeout=QUIT_SECONDS)
    client.close()

"""From the words of a mail to its bytes: plain text and a twin in simple HTML, nothing attached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape

from conversations.everybody.mails import Mail, Part
from locales.direction import clean
from locales.languages import LANGUAGES

ONE_CLICK = "List-Unsubscribe=One-Click"


@dataclass(frozen=True)
class Envelope:
    """Whom a mail is from and to, by which name it is known, where its links lead.

    Without `stop` there is nothing to end: it is the only mail an address gets.
    """

    sender: str
    to: str
    reply_to: str
    number: str
    at: datetime
    link: str = ""
    stop: str = ""


def compose(mail: Mail, about: Envelope) -> EmailMessage:
    """Return a mail as it is sent; no header can be made longer by what it is made of."""
    message = EmailMessage(policy=SMTP)
    name, address = parseaddr(about.sender)
    message["From"] = _address(address, name)
    message["To"] = _address(about.to)
    message["Reply-To"] = _address(parseaddr(about.reply_to)[1])
    message["Subject"] = clean(mail.subject)
    message["Date"] = format_datetime(about.at)
    message["Message-ID"] = f"<{about.number}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if about.stop:
        message["List-Unsubscribe"] = f"<{about.stop}>"
        message["List-Unsubscribe-Post"] = ONE_CLICK
    message.set_content(_text(mail, about), cte="quoted-printable")
    message.add_alternative(_html(mail, about), subtype="html", cte="quoted-printable")
    message["Content-Language"] = ", ".join(part.language for part in mail.parts)
    return message


def _address(written: str, name: str = "") -> Address:
    return Address(clean(name), addr_spec=clean(written))


def _text(mail: Mail, about: Envelope) -> str:
    return "\n\n".join("\n".join(_lines(part, about)) for part in mail.parts) + "\n"


def _lines(part: Part, about: Envelope) -> Iterator[str]:
    yield from part.lines
    if part.link and about.link:
        yield from (f"{part.link}:", about.link)
    yield from part.below
    if part.ends and about.stop:
        yield from (f"{part.ends}:", about.stop)


def _html(mail: Mail, about: Envelope) -> str:
    parts = "\n<hr>\n".join(_section(part, about) for part in mail.parts)
    language = mail.parts[0].language
    head = f'<meta charset="utf-8"><title>{escape(clean(mail.subject))}</title>'
    return (
        f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n<body>\n{parts}\n</body>'
        "</html>\n"
    )


def _section(part: Part, about: Envelope) -> str:
    said = [f"<p>{escape(line)}</p>" for line in part.lines]
    if part.link and about.link:
        said.append(f'<p><a href="{escape(about.link)}">{escape(part.link)}</a></p>')
    said += [f"<p>{escape(line)}</p>" for line in part.below]
    if part.ends and about.stop:
        said.append(f'<p><a href="{escape(about.stop)}">{escape(part.ends)}</a></p>')
    direction = LANGUAGES[part.language].direction
    return f'<div lang="{part.language}" dir="{direction}">\n' + "\n".join(said) + "\n</div>"

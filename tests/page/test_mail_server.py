"""What a mail server may answer, and what becomes of a mail then; nothing but over TLS abroad."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.clock import Clock
from bot.mail.composing import Envelope, compose
from bot.mail.handing import Outcome, hand_over
from bot.mailserver import MailServer, mail_server
from conversations.everybody.mails import Mail, Part
from tests.page.mailbox import BREAK, Mailbox, mailbox, text_of

FROM, TO = "jip@example.org", "amina@example.org"
AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
NEWS = Mail("Neues für Sie", [Part("de", ["Auf unserer Seite."], "Hier nachsehen")])
HEADERS = {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted"}
HEADERS |= {"X-Auto-Response-Suppress", "Content-Language", "MIME-Version", "Content-Type"}
HEADERS |= {"List-Unsubscribe", "List-Unsubscribe-Post"}


def about(**changes: str) -> Envelope:
    link, stop = "https://jip.example/l/t", "https://jip.example/u/t"
    values = {"sender": FROM, "to": TO, "reply_to": FROM, "number": "n1", **changes}
    return Envelope(**values, at=AT, link=link, stop=stop)


async def given(box: Mailbox, server: MailServer | None = None, **more: object) -> Outcome:
    here = server or MailServer("127.0.0.1", box.port, "none")
    tls = more.get("tls")
    assert tls is None or isinstance(tls, ssl.SSLContext)
    return await hand_over(here, compose(NEWS, about()), FROM, TO, tls)


async def test_a_mail_is_taken() -> None:
    async with mailbox() as box:
        assert await given(box) is Outcome.TAKEN
        (mail,) = box.mails
        assert {*mail.keys()} == HEADERS
        assert mail["Message-ID"] == "<n1@example.org>"
        assert text_of(mail).splitlines() == [
            "Auf unserer Seite.",
            "Hier nachsehen:",
            "https://jip.example/l/t",
        ]
        assert '<a href="https://jip.example/l/t">Hier nachsehen</a>' in text_of(mail, "html")
        assert not [*mail.iter_attachments()]


async def test_an_unknown_address_is_refused_for_good() -> None:
    async with mailbox() as box:
        box.says = ["550 no such user"]
        assert await given(box) is Outcome.REFUSED
        box.ends = ["554 no mails of this kind"]
        assert await given(box) is Outcome.REFUSED


async def test_a_careful_server_takes_it_later() -> None:
    async with mailbox() as box:
        box.says = ["451 greylisted, come again"]
        box.ends = ["452 full"]
        assert await given(box) is Outcome.LATER
        assert await given(box) is Outcome.LATER
        assert await given(box) is Outcome.TAKEN


async def test_a_line_that_breaks_after_the_mail_says_nothing() -> None:
    async with mailbox() as box:
        box.ends = [BREAK]
        assert await given(box) is Outcome.UNCLEAR
        assert len(box.mails) == 1


async def test_nobody_who_listens_is_tried_again() -> None:
    async with mailbox() as box:
        gone = MailServer("127.0.0.1", box.port, "none")
    assert await given(box, gone) is Outcome.LATER


async def test_starttls_is_spoken_or_nothing(tmp_path: Path) -> None:
    theirs, ours = certificates(tmp_path)
    async with mailbox(theirs) as box:
        safe = MailServer("localhost", box.port, "starttls")
        assert await given(box, safe, tls=ours) is Outcome.TAKEN
        assert box.was_safe == [True]
        assert await given(box, safe) is Outcome.LATER  # nobody known signed for it
        assert await given(box) is Outcome.LATER  # it hears nobody without TLS
    async with mailbox() as plain:
        open_ = MailServer("localhost", plain.port, "starttls")
        assert await given(plain, open_, tls=ours) is Outcome.LATER
        assert plain.tried == []


def test_only_this_computer_is_written_to_without_tls() -> None:
    found = [mail_server(f"smtp://{host}") for host in ("mail.example.org", "127.0.0.1")]
    assert [each.tls for each in found if each] == ["starttls", "none"]


@pytest.mark.parametrize(
    "name", ["Firma\r\nBcc: x@evil.example", "Firma\nTo: x@evil.example", "Fi\u2028rma\x00\x0bBcc:"]
)
def test_no_name_makes_a_header(name: str) -> None:
    mail = compose(Mail(f"Neues für {name}", NEWS.parts), about(sender=f'"{name}" <{FROM}>'))
    raw = mail.as_bytes().decode()
    head = raw.partition("\r\n\r\n")[0]
    named = {line.partition(":")[0] for line in head.split("\r\n") if line[:1] not in (" ", "\t")}
    assert named == HEADERS
    assert "evil" not in str(mail["To"])


def certificates(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what a server shows, and what trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = Clock().now()
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = built.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "pair.pem").write_bytes(private + public)
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.load_cert_chain(folder / "pair.pem")
    return theirs, ssl.create_default_context(cadata=public.decode())

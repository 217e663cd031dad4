"""What a setting may say, and the sentence an operator reads where it says something else."""

from __future__ import annotations

import re
from base64 import b64decode
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from pydantic_core import PydanticCustomError

from locales.languages import FALLBACK, LANGUAGES

TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
PASSED = re.compile(r"fd:([3-9]|[1-9][0-9])")
SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")


def wrong(sentence: str) -> PydanticCustomError:
    """Return the error of a value; the sentence begins behind the name of the setting."""
    return PydanticCustomError("setting", "{sentence}", {"sentence": sentence})


def token(value: SecretStr | None) -> SecretStr | None:
    """Take what looks like a bot's token."""
    if value is not None and not TOKEN.fullmatch(value.get_secret_value()):
        raise wrong("is not a bot token such as 123456789:AbC...; @BotFather gives it.")
    return value


def api_url(value: str) -> str:
    """Take the root of a Bot API."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise wrong("is not a web address such as https://api.telegram.org.")
    return value.rstrip("/")


def database_url(value: str | None) -> str | None:
    """Take a file of SQLite or a server of PostgreSQL."""
    if not value:
        return None
    if value.startswith("postgresql://"):
        value = value.replace("postgresql://", "postgresql+psycopg://", 1)
    if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise wrong("must begin with sqlite:/// or postgresql+psycopg://.")
    if value.startswith("sqlite"):
        _file(value.removeprefix("sqlite:///"))
    else:
        _server(value)
    return value


def _file(path: str) -> None:
    """Raise where no file is named: what is kept in memory is gone with the process."""
    if not path or ":memory:" in path or "?" in path or path.startswith("file:"):
        raise wrong("must name a file, such as sqlite:////srv/jip/jip.db.")
    if Path(path).is_dir():
        raise wrong("names a folder; it must name a file in it.")


def _server(value: str) -> None:
    """Raise where the port is none."""
    try:
        parts = urlsplit(value)
        good = parts.port != 0 and len(parts.path) > 1
    except ValueError:
        good = False
    if not good:
        raise wrong("must be such as postgresql+psycopg://user:password@host:5432/name.")


def zone(value: str) -> str:
    """Take the name of a time zone."""
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):
        raise wrong("is not a time zone such as Europe/Berlin.") from None
    return value


def secret_key(value: SecretStr | None) -> SecretStr | None:
    """Take keys that seal: base64 of 32 bytes each, with commas."""
    if value is None or not value.get_secret_value():
        return None
    try:
        keys = [b64decode(k.strip(), validate=True) for k in value.get_secret_value().split(",")]
    except ValueError:
        keys = []
    if not keys or any(len(key) != 32 for key in keys):
        raise wrong("must be base64 of exactly 32 bytes, or several of these with commas.")
    return value


def web_url(value: str | None) -> str | None:
    """Take the page's public root: links are put together from it."""
    if value is None:
        return None
    parts = public(value)
    if parts is None or parts.path.strip("/"):
        raise wrong("must be such as https://jip.example.org, without anything behind it.")
    return f"{parts.scheme}://{parts.netloc}"


def webhook_url(value: str | None) -> str | None:
    """Take where Telegram delivers; what is secret travels in a header, not in the address."""
    if value is not None and public(value) is None:
        raise wrong("must be such as https://jip.example.org/telegram.")
    return value


def public(value: str) -> SplitResult | None:
    """Return the parts of a public address with TLS; None for others.

    On this computer it may be without: there the tests live, and nobody listens on the way.
    """
    try:
        parts = urlsplit(value)
        good = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    good = good and parts.username is None and not parts.query and not parts.fragment
    plain = parts.scheme == "http" and is_here(parts.hostname or "")
    return parts if good and (plain or parts.scheme == "https") else None


def is_here(host: str) -> bool:
    """Tell whether a host is this computer."""
    return host in {"localhost", "127.0.0.1", "::1"}


def webhook_secret(value: SecretStr | None) -> SecretStr | None:
    """Take what Telegram takes (up to 256 of these characters), and nobody guesses."""
    if value is not None and not SECRET.fullmatch(value.get_secret_value()):
        raise wrong("must be 32 to 256 characters of A-Z, a-z, 0-9, _ and -.")
    return value


def place(value: str | None) -> str | None:
    """Take where a server listens."""
    if value is not None and not PASSED.fullmatch(value) and address(value) is None:
        raise wrong("must be such as 127.0.0.1:8080, [::1]:8080, or fd:3 for a systemd socket.")
    return value


def address(value: str) -> tuple[str, int] | None:
    """Return address and port; a name may stand for several addresses, so only localhost may be."""
    host, _colon, port = value.rpartition(":")
    bare = host.removeprefix("[").removesuffix("]")
    try:
        found = "127.0.0.1" if host == "localhost" else str(ip_address(bare))
    except ValueError:
        return None
    good = re.fullmatch("[0-9]{1,5}", port) is not None and int(port) < 2**16
    return (found, int(port)) if good and (":" in bare) == host.startswith("[") else None


def line(value: str | None) -> str | None:
    """Take what is shown to people in one line."""
    if value is None:
        return None
    if len(value) > 300 or not value.isprintable():
        raise wrong("must be one line of 300 characters at most.")
    return value.strip()


def text_file(value: Path | None) -> Path | None:
    """Take a file with something in it."""
    if value is not None:
        _text(value)
    return value


def text_files(value: Path | None) -> Path | None:
    """Take a file, or a folder with one for each language, German among them."""
    if value is None or not value.is_dir():
        return text_file(value)
    found = sorted(value.glob("*.txt"))
    if FALLBACK not in {each.stem for each in found}:
        raise wrong(f"names {value}, where {FALLBACK}.txt is missing.")
    for each in found:
        if each.stem not in LANGUAGES:
            raise wrong(f"names {value}, where {each.name} is of no language we have.")
        _text(each)
    return value


def _text(path: Path) -> None:
    """Raise where a text cannot be shown."""
    try:
        is_empty = not path.read_text("utf-8").strip()
    except OSError as error:
        raise wrong(f"names {path}, which cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise wrong(f"names {path}, which is no plain text (UTF-8).") from None
    if is_empty:
        raise wrong(f"names {path}, which is empty.")

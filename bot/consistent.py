"""What settings must say together: each of them alone may be right."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.values import is_here

if TYPE_CHECKING:
    from bot.settings import Settings

PORTS = {None, 443, 80, 88, 8443}
"""Where Telegram brings messages to: setWebhook."""
TELEGRAM = "https://api.telegram.org"


def contradictions(settings: Settings, wrong: Collection[str]) -> list[str]:
    """Return a sentence for each; `wrong` names settings of which one was said already."""
    found = [*_keys(settings), *_mail(settings), *_webhook(settings), *_places(settings)]
    return [sentence for name, sentence in found if not {*name.split()} & {*wrong}]


def _keys(settings: Settings) -> Iterator[tuple[str, str]]:
    file = settings.secret_key_file
    if file is None:
        return
    name = "JIP_SECRET_KEY_FILE JIP_SECRET_KEY"
    if settings.secret_key is not None:
        yield name, "JIP_SECRET_KEY and JIP_SECRET_KEY_FILE are both set: one of them must go."
    if file.resolve().is_relative_to(settings.data_dir.resolve()):
        yield name, "JIP_SECRET_KEY_FILE lies in JIP_DATA_DIR: it must lie outside of it."
    if file.is_dir():
        yield name, "JIP_SECRET_KEY_FILE names a folder; it must name a file."


def _mail(settings: Settings) -> Iterator[tuple[str, str]]:
    if settings.smtp_url is None:
        return
    if settings.mail_from is None:
        yield "JIP_MAIL_FROM JIP_SMTP_URL", "JIP_MAIL_FROM is missing: JIP_SMTP_URL needs it."
    if settings.web_url is None:
        yield "JIP_WEB_URL JIP_SMTP_URL", "JIP_WEB_URL is missing: a mail carries a link to it."


def _webhook(settings: Settings) -> Iterator[tuple[str, str]]:
    url, secret, name = settings.webhook_url, settings.webhook_secret, "JIP_WEBHOOK_URL"
    if url is None:
        return
    if secret is None:
        yield f"{name} JIP_WEBHOOK_SECRET", "JIP_WEBHOOK_SECRET is missing: who is Telegram?"
    if any(each in url for each in settings.secrets):
        yield name, f"{name} holds a secret: an address is seen by many, a header is not."
    parts = urlsplit(url)
    if parts.port not in PORTS and not is_here(parts.hostname or "") and _is_telegrams(settings):
        yield name, f"{name} has a port that Telegram does not call: 443, 80, 88 or 8443."


def _is_telegrams(settings: Settings) -> bool:
    """Tell whether the Bot API is Telegram's own; one's own server calls any port."""
    return settings.telegram_api_url == TELEGRAM


def _places(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield who would listen where somebody else of ours does."""
    taken: dict[str, str] = {}
    for name, place, used in (
        ("JIP_WEB_LISTEN", settings.web_listen, settings.web_url),
        ("JIP_WEBHOOK_LISTEN", settings.webhook_listen, settings.webhook_url),
        ("JIP_OPS_LISTEN", settings.ops_listen, settings.ops_listen),
    ):
        if not used or place is None or place.endswith(":0"):
            continue
        if place in taken:
            yield name, f"{name} and {taken[place]} are the same: each needs a port of its own."
        taken[place] = name

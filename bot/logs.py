"""Logs for the operator: what happened to which row, never who it was or what was said."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
QUIET = ("telegram", "httpx", "httpcore", "aiohttp", "apscheduler", "sqlalchemy", "alembic")
HOUSE = Path(__file__).resolve().parents[1]
ROOMS = ("bot", "conversations", "locales", "scheduler", "storage")


def where(error: BaseException) -> dict[str, str]:
    """Return kind and place of an error; its text may hold what somebody wrote."""
    places = [f"{_place(f.filename)}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)]
    ours = [place for place in places if place.startswith(tuple(f"{room}/" for room in ROOMS))]
    return {"error": type(error).__name__, "at": ">".join((ours or places)[-3:])}


def _place(filename: str) -> str:
    """Return the path from the root of the house; of what others wrote only its end."""
    path = Path(filename)
    if path.is_relative_to(HOUSE) and (inside := path.relative_to(HOUSE)).parts[0] in ROOMS:
        return inside.as_posix()
    return "~/" + "/".join(path.parts[-3:])


def start_logging(level: str, *secrets: str) -> None:
    """Send all logs to standard error as key=value lines without secrets and personal data."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_error_text,
        Redaction(*secrets),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_as_event, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            ],
        )
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class Redaction:
    """Replaces secrets, the token among them, and what looks like a token, in every value."""

    def __init__(self, *secrets: str) -> None:
        self._secrets = [each for each in secrets if each]

    def __call__(self, logger: Any, name: str, event: EventDict) -> EventDict:
        """Redact."""
        return {key: self._redact(value) for key, value in event.items()}

    def _redact(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float | logging.LogRecord):
            return value
        text = str(value)
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return TOKEN.sub("[token]", text)


def _without_error_text(logger: Any, name: str, event: EventDict) -> EventDict:
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    if found is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event.update(where(error))
    event.pop("stack_info", None)
    return event


def _as_event(logger: Any, name: str, event: EventDict) -> EventDict:
    """Keep the template of a foreign log line, not its values: these may be personal."""
    record = event.get("_record")
    if isinstance(record, logging.LogRecord):
        event["event"] = str(record.msg)
        event["logger"] = record.name
    return event

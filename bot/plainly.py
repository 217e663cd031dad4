"""What every command of `jip-bot` does alike: it reads settings and ends with a sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from bot.logs import start_logging, where
from bot.settings import Settings, SettingsError, read_settings
from bot.stopping import StopError
from storage.engine.errors import DatabaseError, UnusableError, reason, unusable
from storage.engine.lock import AlreadyRunningError
from storage.engine.migrate import MigrationError
from storage.exchange.lines import LoadError

WRONG_SETTINGS = 2
FAILED = 1
PLAIN = (StopError, UnusableError, AlreadyRunningError, MigrationError, LoadError)


def told_settings(*, token_needed: bool, page_will_do: bool = False) -> Settings:
    """Read the settings, or say what is wrong with them and end."""
    try:
        settings = read_settings(token_needed=token_needed, page_will_do=page_will_do)
    except SettingsError as error:
        for sentence in error.sentences:
            click.echo(sentence, err=True)
        sys.exit(WRONG_SETTINGS)
    start_logging(settings.log_level, *settings.secrets)
    return settings


@contextmanager
def said_plainly(*more: type[Exception], settings: Settings | None = None) -> Iterator[None]:
    """End with a sentence; a surprise is named by kind and place, its text may be personal."""
    expected = (*PLAIN, *more)
    try:
        yield
    except Exception as found:
        errors = [*_leaves(found)]
        if settings is not None:
            errors = [_about_database(error, settings) for error in errors]
        for error in errors:
            if isinstance(error, expected):
                click.echo(str(error), err=True)
            else:
                place = where(error)
                click.echo(f"Ended by {place['error']} at {place['at']}.", err=True)
        unusable = all(isinstance(error, UnusableError) for error in errors)
        sys.exit(WRONG_SETTINGS if unusable else FAILED)


def _about_database(error: BaseException, settings: Settings) -> BaseException:
    """Return the sentence for what the database refuses, any other error as it is."""
    if isinstance(error, DatabaseError):
        return unusable(settings.database, reason(error))
    return error


def _leaves(group: BaseException) -> Iterator[BaseException]:
    if isinstance(group, BaseExceptionGroup):
        for error in group.exceptions:
            yield from _leaves(error)
    else:
        yield group

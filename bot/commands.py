"""What the commands of `jip-bot` do, without the command line."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog

from bot.app import running
from bot.clock import Clock
from bot.settings import Settings
from bot.telegram.transport import TelegramBot, Transport
from conversations.everybody.start import INVITATION
from storage import employers, pins, team
from storage.audit import entries, note
from storage.check import findings
from storage.engine.database import Database, Priority, Session, open_database
from storage.engine.lock import only_instance
from storage.engine.migrate import migrate
from storage.exchange import loading
from storage.exchange.lines import Reader
from storage.exchange.loading import LoadReport
from storage.exchange.readers.json import read_json
from storage.invitations import invite
from storage.leaving import lift as give_back
from storage.limits import load_limits
from storage.models.people import RoleName
from storage.operator import sentences
from storage.people import EVERYWHERE, find
from storage.places import centre, centres, seed_district
from storage.resealing import finish, reseal, sealed_tables
from storage.rules.clock import to_local
from storage.work import Work

LOG = structlog.get_logger()
GRACE_SECONDS = 12.0  # a little more than all parts may take to stop: bot.app
MOST_ENTRIES = 10_000
SLICE_SECONDS = 0.02
SWITCH_SECONDS = 0.0005  # a turn in the database thread holds up no answer of the messenger
T = TypeVar("T")


class UnknownError(Exception):
    """A centre or employer nobody knows; the text says so."""


def serve(settings: Settings) -> None:
    """Run the bot until it is told to stop (SIGTERM or SIGINT)."""
    asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    started, stopped = asyncio.Event(), asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        bot = tasks.create_task(_run(settings, started, stopped))

        def stop() -> None:
            """End in order; where it has not begun yet, or takes too long, at once."""
            stopped.set()
            if not started.is_set():
                bot.cancel()
            last = threading.Timer(GRACE_SECONDS, _give_up)
            last.daemon = True
            last.start()

        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop)


async def _run(settings: Settings, started: asyncio.Event, stopped: asyncio.Event) -> None:
    sys.setswitchinterval(SWITCH_SECONDS)
    async with running(settings):
        gc.collect()
        gc.freeze()  # what is loaded stays: looking at it again would stop all threads for 80 ms
        started.set()
        await stopped.wait()
        LOG.info("stopping")
    LOG.info("stopped")


def _give_up() -> None:
    """End although something still hangs: whatever was begun is gone on with at the next start."""
    LOG.error("stopped: not everything ended in time", seconds=GRACE_SECONDS)
    os._exit(1)


def load_file(settings: Settings, path: Path, read: Reader = read_json) -> LoadReport:
    """Load a file; LoadError names what is wrong by line, before anything is saved.

    It is saved in slices with a rest after each: a bot that runs answers meanwhile.
    """
    content = path.read_bytes()
    with opened(settings) as run:
        run(seed_district)
        checked = run(lambda work: loading.check(work, content, read), reading=True)
        done = 0
        while done < len(checked.entries):
            began = time.monotonic()
            done = run(partial(loading.save, checked=checked, first=done, seconds=SLICE_SECONDS))
            time.sleep(time.monotonic() - began)
        return run(lambda work: loading.reported(work, checked), reading=True)


def check(settings: Settings) -> list[str]:
    """Return what must be put right before people rely on the data."""
    with opened(settings) as run:
        missing = run(lambda work: [*sentences(work, settings.operator)])
        return [*missing, *run(findings)]


def rekey(settings: Settings, note: Callable[[str, int], None]) -> int:
    """Seal everything anew by the first key and return how many values no key opens.

    `note` hears of every slice. Nobody else may serve the database meanwhile: AlreadyRunningError.
    """
    damaged = 0
    with only_instance(settings.database), _opened(settings) as database:
        for table in sealed_tables():
            after = None
            while True:
                unit = partial(reseal, table=table, after=after)
                done = database.submit(Priority.BULK, unit).result()
                damaged += done.damaged
                note(table.name, done.sealed)
                after = done.last
                if after is None:
                    break
        database.submit(Priority.BULK, finish).result()
        database.scrub().result()
    return damaged


def invite_staff(settings: Settings, centre: str) -> str:
    """Return a one-time link that makes somebody staff of a centre; UnknownError for no centre."""
    with opened(settings) as run:
        return _link(settings, run(lambda work: _staff_token(work, centre)))


def invite_admin(settings: Settings) -> str:
    """Return a one-time link that makes somebody admin: who invites and sees no people."""
    with opened(settings) as run:
        return _link(settings, run(lambda work: invite(work, RoleName.ADMIN, EVERYWHERE)))


def audit(settings: Settings, days: int) -> list[str]:
    """Return what was done to whom in the last days, the newest first, a line each."""
    with opened(settings) as run:
        return run(lambda work: _log(work, days), reading=True)


def members(settings: Settings, reset_pin: int | None, lift: int | None) -> list[str]:
    """Return who works here, a line each; first forget a PIN or give an access back.

    UnknownError for a number that is no colleague's.
    """
    with opened(settings) as run:
        return run(lambda work: _team(work, reset_pin, lift))


def _log(work: Work, days: int) -> list[str]:
    rows = entries(work, work.now - timedelta(days=days), MOST_ENTRIES)
    return [
        " · ".join(
            [
                f"{to_local(row.at, work.zone.key):%d.%m.%Y %H:%M}",
                _named(work, row.actor_id),
                row.action,
                _about(work, row.about_id),
                row.centre or "-",
            ]
        )
        for row in rows
    ]


def _named(work: Work, key: int | None) -> str:
    if key is None:
        return "command line"
    name = team.name_of(work, key)
    return f"{name} ({key})" if name else str(key)


def _about(work: Work, key: int | None) -> str:
    """Name a person by code, a colleague by name; by number who is gone."""
    person = find(work, key)
    return "-" if key is None else (person.ref if person and person.ref else _named(work, key))


def _team(work: Work, reset_pin: int | None, lift: int | None) -> list[str]:
    if reset_pin is not None:
        pins.reset(work, _colleague(work, reset_pin).person.id)
        note(work, "colleague.newpin", None, reset_pin)
    if lift is not None:
        give_back(work, None, _colleague(work, lift))
    return [_line(each) for each in team.team(work, None)]


def _colleague(work: Work, key: int) -> team.Member:
    found = team.member(work, key)
    if found is None:
        raise UnknownError(f"There is no colleague {key}.")
    return found


def _line(who: team.Member) -> str:
    roles = ", ".join(f"{role} {scope}" for role, scope in sorted(who.roles))
    paused = " · paused" if who.row.suspended_at else ""
    return f"{who.person.id} · {who.row.first_name or '-'} · {roles}{paused}"


def invite_employer(settings: Settings, employer: str) -> str:
    """Return a one-time link that lets somebody speak for an employer of the loaded set."""
    with opened(settings) as run:
        return _link(settings, run(lambda work: _employer_token(work, employer)))


def _staff_token(work: Work, key: str) -> str:
    seed_district(work)
    if centre(work, key) is None:
        known = ", ".join(sorted(each.key for each in centres(work)))
        raise UnknownError(f"There is no centre {key}. Known: {known}.")
    return invite(work, RoleName.STAFF, key)


def _employer_token(work: Work, ref: str) -> str:
    employer = employers.by_ref(work, ref)
    if employer is None:
        raise UnknownError(f"There is no employer {ref}. Load a file that has it first.")
    return invite(work, RoleName.EMPLOYER, str(employer.id))


def _link(settings: Settings, token: str) -> str:
    """Return the link to Telegram, and where there is a page the one to it, a line each."""
    argument, ways = f"{INVITATION}{token}", list[str]()
    if settings.telegram_token is not None:
        ways.append(f"https://t.me/{asyncio.run(_username(settings))}?start={argument}")
    if settings.web_url is not None:
        ways.append(f"{settings.web_url.rstrip('/')}/i/{argument}")
    return "\n".join(ways)


async def _username(settings: Settings) -> str:
    async with Transport() as transport:
        bot = TelegramBot(settings.token, settings.telegram_api_url, transport)
        return (await bot.get_me()).username or ""


class Runner:
    """Runs units with their work, one after the other."""

    def __init__(self, database: Database, settings: Settings) -> None:
        """Stand at the time the command began."""
        self._database = database
        self._zone, self._now = settings.zone, Clock().now()

    def __call__(self, unit: Callable[[Work], T], *, reading: bool = False) -> T:
        """Run a unit beside a bot that may be running, and return what it returns."""

        def run(session: Session) -> T:
            return unit(Work(session, self._now, self._zone, load_limits(session)))

        if reading:
            return self._database.read(run).result()
        return self._database.submit(Priority.BULK, run).result()


@contextmanager
def opened(settings: Settings) -> Iterator[Runner]:
    """Open the database beside a bot that may be running."""
    with _opened(settings) as database:
        yield Runner(database, settings)


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    migrate(settings.database, settings.key)
    with closing(open_database(settings.database, settings.key)) as database:
        yield database

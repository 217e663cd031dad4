"""One instance per database, and a killed one is in nobody's way."""

from __future__ import annotations

import subprocess
import sys
from time import sleep

import pytest

from storage.engine import lock
from storage.engine.database import Database
from storage.engine.lock import AlreadyRunningError, only_instance

HOLDER = """
import sys
from storage.engine import lock
from storage.engine.database import Database
from storage.engine.lock import only_instance
with only_instance(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_instance_is_refused_and_told_why(database_url: str) -> None:
    with only_instance(database_url):
        second = only_instance(database_url)
        with pytest.raises(AlreadyRunningError, match="another jip-bot"):
            second.__enter__()
    with only_instance(database_url):
        pass


def test_a_killed_instance_leaves_the_lock_free(database_url: str) -> None:
    command = [sys.executable, "-c", HOLDER, database_url]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunningError):
            only_instance(database_url).__enter__()
        holder.kill()
        holder.wait(timeout=10)
        assert taken_within(database_url, tries=100)


def test_a_lock_on_a_server_is_a_lease_for_who_renews_it(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server gives up on a holder that stands still; who wakes up finds the lock taken."""
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setattr(lock, "LEASE", lock.LEASE.replace(f"{lock.LEASE_SECONDS}s", "1s"))
    first, second = lock.ServerLock(url), lock.ServerLock(url)
    first.renew()
    for _ in range(4):
        sleep(0.4)
        first.renew()
        with pytest.raises(AlreadyRunningError):
            second.renew()
    sleep(1.5)
    second.renew()
    with pytest.raises(AlreadyRunningError):
        first.renew()
    second.end()
    first.renew()
    first.end()


def test_who_ended_while_still_asking_for_the_lock_does_not_keep_it(
    postgres_database: Database,
) -> None:
    """A thread asks, and the process that started it does not wait for it at its end."""
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    first, second = lock.ServerLock(url), lock.ServerLock(url)
    first.end()
    first.renew()
    second.renew()
    second.end()


def taken_within(url: str, tries: int) -> bool:
    """PostgreSQL needs a moment to notice that its client died."""
    for _ in range(tries):
        try:
            with only_instance(url):
                return True
        except AlreadyRunningError:
            sleep(0.05)
    return False

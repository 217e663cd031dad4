"""One instance per database, and a killed one is in nobody's way."""

from __future__ import annotations

import subprocess
import sys
from time import sleep

import pytest

from storage.engine.lock import AlreadyRunningError, only_instance

HOLDER = """
import sys
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


def taken_within(url: str, tries: int) -> bool:
    """PostgreSQL needs a moment to notice that its client died."""
    for _ in range(tries):
        try:
            with only_instance(url):
                return True
        except AlreadyRunningError:
            sleep(0.05)
    return False

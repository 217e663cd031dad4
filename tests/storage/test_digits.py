"""Digits only their owner knows are kept as a hash that is dear to try."""

from __future__ import annotations

import subprocess
import sys

from storage.digits import matches, sealed


def test_what_is_kept_is_salted_and_fits_only_the_same_digits() -> None:
    kept = sealed("2468")
    assert "2468" not in kept
    assert sealed("2468") != kept
    assert matches("2468", kept)
    assert not matches("2469", kept)


def test_outside_the_tests_a_try_costs_what_the_paper_says() -> None:
    said = "from storage.digits import COST; print(COST)"
    done = subprocess.run([sys.executable, "-c", said], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "{'n': 16384, 'r': 8, 'p': 1}"

"""What one colleague may do in a day: a stolen phone does not empty the house."""

from __future__ import annotations

MOST_PROFILES = 40
MOST_ERASURES = 3
"""Both: design, a phone that falls into other hands."""

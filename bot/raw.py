"""What comes from outside, made fit to be kept: shared by all faces."""

from __future__ import annotations

import re
from typing import Any

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
DEEPEST = 40
COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w{1,64})?(?:\s+(.*))?", re.ASCII | re.DOTALL)
"""A command as people type it, with what follows."""


def cleaned(value: object, depth: int = 0) -> Any:
    """Return JSON without NUL and lone surrogates; what is nested too deep is left out."""
    if isinstance(value, str):
        return UNSTORABLE.sub("", value)
    if not isinstance(value, dict | list):
        return value
    if depth > DEEPEST:
        return None
    if isinstance(value, list):
        return [cleaned(item, depth + 1) for item in value]
    return {cleaned(str(k)): cleaned(item, depth + 1) for k, item in value.items()}

"""What must be known before anybody new is let in: who answers for it, and where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Missing(StrEnum):
    """What is not there yet."""

    CONTROLLER = "controller"
    NOTICE = "notice"
    IMPRINT = "imprint"
    CENTRE = "centre"


@dataclass(frozen=True)
class Known:
    """What is there: who is responsible, both texts, and centres with address and phone."""

    controller: bool
    notice: bool
    imprint: bool
    centres: int


def missing(known: Known) -> list[Missing]:
    """Return what must be put right first, nothing where it may open."""
    there = {
        Missing.CONTROLLER: known.controller,
        Missing.NOTICE: known.notice,
        Missing.IMPRINT: known.imprint,
        Missing.CENTRE: known.centres > 0,
    }
    return [each for each, is_there in there.items() if not is_there]

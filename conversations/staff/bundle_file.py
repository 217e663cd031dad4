"""A bundle of needs as a table, in German; it may leave the house: no number of few people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from conversations import terms
from conversations.kit.files import File, Look
from conversations.one_step import named
from conversations.staff.bundle_card import LETTER, code_of
from locales.languages import FALLBACK
from locales.render import label
from locales.words import Words, p_, say
from storage import bundles
from storage.models import Offer
from storage.offers import spot_of
from storage.rules.bundling import Bundle
from storage.rules.discretion import apart
from storage.rules.one_step import Step
from storage.rules.supply import Reach
from storage.work import Work

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a table would take for a formula, at the beginning of a cell, whatever it leaves out."""
# NOTE: Headings of the columns of a table that staff open on a computer.
HEAD = (
    p_("file", "Code"),
    p_("file", "Firm"),
    p_("file", "Kind"),
    p_("file", "Skills"),
    p_("file", "Town"),
    p_("file", "Places"),
    p_("file", "Begins"),
    p_("file", "Checked"),
)
# NOTE: In a table: whether a colleague checked it.
CHECKED = {True: p_("file", "yes"), False: p_("file", "no")}
# NOTE: In a table, before a number: people who fit.
FIT = p_("file", "People who fit")
# NOTE: In a table, before a number of people: one thing that is missing.
MISSING = p_("file", "One step away: {change}")


def table(work: Work, bundle: Bundle, reach: Reach) -> File:
    """Write the needs, and below them the supply."""
    file = io.StringIO()
    cells = csv.writer(file, delimiter=";", lineterminator="\r\n")
    cells.writerow([_german(each) for each in HEAD])
    checked = {need.id for need in bundle.checked}
    for offer in bundles.offers(work, bundle):
        cells.writerow([_safe(each) for each in _row(work, offer, offer.id in checked)])
    cells.writerow([])
    for line, number in _supply(work, reach):
        cells.writerow([_german(line), number])
    content = file.getvalue().encode("utf-8-sig")
    return File(Look.DOCUMENT, f"{LETTER}{bundle.key}.csv", content)


def _row(work: Work, offer: Offer, is_checked: bool) -> list[str]:
    spot = spot_of(work, offer)
    skills = sorted(_german(terms.skill(each.skill)) for each in offer.skills)
    return [
        code_of(offer).text,
        offer.employer.name,
        _german(terms.offer(offer.kind)),
        ", ".join(skills),
        spot.name if spot else offer.plz,
        f"{offer.places}",
        f"{offer.start_on:%d.%m.%Y}" if offer.start_on else "",
        _german(CHECKED[is_checked]),
    ]


def _safe(cell: str) -> str:
    """Let no cell be a formula."""
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _supply(work: Work, reach: Reach) -> Iterator[tuple[Words, str]]:
    """Yield who fits, and who would after each step; of few people only that they are few."""
    sets: dict[Step | None, int] = {None: reach.now} | dict(reach.steps)
    least = work.limits.fewest_people
    told = apart(sets, least)
    for step in (None, *reach.after):
        number = sets[step].bit_count()
        few = f"<{least}" if number < least else f"≥{least}"
        line = say(MISSING, change=named(step)) if step else FIT
        yield line, f"{number}" if step in told else few


def _german(words: Words) -> str:
    return label(words, FALLBACK)

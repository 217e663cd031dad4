"""A bundle of needs as staff see it: firms and places, who fits, who is one step away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations import terms
from conversations.kit.bound import REST
from conversations.kit.files import File, Look
from conversations.one_step import named
from conversations.staff.offer_card import LETTER as OFFER_LETTER
from locales.chart import Column, chart
from locales.languages import FALLBACK
from locales.render import label
from locales.words import Count, Ltr, Name, Words, _, say, verbatim
from storage import bundles
from storage.census import weighing
from storage.models import Offer
from storage.rules.bundling import Bundle, Need, firms, places
from storage.rules.discretion import apart
from storage.rules.supply import Reach
from storage.work import Work

LETTER = "S"
MOST_FIRMS, MOST_STEPS, MOST_COLUMNS = 5, 8, 10
NOWHERE = "–"
# NOTE: To staff: people to whom an offer of the bundle is shown now.
FIT = _("👥 People who fit: {count}")
# NOTE: To staff: one thing that is missing, and how many more people would fit with it.
MORE = _("{change}: {count} more")


@dataclass(frozen=True)
class Shown:
    """A bundle with the centre it is shown for; None: it is everybody's."""

    bundle: Bundle
    centre: str | None


def title(bundle: Bundle) -> Words:
    """Name a bundle: what most of it asks for, and its kind."""
    skill, kind = terms.named_skill(bundle.skill), terms.offer(bundle.kind)
    return terms.joined([skill, kind])


def german_title(bundle: Bundle) -> str:
    """Name what is held for a bundle, in German."""
    words = terms.skill(bundle.skill), terms.offer(bundle.kind)
    return ", ".join(label(each, FALLBACK) for each in words)


def town(bundle: Bundle) -> Words:
    """Name where the first of its needs is."""
    at = bundle.needs[0].at
    return verbatim(at.name if at else NOWHERE)


def demand(needs: Sequence[Need]) -> dict[str, Count]:
    """Count firms and places."""
    return {"firms": Count(firms(needs)), "places": Count(places(needs))}


def lines(work: Work, bundle: Bundle, reach: Reach) -> list[Words]:
    """Return the card: demand first, supply below, then which one step would help most."""
    # NOTE: To staff, in bold: the needs of several firms that belong together.
    head = say(_("<b>🧺 {what}</b>"), what=title(bundle))
    # NOTE: To staff: about where the firms are.
    near = say(_("📍 Near: {town}"), town=town(bundle))
    return [head, near, *_counts(bundle), *_firms(work, bundle), *_supply(reach)]


# NOTE: To staff: how many firms need people, and how many people.
def _counts(bundle: Bundle) -> list[Words]:
    found = [say(_("🏢 Firms: {firms} · places: {places}"), **demand(bundle.checked))]
    if bundle.unchecked:
        waiting = demand(bundle.unchecked)
        found.append(say(_("⏳ Not checked yet: firms: {firms} · places: {places}"), **waiting))
    return found


def _firms(work: Work, bundle: Bundle) -> list[Words]:
    offers = bundles.offers(work, bundle)
    # NOTE: To staff: a firm, how many people it needs, the code of the offer.
    line = _("• {employer}: {count} ({code})")
    few = [
        say(line, employer=Name(each.employer.name), count=Count(each.places), code=code_of(each))
        for each in offers[:MOST_FIRMS]
    ]
    if (rest := len(offers) - MOST_FIRMS) > 0:
        few.append(say(REST, count=Count(rest)))
    return few


def code_of(offer: Offer) -> Ltr:
    """Return the code of the offer's card at the desk."""
    return Ltr(f"{OFFER_LETTER}{offer.id}")


def _supply(reach: Reach) -> list[Words]:
    """Say who fits, who is one step away, and which steps those are; the one for most first."""
    # NOTE: To staff: people to whom no offer of the bundle is shown, but for one thing.
    near = say(_("👣 One step away: {count}"), count=Count(reach.near.bit_count()))
    told = [
        say(MORE, change=named(step), count=Count(who.bit_count()))
        for step, who in [*reach.steps.items()][:MOST_STEPS]
    ]
    return [say(FIT, count=Count(reach.now.bit_count())), near, *told]


# NOTE: To staff, below a picture: what its colours mean.
def legend() -> list[Words]:
    """Say what is what in the picture."""
    return [_("🟩 Places"), _("🟧 People who fit")]


def picture(work: Work, bundle: Bundle) -> File | None:
    """Draw places beside people who fit, for each checked need; none that shows a few people.

    Nobody finds them either by what the file says of all needs together.
    """
    weighed = weighing(work)
    few = bundles.openings(work, [need.id for need in bundle.checked][:MOST_COLUMNS])
    sets = {0: bundles.reach(work, bundle).now} | {each.id: weighed.shown(each) for each in few}
    told = apart(sets, work.limits.fewest_people)
    columns = [Column(f"{OFFER_LETTER}{e.id}", (e.places, told.get(e.id))) for e in few]
    return File(Look.PICTURE, "bundle.png", chart(columns)) if columns else None

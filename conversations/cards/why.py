"""Why somebody gets no offer, for staff of their centre: what keeps offers back, what stands so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from conversations.cards.offer import offer_title
from conversations.cards.person import rest
from locales.words import Count, Day, Words, _, say
from storage import fatigue
from storage.hiding import hidden_ones
from storage.matching import judgements
from storage.models import Offer, Person
from storage.offers import answers_of, find
from storage.reachable import is_full
from storage.rules.ages import is_minor
from storage.rules.clock import to_local
from storage.rules.fit import ONLY_PUSH, PUSH, SHOW, Fit, Refusal
from storage.rules.obstacles import Obstacle, obstacles
from storage.work import Work

MOST = 5
# NOTE: To staff: what stands between a person and the offers named in the lines below.
REASONS: Mapping[Obstacle, Words] = {
    Obstacle.WAY: _("🚌 The way is too long:"),
    Obstacle.TIMES: _("🕒 The times do not fit:"),
    Obstacle.GERMAN: _("💬 The firm wants more German:"),
    Obstacle.SKILL: _("🛠️ The firm wants other skills:"),
    Obstacle.PAPERS: _("🚗 A licence or recognition is missing:"),
    Obstacle.WISH: _("🎯 Something else is wanted:"),
    Obstacle.SAID_NO: _("🙅 The person said no:"),
    Obstacle.AGE: _("🎂 Only for adults:"),
}

# NOTE: To staff: the person wants no offers.
SILENT = _("🔕 The person wants no offers now.")
# NOTE: To staff: the person did not answer whether they still look for work.
PAUSED = _("🔕 We asked on {day} if the person still looks for work. No answer: the offers pause.")
# NOTE: To staff: the person has not answered yet whether they still look for work.
ASKED = _("❓ We asked on {day} if the person still looks for work. No offers until they answer.")
# NOTE: To staff: the person answered none of the last offers; {count} is how many that are.
UNANSWERED = _("❓ Offers without an answer: {count}. Before the next one we ask the person.")
# NOTE: To staff: so much was sent to the person unasked that nothing more is for some days.
FULL = _("📬 The person was sent enough for today or this week.")
# NOTE: To staff: offers a person is not sent now follow, a line each.
RESTING = _("⏳ Not sent yet: this firm sent the same work lately:")
# NOTE: To staff: offers that nobody is shown now follow, a line each.
HIDDEN = _("🛑 Hidden after a problem, until a colleague looked:")


def why_lines(work: Work, person: Person) -> list[Words]:
    """Return what keeps offers back, and what stood in the way of the best few that do not fit."""
    judged = judgements(work, person.id)
    young = is_minor(person.age_band)
    fits = sum(fit.begun_by_us if young else fit.shown for fit in judged)
    refused = [(fit, stood) for fit in judged if (stood := obstacles(fit))]
    groups: dict[Obstacle, list[Fit]] = {}
    for fit, stood in refused[:MOST]:
        for each in stood:
            groups.setdefault(each, []).append(fit)
    # NOTE: To staff: how many offers fit a person now.
    lines = [*silence(work, person), say(_("💼 Offers that fit now: {count}"), count=Count(fits))]
    seen = {offer.id for _proposal, offer in answers_of(work, person.id)}
    lines += _kept_back(work, [each for each in judged if each.opening not in seen])
    for obstacle, some in sorted(groups.items(), key=lambda group: [*Obstacle].index(group[0])):
        lines += [REASONS[obstacle], *_entries(work, some)]
    return [*lines, *rest(refused, MOST)]


def silence(work: Work, person: Person) -> list[Words]:
    """Return what keeps every offer from being sent to somebody."""
    asked_on = to_local(person.still_at, work.zone.key).date() if person.still_at else None
    if not person.work_on or person.stopped_at is not None:
        paused = asked_on and person.stopped_at is None
        return [say(PAUSED, day=Day(asked_on)) if asked_on and paused else SILENT]
    full = [FULL] if is_full(work, person.id) else []
    if asked_on and fatigue.is_asked(work, person):
        return [say(ASKED, day=Day(asked_on)), *full]
    if fatigue.is_silent(work, person.id):
        return [say(UNANSWERED, count=Count(work.limits.unanswered_pushes)), *full]
    return full


def _kept_back(work: Work, judged: Sequence[Fit]) -> list[Words]:
    """Return the offers that fit, were never shown, and are not sent now for another reason."""
    pause = Refusal.EMPLOYER_PAUSE
    resting = [fit for fit in judged if pause in fit.refusals and _fits(fit, (), PUSH)]
    shut = hidden_ones(work)
    hidden = [fit for fit in judged if fit.opening in shut and _fits(fit, [Refusal.NOT_OPEN])]
    return [*_listed(work, RESTING, resting), *_listed(work, HIDDEN, hidden)]


def _fits(fit: Fit, but: Iterable[Refusal], least: int = SHOW) -> bool:
    return fit.score >= least and ONLY_PUSH.union(but).issuperset(fit.refusals)


def _listed(work: Work, head: Words, fits: Sequence[Fit]) -> list[Words]:
    return [head, *_entries(work, fits[:MOST]), *rest(fits, MOST)] if fits else []


def _entries(work: Work, fits: Sequence[Fit]) -> list[Words]:
    return [entry(offer) for fit in fits if (offer := find(work, fit.opening))]


# NOTE: To staff: an offer in a list.
def entry(offer: Offer) -> Words:
    """Return an offer as a line of a list."""
    return say(_("• {title}"), title=offer_title(offer))

"""From a need to three months at work, as a lead reads it: lines, and a column for each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.kit.files import File, Look
from conversations.staff.scope import centre_name
from locales.chart import Column, chart
from locales.words import Count, Day, Words, _, say, verbatim
from storage.introductions.figures import Path, Step, path, people, silent
from storage.places import centres
from storage.rules.discretion import apart
from storage.rules.stages import Stage
from storage.work import Work

# NOTE: Lines for who leads a centre: how many people came so far; the number stands in a picture.
STEPS: Mapping[Step, Words] = {
    Step.SHOWN: _("1. 💼 Were shown an offer: {count}"),
    Step.INTERESTED: _("2. 👍 Were interested: {count}"),
    Step.INTRODUCED: _("3. 🤝 The firm knows the first name: {count}"),
    Step.TRIED: _("4. 🛠️ Were there on a day: {count}"),
    Step.BEGUN: _("5. ▶️ At work, not yet three months: {count}"),
    Step.KEPT: _("6. 🎉 Still there after three months: {count}"),
}
# NOTE: Lines for who leads a centre: where it ended because nobody answered.
EXPIRED: Mapping[Stage, Words] = {
    Stage.SHOWN: _("⌛ The firm did not answer the card: {count}"),
    Stage.WANTED: _("⌛ The person did not say yes for the firm: {count}"),
    Stage.NAMING: _("⌛ The firm named no day: {count}"),
    Stage.CHOOSING: _("⌛ The person chose no day: {count}"),
}


def way(work: Work, centre: str | None) -> tuple[Sequence[Words], File | None]:
    """Return the lines of a centre's way (None: of all), and the picture."""
    found = path(work, centre)
    told = _tellable(work, found, centre)
    return _lines(work, found, centre, told), _drawn(told)


def _tellable(work: Work, found: Path, centre: str | None) -> dict[str, int]:
    """Return what may be told; of all centres what is left beside each of them as well."""
    keys = [] if centre else [each.key for each in centres(work)]
    sets = {(key, at): who for key in keys for at, who in people(work, key).items()}
    sets |= {("", at): who for at, who in found.people.items()}
    told = apart(sets, work.limits.fewest_people)
    return {at: number for (key, at), number in told.items() if not key}


def _lines(work: Work, found: Path, centre: str | None, told: Mapping[str, int]) -> Sequence[Words]:
    """Say what firms need, how far people came, and where it ended."""
    least = work.limits.fewest_people
    # NOTE: To who leads a centre: the heading of its second page of numbers.
    title = say(_("<b>📊 The way to work: {centre}</b>"), centre=centre_name(work, centre))
    # NOTE: To who leads a centre: what firms need.
    needs = say(_("🏢 Offers that are open: {count}"), count=Count(found.open_needs))
    # NOTE: To who leads a centre: needs of firms that staff still complete.
    drafts = say(_("📝 Offers to complete: {count}"), count=Count(found.drafts))
    # NOTE: To who leads a centre, above several numbers: people since that day.
    since = say(_("👥 People since {day}:"), day=Day(found.since))
    numbers = [
        say(words, count=_told(found.people[step].bit_count(), told.get(step), least))
        for step, words in STEPS.items()
    ]
    where = [
        say(words, count=Count(told[silent(at)]))
        for at, words in EXPIRED.items()
        if silent(at) in told
    ]
    return [title, needs, drafts, since, *numbers, *where]


def _drawn(told: Mapping[str, int]) -> File | None:
    """Draw a column for each step; nothing where every number is too small."""
    numbers = [told.get(step) for step in STEPS]
    if not any(number is not None for number in numbers):
        return None
    columns = [Column(f"{place}", (n,)) for place, n in enumerate(numbers, start=1)]
    return File(Look.PICTURE, "way.png", chart(columns))


def _told(number: int, told: int | None, least: int) -> Words:
    """Return a number of people as it may be told: itself, or only that it is small, or not so."""
    if told is not None:
        return verbatim(f"{told}")
    return verbatim(f"<{least}" if number < least else f"≥{least}")

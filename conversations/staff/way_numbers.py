"""From a need to three months at work, as a lead reads it: lines, and a column for each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.kit.files import File, Look
from conversations.staff.scope import centre_name
from locales.chart import Column, chart
from locales.words import Count, Day, Words, _, say, verbatim
from storage.introductions.figures import Path, Step, path
from storage.rules.discretion import speakable, tellable
from storage.rules.introducing import Stage
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
    found, least = path(work, centre), work.limits.fewest_people
    return _lines(work, found, centre), _drawn(found, least)


def _lines(work: Work, found: Path, centre: str | None) -> Sequence[Words]:
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
    told = tellable(found.steps, least)
    steps = [
        say(STEPS[step], count=_told(found.steps[step], number, least))
        for step, number in told.items()
    ]
    ended = speakable(found.expired, least)
    where = [say(EXPIRED[at], count=Count(n)) for at, n in ended.items() if at in EXPIRED]
    return [title, needs, drafts, since, *steps, *where]


def _drawn(found: Path, least: int) -> File | None:
    """Draw a column for each step; nothing where every number is too small."""
    told = tellable(found.steps, least)
    if not any(number is not None for number in told.values()):
        return None
    columns = [Column(f"{place}", (n,)) for place, n in enumerate(told.values(), start=1)]
    return File(Look.PICTURE, "way.png", chart(columns))


def _told(number: int, tellable_: int | None, least: int) -> Words:
    """Return a number of people as it may be told: itself, or only that it is small, or not so."""
    if tellable_ is not None:
        return verbatim(f"{tellable_}")
    return verbatim(f"<{least}" if number < least else f"≥{least}")

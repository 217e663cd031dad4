"""What to think of for a kind of work, in plain words with the day from which it holds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from locales.words import Day, Ltr, Words, _, say
from storage.models import Offer
from storage.rules import pay
from storage.work import Work

# NOTE: To a firm and to staff, below an offer; none of these lines is legal advice.
HINTS: Mapping[str, Words] = {
    pay.WAGE: _("💶 Minimum wage (Mindestlohn), euros an hour: {euros}, since {day}"),
    pay.MINIJOB: _("💶 A Minijob pays at most (euros a month): {euros}, since {day}"),
    pay.INTERNSHIP: _(
        "⚠️ Longer than 3 months, or for somebody trained in the field, "
        "an internship (Praktikum) counts as work."
    ),
    pay.EQ: _("💶 A long internship before the apprenticeship has no minimum wage (Mindestlohn)."),
    pay.TRIAL: _(
        "⚠️ Doing the work counts as work. Please check the work permit (Arbeitserlaubnis) before."
    ),
    pay.WATCHING: _("👀 Watching only: no work permit (Arbeitserlaubnis) is needed."),
}
# NOTE: To a firm and to staff, as the last line of what to think of for a kind of work.
NO_ADVICE = _("This is for your information. It is no legal advice.")


def hint_lines(work: Work, offer: Offer) -> list[Words]:
    """Return what holds on the day the work begins, today where it is begun or open."""
    day = max(work.today, offer.start_on or work.today)
    found = pay.hints(offer.kind, day)
    return [*map(_hint, found), *([NO_ADVICE] if found else [])]


def _hint(figure: pay.Figure) -> Words:
    if figure.euros is None:
        return HINTS[figure.name]
    return say(HINTS[figure.name], euros=euros(figure.euros), day=Day(figure.since))


def euros(amount: Decimal) -> Ltr:
    """Write an amount as German papers do: 13,90, and without cents where there are none."""
    written = f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"
    return Ltr(written.replace(".", ","))

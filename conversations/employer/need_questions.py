"""Questions to a firm that needs somebody: five are enough, six more bring the right people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from conversations import terms
from conversations.cards import offer_asked
from conversations.cards.offer_draft import DAY, Draft
from conversations.cards.offer_terms import LICENCES
from conversations.cards.skill_of import SkillOf, may_mean
from conversations.employer import contact_asked
from conversations.employer import need_steps as steps
from conversations.employer.need_draft import LONGEST_NOTE, firms_of
from conversations.employer.street import LONGEST, WHERE
from conversations.kit.here import Here
from conversations.kit.questions import (
    Asked,
    NumberOf,
    OneOf,
    Option,
    PlaceOf,
    ShortText,
    SomeOf,
)
from conversations.kit.questions.pieces import choices, into, one
from conversations.terms import named_skill
from locales.words import Count, Day, Name, Words, _, p_, say
from storage.rules.pay import MAY_BE_UNPAID
from storage.rules.taxonomy import skills_of

LATER, MOST_SKILLS = "later", 3
# NOTE: A firm says which papers it needs; none, a driving licence, or the certificate.
PAPERS: Mapping[str, Words] = {
    "no": p_("button", "None of these"),
    **{key: words for key, words in LICENCES.items() if key != "no"},
    steps.CERTIFICATE: p_("button", "Certificate (Führungszeugnis)"),
}


def unless_known(name: str) -> Callable[[Here[Draft]], bool]:
    """Leave a question out that the firm answered in a sentence."""
    return lambda here: name not in here.notes.known


def is_full(here: Here[Draft]) -> bool:
    """Tell whether the firm tells more than is needed."""
    return here.notes.full


def may_be_unpaid(here: Here[Draft]) -> bool:
    """Tell whether this kind of work may be unpaid."""
    return is_full(here) and here.notes.kind in MAY_BE_UNPAID


def _about(question: Words) -> Callable[[Here[Draft]], Sequence[Words]]:
    """Ask below the work it is about: asked once more after something else, it says for what."""
    return lambda here: (*([named_skill(key)] if (key := here.notes.skill) else []), question)


def _several(here: Here[Draft]) -> bool:
    return here.notes.firm is None and len(firms_of(here.context)) > 1


def _firms(here: Here[Draft]) -> Sequence[Option]:
    found = firms_of(here.context)
    # NOTE: On a button: one of the firms somebody speaks for.
    label = p_("button", "🏢 {employer}")
    return [Option(str(each.id), say(label, employer=Name(each.name))) for each in found]


def _on_a_day(here: Here[Draft]) -> bool:
    return here.notes.start == DAY


# NOTE: A firm tells more about a need: so many questions follow, or it leaves it to the centre.
def _ways(here: Here[Draft]) -> Sequence[Option]:
    later = replace(here, notes=replace(here.notes, full=True))
    asked = [each for each in FULL if not each.follows and each.is_asked(later)]
    more = say(p_("button", "✏️ Tell more (questions: {count})"), count=Count(len(asked)))
    return [Option(steps.MORE, more), Option(LATER, p_("button", "Later"))]


def _starts(here: Here[Draft]) -> Sequence[Option]:
    """Offer at once, the first of the next two months, or a day."""
    # NOTE: A firm says from when: at once.
    now = Option(steps.NOW, p_("button", "⚡ At once"))
    # NOTE: A firm says from when: the first day of a month.
    label = p_("button", "📅 From {day}")
    months = [_first_of(here.today, ahead) for ahead in (1, 2)]
    named = [Option(each.isoformat(), say(label, day=Day(each))) for each in months]
    return [now, *named, Option(DAY, p_("button", "📅 On a day"))]


def _first_of(today: date, ahead: int) -> date:
    years, month = divmod(today.month - 1 + ahead, 12)
    return date(today.year + years, month + 1, 1)


# NOTE: Questions to somebody of a firm; firm: which one, where they speak for several.
WHOSE: Asked[Draft] = OneOf(
    name="firm",
    text=one(_("For which firm?")),
    options=_firms,
    keep=steps.keep_firm,
    when=_several,
)
SKILL: Asked[Draft] = SkillOf(
    name="skill",
    text=one(_("What do you need help with? Tap it, or type it.")),
    area=lambda here: may_mean(here.notes.note) or here.notes.sector,
    helps=True,
    keep=steps.keep_skill,
    when=unless_known("skill"),
)
KIND: Asked[Draft] = OneOf(
    name="kind",
    text=_about(_("What can you offer?")),
    options=choices(terms.OFFER_KINDS),
    keep=offer_asked.keep_kind,
    when=unless_known("kind"),
)
MANY: Asked[Draft] = NumberOf(
    name="many",
    text=_about(_("How many people?")),
    usual=("1", "2", "3", "4", "5", "10"),
    least=1,
    most=99,
    keep=steps.keep_many,
    when=unless_known("many"),
)
PLACE: Asked[Draft] = PlaceOf(
    name="place",
    text=one(_("Where is the work?")),
    preset=steps.home,
    keep=steps.keep_place,
    when=steps.asks_place,
)
PHONE: Asked[Draft] = replace(contact_asked.PHONE, keep=steps.keep_phone, when=steps.asks_phone)
MORE: Asked[Draft] = OneOf(
    name="more",
    text=one(_("Kept. More answers bring the right people. Do you have a minute?")),
    options=_ways,
    keep=steps.keep_more,
    when=lambda here: not here.notes.copied,
    back=False,
)
SHORT = (WHOSE, SKILL, KIND, MANY, PLACE, PHONE, MORE)


def _when_full(when: Callable[[Here[Draft]], bool]) -> Callable[[Here[Draft]], bool]:
    return lambda here: is_full(here) and when(here)


def _asks_hours(here: Here[Draft]) -> bool:
    return offer_asked.other_times(here) and unless_known("hours")(here)


# NOTE: Further questions to somebody of a firm, of which only the right people come.
FULL: tuple[Asked[Draft], ...] = (
    OneOf(
        name="start",
        text=one(_("From when?")),
        options=_starts,
        keep=steps.keep_start,
        when=lambda here: is_full(here) and "start" not in here.notes.known,
    ),
    replace(offer_asked.BEGINS, when=_when_full(_on_a_day)),
    replace(offer_asked.SPANS, when=is_full),
    replace(offer_asked.GRID, when=_when_full(offer_asked.other_times)),
    replace(offer_asked.HOURS, when=_when_full(_asks_hours)),
    replace(offer_asked.FEW_HOURS, when=_when_full(offer_asked.has_too_many)),
    replace(offer_asked.GERMAN, when=is_full),
    OneOf(
        name="papers",
        text=one(_("Is a driving licence needed, or a certificate of good conduct?")),
        options=choices(PAPERS),
        keep=steps.keep_papers,
        when=is_full,
    ),
    replace(offer_asked.EXPERIENCE, when=is_full),
    replace(offer_asked.PAID, when=may_be_unpaid),
    ShortText(
        name="note",
        text=one(
            _("What else should people know? One or two sentences in German."),
            _("A colleague reads it first."),
        ),
        keep=into("note"),
        when=is_full,
        skippable=True,
        longest=LONGEST_NOTE,
    ),
)


def _others(here: Here[Draft]) -> Sequence[Option]:
    """Offer the other skills of the same field of work."""
    area = (here.notes.skill or "").split(".", maxsplit=1)[0]
    keys = [each.key for each in skills_of(area) if each.key != here.notes.skill]
    return [Option(key, terms.named_skill(key)) for key in keys]


# NOTE: Further questions to somebody of a firm, asked only where they change one answer.
ALONE: tuple[Asked[Draft], ...] = (
    SomeOf(
        name="others",
        text=one(_("Which other work is it, too? Tap it, then Done.")),
        options=_others,
        chosen=lambda here: here.notes.more,
        keep=lambda here, keys: into("more")(here, tuple(keys)),
        most=lambda here: MOST_SKILLS - 1,
        listed=False,
    ),
    ShortText(
        name="street",
        text=one(WHERE),
        keep=into("street"),
        skippable=True,
        listed=False,
        longest=LONGEST,
    ),
    offer_asked.LICENCE,
    offer_asked.CERTIFICATE,
)
# NOTE: A firm chooses which part of a need to change.
PARTS: Mapping[str, Words] = {
    "kind": p_("button", "What"),
    "skill": p_("button", "Work"),
    "others": p_("button", "Other work, too"),
    "many": p_("button", "How many people"),
    "place": p_("button", "Place"),
    "street": p_("button", "Street and number"),
    "start": p_("button", "From when"),
    "spans": p_("button", "Times"),
    "hours": p_("button", "Hours a week"),
    "german": p_("button", "How much German"),
    "licence": p_("button", "Licence"),
    "certificate": p_("button", "Certificate"),
    "experience": p_("button", "Experience"),
    "paid": p_("button", "Pay"),
    "note": p_("button", "Your sentence"),
}

"""Each reason of the rules as a sentence: what fits, and the one thing to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conversations import terms
from conversations.terms import named_area, named_skill
from locales.words import Count, Ltr, Name, Words, _, n_, say
from storage.rules.fit_codes import Reason, Say
from storage.rules.way import Mode

WAYS: Mapping[Mode, Words] = {
    Mode.FOOT: n_(
        "✅ Way: {place}, about {n} minute on foot", "✅ Way: {place}, about {n} minutes on foot"
    ),
    Mode.BIKE: n_(
        "✅ Way: {place}, about {n} minute by bicycle",
        "✅ Way: {place}, about {n} minutes by bicycle",
    ),
    Mode.BUS: n_(
        "✅ Way: {place}, about {n} minute by bus", "✅ Way: {place}, about {n} minutes by bus"
    ),
    Mode.CAR: n_(
        "✅ Way: {place}, about {n} minute by car", "✅ Way: {place}, about {n} minutes by car"
    ),
}


def reason_line(reason: Reason) -> Words:
    """Return the sentence for a reason or a caution; KeyError for one without."""
    return LINES[reason.say](reason)


# NOTE: A reason why an offer fits: a skill the person has.
def _can(reason: Reason) -> Words:
    return say(_("✅ You can: {skill}"), skill=_skill(reason.skill))


def _neighbour(reason: Reason) -> Words:
    return say(_("✅ Close to what you can: {skill}"), skill=_skill(reason.own_skill))


def _learn(reason: Reason) -> Words:
    if reason.area is None:
        return _("✅ You can learn it there.")
    return say(_("✅ You can learn it there: {area}"), area=named_area(reason.area))


def _way(reason: Reason) -> Words:
    words = WAYS[reason.mode or Mode.BUS]
    return say(words, place=Name(reason.place or ""), n=Count(reason.minutes or 0))


def _german_short(reason: Reason) -> Words:
    known = terms.GERMAN.get(reason.needed or "")
    if known is None:
        level = Ltr(reason.needed or "")
        return say(_("💡 They want more German ({level}). You may still ask."), level=level)
    return say(_("💡 They want more German: “{level}”. You may still ask."), level=known)


# NOTE: Stands for a skill in: You can: {skill}.
def _skill(key: str | None) -> Words:
    return named_skill(key) if key else _("this work")


def _always(words: Words) -> Callable[[Reason], Words]:
    return lambda reason: words


LINES: Mapping[Say, Callable[[Reason], Words]] = {
    Say.CAN: _can,
    Say.NEIGHBOUR: _neighbour,
    Say.LEARN: _learn,
    Say.IN_TOWN: _always(_("✅ Way: in your town")),
    Say.WAY: _way,
    Say.TIMES: _always(_("✅ Your times fit.")),
    Say.GERMAN: _always(_("✅ Your German fits.")),
    Say.GERMAN_SHORT: _german_short,
    Say.TIMES_PART: _always(_("💡 Only some of the times fit. You may still ask.")),
    Say.NO_CHILDCARE: _always(_("💡 There is no child care. Ask us, we look with you.")),
    Say.RECOGNITION_ADVICE: _always(
        _(
            "💡 Your own profession needs recognition (Anerkennung). This offer does not. "
            "We help you."
        )
    ),
    Say.ASK_BUS: _always(_("💡 On the Alb few buses run. Check the bus with us.")),
}

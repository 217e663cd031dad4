"""An offer as a newcomer reads it: what, paid or not, how long, why it fits, what to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conversations import terms
from conversations.cards.offer_reasons import reason_line
from conversations.kit.buttons import Standing
from conversations.kit.commands import button as command
from conversations.kit.messages import Button, Message, Style, stacked
from conversations.kit.subject import CODE
from conversations.terms import named_skill
from locales.languages import FALLBACK
from locales.render import label
from locales.words import Count, Day, German, Ltr, Name, Words, _, p_, say
from storage.introductions.lists import knows
from storage.matching import Match
from storage.models import Offer
from storage.offers import spot_of
from storage.offers_ending import is_ended
from storage.rules.fit_codes import Say
from storage.rules.stages import ONE_DAY
from storage.work import Work

KIND, LETTER = "offer", "O"
YES, NO, MORE, WRONG, BACK = "yes", "no", "more", "wrong", "back"
# NOTE: Button: somebody tapped by mistake that an offer is nothing for them.
TAKE_BACK = p_("button", "↩️ Take it back")
# NOTE: Reasons why an offer is not for somebody; after: Why?
WHY: Mapping[str, Words] = {
    "why-far": p_("button", "🚌 Too far"),
    "why-time": p_("button", "🕒 The times"),
    "why-work": p_("button", "🛠️ Not my work"),
    "why-german": p_("button", "💬 My German is not enough"),
    "why-other": p_("button", "Another reason"),
}
# NOTE: Button: a person of the centre talks with somebody.
A_PERSON = p_("button", "👋 Talk to a person")
ASKS_US = frozenset({Say.NO_CHILDCARE, Say.RECOGNITION_ADVICE, Say.ASK_BUS})
"""What to bear in mind of an offer that says: ask us."""
# NOTE: Below an offer: something is wrong there, such as danger, money or insults.
A_PROBLEM = p_("button", "⚠️ There is a problem")
PAPERS_FIRST = _(
    "Please do not start yet. First we check the work permit with you (Arbeitserlaubnis)."
)
# NOTE: To somebody interested in an offer; the second to who the firm knows from before.
INTERESTED = _("👍 You said: I am interested. The firm does not know your name.")
INTERESTED_KNOWN = _("👍 You said: I am interested.")
# NOTE: To who told of a problem at a firm; a colleague of the centre looks at it.
HELD = _("🛑 You told us of a problem. You hear nothing of this firm until the centre looked.")
NOT_FREE = _("This place is not free now. It is not your fault.")
DID_NOT_WORK_OUT = _(
    "This place is taken now. It is not your fault: the firm does not know your name. "
    "More offers: /offers"
)
# NOTE: To somebody who was interested: its last day is over, and nobody said that it goes on.
HAS_ENDED = _(
    "This offer has ended. It is not your fault: the firm does not know your name. "
    "More offers: /offers"
)


@dataclass(frozen=True)
class Shown:
    """How an offer is shown: with the details, and by when the centre talks with who said yes.

    `way` is how far it is for who is on the way to the firm, with the button that says more.
    """

    details: bool = False
    talk_by: date | None = None
    way: tuple[Words, Button] | None = None


def offer_message(work: Work, match: Match, shown: Shown | None = None) -> Message:
    """Build the message of an offer, shown on request or sent unasked."""
    shown = shown or Shown()
    offer = match.offer
    is_known = knows(work, match.fit.seeker, offer.employer_id)
    said = _on_the_way(shown)
    if shown.talk_by:
        said = _said_yes(shown.talk_by, knows=is_known)
    lines = [*said, *offer_head(work, match), *_reasons(match)]
    if shown.details:
        lines += offer_details(offer, work.today)
    lines += [PAPERS_FIRST, say(CODE, code=Ltr(f"{LETTER}{offer.id}"))]
    return Message(tuple(lines), stacked(_buttons(match, shown)))


# NOTE: Names an offer to its firm and to staff: kind, and the work or the German title.
def offer_title(offer: Offer) -> Words:
    """Name an offer: its kind, and its skill where the German title says no more, else that."""
    named = (terms.skill(row.skill) for row in offer.skills)
    own = next((each for each in named if label(each, FALLBACK) == offer.title_de), None)
    title = own or German(offer.title_de)
    return say(_("{kind}: {title}"), kind=terms.offer(offer.kind), title=title)


# NOTE: The first lines of an offer: what, paid or not, how long; who, where, how many hours.
def offer_head(work: Work, match: Match) -> list[Words]:
    """Return what it is, and where."""
    offer = match.offer
    spot = spot_of(work, offer)
    head = say(
        _("💼 <b>{kind}: {what}</b> · {pay} · {length}"),
        kind=terms.offer(offer.kind),
        what=_what(match),
        pay=_("paid") if offer.paid else _("not paid"),
        length=_length(offer),
    )
    town = Name(spot.name if spot else offer.plz)
    where = say(_("🏢 {employer}, {town}"), employer=Name(offer.employer.name), town=town)
    if offer.kind in ONE_DAY:
        return [head, where]
    return [head, where, say(_("🕒 Hours a week: {count}"), count=hours(offer.hours_week))]


def closed_message(work: Work, match: Match | None, was_interested: bool) -> Message:
    """Say that a place is gone; never as anybody's fault, and always with what is next."""
    head = offer_head(work, match)[:2] if match else []
    if match and knows(work, match.fit.seeker, match.offer.employer_id):
        was_interested = False
    if match and was_interested and is_ended(match.offer, work.today):
        return Message((*head, HAS_ENDED))
    was_interested &= match is None or match.offer.hidden_at is None
    said = [DID_NOT_WORK_OUT] if was_interested else [NOT_FREE, _("Other offers: /offers")]
    return Message((*head, *said))


def declined_message(work: Work, match: Match) -> Message:
    """Thank, and ask why in one tap, which is not needed."""
    lines = (
        *offer_head(work, match)[:2],
        _("Thank you for telling us. You do not see this offer again."),
        _("Why? One tap helps us to look better."),
        say(CODE, code=Ltr(f"{LETTER}{match.offer.id}")),
    )
    buttons = [_button(match.offer, words, key) for key, words in WHY.items()]
    last = [_button(match.offer, A_PROBLEM, WRONG), _button(match.offer, TAKE_BACK, BACK)]
    return Message(lines, stacked([*buttons, *last]))


def held_message(work: Work, match: Match) -> Message:
    """Say that nothing of a firm goes on since somebody told of a problem."""
    return Message((*offer_head(work, match)[:2], HELD))


def reason_kept_message(work: Work, match: Match) -> Message:
    """Thank for the reason."""
    thanks = _("Thank you. We look for something else: /offers")
    code = say(CODE, code=Ltr(f"{LETTER}{match.offer.id}"))
    lines = (*offer_head(work, match)[:2], thanks, code)
    return Message(lines, stacked([_button(match.offer, TAKE_BACK, BACK)]))


# NOTE: What the work is, where no skill is named.
def written_title(offer: Offer) -> Words:
    """Return the German title alone."""
    return say(_("{title}"), title=German(offer.title_de))


def named_work(offer: Offer) -> Words:
    """Name the first skill an offer asks for, else its German title."""
    keys = sorted(row.skill for row in offer.skills)
    return named_skill(keys[0]) if keys else written_title(offer)


def _what(match: Match) -> Words:
    """Name the skill the person has, else the first one asked for, else the German title."""
    own = {each.skill for each in match.fit.reasons if each.say in (Say.CAN, Say.NEIGHBOUR)}
    keys = sorted(row.skill for row in match.offer.skills)
    keys.sort(key=lambda key: key not in own)
    return named_skill(keys[0]) if keys else named_work(match.offer)


# NOTE: How long an offer lasts; ends the first line of it.
def _length(offer: Offer) -> Words:
    if offer.kind in ONE_DAY:
        return _("one day")
    if offer.weeks is None:
        return _("no end date")
    return say(_("weeks: {weeks}"), weeks=Count(offer.weeks))


def hours(number: float) -> Count | Ltr:
    """Halves have a comma, as on German papers."""
    return Count(int(number)) if number == int(number) else Ltr(f"{number:g}".replace(".", ","))


def _reasons(match: Match) -> list[Words]:
    said = [*match.fit.reasons, *([match.fit.caution] if match.fit.caution else [])]
    return [reason_line(reason) for reason in said]


def _said_yes(talk_by: date, *, knows: bool) -> list[Words]:
    return [
        INTERESTED_KNOWN if knows else INTERESTED,
        say(_("We told the centre. If you hear nothing by {day}: /person"), day=Day(talk_by)),
    ]


# NOTE: Above an offer: how far it is with the firm for who is interested, in a few words.
def _on_the_way(shown: Shown) -> list[Words]:
    return [say(_("🧭 How far it is: {state}"), state=shown.way[0])] if shown.way else []


def offer_details(offer: Offer, today: date, *, note: bool = True) -> Sequence[Words]:
    """Return what only somebody asks for: the German title, the beginning, what is needed.

    With the sentence of the firm (`note`), once a colleague read it.
    """
    lines = [say(_("In German it says: {title}"), title=Name(offer.title_de))]
    lines += [words for _name, words in named_details(offer, today)]
    if note and offer.note and offer.note_ok:
        # NOTE: Below an offer: what the firm wrote about it, in German; a colleague read it.
        lines.append(say(_("🏢 The firm writes: “{text}”"), text=German(offer.note)))
    return lines


# NOTE: More about an offer, each a line of its own.
def named_details(offer: Offer, today: date) -> Iterator[tuple[str, Words]]:
    """Give the beginning and what is needed, each with the name of its question."""
    if offer.start_on:
        begins = Day(offer.start_on) if offer.start_on > today else terms.STARTS["now"]
        yield "start", say(_("Begins: {day}"), day=begins)
    if offer.german_min in terms.GERMAN:
        yield "german", say(_("💬 German: {level}"), level=terms.GERMAN[offer.german_min])
    if offer.german_help:
        yield "german_help", _("The firm helps you to learn German.")
    if offer.experience == "none":
        yield "experience", _("You can begin without experience.")
    if offer.licence:
        licence = terms.LICENCES.get(offer.licence, Ltr(offer.licence))
        yield "licence", say(_("Driving licence needed: {licence}"), licence=licence)
    if offer.police_certificate:
        yield (
            "certificate",
            _(
                "You need a certificate of good conduct (Führungszeugnis). "
                "The town hall gives it. We help you."
            ),
        )


def _buttons(match: Match, shown: Shown) -> list[Button]:
    offer, caution = match.offer, match.fit.caution
    asks = [command(A_PERSON, "person")] if caution and caution.say in ASKS_US else []
    if shown.talk_by or shown.way:
        no = _button(offer, p_("button", "👎 No longer for me"), NO)
        more = [shown.way[1]] if shown.way else []
        return [*more, no, *asks, _button(offer, A_PROBLEM, WRONG)]
    buttons = [
        _button(offer, p_("button", "👍 I am interested"), YES),
        _button(offer, p_("button", "👎 Not for me"), NO),
    ]
    if not shown.details:
        buttons.append(_button(offer, p_("button", "🔎 Tell me more"), MORE))
    return [*buttons, *asks, _button(offer, A_PROBLEM, WRONG)]


def _button(offer: Offer, label: Words, action: str) -> Button:
    data = str(Standing(KIND, offer.id, offer.revision, action))
    return Button(label, data, Style.PRIMARY if action == YES else None)

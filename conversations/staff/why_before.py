"""Why somebody is shown an offer before somebody else: the order, and two people side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from conversations.cards.notice import called
from conversations.cards.offer import hours as number
from conversations.cards.offer import offer_title
from conversations.cards.why import REASONS, entry, silence
from conversations.kit.actor import Actor
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message, stacked
from conversations.kit.pages import NEXT, page
from conversations.kit.questions import ShortText
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Next, Onward, Start, Step
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.offer_card import Kept, kept
from conversations.staff.scope import scope
from conversations.staff.whose import colleague_key
from locales.words import Count, Ltr, Moment, Words, _, p_, say, verbatim
from storage import audit, before, finding, offers, people
from storage.before import Decides, Stand
from storage.matching import candidates
from storage.models import Offer, Person
from storage.openings import opening_of
from storage.rules.fit import Refusal, is_free
from storage.rules.obstacles import obstacles
from storage.work import Work

ORDER, SHOW, COMPARE, REVISION = "order", "show", "compare", 1
MOST, KNOWN, PAGES, LONGEST = 5, 30, 100, 40
# NOTE: Above the people an offer is sent to next, for staff.
TITLE = _("<b>🔎 Who is sent this offer next</b>")
# NOTE: To staff: which place in the order, and who has it.
PLACED = _("{entry}. {who}")
# NOTE: To staff, in place of a name: somebody who belongs to another centre.
ELSEWHERE = _("somebody of another centre")
# NOTE: To staff: how many points each part brings; {all} is the sum.
POINTS = _(
    "Points: {all} (skill {for_skill}, German {for_german}, times {for_times}, way {for_way})"
)
# NOTE: To staff: since when a person was shown no offer; among equals who waits longest is first.
WAITS = _("⏳ Without an offer since: {at}")
NEVER = _("⏳ Was never shown an offer before.")
# NOTE: To staff: nobody is sent an offer now.
NOBODY = _("Nobody now.")
# NOTE: To staff: an offer is hidden, paused, full or over.
NOT_OPEN = _("The offer is not open now.")
# NOTE: To staff: when a person was shown an offer, and who began.
SENT = _("📤 Sent: {at}")
LOOKED_UP = _("🔎 Asked for offers and saw it: {at}")
NOT_SHOWN = _("Not shown yet.")
# NOTE: To staff: a firm's offers rest for a person who was sent one just now.
RESTS = _("⏳ Was sent an offer of this firm with the same work lately.")
# NOTE: To staff: why one of two people comes first.
BECAUSE: Mapping[Decides, Words] = {
    Decides.ASKED: _("👉 {who} asked for offers and saw it. Nobody was passed over."),
    Decides.CHANGED: _("👉 {who} came first then. What we know of them changed since."),
    Decides.NOT_SENT: _("👉 {other} is not sent it: see above."),
    Decides.POINTS: _("👉 {who} has more points than {other}."),
    Decides.WAITED: _("👉 The points are equal. {who} waited longer than {other}."),
    Decides.ORDER: _("👉 All is equal. {who} is known to us longer than {other}."),
}
# NOTE: To staff: a code belongs to nobody they may see, or there are not two codes.
UNKNOWN = _("Please write two codes of people of your centre, such as R-1042 R-1050.")


@dataclass(frozen=True)
class Comparing:
    """For which offer, and the codes of the two people."""

    offer: int = 0
    codes: str = ""


@dataclass(frozen=True)
class Order:
    """A page of the people an offer is sent to next."""

    offer: Kept
    page: int = 1

    @property
    def key(self) -> int:
        """Write it as one number, for a button."""
        return self.offer.id * PAGES + self.page


def _open(work: Work, actor: Actor, thing: Kept, argument: str) -> Result:
    """Show the first page below the card of an offer."""
    return Result(card=order_message(work, actor, Order(thing)), looks=True)


def order_message(work: Work, actor: Actor, order: Order) -> Message:
    """Show who is sent an offer next; whoever belongs to another centre has no name there."""
    offer = order.offer.offer
    shown = page(candidates(work, offer, KNOWN), f"{order.page}", MOST)
    first, centre = (shown.number - 1) * MOST + 1, scope(actor)
    own = set(finding.of_centre(work, centre, [person.id for person, _fit in shown.items]))
    lines: list[Words] = []
    for place, (person, _fit) in enumerate(shown.items, start=first):
        who = called(work, person.id) if person.id in own else ELSEWHERE
        lines.append(say(PLACED, entry=verbatim(f"{place}"), who=who))
        stand = before.stand(work, offer, person) if person.id in own else None
        lines += _facts(work, stand) if stand else []
    if not lines:
        lines = [NOBODY] if is_free(opening_of(work, offer)) else [NOT_OPEN]
    following = Order(order.offer, shown.number + 1)
    more = [ORDERED.button(NEXT, following.key, REVISION, SHOW)] if shown.rest else []
    # NOTE: Button for staff: why was one person shown an offer before another one?
    compare = ORDERED.button(p_("button", "⚖️ Compare two people"), order.key, REVISION, COMPARE)
    head = (TITLE, offer_title(offer))
    return Message((*head, *lines, *shown.counted()), stacked([*more, compare]), private=True)


def _facts(work: Work, stand: Stand) -> list[Words]:
    """Say the points by part, and since when somebody waits."""
    points, at = stand.points, stand.waited
    told = say(
        POINTS,
        all=Count(stand.fit.score),
        for_skill=_part(points.link),
        for_german=_part(points.german),
        for_times=_part(points.times),
        for_way=_part(points.way),
    )
    waits = say(WAITS, at=Moment(at.astimezone(work.zone))) if at else NEVER
    return [told, waits]


def _part(points: float) -> Count | Ltr:
    return number(round(points, 1))


def _show(work: Work, actor: Actor, order: Order, argument: str) -> Result:
    return Result(looks=True)


def _compares(work: Work, actor: Actor, order: Order, argument: str) -> Result:
    return Result(steps=[Start("why_before", Comparing(order.offer.id))])


def _keep(here: Here[Comparing], text: str) -> Step[Comparing]:
    return Next(replace(here.notes, codes=text))


def _finish(here: Here[Comparing]) -> Sequence[Onward]:
    offer = offers.find(here.work, here.notes.offer)
    found = _meant(here.work, scope(here.context.actor), here.notes.codes)
    stands = [before.stand(here.work, offer, each) for each in found] if offer else []
    one, other, *_more = [*stands, None, None]
    if offer is None or one is None or other is None:
        here.send(Message((UNKNOWN,)))
    else:
        centre, who = kept(here.work, offer).centre, colleague_key(here)
        for each in (one, other):
            audit.note(here.work, ORDERED.row(COMPARE), who, each.person.id, centre)
        here.send(_compared(here.work, offer, one, other))
    return ()


def _meant(work: Work, centre: str | None, text: str) -> Sequence[Person]:
    """Return the two people whose codes were typed, where this colleague may see both."""
    codes = text.replace(",", " ").replace(";", " ").split()
    keys = [key for code in codes[:2] for key in finding.by_code(work, centre, code)]
    return [found for key in dict.fromkeys(keys) if (found := people.find(work, key))]


def _compared(work: Work, offer: Offer, one: Stand, other: Stand) -> Message:
    first, second = before.in_order(one, other)
    lines = [line for each in (first, second) for line in _stand_lines(work, offer, each)]
    names = {"who": called(work, first.person.id), "other": called(work, second.person.id)}
    because = say(BECAUSE[before.decides(first, second)], **names)
    # NOTE: To staff: two people are compared by what is known of them today.
    today = _("This is what we know today.")
    return Message((offer_title(offer), *lines, because, today), private=True)


def _stand_lines(work: Work, offer: Offer, stand: Stand) -> list[Words]:
    # NOTE: To staff: name and code of a person.
    who = say(_("<b>{who}</b>"), who=called(work, stand.person.id))
    return [who, _shown(work, stand), *_facts(work, stand), *_stood(work, offer, stand)]


def _shown(work: Work, stand: Stand) -> Words:
    if stand.shown is None:
        return NOT_SHOWN
    at = Moment(stand.shown.shown_at.astimezone(work.zone))
    return say(SENT if stand.shown.pushed else LOOKED_UP, at=at)


def _stood(work: Work, offer: Offer, stand: Stand) -> list[Words]:
    """Return what keeps it from being sent to somebody who was not shown it."""
    if stand.shown is not None:
        return []
    lines = list(silence(work, stand.person))
    if Refusal.EMPLOYER_PAUSE in stand.fit.refusals:
        lines.append(RESTS)
    for each in obstacles(stand.fit):
        lines += [REASONS[each], entry(offer)]
    return lines


def _whose(work: Work, notes: Comparing) -> str | None:
    """Return the centre that says who may go on; nobody may where the offer is gone."""
    offer = offers.find(work, notes.offer)
    return kept(work, offer).centre if offer else ""


def _find(work: Work, actor: Actor, key: int) -> Order | None:
    number, at = divmod(key, PAGES)
    offer = offers.find(work, number)
    return Order(kept(work, offer), at) if offer else None


def _centre(order: Order) -> str | None:
    return order.offer.centre


def _revision(order: Order) -> int:
    return REVISION


ACTIONS = {ORDER: Action(_open, stale=never)}
"""What the card of an offer leads to."""
PAGED = {SHOW: Action(_show, stale=never), COMPARE: Action(_compares, stale=never)}
ORDERED: Subject[Order] = Subject(
    ORDER, "", _find, _centre, _revision, order_message, PAGED, is_list=True
)
# NOTE: To staff: two people whose place in the order is compared.
WHY_BEFORE: Flow[Comparing] = Flow(
    "why_before",
    (
        ShortText(
            name="codes",
            text=one(_("Which two people? Please write both codes: R-1042 R-1050")),
            keep=_keep,
            longest=LONGEST,
        ),
    ),
    finish=_finish,
    notes=Comparing,
    counted=False,
    guard=f"{ORDER}.{COMPARE}",
    scope=_whose,
)

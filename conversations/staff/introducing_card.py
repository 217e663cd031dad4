"""Somebody on the way to a firm as staff see it: how far, whose turn, and what can be done now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from conversations import terms
from conversations.cards.firm_notice import called_at
from conversations.cards.line import written
from conversations.cards.notice import called
from conversations.cards.offer import offer_title
from conversations.cards.person import deaf_lines
from conversations.cards.unpaid import warning
from conversations.cards.way_words import ON_HOLD
from conversations.kit.actor import Actor
from conversations.staff import member
from conversations.staff.introducing_age import age_lines
from conversations.staff.introducing_words import OVER, PERMITS, REASONS, SIDES, STAGES
from locales.words import Day, Ltr, Moment, Name, Words, _, say
from storage import offers, people
from storage.introductions import checks, held, lists, planned, sealing, showing, steps
from storage.introductions.permission import TAKES
from storage.models import Introduction, Offer
from storage.people import TEAM, covers
from storage.places import centre_around
from storage.rules.clock import to_local
from storage.rules.keeping import MONTHS3, UNASKED, WEEKS2
from storage.rules.stages import (
    ENDS,
    LOOK_DAY,
    MANNERS,
    Permit,
    Side,
    Stage,
    begins_to_take,
    ends_soon_from,
)
from storage.work import Work


@dataclass(frozen=True)
class Seen:
    """Somebody on the way, as one centre sees it: their own all of it, the firm's its side."""

    introduction: Introduction
    offer: Offer
    centre: str | None
    whole: bool

    @property
    def id(self) -> int:
        """Its key."""
        return self.introduction.id


def seen(work: Work, actor: Actor, introduction: Introduction) -> Seen | None:
    """Show it to a centre: whose person it is sees all, whose firm it is the firm's side."""
    offer = offers.find(work, introduction.offer_id)
    person = people.find(work, introduction.person_id)
    if offer is None or person is None or person.practice_of is not None:
        return None
    own, firms = introduction.centre, centre_around(work, offer.plz)
    scopes = actor.scopes(TEAM)
    whole = any(covers(scope, own) for scope in scopes)
    side = not whole and any(covers(scope, firms) for scope in scopes)
    return Seen(introduction, offer, firms if side else own, whole)


def is_ours(work: Work, introduction: Introduction, who: int) -> bool:
    """Tell whether a colleague still works at the centre of the person or of the firm."""
    offer = offers.find(work, introduction.offer_id)
    centres = (introduction.centre, centre_around(work, offer.plz) if offer else None)
    return any(people.works_for(work, who, centre) for centre in centres)


def who(work: Work, thing: Seen) -> Words:
    """Name the person: first name and code, or the code the firm knows for the firm's centre."""
    introduction = thing.introduction
    if thing.whole:
        return called(work, introduction.person_id)
    name = showing.name_of(introduction)
    code = Ltr(introduction.code)
    # NOTE: A person as staff know them: first name and code.
    return say(_("{name} ({code})"), name=Name(name), code=code) if name else say(CODED, code=code)


# NOTE: A person staff know by a code alone.
CODED = _("Code {code}")


# NOTE: To staff, on the card of a person and a firm on their way to each other.
def card_lines(work: Work, thing: Seen, reader: str) -> list[Words]:
    """Return who with whom, how far, whose turn, until when, and what was said."""
    introduction, firm = thing.introduction, Name(thing.offer.employer.name)
    head = say(_("<b>{who} and {employer}</b>"), who=who(work, thing), employer=firm)
    lines = [head, offer_title(thing.offer), stands(work, introduction)]
    if introduction.stage in ENDS:
        return [*lines, *_why(introduction)]
    return [
        *lines,
        *age_lines(work, introduction),
        *_talks(work, introduction),
        *warning(work, introduction.person_id, thing.offer),
        *_held(work, introduction),
        *_turn(work, introduction),
        *_permit(work, introduction),
        *_days(work, introduction),
        *_said(introduction, reader),
        *_owner(work, introduction),
        *_seats(work, thing),
        *_ways(work, thing),
    ]


def stands(work: Work, introduction: Introduction) -> Words:
    """Say how far it is; where it is talked about, who wants that, and why."""
    if introduction.stage is Stage.STARTED and _is_over(work, introduction.permit_until):
        # NOTE: To staff: somebody works at a firm, and the permission for it ended.
        return _("⏸️ Stays away for now: the permission is over.")
    if introduction.stage is not Stage.TALKING:
        return STAGES[introduction.stage]
    if sealing.was_there(introduction):
        # NOTE: To staff: the firm and the person tell it differently.
        return _("🚫 The firm says: did not come. 🙋 The person says: was there.")
    if sealing.was_missed(introduction):
        # NOTE: To staff: after a day somebody was to be at a firm.
        return _("🚫 The firm says: did not come.")
    if introduction.reason == TAKES:
        # NOTE: To staff: a firm takes somebody whose permission for this job is over by then.
        return _("🎉 The firm says: begins with us. The first day is to be agreed.")
    side = introduction.last_side
    # NOTE: To staff: {side} is the person or the firm.
    wants = _("🟡 Wants to talk: {side}")
    return say(wants, side=SIDES[side]) if side else STAGES[Stage.TALKING]


# NOTE: To staff: who works at a firm, or the firm, asked for a talk when they were asked how it
# NOTE: goes; {side} is the person or the firm.
TALKS: Mapping[str, Words] = {
    UNASKED: _("🟡 Wants to talk: {side}"),
    WEEKS2: _("💬 Wants to talk (after two weeks): {side}"),
    MONTHS3: _("💬 Wants to talk (after three months): {side}"),
}


def _talks(work: Work, introduction: Introduction) -> list[Words]:
    found = checks.talks(work, introduction)
    return [say(TALKS[each.after], side=SIDES[side]) for side, each in found.items()]


def _why(introduction: Introduction) -> list[Words]:
    reason = REASONS.get(introduction.reason or "")
    # NOTE: To staff: why a firm said no.
    return [say(_("Reason: {reason}"), reason=reason)] if reason else []


def _held(work: Work, introduction: Introduction) -> list[Words]:
    return [ON_HOLD] if held.is_held(work, introduction) else []


# NOTE: To staff: who has the next step between a person and a firm, and by when.
def _turn(work: Work, introduction: Introduction) -> list[Words]:
    is_held = held.is_held(work, introduction)
    side = SIDES[Side.CENTRE if is_held else MANNERS[introduction.stage].owner]
    since = Day(to_local(introduction.changed_at, work.zone.key).date())
    lines = [say(_("👉 Next: {side}. Since: {day}"), side=side, day=since)]
    if introduction.news_by is not None:
        lines.append(say(_("🔔 Both hear more by: {day}"), day=Day(introduction.news_by)))
    if introduction.expires_at is not None:
        last = to_local(introduction.expires_at, work.zone.key).date()
        lines.append(say(_("⌛ Ends without an answer on: {day}"), day=Day(last)))
    return lines


# NOTE: To staff: how far the permission for this job is, and since when.
def _permit(work: Work, introduction: Introduction) -> list[Words]:
    if introduction.kind == LOOK_DAY and introduction.permit is None:
        return [_("👀 Only to look: this needs no permission. Please note: no work on that day.")]
    if introduction.permit is None:
        return []
    until = introduction.permit_until
    is_over = introduction.permit is Permit.CLEAR and _is_over(work, until)
    state = OVER if is_over else PERMITS[introduction.permit]
    line = say(_("📄 Permission: {stage}"), stage=state)
    if introduction.permit_on is not None and not is_over:
        since = Day(introduction.permit_on)
        line = say(_("📄 Permission: {stage}. Since: {day}"), stage=state, day=since)
    if until is None:
        return [line]
    is_soon = introduction.permit is not Permit.CLEAR or ends_soon_from(until) <= work.today
    return [line, last_day(until) if is_soon else say(_("It holds until: {day}"), day=Day(until))]


def _is_over(work: Work, until: date | None) -> bool:
    """Tell whether the last day of a permission is past."""
    return until is not None and until < work.today


def last_day(until: date) -> Words:
    """Name the last day of a permission."""
    return say(_("⚠️ Last day of the permission: {day}"), day=Day(until))


# NOTE: To staff: days a firm named, the one that was agreed, the first day at work.
def _days(work: Work, introduction: Introduction) -> list[Words]:
    zone = ZoneInfo(introduction.zone or work.zone.key)
    lines = [
        say(_("📅 The firm can: {when}"), when=named(work, each))
        for each in introduction.options or ()
    ]
    on, at = introduction.on_date, introduction.at_time
    if introduction.stage in (Stage.DATED, Stage.CAME) and on and at:
        agreed = Moment(datetime.combine(on, at, zone))
        lines.append(say(_("📅 {when}"), when=agreed))
    if introduction.starts_on is not None:
        lines.append(first_day(introduction.starts_on))
    return lines


def first_day(on: date) -> Words:
    """Say which day is the first one at work."""
    # NOTE: To staff: the first day at work.
    return say(_("▶️ First day: {day}"), day=Day(on))


def named(work: Work, option: str) -> Moment:
    """Read a day a firm named."""
    return Moment(datetime.fromisoformat(option).replace(tzinfo=work.zone))


# NOTE: To staff: what a firm asked about a person, and what was answered.
def _said(introduction: Introduction, reader: str) -> list[Words]:
    facts = sealing.facts(introduction)
    answered = facts.get(planned.SAID) or facts.get(sealing.ANSWER)
    asked = question(introduction, reader)
    lines = [_("🤔 The firm asks:"), *asked] if asked else []
    return [*lines, _("💬 The answer:"), *terms.quoted(answered)] if answered else lines


def question(introduction: Introduction, reader: str) -> list[Words]:
    """Return what a firm asked, marked with its language where the reader's differs."""
    facts = sealing.facts(introduction)
    asked = facts.get(sealing.QUESTION)
    return written(asked, facts.get(sealing.ASKED_IN) or reader, reader) if asked else []


def _owner(work: Work, introduction: Introduction) -> list[Words]:
    if introduction.owner_id is None:
        return []
    name = member.called(work, introduction.owner_id)
    # NOTE: To staff: the colleague who looks after a person and a firm.
    return [say(_("🤝 Looks after it: {name}"), name=name)]


def _seats(work: Work, thing: Seen) -> list[Words]:
    """Say where all places are gone, and this person has none."""
    has_none = thing.introduction.seat is None
    if begins_to_take(thing.introduction.stage, thing.introduction.kind) or not has_none:
        return []
    taken = lists.seats_taken(work, thing.offer)
    # NOTE: To staff: an offer has no place left for this person.
    return [_("⚠️ All places of this offer are taken.")] if taken >= thing.offer.places else []


def _ways(work: Work, thing: Seen) -> list[Words]:
    """Say how to reach the firm, and that the person has no phone here."""
    deaf = deaf_lines(work, thing.introduction.person_id) if thing.whole else []
    return [*called_at(work, thing.offer.employer), *deaf]


def waiting(work: Work, thing: Seen) -> planned.Planned | None:
    """Return the step that takes effect in a minute, unless it is over."""
    is_over = thing.introduction.stage in ENDS
    return None if is_over else planned.waits(work, thing.introduction)


def find(work: Work, actor: Actor, key: int) -> Seen | None:
    """Return somebody on the way, as a centre sees it."""
    found = steps.find(work, key)
    return seen(work, actor, found) if found else None

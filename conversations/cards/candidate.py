"""Somebody as a firm reads them: a code and what they can do; a first name after their yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from conversations import terms
from conversations.cards.candidate_asked import below_asked, ends_on, heard_on
from conversations.cards.candidate_buttons import LETTER, buttons, is_asked
from conversations.cards.candidate_ends import ended_message, nobody_comes
from conversations.cards.firm import contact_lines
from conversations.cards.late import late, next_news
from conversations.cards.offer import offer_title
from conversations.cards.profile import several, times
from conversations.kit.bound import REST
from conversations.kit.messages import Message
from conversations.kit.subject import CODE
from conversations.terms import named_skill
from locales.words import Count, Day, Ltr, Moment, Name, Words, _, say
from storage import offers
from storage.introductions import checks, firm_said, planned, sealing, showing, steps
from storage.introductions.days import away_from, local_start, next_day, off_day
from storage.introductions.permission import TAKES
from storage.introductions.planned import Planned
from storage.models import Introduction
from storage.rules.candidates import Nameless
from storage.rules.named_days import read
from storage.rules.stages import MANNERS, Move, Side, Stage
from storage.work import Work

# NOTE: To a firm, after the name of a skill: how well somebody can do it.
LEVELS: Mapping[int, Words] = {
    1: _("has helped with it"),
    2: _("can do it"),
    3: _("did it for years"),
}
# NOTE: To a firm: somebody whose name it does not know yet; {code} is made up of letters.
PERSON = _("👤 <b>Person {code}</b>")
# NOTE: To a firm: somebody who agreed that it knows their first name.
NAMED = _("👤 <b>{name}</b> ({code})")
REACHES = _("🚌 Can reach you: yes")
# NOTE: To a firm: it said no a moment ago; the button below takes that back.
SAID_NO = _("You said: no. In a minute we tell the person, kindly and without a reason.")
# NOTE: To a firm: it said a moment ago that somebody works there no more; it can take that back.
SAID_GONE = _("You said: no longer there. In a minute we tell the person and the centre.")
# NOTE: To a firm: it said a moment ago that somebody begins there; it can take that back.
SAID_BEGINS = _("You said: begins on {day}. In a minute we tell the person and the centre.")
# NOTE: To a firm: it said a moment ago that somebody did not come; it can take that back.
SAID_MISSED = _("You said: did not come. In a minute we tell the person and the centre.")
# NOTE: To a firm that said that somebody begins: the last place is given so. Who else was on the
# NOTE: way to it follows, a line each; we tell them that the place is filled.
LAST_PLACE = _("This is the last place. We also tell these people that it is filled:")
MOST = 6
# NOTE: To a firm, above somebody, on the day they come, or the one before. The day follows.
TODAY = _("⏰ Somebody is coming to you today.")
TOMORROW = _("⏰ Somebody is coming to you tomorrow.")
ASKED_WAIT = _("We ask this person now. You hear from us by {day}.")
"""Alike for the firm: who asks a guardian is young, and that is nobody's business."""
# NOTE: To a firm: somebody who works there does not come from this day on; nobody says why.
AWAY = _("❌ {name} does not come for now, from this day on: {day}")
# NOTE: To a firm: until when somebody of the centre calls.
CALLS = _("The centre calls you by {day}.")


def candidate_message(work: Work, introduction: Introduction) -> Message:
    """Show somebody to a firm as things stand, with what it can do now."""
    offer = offers.find(work, introduction.offer_id)
    if offer is None or introduction.ended_at is not None:
        return ended_message(work, introduction)
    said = firm_said.waits(work, introduction)
    soon = [] if said else _soon(work, introduction)
    now = below_asked(work, introduction, ()) if soon else stage_lines(work, introduction)
    lines = (
        *soon,
        head(introduction),
        offer_title(offer),
        *facts_lines(work, introduction),
        *(_said(work, introduction, said) if said else now),
        *([] if said else _answer_by(work, introduction)),
        *contact_lines(work, offer.employer),
        say(CODE, code=Ltr(f"{LETTER}{introduction.id}")),
    )
    rows = buttons(work, introduction, offer, said=said is not None)
    return Message(lines, rows, private=True, asks=said is None and is_asked(work, introduction))


def _soon(work: Work, introduction: Introduction) -> list[Words]:
    """Say who comes today or tomorrow, and when: on those days that is the point."""
    ahead = {work.today: TODAY, work.today + timedelta(days=1): TOMORROW}
    when = ahead.get(next_day(introduction) or date.min)
    return [when, *_days(work, introduction)] if when else []


def short_message(work: Work, introduction: Introduction) -> Message:
    """Say only what an answer of the firm came to: the next question stands below it."""
    offer = offers.find(work, introduction.offer_id)
    if offer is None or introduction.ended_at is not None:
        return ended_message(work, introduction)
    if said := firm_said.waits(work, introduction):
        lines = (head(introduction), *_said(work, introduction, said))
        return Message(lines, buttons(work, introduction, offer, said=True), private=True)
    return Message((head(introduction), *stage_lines(work, introduction)), private=True)


def _said(work: Work, introduction: Introduction, said: Planned) -> list[Words]:
    """Say what the firm said a moment ago, and whom that sends away."""
    if begins := planned.facts_of(introduction, said).starts_on:
        return [say(SAID_BEGINS, day=Day(begins)), *_sent_away(work, introduction, said)]
    if said.move is Move.MISS:
        return [SAID_MISSED]
    return [SAID_GONE if introduction.stage is Stage.STARTED else SAID_NO]


def _sent_away(work: Work, introduction: Introduction, said: Planned) -> list[Words]:
    """Name who else is on the way, where a start takes the last place: those ways end with it."""
    facts = planned.facts_of(introduction, said)
    stage = steps.leads_to(work, introduction, said.move, facts)
    found = showing.sent_away(work, introduction, stage) if stage else []
    named = [line for each in found[:MOST] for line in _coming(work, each)]
    rest = [say(REST, count=Count(len(found) - MOST))] if found[MOST:] else []
    return [LAST_PLACE, *named, *rest] if found else []


def _coming(work: Work, introduction: Introduction) -> list[Words]:
    is_dated = introduction.stage is Stage.DATED
    return _days(work, introduction) if is_dated else [head(introduction)]


def head(introduction: Introduction) -> Words:
    """Name somebody: by the code, and the first name once the firm may know it."""
    code, name = Ltr(introduction.code), showing.name_of(introduction)
    return say(NAMED, name=Name(name), code=code) if name else say(PERSON, code=code)


def called(introduction: Introduction) -> Name:
    """Name somebody inside a sentence."""
    return Name(showing.name_of(introduction) or introduction.code)


def facts_lines(work: Work, introduction: Introduction) -> list[Words]:
    """Say what somebody can do and when, and nothing else about them; nothing once that is over."""
    if showing.is_over(work, introduction):
        return []
    return card_lines(showing.nameless_of(work, introduction))


def card_lines(card: Nameless) -> list[Words]:
    """Return the lines of the card that stand in no connection with who it is."""
    found = {
        _("🎯 Looks for: {value}"): several([terms.WANTS[each] for each in card.wants]),
        _("💬 German: {value}"): terms.GERMAN.get(card.german or ""),
        _("🕒 Has time: {value}"): times(card.slots),
        _("▶️ Can begin: {value}"): terms.STARTS.get(card.start or ""),
        _("🚗 Driving licence: {value}"): several([terms.LICENCES[e] for e in card.licences]),
    }
    lines = [say(words, value=value) for words, value in found.items() if value is not None]
    return [*_skill_lines(card), *lines, REACHES]


# NOTE: To a firm: a skill of somebody, and how well they can do it.
def _skill_lines(card: Nameless) -> list[Words]:
    line = _("✅ {skill}: {level}")
    return [say(line, skill=named_skill(skill), level=LEVELS[n]) for skill, n in card.skills]


def stage_lines(work: Work, introduction: Introduction) -> list[Words]:
    """Say how far it is, and what comes next; above it what the firm asked about them."""
    return below_asked(work, introduction, stands(work, introduction))


def stands(work: Work, introduction: Introduction) -> list[Words]:
    """Say how far it is, and what comes next."""
    off = _off(work, introduction)
    match introduction.stage:
        case Stage.SHOWN:
            return [_("Does this person fit?")]
        case Stage.QUESTION:
            return []
        case Stage.WANTED | Stage.GUARDIAN:
            return [*off, *_heard_by(work, introduction, ASKED_WAIT)]
        case Stage.PERMIT:
            arranged = _("It is being arranged. The centre calls you by {day}.")
            return [*off, *_by(introduction, arranged)]
        case Stage.STARTED:
            return _started(work, introduction)
        case _:
            return [*off, *_days(work, introduction)]


def _off(work: Work, introduction: Introduction) -> list[Words]:
    """Say of a day that was agreed, and given up before it came, that nobody comes."""
    day = off_day(work, introduction)
    return nobody_comes(Day(day)) if day else []


# NOTE: To a firm, below a question about somebody: without an answer it ends on this day.
def _answer_by(work: Work, introduction: Introduction) -> list[Words]:
    by = ends_on(work, introduction)
    if by is None or MANNERS[introduction.stage].owner is not Side.FIRM:
        return []
    return [say(_("⌛ We wait for your answer until {day}."), day=Day(by))]


def _heard_by(work: Work, introduction: Introduction, words: Words) -> list[Words]:
    """Say when the firm hears; once a day passed it is no more than that it takes longer."""
    longer, day = late(introduction), heard_on(work, introduction)
    if day is None:
        return []
    return [*longer, next_news(day)] if longer else [say(words, day=Day(day))]


def _by(introduction: Introduction, words: Words) -> list[Words]:
    day = introduction.news_by
    return [*late(introduction), say(words, day=Day(day))] if day else []


# NOTE: To a firm: how far it is with somebody. {name} is a first name.
def _days(work: Work, introduction: Introduction) -> list[Words]:
    name, at = called(introduction), local_start(introduction)
    match introduction.stage:
        case Stage.NAMING:
            would = say(_("👍 {name} would like to come. Which day is good for you?"), name=name)
            is_own = introduction.last_side is Side.FIRM  # it asked for one more day
            return [_("Which day is good for you?") if is_own else would]
        case Stage.CHOOSING:
            named = [say(_("📅 {when}"), when=each) for each in named_days(work, introduction)]
            asked = _heard_by(work, introduction, _("We ask which day is good. You hear by {day}."))
            return [*named, *asked]
        case Stage.DATED if at is not None:
            return [say(_("📅 {name} comes: {when}"), name=name, when=Moment(at))]
        case Stage.CAME:
            return [say(_("How was the day with {name}?"), name=name)]
        case Stage.STARTING if introduction.starts_on is not None:
            on = Day(introduction.starts_on)
            return [say(_("🎉 {name} begins: {day}"), name=name, day=on)]
        case _:
            return [*_own_word(introduction), *_by(introduction, CALLS)]


# NOTE: To a firm: what it said of somebody before; the centre calls.
def _own_word(introduction: Introduction) -> list[Words]:
    """Repeat what the firm said, where it is talked about."""
    if introduction.stage is Stage.TALKING and introduction.reason == TAKES:
        return [_("You said: begins. Please agree the first day with the centre.")]
    if introduction.stage is not Stage.TALKING or introduction.last_side is not Side.FIRM:
        return []
    if sealing.was_missed(introduction):
        return [_("You said: did not come.")]
    return [_("You said: let us talk.")]


# NOTE: To a firm: somebody works there now.
def _started(work: Work, introduction: Introduction) -> list[Words]:
    name, since = called(introduction), introduction.starts_on
    lines = []
    if since is not None:
        lines.append(say(_("🎉 {name} has been with you since: {day}"), name=name, day=Day(since)))
    if checks.open_of(work, introduction, Side.FIRM):
        lines.append(say(_("How is it going with {name}?"), name=name))
    away = away_from(work, introduction)
    lines += [say(AWAY, name=name, day=Day(away))] if away else []
    if away or Side.FIRM in checks.talks(work, introduction):
        lines += _by(introduction, CALLS)
    return lines


def named_days(work: Work, introduction: Introduction) -> Sequence[Moment]:
    """Return the days a firm named, as local times."""
    found = [datetime.combine(*read(option), work.zone) for option in introduction.options or ()]
    return [Moment(at) for at in found]
